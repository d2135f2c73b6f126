"""``simpul export``: profiles by their names and in files, what is refused, and what is told of what was written."""

import os
from pathlib import Path

import pytest

from simpul.cli import main
from simpul.cli.completion import parameters_of_profile, profiles
from simpul.exchange.profiles import every
from simpul.ingest.build import build
from simpul.locale import LANGUAGES
from simpul.terms import ID
from support import write_source

HELD = "CONSTRUCT { ?city simpul:memberOf ?network } WHERE { ?city simpul:memberOf ?network }"
REFUSED = {
    "changes": ("DELETE WHERE { ?s ?p ?o }", "Line 1, column 1", "Write CONSTRUCT"),
    "fetches": (
        "CONSTRUCT { ?s ?p ?o }\nWHERE { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "Line 2, column 9",
        "Remove that clause",
    ),
    "from elsewhere": (
        "CONSTRUCT { ?s ?p ?o }\nFROM <http://example.org/> WHERE { ?s ?p ?o }",
        "Line 2, column 6",
        "write GRAPH",
    ),
    "a table": ("SELECT * { ?s ?p ?o }", "Line 1, column 1", "it has no CONSTRUCT"),
    "no query": ("Jakarta, please", "Line 1, column 1", "it has no CONSTRUCT"),
    "malformed": ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p", "Line 1, column 30", "not closed"),
    "made up": (
        "CONSTRUCT { ?s simpul:sisterCityOf ?o } WHERE { ?s simpul:memberOf ?o }",
        "Line 1, column 1",
        "that the graph does not hold",
    ),
    "new nodes": (
        "CONSTRUCT { [] a simpul:City } WHERE { ?s a simpul:City }",
        "Line 1, column 1",
        "that the graph does not hold",
    ),
    "nothing": (
        "CONSTRUCT { ?s a simpul:Nothing } WHERE { ?s a simpul:Nothing }",
        "Line 1, column 1",
        "selects nothing",
    ),
    "access": (f"#+ access: secret\n{HELD}", "'secret'", "public, partner, internal"),
    "header": (f"#+ summary: [\n{HELD}", "Line 2", "is not YAML"),
}
"""Profiles that are refused, where the fault is and what to do."""


