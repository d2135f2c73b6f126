"""A build is a load of all sources into an empty store: the same problems, facts, inferences, names and rows."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from outcomes import Outcome, built, index_of, outcome, quads_of
from simpul.ingest import About, Options, load
from simpul.ingest.build import build
from simpul.ingest.source_plan import of_kind, plan_folders
from support import DOCUMENTS, MEMBERSHIPS, ORGANISATIONS, ROOT, write_source

OPTIONS = Options(about=About(today=date(2026, 11, 24)))


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of no source, never changed."""
    folder = tmp_path_factory.mktemp("nothing") / "store"
    build([], folder)
    return folder


@pytest.fixture
def empty(nothing: Path, tmp_path: Path) -> Path:
    """The same store, to be loaded into."""
    return Path(shutil.copytree(nothing, tmp_path / "loaded"))


def loaded_into(store: Path, data: Sequence[Path]) -> Outcome:
    """Return what comes of loading sources into a store that is there."""
    return outcome(store, lambda: [p for r in load(data, store, OPTIONS) for p in r.problems])


Sources: TypeAlias = Callable[[Path], list[Path]]
"""Writes sources into a folder, and returns what is to be put in."""
OTHER_SCHEMA: Final = '{"columns": [{"name": "key", "titles": "key"}, {"name": "short_name", "titles": "short", "propertyUrl": "https://w3id.org/simpul/ontology#shortNamee"}], "aboutUrl": "https://w3id.org/simpul/id/org/{key}"}'


def misspelt_property(folder: Path) -> list[Path]:
    """Write a table whose column is a property that the ontology has not."""
    source = write_source(folder, {"short": "key,short\nc40,C40\n"})
    metadata = source / "csvw-metadata.json"
    text = metadata.read_text(encoding="utf-8")
    metadata.write_text(text.replace('"../schemas/short.json"', OTHER_SCHEMA), encoding="utf-8")
    return [source]


def of(**tables: str | bytes) -> Sources:
    """Return what writes a source with these tables in the place of the usual ones."""
    return lambda folder: [write_source(folder, tables)]


def twice(folder: Path) -> list[Path]:
    """Write two folders that are the same source."""
    return [write_source(folder / "a"), write_source(folder / "b")]


def of_two(folder: Path) -> list[Path]:
    """Write a source that needs what another one describes, which comes after it."""
    write_source(
        folder,
        {"document": DOCUMENTS, "organisation": ORGANISATIONS, "membership": MEMBERSHIPS},
        key="b",
    )
    table = "key,member,network,begin,source\nx,1850147,c40,2010,report\n"
    source = write_source(folder, {"membership": table}, key="a")
    for kind in ("document", "organisation"):
        (source / f"{kind}.csv").write_text(
            {"document": DOCUMENTS, "organisation": ORGANISATIONS}[kind].splitlines()[0] + "\n",
            encoding="utf-8",
        )
    return [folder]


VALID: Final[dict[str, Sources]] = {
    "the usual tables": of(),
    "a source that needs another one": of_two,
    "a name beside an id that is another's": of(
        membership=MEMBERSHIPS.replace("1835848,Seoul", "1835848,Jakarta")
    ),
    "an official form beside an id": of(
        membership=MEMBERSHIPS.replace("1642911,Jakarta", "1642911,Kota Jakarta")
    ),
    "a row that a template marks as an example": of(
        document=DOCUMENTS + "another,example: delete this row,Lain,Another,Lain\n"
    ),
    "an agreement with one party, which is a warning": of(
        agreement="key,kind,label_en,label_id,begin,source\nmou,LetterOfIntent,A letter,Surat,2001,report\n",
    ),
}
INVALID: Final[dict[str, Sources]] = {
    "a misspelt property": misspelt_property,
    "the same source twice": twice,
    "a city that GeoNames has not": of(membership=MEMBERSHIPS.replace("1835848", "9999999999")),
    "a network that nobody describes": of(membership=MEMBERSHIPS.replace(",c40,2006", ",c41,2006")),
    "a document that nobody describes": of(
        organisation=ORGANISATIONS.replace("ICLEI,ICLEI,report", "ICLEI,ICLEI,rapport")
    ),
    "a cell that is no date": of(membership=MEMBERSHIPS.replace("2007~", "soon")),
    "a row whose thing others need has a cell that is wrong": of(
        organisation=ORGANISATIONS.replace("c40,Network", "c40,Netwrk")
    ),
    "a shape that is broken": of(
        organisation=ORGANISATIONS.replace("ICLEI,ICLEI,report", ",ICLEI,report")
    ),
    "a shape that is broken in a cell": of(
        membership=MEMBERSHIPS.replace("begin,source", "begin,end,source")
        .replace("2007~,", "2007~,2001,")
        .replace("2006-02,", "2006-02,,")
    ),
    "the same key twice": of(membership=MEMBERSHIPS + MEMBERSHIPS.splitlines()[1] + "\n"),
    "a table with nothing in it": of(membership=""),
    "a column that is unknown": of(membership=MEMBERSHIPS.replace("begin,", "beginn,")),
    "a table that is no text": of(membership=b"\xff\xfe\x00"),
}


@pytest.mark.parametrize("case", sorted(VALID))
def test_sources_that_are_right_come_out_the_same_by_build_and_by_load(
    case: str, empty: Path, tmp_path: Path
) -> None:
    data = VALID[case](tmp_path / "data")
    one, other = built(tmp_path / "built", data), loaded_into(empty, data)
    assert one.quads
    assert one == other


@pytest.mark.parametrize("case", sorted(INVALID))
def test_sources_that_are_wrong_are_refused_in_the_same_words_by_build_and_by_load(
    case: str, empty: Path, tmp_path: Path
) -> None:
    data = INVALID[case](tmp_path / "data")
    one, other = built(tmp_path / "built", data), loaded_into(empty, data)
    assert one.problems
    assert not one.quads
    assert one == other


IN_ORDER = (
    ("member-places", "jakarta-seoul-visit-2018"),
    ("city-institutions", "city-networks"),
    ("city-initiatives",),
    ("city-events", "jakber-reports"),  # each needs the other
)
"""Sources under ``data/`` of which each step needs nothing but those before it; all others need these alone."""


@pytest.mark.slow
def test_curated_sources_loaded_one_after_another_are_as_if_built_at_once(
    curated_store: Path, empty: Path
) -> None:
    every = [source.name for source in of_kind(plan_folders([ROOT / "data"]), "curated")]
    rest = [name for name in every if not any(name in step for step in IN_ORDER)]
    for step in (*IN_ORDER, rest):
        assert not loaded_into(empty, [ROOT / "data" / name for name in step]).problems
    assert quads_of(empty) == quads_of(curated_store)
    assert index_of(empty) == index_of(curated_store)
