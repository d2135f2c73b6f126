"""`--store` at an endpoint: what each command says there is what it says of a folder, and no address becomes one."""

import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

import fake_endpoint
import simpul as package
from endpoints import endpoint
from engines import ENGINES, ROW_CAP, Server
from fake_endpoint import Asked, FakeEndpoint, Says
from simpul.exchange.publishing.publish import publish
from simpul.store import open_store
from simpul.store.remote.client import Client
from support import ROOT, simpul

READING: Final = {
    "query": ("query", "shared-networks", "-p", "a=Jakarta", "-p", "b=Seoul", "-f", "csv"),
    "sparql": ("query", "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a simpul:City } } GROUP BY ?g"),
    "construct": ("query", "CONSTRUCT { ?s a simpul:City } WHERE { ?s a simpul:City }"),
    "why": ("why", "Jakarta", "memberOf", "C40"),
    "why a text": ("why", "Seoullo 7017", "begin", "2017"),
    "analyse": ("analyse", "degree", "-f", "csv"),
    "view": ("view", "ego", "--of", "Jakarta"),
    "brief": ("brief", "Jakarta", "Seoul"),
    "export": ("export", "-f", "ntriples"),
    "diff": ("diff", str(ROOT / "ontology" / "themes.ttl"), "-f", "rdf-patch"),
    "validate": ("validate",),
    "check": ("check", "--facts"),
}
IN_TURN: Final = sorted(zip(itertools.cycle(ENGINES), READING, strict=False))
"""Each command with one of the engines: that both answer alike is proven where they are asked directly."""
WRITING: Final = {
    "build": ("build",),
    "load": ("load", "facts.csv"),
    "unload": ("unload", "uclg"),
    "gazetteer": ("gazetteer",),
}


@pytest.fixture(scope="module")
def there(server: Server, article_store: Path) -> str:
    """The address of an endpoint where the article is published."""
    with Client(endpoint(server)) as client:
        publish(article_store, client)
    return server.query


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache of the module's own, for this process and the commands that it runs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.mark.parametrize(("server", "command"), IN_TURN, indirect=["server"])
def test_a_command_says_of_an_endpoint_what_it_says_of_a_folder(
    there: str, article_store: Path, command: str
) -> None:
    here = simpul(*READING[command], store=article_store)
    over = simpul(*READING[command], "--store", there)
    assert (over.returncode, over.stderr.replace(_mirror(there, over.stderr), "")) == (
        here.returncode,
        here.stderr,
    )
    assert over.stdout == here.stdout
    assert over.stdout


def _mirror(there: str, told: str) -> str:
    """Return the line that says that a mirror answers; empty where there is none."""
    begin = f"Note: A mirror on this machine answers for {there}"
    return next((line for line in told.splitlines(keepends=True) if line.startswith(begin)), "")


def test_info_counts_what_is_there(there: str, article_store: Path) -> None:
    here = simpul("info", store=article_store).stdout.splitlines()
    over = simpul("info", SIMPUL_STORE=there).stdout.splitlines()
    assert over[0].endswith(f"store {there}")
    assert over[1:] == here[1:]


def test_what_is_explained_is_what_is_sent(there: str) -> None:
    words = ("query", "shared-networks", "-p", "a=Jakarta", "-p", "b=Seoul", "--explain")
    told = simpul(*words, "--store", there).stdout
    assert told.startswith(f"# POST {there}\n# default-graph-uri https://w3id.org/simpul/build/")
    assert "?graphOf__" in told


def test_python_opens_an_endpoint(there: str, article_store: Path) -> None:
    with package.open(there) as over, package.open(article_store) as here:
        values = {"a": "Jakarta", "b": "Seoul"}
        assert list(over.query("shared-networks", values)) == list(
            here.query("shared-networks", values)
        )
        assert over.find("Jakarta") == here.find("Jakarta")
        assert len(over) == len(here)
        assert repr(over) == f"KnowledgeGraph({there!r})"
        assert over.query("shared-networks", values, timeout=60).to_bytes("csv")
        with pytest.warns(UserWarning, match="A mirror on this machine answers"):
            assert (
                over.networkx("ties").number_of_nodes() == here.networkx("ties").number_of_nodes()
            )


def test_an_answer_that_the_endpoint_would_cut_comes_from_a_mirror(
    virtuoso_server: Server, article_store: Path
) -> None:
    with Client(endpoint(virtuoso_server)) as client:
        publish(article_store, client)
    query = "SELECT ?s ?p ?o { { ?s ?p ?o } UNION { ?o ?p ?s } UNION { ?s ?p ?o } }"
    run = simpul("query", query, "-f", "csv", "--store", virtuoso_server.query)
    assert run.returncode == 0, run.stderr
    assert "A mirror on this machine answers" in run.stderr
    count = len(open_store(article_store).select(query))
    assert count > ROW_CAP
    assert len(run.stdout.splitlines()) == count + 1


