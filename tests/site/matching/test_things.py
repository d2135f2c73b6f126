"""Which things a text may name, of those that are no cities."""

from simpul.naming.lookup import Entry
from simpul.site.matching.things import Things

LONG = "International Council for Local Environmental Initiatives of Cities"
SLIP = LONG.replace("Initiatives", "Initiatves")


def test_a_thing_has_the_best_of_its_scores() -> None:
    things = Things(
        [Entry(key="whole", texts=(LONG,)), Entry(key="part", texts=("Local Council",))]
    )
    first, *_others = things.alike(SLIP, ())
    assert first.entry.key == "whole"
    # Seven of eight words are its own, which says more than that the name as a whole is spelt nearly so.
    assert 80 < first.score < 90


def test_each_thing_is_there_once_the_likeliest_first() -> None:
    things = Things([Entry(key=name, texts=(name, f"{name} of Seoul")) for name in ("Forum", "Forun", "Fortune")])  # fmt: skip
    found = things.alike("Forum", ())
    assert len({one.entry.key for one in found}) == len(found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
