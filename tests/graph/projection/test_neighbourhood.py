"""What lies around a thing, and what two things share."""

from simpul.projection import Projection
from simpul.projection.neighbourhood import compare, ego
from world import JAKARTA, SEOUL

J, S = f"city/{JAKARTA}", f"city/{SEOUL}"


def test_ego_is_what_lies_within_so_many_ties(seoul: Projection) -> None:
    near, further = ego(seoul, J, hops=1), ego(seoul, J, hops=2)
    direct = {key for t in seoul.ties if J in (t.source, t.target) for key in (t.source, t.target)}
    assert {t.key for t in near.things} == direct
    assert len(further.things) > len(near.things)


def test_ego_leaves_out_what_is_furthest_and_says_so(whole: Projection) -> None:
    drawn = ego(whole, J, hops=2, most=30)
    assert len(drawn.things) == 30
    assert J in {t.key for t in drawn.things}
    assert "further out are left out" in drawn.notes[0]["en"]


def test_compare_parts_what_is_shared(seoul: Projection) -> None:
    found = compare(seoul, J, S)
    assert "org/c40" in found.both
    assert not set(found.both) & {*found.only_a, *found.only_b}
    assert {t.key for t in found.projection.things} == {
        J,
        S,
        *found.both,
        *found.only_a,
        *found.only_b,
    }
