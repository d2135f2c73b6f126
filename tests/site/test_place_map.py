"""The small map: what it shows lies within it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from simpul.site.place_map import place_map

_POINT = st.tuples(st.floats(-85, 85), st.floats(-180, 180))


@given(points=st.lists(_POINT, min_size=1, max_size=6))
def test_every_place_is_on_the_map_and_no_land_beyond_it(points: list[tuple[float, float]]) -> None:
    found = place_map([(point, "", "") for point in points])
    assert found is not None
    for place in found.places:
        assert 0 <= place.x <= found.wide
        assert 0 <= place.y <= found.high
    for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", found.land):
        assert -10 <= float(x) <= found.wide + 10
        assert -10 <= float(y) <= found.high + 10


def test_what_has_no_place_has_no_map() -> None:
    assert place_map([]) is None


def test_jakarta_lies_on_land_by_the_sea() -> None:
    found = place_map([((-6.2, 106.8), "Jakarta", "")])
    assert found is not None
    assert found.land.count("M") > 3
