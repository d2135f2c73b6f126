"""What a selection says of itself and of its sources, as statements of the graph of descriptions."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from simpul.access import narrowest
from simpul.exchange.profiles.profile import EVERYTHING, Profile, Values
from simpul.exchange.rights import Rights
from simpul.locale import LANGUAGES, Texts, said
from simpul.naming import gazetteer
from simpul.naming.keys import slug
from simpul.store import Queryable
from simpul.terms import (
    CATALOGUE_GRAPH,
    GEONAMES_SOURCE,
    ID,
    ONTOLOGY_GRAPH,
    PREFIXES,
    Literal,
    NamedNode,
    Quad,
    dct,
    rdf_type,
    simpul,
    thing,
)
from simpul.version import __version__

_DCAT, _OWL = PREFIXES["dcat"], PREFIXES["owl"]
_OF_ALL: Final = "simpul"
_CHECKSUM: Final = simpul("checksum")


def dataset_of(profile: Profile, values: Values) -> NamedNode:
    """Return the IRI of what a profile selects with these values, as a dataset: the same for the same selection."""
    if profile.name == EVERYTHING:
        return thing("dataset", _OF_ALL)
    words = [_word(term) for terms in values.values() for term in terms]
    return thing("dataset", "-".join((slug(profile.name), *words)))


def _word(term: NamedNode | Literal) -> str:
    """Return what tells a value from others in a key: the key of a thing, else a checksum."""
    if isinstance(term, NamedNode) and term.value.startswith(ID):
        return slug(term.value.rpartition("/")[2])
    return hashlib.sha256(str(term).encode()).hexdigest()[:8]


def titles_of(profile: Profile, values: Values, names: Queryable) -> Texts:
    """Return what a selection is called, by language, with the names of the things that it was asked for."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        things = [term for terms in values.values() for term in terms]
        known = names.labels(
            (term.value for term in things if isinstance(term, NamedNode)), language
        )
        about = ", ".join(known.get(term.value, term.value) for term in things)
        title = f"Simpul: {said(profile.titles, language)}"
        found[language] = f"{title} ({about})" if about else title
    return found


def catalogued(described: Iterable[Quad], graph: Queryable) -> list[Quad]:
    """Return what is said of sources that may be said to others.

    Credits of those who state nothing in the graph are left out, and so are the sums of the tables that a source was
    read from: nobody else has these, and a cell that changed would be two changes.
    """
    absent = {
        credit for party in gazetteer.PARTIES if not party.states(graph) for credit in party.credits
    }
    return [
        quad
        for quad in described
        if quad.predicate != _CHECKSUM
        and (quad.subject != GEONAMES_SOURCE or quad.object not in absent)
    ]


def other_credits(beside: Iterable[Quad]) -> Sequence[Literal]:
    """Return whom to credit for concepts of the ontology: the names of its parts of the world are CLDR's."""
    region = simpul("WorldRegion")
    of_world = any(quad.predicate == rdf_type and quad.object == region for quad in beside)
    return gazetteer.CLDR.credits if of_world else ()


def description(
    dataset: NamedNode, titles: Texts, rights: Rights, described: Iterable[Quad]
) -> Iterator[Quad]:
    """Yield what a selection says of itself: version, licence, who may see it, what it holds and whom to credit."""
    access = {
        quad.object
        for quad in described
        if quad.predicate == dct("accessRights") and isinstance(quad.object, NamedNode)
    }
    told: list[tuple[NamedNode, NamedNode | Literal]] = [
        (rdf_type, NamedNode(_DCAT + "Catalog")),
        *((dct("title"), Literal(title, language=language)) for language, title in titles.items()),
        (dct("conformsTo"), ONTOLOGY_GRAPH),
        (NamedNode(_OWL + "versionInfo"), Literal(__version__)),
        *((NamedNode(_DCAT + "dataset"), source.iri) for source in rights.sources),
        *((dct("rights"), credit) for credit in rights.credits),
    ]
    if access:
        # Whoever may see all of its sources may see it.
        told.append((dct("accessRights"), narrowest(access)))
    if rights.together is not None:
        told.append((dct("license"), NamedNode(rights.together.iri)))
    else:
        told += [
            (dct("rights"), Literal(said, language=language))
            for language, said in rights.sentences.items()
        ]
    for predicate, object_ in told:
        yield Quad(dataset, predicate, object_, CATALOGUE_GRAPH)
