"""Everything by its name: things, questions, terms of the ontology, and the world's cities that no fact speaks of."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from simpul.catalogue.catalogue import Catalogue
from simpul.catalogue.searching import named_in, search, texts_of
from simpul.errors import is_near
from simpul.locale import current
from simpul.locale import translate as _
from simpul.naming.atlas import fold
from simpul.naming.lookup import Entry, Hit, Lookup
from simpul.naming.names import MOST_LOOKED_AT
from simpul.reason.ontology import vocabulary
from simpul.site.addresses import page_of
from simpul.site.asking import JSON, Asked, Reply, as_json, see_other
from simpul.site.browse import index_of
from simpul.site.facets import KINDS, iri_of
from simpul.site.html import shown
from simpul.site.negotiation import media_type
from simpul.site.paging import Paging
from simpul.site.site import Site
from simpul.terms import ID, ONTOLOGY, text

_SIZE: Final = 30
"""Things on a page."""
_LONGEST: Final = 200
_BEST: Final = 300
"""Things that are put in order by how well they are connected, too."""
_FEW: Final = 6
"""Questions and terms that are offered, and cities elsewhere."""
_LISTED: Final = ("theme", "network", "region", "country")
"""Facets by which what has to do with a thing that was found is browsed."""
_KINDS: Final = 10
"""Kinds that a search can be narrowed to."""
_GEONAMES: Final = "https://www.geonames.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A thing that was found.

    Attributes:
        label: What it is called in the language of who asks.
        by: The name by which it was found, where that is another.
        kind: The local name of its most special class.
    """

    iri: str
    label: str
    by: str
    kind: str
    kind_label: str
    place: str

    @property
    def path(self) -> str:
        """The path of its page."""
        return page_of(self.iri)


def page(site: Site, asked: Asked) -> Reply:
    """Show what bears the words that were typed, or nearly."""
    sought = asked.value("q")[:_LONGEST]
    if iri := _addressed(site, asked, sought):
        return see_other(page_of(iri), vary=["Accept"])
    hits = _hits(site, asked, sought)
    is_more = sum(len(hit.entry.names) for hit in hits) >= MOST_LOOKED_AT
    kinds = _kinds(site, asked, hits)
    counts = Counter(kinds.values())
    # A kind that nothing found is of, or that is none, leaves all.
    kind = asked.value("kind") if asked.value("kind") in counts else ""
    if kind:
        hits = [hit for hit in hits if kinds[hit.entry.key] == kind]
    paging = Paging.of(asked, total=len(hits), size=_SIZE)
    names = site.labels(asked, {ONTOLOGY + one for one in counts if one})
    found = _found(site, asked, sought, hits[paging.first : paging.end], kinds, names)
    lists = _lists(site, asked, sought, hits)
    if media_type(asked.accept, ("text/html", JSON)) == JSON:
        return as_json(_plain(site, sought, paging, found, lists), vary=["Accept"])
    known = {hit.entry.key for hit in hits}
    return shown(
        site,
        asked,
        "search.html",
        title=_("Search: {words}", words=sought) if sought else _("Search"),
        sought=sought,
        found=found,
        is_near=bool(hits) and not _is_meant(hits[0], sought),
        is_more=is_more,
        paging=paging,
        kinds=[
            (one, names.get(ONTOLOGY + one, one), count, _address(sought, one))
            for one, count in counts.most_common(_KINDS)
            if one
        ],
        kind=kind,
        everything=_address(sought, ""),
        lists=lists,
        questions=_questions(site, asked, sought),
        terms=_terms(site, asked, sought),
        elsewhere=[
            (told, _GEONAMES + iri.rpartition("/")[2])
            for iri, told in site.graph(asked.right).names.cities_called(sought, _FEW)
            if iri not in known
        ],
    )


def _address(sought: str, kind: str) -> str:
    return f"/search?{urlencode({'q': sought} | ({'kind': kind} if kind else {}))}"


