"""No profile in any format has anything of a source that its reader may not see, wherever that stands."""

import itertools
import re
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secret_sources import PLACES, marked_tables
from simpul.access import ACCESS
from simpul.errors import AmbiguousNameError, ParameterError, QueryError
from simpul.exchange.export import FORMATS
from simpul.exchange.profiles import profiles
from simpul.ingest.build import build
from simpul.session import KnowledgeGraph
from support import packed_in, write_source

MARKS: Final = {"qvxz": "partner", "wjkq": "internal"}
"""The mark of a source, and who may see it."""
ASKED: Final[Mapping[str, Sequence[Mapping[str, str]]]] = {
    "city": [{"city": "Jakarta"}, {"city": "Seoul"}],
    "everything": [{}],
    "network": [
        {"network": "C40 Cities"},
        *({"network": f"{word} {mark}"} for mark in MARKS for word in ("League", "Alias", "Short")),
    ],
    "pair": [{"a": "Jakarta", "b": "Seoul"}],
    "source": [{"source": "test-list"}, *({"source": f"{mark}-list"} for mark in MARKS)],
    "theme": [{"theme": "climate change"}],
    "vocabulary": [{}],
}
"""What each profile is asked for: what everybody knows, and what only the secret sources call so."""
OWN: Final = "CONSTRUCT { ?s ?p ?o } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
"""A profile of a partner's own that takes all that it can reach."""


def _store(folder: Path, places: Mapping[str, Sequence[str]]) -> Path:
    write_source(folder / "data")
    for mark, access in MARKS.items():
        tables = marked_tables(mark, places[mark])
        write_source(folder / "data", tables, key=f"{mark}-list", access=access)
    build([folder / "data"], folder / "store")
    return folder / "store"


@contextmanager
def _opened(store: Path, access: str) -> Iterator[KnowledgeGraph]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is withheld is told
        with KnowledgeGraph(store, access=access) as kg:
            yield kg


def _secret(access: str) -> list[str]:
    """Return the marks that who has this access right may not see."""
    return [m for m, needed in MARKS.items() if ACCESS.index(needed) > ACCESS.index(access)]


def _exported(kg: KnowledgeGraph, profile: str, values: Mapping[str, str], format_: str) -> str:
    """Return an export, or what is said where there is none."""
    try:
        return kg.export(format_, profile, values).decode()
    except (ParameterError, AmbiguousNameError, QueryError) as error:
        said = str(error)
        for value in values.values():  # what was asked is said again
            said = said.replace(value, "")
        return said


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a public source, one for partners and one for the office, with marks in all places."""
    return _store(tmp_path_factory.mktemp("secret"), dict.fromkeys(MARKS, PLACES))


@pytest.fixture(scope="module")
def opened(store: Path) -> Iterator[dict[str, KnowledgeGraph]]:
    with ExitStack() as sessions:
        yield {access: sessions.enter_context(_opened(store, access)) for access in ACCESS}


def test_every_profile_is_tried() -> None:
    assert ASKED.keys() == profiles().keys()


@pytest.mark.parametrize("access", [access for access in ACCESS if _secret(access)])
@pytest.mark.parametrize(
    ("profile", "values"), [(name, values) for name, asked in ASKED.items() for values in asked]
)
def test_an_export_has_no_mark_of_what_its_reader_may_not_see(
    opened: dict[str, KnowledgeGraph], profile: str, values: Mapping[str, str], access: str
) -> None:
    content = _exported(opened[access], profile, values, "nquads").lower()
    assert [mark for mark in _secret(access) if mark in content] == []


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("access", ACCESS)
def test_no_format_gives_away_more(
    opened: dict[str, KnowledgeGraph], access: str, format_: str
) -> None:
    content = _exported(opened[access], "city", {"city": "Jakarta"}, format_).lower()
    assert {mark for mark in MARKS if mark in content} == {*MARKS} - {*_secret(access)}


@pytest.mark.parametrize("name", ["everything", "city", "network", "pair", "theme"])
def test_who_may_see_a_source_has_it(opened: dict[str, KnowledgeGraph], name: str) -> None:
    """Else the tests of marks would pass where there are none."""
    content = _exported(opened["internal"], name, ASKED[name][0], "turtle").lower()
    assert all(mark in content for mark in MARKS)


@pytest.mark.parametrize("access", ACCESS)
def test_a_profile_of_somebodys_own_reaches_no_further(
    opened: dict[str, KnowledgeGraph], tmp_path: Path, access: str
) -> None:
    own = tmp_path / "all.rq"
    own.write_text(f"#+ access: internal\n{OWN}")
    content = _exported(opened[access], str(own), {}, "trig").lower()
    assert {mark for mark in MARKS if mark in content} == {*MARKS} - {*_secret(access)}


@pytest.mark.parametrize("access", ACCESS)
def test_no_file_of_a_pack_gives_away_more(
    opened: dict[str, KnowledgeGraph], tmp_path: Path, access: str
) -> None:
    """Neither by a text nor by a name: its tables, its catalogue, its page and what it tells a partner of itself."""
    kg = opened[access]
    kg.pack(kg.select("city", city="Jakarta"), tmp_path / "pack", issued=date(2026, 11, 27))
    files = [file for file in (tmp_path / "pack").rglob("*") if file.is_file()]
    assert len(files) > 10
    seen = dict.fromkeys(MARKS, 0)
    for file, mark in itertools.product(files, MARKS):
        # Among so many letters of what is packed, any four come by chance; it is read unpacked.
        content = file.read_bytes()
        shown = re.sub(rb"[\w+/=]{200,}", b"", content)
        parts = [str(file.relative_to(tmp_path)).encode(), shown, *packed_in(content)]
        seen[mark] += any(mark.encode() in part.lower() for part in parts)
    assert {mark for mark, count in seen.items() if count} == {*MARKS} - {*_secret(access)}


@settings(max_examples=2, deadline=None)
@given(
    st.fixed_dictionaries({mark: st.sets(st.sampled_from(PLACES), min_size=1) for mark in MARKS}),
    st.sampled_from(("public", "partner")),
)
def test_wherever_the_marks_are_none_is_seen(places: Mapping[str, set[str]], access: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = _store(Path(folder), {mark: sorted(found) for mark, found in places.items()})
        with _opened(store, access) as kg:
            for (profile, asked), format_ in zip(
                ASKED.items(), itertools.cycle(FORMATS), strict=False
            ):
                content = _exported(kg, profile, asked[0], format_).lower()
                assert [mark for mark in _secret(access) if mark in content] == []
