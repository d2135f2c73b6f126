"""What places do with each other."""

from collections import Counter
from pathlib import Path

from simpul.projection import Projection
from simpul.projection.cooperation import acts, cooperation
from simpul.projection.reader import key_of
from simpul.store import OxigraphStore
from world import JAKARTA, SEOUL
from worlds import PARTIAL, WHOLE, store_of

J, S = f"city/{JAKARTA}", f"city/{SEOUL}"


def test_what_goes_between_cities_has_a_direction(
    article: OxigraphStore, seoul: Projection
) -> None:
    found = {(t.source, t.relation, t.target): t for t in cooperation(article, seoul).ties}
    assert found[S, "lesson", J].weight == 2
    assert found[J, "visit", S].directed
    assert not found[J, "sisterCityOf", S].directed
    assert found[J, "request", S].weight == 3
    assert (J, "lesson", S) not in found


def test_days_of_a_visit_are_not_visits_of_their_own(
    article: OxigraphStore, seoul: Projection
) -> None:
    kinds = Counter(t.relation for t in cooperation(article, seoul).ties)
    assert kinds["visit"] == 2
    assert not kinds.keys() & {"visitDay", "session"}


def _acts(folder: Path) -> set[tuple[str, str, str]]:
    found = acts(store_of(folder, whole=WHOLE, part=PARTIAL))
    return {(key_of(act.source), key_of(act.target), key_of(act.matter)) for act in found}


def test_a_government_stands_for_its_place_and_what_sits_there_does_not(tmp_path: Path) -> None:
    found = _acts(tmp_path)
    assert ("city/a", "city/b", "agreement/sisters") in found
    assert "lesson/two" not in {matter for _one, _other, matter in found}


def test_what_is_in_doubt_is_no_cooperation(tmp_path: Path) -> None:
    assert "agreement/doubt" not in {matter for _one, _other, matter in _acts(tmp_path)}


def test_a_province_cooperates_and_a_state_does_not(curated: OxigraphStore) -> None:
    ends = {key_of(act.target) for act in acts(curated)}
    assert "place/gyeonggi" in ends
    assert not [key for key in ends if key.startswith("country/")]