@pytest.fixture(autouse=True)
def place(ground: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write in; the store is a small one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIMPUL_STORE", str(ground))
    monkeypatch.setenv("SIMPUL_LANG", "en")
    return tmp_path


def _export(*words: str) -> int:
    return main(["export", *words, "-o", "out.nt"])


def _own(text: str) -> str:
    Path("own.rq").write_text(text)
    return "own.rq"


def test_profiles_are_listed_with_what_they_need(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--profile"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [profile.name for profile in every()]
    assert any(line.startswith("network ") and line.endswith(" network") for line in lines)


def test_each_profile_says_what_it_is_and_for_whom_in_both_languages() -> None:
    assert len(every()) >= 7
    for profile in every():
        assert profile.titles.keys() == profile.descriptions.keys() == {*LANGUAGES}
        assert profile.question.unused == ()
        for parameter in profile.parameters:
            assert parameter.example
            assert parameter.summary.keys() == {*LANGUAGES}


def test_a_profile_selects_and_the_licence_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert _export("--profile", "network", "-p", "network=C40 Cities") == 0
    told = capfd.readouterr().err
    assert told == "Wrote out.nt. The data is CC BY 4.0.\n"
    content = Path("out.nt").read_text()
    assert f"<{ID}membership/1642911-c40>" in content
    assert f"<{ID}dataset/network-c40>" in content
    assert main(["export", "-o", "all.nt"]) == 0
    assert {*content.splitlines()} - {*Path("all.nt").read_text().splitlines()} == {
        line for line in content.splitlines() if "/dataset/" in line
    }


def test_the_same_selection_is_the_same_file_however_it_is_asked_for() -> None:
    contents = set[bytes]()
    for name in ("C40 Cities", "org/c40", f"{ID}org/c40"):
        assert _export("--profile", "network", "-p", f"network={name}") == 0
        contents.add(Path("out.nt").read_bytes())
    assert len(contents) == 1


def test_a_partners_own_file_works_as_ours_do(capfd: pytest.CaptureFixture[str]) -> None:
    assert _export("--profile", _own(HELD)) == 0
    assert (
        f"<{ID}city/1642911> <https://w3id.org/simpul/ontology#memberOf>"
        in Path("out.nt").read_text()
    )
    assert "CC BY 4.0" in capfd.readouterr().err
    parameter = "CONSTRUCT { ?_city_iri a ?kind } WHERE { ?_city_iri a ?kind }"
    assert (
        _export(
            "--profile",
            _own(f"#+ params:\n#+   city: {{type: city}}\n{parameter}"),
            "-p",
            "city=Seoul",
        )
        == 0
    )
    assert f"<{ID}city/1835848> " in Path("out.nt").read_text()


def test_a_partners_own_file_may_select_the_ontology_whose_blank_nodes_have_no_names() -> None:
    graph = "GRAPH <https://w3id.org/simpul/ontology> { ?s ?p ?o }"
    assert _export("--profile", _own(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {graph} }}")) == 0
    own = Path("out.nt").read_text().splitlines()
    assert _export("--profile", "vocabulary") == 0
    ours = Path("out.nt").read_text().splitlines()
    assert any("_:" in line for line in ours)
    assert {line for line in own if "/dataset/" not in line} == {
        line for line in ours if "/dataset/" not in line
    }


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_select_is_refused_with_its_place(
    case: str, capfd: pytest.CaptureFixture[str]
) -> None:
    text, where, remedy = REFUSED[case]
    assert _export("--profile", _own(text)) == 4
    told = capfd.readouterr().err
    assert where in told
    assert remedy in told
    assert "Traceback" not in told
    assert not Path("out.nt").exists()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--profile", "netwrk"], 2, "Did you mean network?"),
        (["--profile", "network"], 2, "simpul export --profile network -p network=ICLEI"),
        (
            ["--profile", "network", "-p", "city=Jakarta"],
            2,
            "has no parameter city; it has: network",
        ),
        (["--profile", "network", "-p", "network"], 2, "-p takes name=value"),
        (["--profile", "network", "-p", "network=Nowhere League"], 2, "Nowhere League"),
        (["-p", "network=C40 Cities"], 2, "everything has no parameters"),
        (["--profile", "nowhere.rq"], 5, "nowhere.rq"),
        (["--profile", "folder.rq"], 5, "folder.rq"),
        (["--profile", "binary.rq"], 4, "binary.rq is not UTF-8 text"),
    ],
)
def test_what_cannot_be_done_is_told(
    words: list[str], code: int, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("folder.rq").mkdir()
    Path("binary.rq").write_bytes(b"\xff\xfe\x00")
    assert _export(*words) == code
    assert told in capfd.readouterr().err
    assert not Path("out.nt").exists()


@pytest.mark.parametrize(("access", "code"), [("public", 0), ("partner", 0), ("internal", 2)])
def test_no_more_leaves_than_a_profile_may_include(
    access: str, code: int, capfd: pytest.CaptureFixture[str]
) -> None:
    own = _own(f"#+ access: partner\n{HELD}")
    assert _export("--profile", own, "--access", access) == code
    assert ("may include what is partner and no more" in capfd.readouterr().err) == bool(code)


def test_a_partners_own_profile_that_says_nothing_includes_what_is_public() -> None:
    assert _export("--profile", _own(HELD), "--access", "partner") == 2


def test_a_source_without_a_licence_leaves_only_where_the_office_says_so(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write_source(tmp_path / "data", key="free-list", licence=None)
    build([tmp_path / "data"], tmp_path / "store")
    words = ["--store", str(tmp_path / "store")]
    assert _export(*words) == 0
    told = capfd.readouterr().err
    assert "--allow-unlicensed includes them" in told
    assert "free-list" not in Path("out.nt").read_text()
    assert _export(*words, "--allow-unlicensed") == 0
    assert "Without a licence: free-list." in capfd.readouterr().err
    assert "source/free-list" in Path("out.nt").read_text()


def test_the_shell_completes_profiles_and_their_parameters(
    ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [item.value for item in profiles("ne")] == ["network"]
    assert [item.type for item in profiles("./own")] == ["file"]
    monkeypatch.setitem(os.environ, "COMP_WORDS", "simpul export --profile network -p ")
    assert [item.value for item in parameters_of_profile("", ground)] == ["network="]
    assert [item.value for item in parameters_of_profile("network=C4", ground)] == [
        "network=C40 Cities"
    ]
    monkeypatch.setitem(os.environ, "COMP_WORDS", "simpul export -p ")
    assert parameters_of_profile("", ground) == []
