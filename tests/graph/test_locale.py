import ast
import io
import re
import shutil
import string
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2.ext import babel_extract

from partner import MEMBERSHIP, load_partner, write
from simpul import KnowledgeGraph, locale
from simpul.locale.indonesian import INDONESIAN
from simpul.projection import project
from simpul.quality.summary import describe
from simpul.terms import ID
from support import ROOT


def _texts() -> Iterator[tuple[str, Path]]:
    for folder in ("graph", "viz"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                    "_",
                    "marked",
                }:
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        yield first.value, file
    for file in sorted((ROOT / "graph").rglob("templates/*")):
        for _line, _function, text, _comments in babel_extract(
            io.BytesIO(file.read_bytes()), ("_",), (), {}
        ):
            said = text[0] if isinstance(text, tuple) else text
            if isinstance(said, str):
                yield said, file


@pytest.fixture(scope="module")
def texts() -> dict[str, Path]:
    """What is said in the code, each with the file that says it."""
    return dict(_texts())


def _places(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def test_everything_said_in_the_code_is_said_in_indonesian(texts: dict[str, Path]) -> None:
    assert len(texts) > 100
    assert sorted(texts.keys() - INDONESIAN.keys()) == []


def test_no_module_but_one_says_which_texts_are_in_a_language() -> None:
    own = re.compile(r"""language or "" *[:\]}]|\b(FILTER|BIND)\b.*\bLANG *\(""")
    ontologys = {
        "ontology.py",
        "reference.py",
    }  # its texts are ours: each in every language, none of a region
    exact = {
        "set_tests.py"
    }  # sh:uniqueLang is about tags as they are written (SHACL, section 4.4.5)
    found = {
        file.name
        for folder in ("graph", "viz", "queries", "ontology/rules")
        for file in sorted((ROOT / folder).rglob("*"))
        if file.suffix in {".py", ".rq"} and own.search(file.read_text(encoding="utf-8"))
    }
    assert found - ontologys - exact == set()


REGIONAL = (
    f'<{ID}org/net> a s:Network ; rdfs:label "Harbour Net"@en-US , "Jejaring Bandar"@id-ID , "항구망"@ko-KR ;'
    f' dct:source <{ID}document/report> .\n{MEMBERSHIP.replace("org/c40", "org/net")}<{ID}source/partner> dct:title "Partners"@EN-gb , "Mitra"@ID .\n'
)


@pytest.fixture(scope="module")
def regional(ground: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which a partner's labels have tags of regions."""
    folder = tmp_path_factory.mktemp("regional")
    store = Path(shutil.copytree(ground, folder / "store"))
    load_partner(store, write(folder, REGIONAL))
    return store


NET = f"{ID}org/net"


def _answered(kg: KnowledgeGraph) -> str:
    return kg.sparql(f"SELECT ?n {{ VALUES ?n {{ <{NET}> }} }}").to_bytes("csv").decode()


DOORS: dict[str, Callable[[KnowledgeGraph], str]] = {
    "labels": lambda kg: kg.store.labels([NET], kg.language)[NET],
    "names": lambda kg: kg.names.label(NET),
    "completion": lambda kg: str(kg.names.complete("harbour" if kg.language == "en" else "jejaring b", "Network")),
    "answers": _answered,
    "projection": lambda kg: locale.said(next(t for t in project(kg.store).things if t.key == "org/net").labels),
    "networkx": lambda kg: str(kg.networkx("memberships").nodes(data=True)),
}  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("language", "label"), [("en", "Harbour Net"), ("id", "Jejaring Bandar")])
def test_a_label_of_a_region_is_a_label_of_its_language(
    regional: Path, door: str, language: str, label: str
) -> None:
    with (
        KnowledgeGraph(regional, lang=language, access="internal") as kg,
        locale.speaking(language),
    ):
        assert label in DOORS[door](kg)


def test_a_source_is_called_so_too(regional: Path) -> None:
    with KnowledgeGraph(regional) as kg:
        (one,) = (s for s in describe(kg.store).sources if s.iri.endswith("/partner"))
    assert dict(one.titles) == {"en": "Partners", "id": "Mitra"}


def test_what_a_partner_wrote_is_kept(regional: Path) -> None:
    with KnowledgeGraph(regional) as kg:
        assert kg.store.ask(f'ASK {{ <{NET}> rdfs:label "Harbour Net"@en-us }}')


def test_no_translation_is_left_over(texts: dict[str, Path]) -> None:
    assert sorted(INDONESIAN.keys() - texts.keys()) == []


def test_a_translation_fills_the_same_places() -> None:
    others = {text: said for text, said in INDONESIAN.items() if _places(said) != _places(text)}
    assert others == {}


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        (["--lang", "id", "info"], {"SIMPUL_LANG": "en"}, "id"),
        (["info", "--lang=id"], {}, "id"),
        ([], {"SIMPUL_LANG": "id", "LANG": "en_US.UTF-8"}, "id"),
        ([], {"LANG": "id_ID.UTF-8"}, "id"),
        ([], {"LC_ALL": "in_ID"}, "id"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "ko_KR.UTF-8"}, "en"),
        ([], {}, "en"),
    ],
)
def test_the_language_comes_from_the_words_then_the_variable_then_the_locale(
    words: list[str], environment: dict[str, str], expected: str
) -> None:
    assert locale.choose(words, environment) == expected


def test_an_unknown_language_means_english() -> None:
    locale.use("fr")
    assert locale.current() == "en"


def test_the_store_has_one_word() -> None:
    assert [text for text in INDONESIAN.values() if "basis data" in text.lower()] == []


def test_a_number_in_a_sentence_has_the_comma_of_its_language() -> None:
    locale.use("id")
    try:
        assert locale.decimal(0.2581, 3) == "0,258"
    finally:
        locale.use("en")
    assert locale.decimal(0.2581, 3) == "0.258"
