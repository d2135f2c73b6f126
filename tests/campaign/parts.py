"""The parts of the campaign, in the order of the table."""

from collections.abc import Mapping
from typing import Final

from campaign import (
    clocks,
    coverage_guided,
    full_disk,
    guarded_queries,
    kills,
    mutants,
    neighbours,
    power_loss,
    publishing,
    versions,
)
from campaign.trials import Part

_MODULES: Final = (
    *(kills, mutants, *((coverage_guided,) if coverage_guided.IS_THERE else ())),
    *(guarded_queries, neighbours, full_disk, clocks, versions, power_loss, publishing),
)
PARTS: Final[Mapping[str, Part]] = {module.PART.name: module.PART for module in _MODULES}
"""By name; where Atheris is not to be had, without its part."""
