"""What a store states of things, as Turtle writes it, so that a reader of a page can save a thing."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from simpul.projection.model import Projection
from simpul.projection.reader import DETAILS, STATEMENT_ENDS, Reader, key_of
from simpul.projection.scan import Said
from simpul.terms import ID, PREFIXES, XSD, Literal, NamedNode, Term, rdf_type

_TYPE: Final = rdf_type.value
_STATEMENTS: Final = STATEMENT_ENDS.keys() | DETAILS.keys()
"""Classes of nodes that say something of others."""
_LOCAL: Final = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What is said of things, as Turtle.

    Attributes:
        head: The prefixes that the terms use. Things are relative to the base.
        blocks: All that is said of one subject each.
        of: Numbers of the blocks that describe a thing, by the thing's key; its own comes first.
    """

    head: str
    blocks: list[str] = field(default_factory=list[str])
    of: dict[str, list[int]] = field(default_factory=dict[str, list[int]])


def statements(reader: Reader, projection: Projection) -> Statements:
    """Return what sources state of the things of a projection, and of the statements that mention them.

    What ties a crowd to its network is left out, and so is what a single dataset lists: of thousands of such
    statements nobody reads the Turtle. What is known of places that nobody else mentions is left out with them.
    """
    wanted = {ID + thing.key for thing in projection.things} - reader.brief
    crowd = {ID + thing.key for one in projection.crowds for thing in one.things} | reader.brief
    made = Statements(head=_head())
    nodes = [iri for iri in sorted(wanted) if iri in reader.statements]
    nodes += [iri for iri in sorted(reader.statements) if _is_statement(reader, iri)]
    for iri in nodes:
        ends = {iri} & wanted or _ends(reader.statements[iri], wanted)
        if ends and not (crowd and _ends(reader.statements[iri], crowd)):
            for end in sorted(ends):
                made.of.setdefault(key_of(end), []).append(len(made.blocks))
            made.blocks.append(_block(iri, reader.statements[iri]))
    for key, ties in _left_out(reader, projection):
        if key in made.of:
            made.of[key].append(len(made.blocks))
            made.blocks.append(f"# {ties}: simpul export\n")
    return made


def _left_out(reader: Reader, projection: Projection) -> Iterator[tuple[str, str]]:
    """Yield the keys of things of which ties are left out, and how many of which kind these are."""
    members = Counter({crowd.network: len(crowd.ties) for crowd in projection.crowds})
    single: Counter[str] = Counter()
    for tie in projection.ties:
        if tie.single:
            single.update((tie.source, tie.target))
        elif tie.relation == "membership" and ID + tie.source in reader.brief:
            members[tie.target] += 1
    for key, count in members.items():
        yield key, f"{count} memberships of members of which nothing more is stated"
    for key, count in single.items():
        yield key, f"{count} ties that a single dataset lists"


def _is_statement(reader: Reader, iri: str) -> bool:
    return reader.classes.get(iri, "") in _STATEMENTS and iri not in reader.listed_singly


def _ends(stated: Collection[Said], wanted: set[str]) -> set[str]:
    return {said.value for said in stated if said.value in wanted}


def _head() -> str:
    lines = [f"@base <{ID}> ."]
    return "\n".join([*lines, *(f"@prefix {n}: <{iri}> ." for n, iri in PREFIXES.items())]) + "\n"


def _block(iri: str, stated: Collection[Said]) -> str:
    """Return all that is said of a subject, the class first."""
    pairs = sorted(
        {(s.predicate != _TYPE, _short_iri(s.predicate), _short(s.object)) for s in stated}
    )
    said = " ;\n".join(
        f"  {link if not_class else 'a'} {value}" for not_class, link, value in pairs
    )
    return f"{_short_iri(iri)}\n{said} .\n"


def _short(term: Term) -> str:
    """Return a term as Turtle writes it under these prefixes and this base."""
    if isinstance(term, NamedNode):
        return _short_iri(term.value)
    if isinstance(term, Literal) and not term.language and term.datatype.value != XSD + "string":
        quoted = str(Literal(term.value))
        return f"{quoted}^^{_short_iri(term.datatype.value)}"
    return str(term)


@lru_cache(maxsize=10_000)
def _short_iri(iri: str) -> str:
    for name, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and _LOCAL.fullmatch(local):
            return f"{name}:{local}"
    return f"<{iri.removeprefix(ID)}>" if iri.startswith(ID) else str(NamedNode(iri))