def test_a_query_at_an_endpoint_imports_nothing_heavy_but_what_it_needs(there: str) -> None:
    words = ["query", "shared-networks", "-p", "a=Jakarta", "-p", "b=Seoul", "-f", "csv"]
    assert simpul(*words, "--store", there).returncode == 0
    heavy = {
        *(
            "babel",
            "httpx",
            "networkx",
            "numpy",
            "openpyxl",
            "owlready2",
            "pyoxigraph",
            "rdflib",
            "rich",
        ),
        *("anyio", "click.testing", "httpx._main", "keyring", "pygments", "tomllib", "trio"),
        *(
            "simpul.ingest",
            "simpul.exchange.publishing.mirror",
            "simpul.exchange.publishing.publish",
        ),
    }
    code = (
        "import sys; from simpul.cli import main; code = main(sys.argv[1:]); "
        f"print(*sorted({heavy!r} & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        check=False,
        env={
            "SIMPUL_STORE": there,
            "PATH": "",
            "SIMPUL_LANG": "en",
            "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        },
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.split() == ["anyio", "httpx", "pyoxigraph"]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


COMMANDS: Final = [*READING.values(), *WRITING.values()]
UNUSABLE: Final = [
    ("https://me:s3cret@localhost/query", 2, "has a name or password in it"),
    ("ftp://localhost/query", 2, "is no address of a SPARQL endpoint"),
    ("http:/localhost/query", 2, "is an address, and was given as a folder"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_an_address_that_cannot_be_used_is_told_of_and_never_made_a_folder(
    empty: Path, words: tuple[str, ...]
) -> None:
    """Each command by the option and by the variable, with two of the addresses in turn."""
    number = COMMANDS.index(words)
    for by in range(2):
        address, code, said = UNUSABLE[(number + by) % len(UNUSABLE)]
        run = simpul(*words, SIMPUL_STORE=address) if by else simpul(*words, "--store", address)
        assert (run.returncode, run.stdout) == (code, ""), run.stderr
        assert said in run.stderr
        assert "s3cret" not in run.stderr
    assert not {path.name for path in empty.iterdir()} - {"cache"}


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_an_endpoint_that_does_not_answer_is_never_made_a_folder(
    empty: Path, words: tuple[str, ...]
) -> None:
    address = f"http://localhost:{fake_endpoint.closed_port()}/query"
    by_option = COMMANDS.index(words) % 2
    run = simpul(*words, "--store", address) if by_option else simpul(*words, SIMPUL_STORE=address)
    assert (run.returncode, run.stdout) == (3, ""), run.stderr
    assert "Nobody listens there." in run.stderr
    assert not {path.name for path in empty.iterdir()} - {"cache"}


@pytest.fixture
def fake() -> Iterator[FakeEndpoint]:
    with fake_endpoint.running(lambda _asked: Says(status=500)) as running:
        yield running


PAGE: Final = b"<html><title>Portal</title><body>Please sign in</body></html>"
BAD: Final[dict[str, tuple[Callable[[Asked], Says | None], str]]] = {
    "401": (lambda _asked: Says(status=401), "Write a profile"),
    "403": (lambda _asked: Says(status=403), "right to query"),
    "404": (lambda _asked: Says(status=404), "docs/querying.md"),
    "429": (lambda _asked: Says(status=429, headers={"Retry-After": "900"}), "in 900 seconds"),
    "500 with a body": (lambda _asked: Says(status=500, body=b"disk full"), "disk full"),
    "a page": (lambda _asked: Says(body=PAGE, media="text/html"), "page for people"),
    "a proxy's page": (lambda _asked: Says(status=403, body=PAGE, media="text/html"), "Portal"),
    "a redirect": (
        lambda _asked: Says(status=301, headers={"Location": "https://u:s3cret@h.example/"}),
        "https://h.example/",
    ),
    "cut": (lambda _asked: Says(body=b'{"head": ', length=99, cut=True), "before its answer did"),
    "killed": (lambda _asked: None, "before its answer did"),
    "not whole": (lambda _asked: Says(body=b'{"head": '), "not whole"),
    "other JSON": (lambda _asked: Says(body=b'{"a": 1}'), "cannot be read"),
    "steering": (lambda _asked: Says(status=500, body=b"\x1b[2J\x1b]0;x\x07ok"), "ok"),
    "no build": (
        lambda _asked: fake_endpoint.rows(["build", "s", "p", "o"], []),
        "simpul publish",
    ),
    "another's pointer": (
        lambda _asked: fake_endpoint.rows(
            ["build", "s", "p", "o"],
            [{name: {"type": "uri", "value": f"urn:{name}"} for name in ("build", "s", "p", "o")}],
        ),
        "no build",
    ),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("language", ["en", "id"])
def test_whatever_an_endpoint_does_a_person_is_told_what_to_do(
    fake: FakeEndpoint, empty: Path, case: str, language: str
) -> None:
    fake.behaviour, said = BAD[case]
    run = simpul(
        "query",
        "shared-networks",
        "-p",
        "a=x",
        "-p",
        "b=y",
        "--store",
        fake.url,
        "--lang",
        language,
    )
    assert (run.returncode, run.stdout) == (3, "")
    assert "Traceback" not in run.stderr
    assert "s3cret" not in run.stderr
    assert not set(run.stderr) & set("\x1b\x07")
    if language == "en":
        assert said in run.stderr
    assert not (empty / "store").exists()


def test_a_profile_is_a_place_and_the_shell_completes_its_name(there: str, empty: Path) -> None:
    config = empty / "config" / "simpul"
    config.mkdir(parents=True)
    (config / "simpul.toml").write_text(f'[endpoints.office]\nquery = "{there}"\n')
    (empty / "office").mkdir()
    run = simpul(*READING["query"], "--store", "office")
    assert run.returncode == 0, run.stderr
    assert len(run.stdout.splitlines()) > 1
    run = simpul(*READING["query"], "--store", "./office")
    assert (run.returncode, run.stdout) == (3, "")
    assert "No store at office" in run.stderr
    run = _completed("simpul info --store off")
    assert "office" in run.stdout
    (config / "simpul.toml").write_text("[endpoints.office")
    run = simpul("info", "--store", "office")
    assert run.returncode == 2
    assert "not readable as TOML" in run.stderr
    assert _completed("simpul info --store off").returncode == 0


def _completed(line: str) -> "subprocess.CompletedProcess[str]":
    """Return what the shell gets for the last word of a line."""
    count = str(len(line.split()) - 1)
    return simpul(_SIMPUL_COMPLETE="zsh_complete", COMP_WORDS=line, COMP_CWORD=count)
