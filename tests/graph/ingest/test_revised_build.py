"""A build on the last one comes to the same as one of nothing, whatever was changed in between."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

import pytest

from outcomes import built
from simpul.ingest import About, Options, build, load
from simpul.ingest.build_report import BuildReport
from simpul.store import current_build
from support import DOCUMENTS, MEMBERSHIPS, ORGANISATIONS, ROOT, write_source

_NOTHING: Final = {
    "organisation": ORGANISATIONS.splitlines()[0] + "\n",
    "membership": MEMBERSHIPS.splitlines()[0] + "\n",
}
_AGREEMENT: Final = (
    "key,kind,label_en,label_id,begin,source\nmou,LetterOfIntent,A letter,Surat,2001,report\n"
)
_PARTY: Final = "key,agreement,party,party_name,role,source\n{}"
_OF_CITY: Final = "a,mou,city/1835848,Seoul,party,report\n"
_OF_NETWORK: Final = "b,mou,org/c40,C40 Cities,party,report\n"

VARIANTS: Final[Mapping[str, tuple[Mapping[str, str] | None, ...]]] = {
    "networks": (
        {**_NOTHING, "organisation": ORGANISATIONS},
        {**_NOTHING, "organisation": ORGANISATIONS.replace("C40 Cities", "C40 of cities")},
        {**_NOTHING, "organisation": ORGANISATIONS.replace("c40,Network", "c41,Network")},
        {**_NOTHING, "organisation": ORGANISATIONS.replace("ICLEI,ICLEI,report", ",ICLEI,report")},
        {
            **_NOTHING,
            "organisation": ORGANISATIONS,
            "document": DOCUMENTS.replace("Report", "Paper"),
        },
    ),
    "members": (
        {**_NOTHING, "membership": MEMBERSHIPS},
        {**_NOTHING, "membership": MEMBERSHIPS.replace("1835848,Seoul", "1835848,Jakarta")},
        {**_NOTHING, "membership": MEMBERSHIPS.replace("1835848,Seoul", "1850147,Tokyo")},
        {**_NOTHING, "membership": MEMBERSHIPS.replace("2007~", "soon")},
        {**_NOTHING, "membership": MEMBERSHIPS.rsplit("\n", 2)[0] + "\n"},
        None,
    ),
    "letters": (
        {**_NOTHING, "agreement": _AGREEMENT, "party": _PARTY.format(_OF_CITY + _OF_NETWORK)},
        {**_NOTHING, "agreement": _AGREEMENT, "party": _PARTY.format(_OF_CITY)},
        {**_NOTHING, "agreement": _AGREEMENT},
        None,
    ),
}
"""What each source may say: warnings, errors and references to the others among it; None where there is no folder."""


def write(data: Path, key: str, tables: Mapping[str, str] | None) -> None:
    """Write a source folder in place of the one that is there."""
    shutil.rmtree(data / key, ignore_errors=True)
    if tables is not None:
        write_source(data, {"document": DOCUMENTS, **tables}, key=key)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of three sources that speak of each other's things."""
    for key, (first, *_others) in VARIANTS.items():
        write(tmp_path / "data", key, first)
    return tmp_path / "data"


def unchanged(report: BuildReport) -> set[str]:
    """Return the keys of the sources that were taken over."""
    return {source.key for source in report.sources if source.unchanged}


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_changed_the_store_is_as_if_made_of_nothing(
    seed: int, data: Path, tmp_path: Path
) -> None:
    random = Random(seed)  # noqa: S311 - to be repeated, not to be secret
    built(tmp_path / "store", [data])
    for step in range(5):
        key = random.choice(sorted(VARIANTS))
        write(data, key, random.choice(VARIANTS[key]))
        revised, fresh = built(tmp_path / "store", [data]), built(tmp_path / str(step), [data])
        assert revised == fresh


def test_what_is_as_it_was_is_taken_over_and_nothing_is_written(data: Path, tmp_path: Path) -> None:
    first = build([data], tmp_path / "store")
    before = current_build(tmp_path / "store")
    second = build([data], tmp_path / "store")
    assert unchanged(first) == set()
    assert unchanged(second) == {*VARIANTS}
    assert second.warnings == first.warnings
    assert (second.merged, second.inferred) == (first.merged, first.inferred)
    assert [(s.rows, s.triples) for s in second.sources] == [(s.rows, s.triples) for s in first.sources]  # fmt: skip
    assert current_build(tmp_path / "store") == before


def test_only_what_was_changed_is_read_and_what_a_new_name_concerns(
    data: Path, tmp_path: Path
) -> None:
    build([data], tmp_path / "store")
    write(data, "members", VARIANTS["members"][2])
    assert unchanged(build([data], tmp_path / "store")) == {"networks", "letters"}
    write(data, "networks", VARIANTS["networks"][1])
    report = build([data], tmp_path / "store")
    assert unchanged(report) == set()
    assert any("C40 of cities" in warning.what for warning in report.warnings)


def test_all_is_read_when_that_is_asked_for(data: Path, tmp_path: Path) -> None:
    build([data], tmp_path / "store")
    assert unchanged(build([data], tmp_path / "store", anew=True)) == set()


def test_what_has_another_schema_is_read(data: Path, tmp_path: Path) -> None:
    build([data], tmp_path / "store")
    (data / "schemas").mkdir()
    shipped = (ROOT / "data" / "schemas" / "agreement.json").read_text("utf-8")
    other = shipped.replace('"@type": "Schema",', '"@type": "Schema", "dc:title": "Letters",')
    (data / "schemas" / "agreement.json").write_text(other)
    report = build([data], tmp_path / "store")
    assert unchanged(report) == {"networks", "members"}


def test_all_is_read_when_something_was_loaded_since(data: Path, tmp_path: Path) -> None:
    build([data], tmp_path / "store")
    more = write_source(tmp_path, key="more")
    load([more], tmp_path / "store", Options(about=About(today=date(2026, 11, 24))))
    assert unchanged(build([data], tmp_path / "store")) == set()
    report = build([data], tmp_path / "store")
    assert unchanged(report) == {*VARIANTS}
    assert [source.key for source in report.sources if source.kept] == ["more"]


def test_what_is_known_of_the_last_build_need_not_be_readable(data: Path, tmp_path: Path) -> None:
    build([data], tmp_path / "store")
    place = current_build(tmp_path / "store")
    assert place is not None
    for content in ("", "[]", "{}", '{"basis": 1, "sources": [], "findings": {}}'):
        (place / "sources.json").write_text(content)
        assert unchanged(build([data], tmp_path / "store", anew=False)) == set()
        place = current_build(tmp_path / "store")
        assert place is not None
