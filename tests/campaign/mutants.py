"""Mutated files for every reader: whatever stands in one, it is read, or told of in a message of ours."""

from pathlib import Path
from random import Random

from campaign.readers import readers
from campaign.trials import Fault, Part, Trial
from campaign.world import make_small

_MOST: int = 300_000


def _prepare(shared: Path) -> Trial:
    make_small()
    known = list(readers().values())
    for reader in known:
        place = shared / reader.name
        place.mkdir()
        reader.try_(reader.samples[0], place)  # also what is read once, such as the world

    def trial(chance: Random, folder: Path) -> list[Fault]:
        reader = chance.choice(known)
        reader.try_(reader.sample(chance)[:_MOST], folder)
        return []

    return trial


PART = Part(
    name="mutants",
    about="mutated inputs of every reader",
    whole=90_000,
    slice=50,
    share=8,
    prepare=_prepare,
    seconds=2,
    patience=60,
    megabytes=500,
)
