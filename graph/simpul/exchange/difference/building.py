"""Statements that came and went, put together as the things that they are about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.exchange.difference.changes import by_subject, value_changes
from simpul.exchange.difference.consequences import (
    Ties,
    is_computed,
    is_inferred,
    only_from_gazetteer,
    tied,
)
from simpul.exchange.difference.identities import identities_of, is_deprecated, under_new_keys
from simpul.exchange.difference.knowing import kind_of, value_of
from simpul.exchange.difference.model import (
    Consequence,
    FactChange,
    Identity,
    Knowledge,
    Sign,
    ThingChange,
    ValueChange,
)
from simpul.projection.reader import DETAILS, STATEMENT_ENDS
from simpul.terms import NamedNode, Quad, simpul, text

HOMES: Final = {kind: whole for kind, (_part, whole) in STATEMENT_ENDS.items()} | DETAILS
"""Of each kind of fact, the property whose value it is told under."""
_LAST: Final = ("Document", "Source")


def things_of(
    removed: Sequence[Quad], added: Sequence[Quad], knowledge: Knowledge, *, by_source: bool
) -> tuple[tuple[ThingChange, ...], tuple[Consequence, ...]]:
    """Return what changed by thing, in a fixed order, and what follows from none of that.

    Args:
        removed: The statements that only the old side has.
        added: Those that only the new side has.
        knowledge: What both sides say of their subjects, and of what these mention.
        by_source: Both sides say which source states what.
    """
    gone, lost = _apart(removed, knowledge, by_source=by_source, added=False)
    came, won = _apart(added, knowledge, by_source=by_source, added=True)
    stated = _Stated.of(gone, came, knowledge)
    follows, left = tied([*lost, *won], Ties(stated.mentioned(), knowledge).thing_of)
    brought = [one for one in left if _is_stated(one, by_source=by_source)]
    if brought:
        # Nothing that changed mentions these: they are told for their own sake.
        gone += [one.quad for one in brought if not one.added]
        came += [one.quad for one in brought if one.added]
        stated = _Stated.of(gone, came, knowledge)
        others = [one for one in (*lost, *won) if one not in {*brought}]
        follows, left = tied(others, Ties(stated.mentioned(), knowledge).thing_of)
    things = [stated.thing(iri, follows.get(iri, ())) for iri in {*stated.told.values(), *follows}]
    return tuple(sorted(things, key=_order)), tuple(sorted(left, key=_as_text))


def _apart(
    quads: Iterable[Quad], knowledge: Knowledge, *, by_source: bool, added: bool
) -> tuple[list[Quad], list[Consequence]]:
    """Return the statements of sources, and what came or went because of others."""
    here, there = (knowledge.new, knowledge.old) if added else (knowledge.old, knowledge.new)
    stated: list[Quad] = []
    others: list[Consequence] = []
    brought: dict[str, bool] = {}
    for quad in quads:
        iri = text(quad.subject)
        if iri not in brought:
            brought[iri] = iri not in there and only_from_gazetteer(here.get(iri, ()))
        follows = (
            not isinstance(quad.subject, NamedNode)
            or brought[iri]
            or is_computed(quad)
            or is_inferred(quad, here, by_source=by_source)
        )
        if follows:
            others.append(Consequence(quad=quad, added=added))
        else:
            stated.append(quad)
    return stated, others


def _is_stated(one: Consequence, *, by_source: bool) -> bool:
    return not is_computed(one.quad) and not is_inferred(one.quad, {}, by_source=by_source)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """What sources no longer state and now state, by subject.

    Attributes:
        changes: What came and went, by the IRI of the subject as it is now.
        renamed: What came and went of a subject's or a value's key alone.
        identities: The keys that stand for others now, by the new one.
        told: The thing under which each subject that changed is told.
        subjects: The subjects that are told under each thing, sorted.
        knowledge: What both sides say.
    """

    changes: Mapping[str, Sequence[ValueChange]]
    renamed: Mapping[str, Sequence[Consequence]]
    identities: Mapping[str, Sequence[Identity]]
    told: Mapping[str, str]
    subjects: Mapping[str, Sequence[str]]
    knowledge: Knowledge

    @classmethod
    def of(cls, gone: Sequence[Quad], came: Sequence[Quad], knowledge: Knowledge) -> "_Stated":
        """Return these statements by subject, with keys that changed recognised."""
        before, after = ({text(quad.subject) for quad in quads} for quads in (gone, came))
        found = identities_of(
            before - knowledge.new.keys(), after - knowledge.old.keys(), came, knowledge
        )
        keys = {identity.old.value: identity.new.value for identity in found}
        left, fresh, renamed = under_new_keys(gone, came, keys)
        identities: defaultdict[str, list[Identity]] = defaultdict(list)
        for identity in found:
            identities[identity.new.value].append(identity)
        changes = by_subject(value_changes(left, fresh, keys=keys))
        told = {iri: _home(iri, knowledge) or iri for iri in sorted({*changes, *identities})}
        subjects: defaultdict[str, list[str]] = defaultdict(list)
        for iri, thing in told.items():
            subjects[thing].append(iri)
        return cls(
            changes=changes,
            renamed=renamed,
            identities=dict(identities),
            told=told,
            subjects=dict(subjects),
            knowledge=knowledge,
        )

    def mentioned(self) -> dict[str, str]:
        """Return what is told where, with the keys that are gone: what went with one is told where the new one is."""
        gone = {
            one.old.value: self.told[new] for new, some in self.identities.items() for one in some
        }
        return {**self.told, **gone}

    def thing(self, iri: str, follows: Sequence[Consequence]) -> ThingChange:
        """Return what changed of a thing."""
        subjects = self.subjects.get(iri, ())
        return ThingChange(
            thing=NamedNode(iri),
            kind=kind_of(iri, self.knowledge.new, self.knowledge.old),
            sign=self._sign(iri),
            values=tuple(self.changes.get(iri, ())),
            facts=tuple(self._fact(one) for one in subjects if one != iri),
            follows=tuple(sorted((*follows, *self._renamed(iri, subjects)), key=_as_text)),
            identities=tuple(self.identities.get(iri, ())),
            deprecated=is_deprecated(iri, self.knowledge.new)
            and not is_deprecated(iri, self.knowledge.old),
        )

    def _fact(self, iri: str) -> FactChange:
        known = self.identities.get(iri)
        return FactChange(
            node=NamedNode(iri),
            kind=kind_of(iri, self.knowledge.new, self.knowledge.old),
            sign=self._sign(iri),
            values=tuple(self.changes.get(iri, ())),
            was=known[0].old if known else None,
        )

    def _renamed(self, iri: str, subjects: Collection[str]) -> list[Consequence]:
        return [one for key in sorted({iri, *subjects}) for one in self.renamed.get(key, ())]

    def _sign(self, iri: str) -> Sign:
        if iri in self.identities or (iri in self.knowledge.old and iri in self.knowledge.new):
            return Sign.CHANGED
        return Sign.REMOVED if iri in self.knowledge.old else Sign.ADDED


def _home(iri: str, knowledge: Knowledge) -> str:
    """Return the thing under which a fact is told; nothing for what is no fact, or is about nothing."""
    for statements in (knowledge.new, knowledge.old):
        link = HOMES.get(kind_of(iri, statements))
        if link and (home := text(value_of(statements, iri, simpul(link)))):
            return home
    return ""


def _order(change: ThingChange) -> tuple[bool, str]:
    """Things first, then the documents and sources that tell of them."""
    return change.kind in _LAST, change.thing.value


def _as_text(one: Consequence) -> tuple[str, bool]:
    return str(one.quad), one.added
