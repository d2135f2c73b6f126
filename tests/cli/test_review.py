"""`simpul review` and `simpul accept`: what a person sees of the round."""

import shutil
from pathlib import Path

import pytest

from returned import TABLES, accept_all, decide, edited, given, in_merge, thing
from simpul.errors import StoreError
from simpul.exchange.corrections import standing
from simpul.ingest.build import build
from simpul.terms import Literal, Triple, rdfs_label
from support import simpul, write_source

C40, SEOUL = thing("org/c40"), thing("membership/1835848-c40")


def change(triples: set[Triple]) -> None:
    """Change a name and withdraw a membership."""
    triples -= {Triple(C40, rdfs_label, Literal("C40 Cities", language="en"))}
    triples |= {Triple(C40, rdfs_label, Literal("C40", language="en"))}
    triples -= {triple for triple in triples if SEOUL in (triple.subject, triple.object)}


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store, what was given of it, and what came back."""
    folder = tmp_path_factory.mktemp("cli")
    build([write_source(folder, TABLES)], folder / "store")
    edited(given(folder / "store", folder), folder / "theirs.nt", change)
    return folder


@pytest.fixture(scope="module")
def told(ground: Path) -> Path:
    """The folder with the changes accepted."""
    run = simpul("review", f"{ground}/theirs.nt", "--from", f"{ground}/given.nt", "-o", f"{ground}/proposal", store=ground / "store")  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[0] == "Changes to decide on: 2"
    assert "Statements that only follow from others:" in run.stdout
    assert f"Wrote {ground}/proposal. Decide in changes.xlsx, then: simpul accept" in run.stderr
    undecided = simpul("accept", f"{ground}/proposal", "--partner", "C40 Cities", store=ground / "store")  # fmt: skip
    assert undecided.returncode == 1
    assert undecided.stderr.count("nothing is decided. Write accept or reject.") == 2
    assert "Errors: 2. Nothing was changed." in undecided.stderr
    decide(ground / "proposal", lambda _cells: ("accept", "by letter"))
    words = ("accept", f"{ground}/proposal", "--partner", "C40 Cities", "--received", "2026-11-20")
    tried = simpul(*words, "--dry-run", store=ground / "store")
    assert "This was a dry run; nothing was changed." in tried.stdout
    done = simpul(*words, store=ground / "store")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("accepted: 2; rejected: 0\n")
    assert done.stdout.endswith("source: corrections-c40-cities-2026-11-20\n")
    return ground


def test_why_tells_who_withdraws_and_who_corrects(told: Path) -> None:
    run = simpul("why", SEOUL.value, "member", "Seoul", store=told / "store")
    assert "withdrawn by Corrections by C40 Cities, received 2026-11-20 (by letter)" in run.stdout
    run = simpul("why", "C40 Cities", "rdfs:label", "C40 Cities", store=told / "store")
    assert "corrected by Corrections by C40 Cities, received 2026-11-20: C40 (by letter)" in run.stdout  # fmt: skip
    run = simpul("why", "C40 Cities", "rdfs:label", "C40", store=told / "store")
    assert "said in a correction by Corrections by C40 Cities" in run.stdout


def test_questions_on_trust_tell_of_corrections(told: Path) -> None:
    rows = simpul("query", "who-says-so", "-p", "thing=C40 Cities", "-f", "csv", store=told / "store")  # fmt: skip
    (line,) = (line for line in rows.stdout.splitlines() if ",C40," in line)
    assert "corrections-c40-cities-2026-11-20" in line
    doubts = simpul("query", "doubts", "-f", "csv", store=told / "store").stdout
    assert SEOUL.value in doubts
    assert "by letter" in doubts
    assert "Correction of C40 Cities: name C40 Cities → C40" in doubts
    both = simpul("query", "disagreements", "-p", "about=C40 Cities", "-f", "csv", store=told / "store").stdout  # fmt: skip
    assert ",C40," in both
    assert "corrections-c40-cities-2026-11-20" in both


def test_it_is_told_in_indonesian(told: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(told / "store", tmp_path / "store"))
    simpul("unload", "corrections-c40-cities-2026-11-20", store=store)
    run = simpul("review", f"{told}/theirs.nt", "--from", f"{told}/given.nt", "-o", f"{tmp_path}/usulan", store=store, SIMPUL_LANG="id")  # fmt: skip
    assert run.stdout.startswith("Perubahan yang perlu diputuskan: 2\n")
    readme = (tmp_path / "usulan" / "README.md").read_text("utf-8")
    assert readme.startswith("# Perubahan dalam theirs.nt")
    assert "ditarik seluruhnya" in readme
    decide(tmp_path / "usulan", accept_all)
    done = simpul("accept", f"{tmp_path}/usulan", "--partner", "C40 Cities", "--received", "2026-11-20", store=store)  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["review", "{f}/none.ttl", "--from", "{f}/given.nt", "-o", "{t}/p"], 5, "none.ttl"),
        (["review", "{f}/theirs.nt", "--from", "{f}/given.nt", "-o", "{f}/store"], 5, "store"),
        (["accept", "{f}/store", "--partner", "x"], 1, "this is no proposal"),
        (["accept", "{f}/proposal", "--partner", "x", "--received", "today"], 2, "write a day"),
        (["accept", "{f}/proposal", "--partner", "x", "--received", "2999-01-01"], 2, "not come yet"),
        (["accept", "{f}/proposal", "--partner", "x", "--source", "geonames"], 2, "cannot be a source's key"),
    ],
    ids=lambda given: " ".join(given[:2]) if isinstance(given, list) else "",
)  # fmt: skip
def test_what_cannot_be_done_is_told(
    told: Path, tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    run = simpul(*(word.format(f=told, t=tmp_path) for word in words), store=told / "store")
    assert run.returncode == code
    assert said in run.stderr
    assert not list(tmp_path.iterdir())


def test_a_store_that_knows_no_corrections_is_to_be_built_anew() -> None:
    with pytest.raises(StoreError, match="Build it anew with `simpul build`"):
        standing.check_terms(in_merge())
