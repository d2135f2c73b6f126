"""What has a date."""

from collections import Counter

from simpul.edtf import bounds
from simpul.projection import Projection
from simpul.projection.timeline import entries, undated
from world import CITIES


def test_everything_with_a_date_is_on_the_timeline(whole: Projection) -> None:
    found = entries(whole)
    sections = Counter(entry.section for entry in found)
    assert sections["phase"] == 2
    assert sections["event"] == 8
    assert sections["due"] == 1
    assert sections["agreement"] == 40
    dateless = undated(whole)
    assert dateless == CITIES // 2
    assert sections["membership"] + dateless == sum(t.relation == "membership" for t in whole.ties)


def test_a_bar_ends_with_its_network_and_never_begins_with_it(whole: Projection) -> None:
    of_nine = [e for e in entries(whole) if e.row == "org/net-9" and e.section == "membership"]
    assert of_nine
    for entry in of_nine:
        assert entry.span.end == "2019-12-31"
        assert entry.span.begin == bounds(entry.said["begin"])[0].isoformat()