def _addressed(site: Site, asked: Asked, sought: str) -> str:
    """Return the thing whose address or key, here or elsewhere, was typed; empty where it is none."""
    names = site.graph(asked.right).names
    if "/" not in sought and not sought[1:].isdecimal():
        return ""
    for iri in (sought, ID + sought, *names.known_by(sought)):
        if iri.startswith(ID) and names.knows(iri):
            return iri
    return ""


def _hits(site: Site, asked: Asked, sought: str) -> list[Hit]:
    """Return what is called so; of what fits alike, the best connected first."""
    graph = site.graph(asked.right)
    hits = graph.names.search(sought)
    ties = _ties(site, asked, [hit.entry.key for hit in hits[:_BEST]])
    weighed = [
        replace(hit, worth=replace(hit.worth, weight=ties.get(hit.entry.key, 0))) for hit in hits
    ]
    return sorted(weighed, key=lambda hit: hit.worth, reverse=True)


def _ties(site: Site, asked: Asked, iris: Sequence[str]) -> Mapping[str, int]:
    """Return how many statements mention each of some things."""
    if not iris:
        return {}
    values = " ".join(f"<{iri}>" for iri in iris)
    rows = site.graph(asked.right).store.select(
        f"SELECT ?thing (COUNT(*) AS ?ties) WHERE {{ VALUES ?thing {{ {values} }} ?by ?as ?thing }} GROUP BY ?thing"
    )
    return {text(row["thing"]): int(text(row["ties"])) for row in rows if "thing" in row}


def _kinds(site: Site, asked: Asked, hits: Iterable[Hit]) -> dict[str, str]:
    """Return the most special class of each thing, by its local name; empty for what is of none that is browsed."""
    names = site.graph(asked.right).names
    found: dict[str, str] = {}
    for hit in hits:
        classes = names.kinds_of(hit.entry.key)
        found[hit.entry.key] = next((kind for kind in KINDS if kind in classes), "")
    return found


def _is_meant(hit: Hit, sought: str) -> bool:
    """Return whether a thing has every word as it was meant, and not only some of them."""
    return hit.worth.is_sure and hit.worth.words == len(set(fold(sought).split()))


def _shows(label: str, hit: Hit, sought: str) -> bool:
    """Return whether a label shows by itself why the thing was found, or is all by which it was."""
    folded = fold(label)
    if folded == fold(hit.text):
        return True
    return all(word in folded for word in fold(sought).split())


def _found(  # noqa: PLR0913, PLR0917 - what is shown of a thing comes from all of these
    site: Site,
    asked: Asked,
    sought: str,
    hits: Sequence[Hit],
    kinds: Mapping[str, str],
    names: Mapping[str, str],
) -> list[_Found]:
    labels = site.labels(asked, [hit.entry.key for hit in hits])
    known = site.graph(asked.right).names
    found: list[_Found] = []
    for hit in hits:
        iri = hit.entry.key
        label = labels.get(iri, hit.text)
        place = known.describe(iri).removeprefix(known.label(iri)).removeprefix(", ")
        kind = kinds[iri]
        found.append(
            _Found(
                iri=iri,
                label=label,
                by="" if _shows(label, hit, sought) else hit.text,
                kind=kind,
                kind_label=names.get(ONTOLOGY + kind, kind),
                place=place,
            )
        )
    return found


def _questions(site: Site, asked: Asked, sought: str) -> list[tuple[str, str]]:
    """Return the questions that speak of the words, each with its path."""
    graph = site.graph(asked.right)
    words = fold(sought).split()
    if not words:
        return []
    if not (named := named_in(sought, vocabulary())):
        # What has none of the words cannot be sure; most words are names, and in no question.
        spoken = site.once(asked.right, "search questions", lambda: _spoken(graph.catalogue))
        names = [name for name, said in spoken.items() if all(word in said for word in words)]
    else:
        names = list(graph.catalogue)
    matches = search([sought], [graph.catalogue[name] for name in names], vocabulary())
    sure = matches.is_sure and matches.of_all and (names or named)
    found = matches.questions if sure else ()
    return [(one.title, f"/questions/{one.name}") for one in found[:_FEW]]


