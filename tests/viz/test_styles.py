"""What things and ties look like."""

import pytest

from simpul.projection import GROUPS, OTHER
from simpul_viz.styles import SECTORS, STYLES, TIES
from simpul_viz.texts import LANGUAGES, TEXTS


def test_every_group_has_a_look_and_a_name_of_its_own() -> None:
    assert STYLES.keys() == {*GROUPS, OTHER}
    assert len(set(STYLES.values())) == len(STYLES)
    for language in LANGUAGES:
        names = [TEXTS[group][language] for group in STYLES]
        assert len(set(names)) == len(names)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    "colour", sorted({colour for _shape, colour in (STYLES | SECTORS).values()} | set(TIES))
)
def test_shapes_and_ties_stand_out_from_the_ground(colour: str) -> None:
    # WCAG 2.2, 1.4.11: graphical objects have a contrast of 3 to 1.
    assert (_luminance("#f4f6f8") + 0.05) / (_luminance(colour) + 0.05) >= 3
