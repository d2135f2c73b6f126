"""Who may see which source, and what that withholds of a store."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.errors import UsageError
from simpul.locale import LANGUAGES, Texts, by_language, said, speaking
from simpul.locale import translate as _
from simpul.store import Queryable
from simpul.terms import (
    CATALOGUE_GRAPH,
    ID,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    Literal,
    NamedNode,
    Term,
    dct,
    rdf_type,
    simpul,
    text,
    thing,
)

ACCESS: Final = ("public", "partner", "internal")
"""Who may see a source, from everybody to the office alone."""
_NO_SOURCES: Final = frozenset((CATALOGUE_GRAPH, INFERRED_GRAPH, ONTOLOGY_GRAPH))


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictedSource:
    """A source that not everybody may see.

    Attributes:
        iri: The source, which is the name of its graph.
        access: Who may see it, of ``ACCESS`` but the first.
        titles: What it is called, by language.
        facts: How many triples it states.
    """

    iri: NamedNode
    access: str
    titles: Texts
    facts: int

    @property
    def key(self) -> str:
        """Its key, by which commands call it."""
        return self.iri.value.removeprefix(f"{ID}source/")


def checked(access: str) -> str:
    """Return the access right.

    Raises:
        UsageError: There is none of this name.
    """
    if access not in ACCESS:
        known = ", ".join(ACCESS)
        raise UsageError(_("{word} is not one of: {known}.", word=repr(access), known=known))
    return access


def restricted_sources(store: Queryable) -> list[RestrictedSource]:
    """Return the sources that not everybody may see, by key; one that states no right, or several, is the narrowest."""
    described = {
        quad.subject
        for quad in store.matching(None, rdf_type, simpul("Source"), CATALOGUE_GRAPH)
        if isinstance(quad.subject, NamedNode)
    }
    # A source that was unloaded may have left the name of its graph, and nothing else.
    named = {name for name in store.graph_names() if any(store.matching(graph=name))}
    sources = (described | named) - _NO_SOURCES
    rights = {iri: _right(store, iri) for iri in sources}
    return [
        _restricted(store, iri, rights[iri])
        for iri in sorted(sources, key=lambda iri: iri.value)
        if rights[iri] != ACCESS[0]
    ]


def _right(store: Queryable, source: NamedNode) -> str:
    # Only the description of a source says who may see it: a fact of another's can say anything.
    stated = store.matching(source, dct("accessRights"), None, CATALOGUE_GRAPH)
    return _narrowest(quad.object for quad in stated)


def narrowest(rights: Iterable[Term]) -> NamedNode:
    """Return the most restricted of some access rights: that of the office alone where there is none, or one is not known."""
    return thing("access", _narrowest(rights))


def _narrowest(rights: Iterable[Term]) -> str:
    keys = [text(right).removeprefix(f"{ID}access/") for right in rights]
    return max((key if key in ACCESS else ACCESS[-1] for key in keys), key=ACCESS.index, default=ACCESS[-1])  # fmt: skip


def _restricted(store: Queryable, iri: NamedNode, access: str) -> RestrictedSource:
    titles = by_language(
        (quad.object.language, quad.object.value)
        for quad in store.matching(iri, dct("title"), None, CATALOGUE_GRAPH)
        if isinstance(quad.object, Literal)
    )
    counted = store.select(
        f"SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH {iri} {{ ?s ?p ?o }} }}", checked=True
    )
    facts = int(text(counted.rows[0]["count"]))
    return RestrictedSource(iri=iri, access=access, titles=titles, facts=facts)


def beyond(sources: Iterable[RestrictedSource], access: str) -> list[RestrictedSource]:
    """Return the sources that who has this access right may not see."""
    return [s for s in sources if ACCESS.index(s.access) > ACCESS.index(access)]


def within(sources: Iterable[RestrictedSource], access: str) -> list[RestrictedSource]:
    """Return the sources that not everybody may see, but who has this access right."""
    return [s for s in sources if ACCESS.index(s.access) <= ACCESS.index(access)]


def told(withheld: Sequence[RestrictedSource], *, option: str) -> Iterator[str]:
    """Yield a sentence for each access right that would include more: what is withheld, and how to include it.

    Args:
        withheld: The sources.
        option: How the access right is given, with ``{access}`` in it, such as ``--access {access}``.
    """
    for access in ACCESS:
        sources = [source for source in withheld if source.access == access]
        if sources:
            yield _(
                "Withheld, for they are {access}: {sources}. {option} includes them.",
                access=access,
                sources="; ".join(_counted(source) for source in sources),
                option=option.format(access=access),
            )


def unlicensed_sources(store: Queryable) -> list[RestrictedSource]:
    """Return the sources that everybody may see and that state no licence, by key."""
    restricted = {source.iri for source in restricted_sources(store)}
    licensed = {
        quad.subject for quad in store.matching(None, dct("license"), None, CATALOGUE_GRAPH)
    }
    sources = {
        quad.subject
        for quad in store.matching(None, rdf_type, simpul("Source"), CATALOGUE_GRAPH)
        if isinstance(quad.subject, NamedNode)
    }
    free = sorted(sources - restricted - licensed, key=lambda iri: iri.value)
    return [_restricted(store, iri, ACCESS[0]) for iri in free]


def told_unlicensed(withheld: Sequence[RestrictedSource], *, option: str) -> Iterator[str]:
    """Yield a sentence on sources that are withheld since they state no licence, where there are some.

    Args:
        withheld: The sources.
        option: What includes them.
    """
    if withheld:
        yield _(
            "Withheld, for they state no licence: {sources}. {option} includes them.",
            sources="; ".join(_counted(source) for source in withheld),
            option=option,
        )


def _counted(source: RestrictedSource) -> str:
    return _("{count} facts of {source}", count=source.facts, source=source.key)


def notice(held: Sequence[RestrictedSource]) -> Texts:
    """Return what a document says of itself that holds such sources, in each language; nothing where there are none."""
    found: dict[str, str] = {}
    for language in LANGUAGES if held else ():
        with speaking(language):
            found[language] = _notice(held)
    return found


def _notice(held: Sequence[RestrictedSource]) -> str:
    titles = {
        access: ", ".join(said(s.titles) or s.key for s in held if s.access == access)
        for access in ACCESS
    }
    partner, internal = titles["partner"], titles["internal"]
    if not internal:
        return _("For partners alone: holds sources that are for partners: {titles}.", titles=partner)  # fmt: skip
    told = _("For the office alone: holds sources that are internal: {titles}.", titles=internal)
    if not partner:
        return told
    return f"{told} " + _("It also holds sources that are for partners: {titles}.", titles=partner)