def _spoken(questions: Catalogue) -> dict[str, str]:
    """Return what each question says, to be looked through."""
    return {name: fold(" ".join(texts_of(questions[name]))) for name in questions}


def _terms(site: Site, asked: Asked, sought: str) -> list[tuple[str, str]]:
    """Return the terms of the ontology that are called so, each with its path."""
    words = fold(sought).split()
    every = _every_term(site, asked)
    near = [one for one in every if all(word in fold(" ".join(one.names)) for word in words)]
    hits = [hit for hit in Lookup(near).search(sought, most=_FEW) if _is_meant(hit, sought)]
    names = site.labels(asked, [hit.entry.key for hit in hits])
    return [
        (names.get(hit.entry.key, hit.text), f"/ontology#{hit.entry.key.removeprefix(ONTOLOGY)}")
        for hit in hits
    ]


def _every_term(site: Site, asked: Asked) -> Sequence[Entry]:
    """Return the terms of the ontology with their labels and other names in all languages."""

    def make() -> list[Entry]:
        rows = site.graph(asked.right).store.select(
            "SELECT ?term ?label ?other WHERE { GRAPH <https://w3id.org/simpul/ontology> { "
            "?term rdfs:isDefinedBy ?module { ?term rdfs:label ?label } UNION { ?term skos:altLabel ?other } } }"
        )
        texts: dict[str, list[str]] = {}
        others: dict[str, list[str]] = {}
        for row in rows:
            said, called = (texts, "label") if "label" in row else (others, "other")
            said.setdefault(text(row["term"]), []).append(text(row[called]))
        return [
            Entry(key=iri, texts=tuple(sorted(said)), others=tuple(sorted(others.get(iri, ()))))
            for iri, said in texts.items()
        ]

    return site.once(asked.right, "search terms", make)


def _lists(
    site: Site, asked: Asked, sought: str, hits: Sequence[Hit]
) -> list[tuple[str, str, int]]:
    """Return what can be browsed by the words: the kinds that are called so, and what has a theme or the like that was found.

    Returns:
        Of each the name, the path of the list, and how many things are in it.
    """
    sure = [hit.entry.key.removeprefix(ID) for hit in hits[:_FEW] if _is_meant(hit, sought)]
    kinds = _kinds_called(site, asked, sought)
    if not (sure or kinds):
        return []
    index = index_of(site, asked.right)
    values = [
        *(("kind", kind) for kind in kinds),
        *((facet, key) for key in sure for facet in _LISTED),
    ]
    known = [(facet, value, index.bits[facet][value]) for facet, value in values if value in index.bits[facet]]  # fmt: skip
    names = site.labels(asked, {iri_of(facet, value) for facet, value, _things in known})
    return [
        (
            names.get(iri_of(facet, value), value),
            f"/browse?{urlencode({facet: value})}",
            things.bit_count(),
        )
        for facet, value, things in known[:_FEW]
    ]


def _kinds_called(site: Site, asked: Asked, sought: str) -> list[str]:
    """Return the kinds of things that are called so in any language, or nearly: "requests"."""
    folded = fold(sought)
    return [
        entry.key.removeprefix(ONTOLOGY)
        for entry in _every_term(site, asked)
        if entry.key.removeprefix(ONTOLOGY) in KINDS
        and any(folded == own or is_near(folded, own) for own in map(fold, entry.names))
    ]


def _plain(
    site: Site,
    sought: str,
    paging: Paging,
    found: Sequence[_Found],
    lists: Sequence[tuple[str, str, int]],
) -> dict[str, object]:
    """Return what was found for programs."""
    return {
        "query": sought,
        "language": current(),
        "total": paging.total,
        "results": [
            {
                "iri": one.iri,
                "label": one.label,
                "found": one.by or one.label,
                "kind": one.kind,
                "place": one.place,
                "page": site.address(one.path),
            }
            for one in found
        ],
        "lists": [
            {"label": label, "count": count, "page": site.address(path)}
            for label, path, count in lists
        ],
        "next": site.address(paging.following) if paging.following else None,
    }
