"""Who says all this: every source, whose it is, what may be done with it, and how far it can be relied on."""

from typing import Final

from simpul.exchange.difference.naming import word_of
from simpul.locale import current, said
from simpul.locale import translate as _
from simpul.site.addresses import page_of
from simpul.site.asking import Asked, Reply
from simpul.site.browse import index_of
from simpul.site.facets import KINDS
from simpul.site.failures import NotFoundError
from simpul.site.html import shown
from simpul.site.known_sources import KnownSource, known_sources, statement_counts
from simpul.site.paging import Paging
from simpul.site.site import Site
from simpul.terms import ID, ONTOLOGY, Literal, NamedNode, Term, text

_SIZE: Final = 100
"""Statements on a page."""
_SHORT: Final = 28
"""Characters of an address that stands for itself."""


def page(site: Site, asked: Asked) -> Reply:
    """Show all sources."""
    sources = known_sources(site, asked.right).values()
    names = site.labels(
        asked, {iri for one in sources for iri in (one.completeness, one.access, *one.lists) if iri}
    )
    return shown(
        site,
        asked,
        "sources.html",
        title=_("Sources"),
        sources=list(sources),
        names=names,
        path=_path,
        statements=sum(statement_counts(site, asked.right).values()),
    )


def source(site: Site, asked: Asked) -> Reply:
    """Show one source and what it says.

    Raises:
        NotFoundError: There is none of this key that who asks may see.
    """
    sources = known_sources(site, asked.right)
    found = sources.get(asked.words["key"])
    if found is None:
        raise NotFoundError(
            _("There is no such source here. The page of sources has all there are.")
        )
    total = statement_counts(site, asked.right)[found.key]
    paging = Paging.of(asked, total=total, size=_SIZE)
    rows = _statements(site, asked, found, paging)
    index = index_of(site, asked.right)
    own = index.bits["source"].get(f"source/{found.key}", 0)
    counts = [
        (kind, count)
        for kind in KINDS
        if (count := (index.bits["kind"].get(kind, 0) & own).bit_count())
    ]
    names = site.labels(
        asked,
        {
            *(iri for iri in (found.completeness, found.access, found.kind) if iri),
            *found.lists,
            *found.documents,
            *(ONTOLOGY + kind for kind, _count in counts),
            *(text(term) for row in rows for term in row if isinstance(term, NamedNode)),
        },
    )

    def told(term: Term) -> tuple[str, str]:
        """Return what a term is called, and where it leads."""
        if isinstance(term, NamedNode):
            name = word_of(term) or names.get(term.value) or _shortened(term.value)
            return name, _path(term.value)
        value = text(term)
        language = term.language if isinstance(term, Literal) else None
        return (f"{value} [{language}]" if language else value), ""

    return shown(
        site,
        asked,
        "source.html",
        title=found.title,
        source=found,
        description=said(found.descriptions),
        rights=found.rights.credits_in(current()),
        names=names,
        counts=sorted(counts, key=lambda pair: -pair[1])[:12],
        rows=[[told(term) for term in row] for row in rows],
        paging=paging,
        path=_path,
        ontology=ONTOLOGY,
    )


def _statements(
    site: Site, asked: Asked, found: KnownSource, paging: Paging
) -> list[tuple[Term, Term, Term]]:
    """Return what a source states, in the order of the store, which stays the same for a build."""
    rows = site.graph(asked.right).local.store.select(
        f"SELECT ?s ?p ?o WHERE {{ GRAPH <{found.iri}> {{ ?s ?p ?o }} }} LIMIT {_SIZE} OFFSET {paging.first}"
    )
    return [(row["s"], row["p"], row["o"]) for row in rows]


def _path(iri: str) -> str:
    return page_of(iri)


def _shortened(iri: str) -> str:
    name = iri.removeprefix(ID).removeprefix(ONTOLOGY)
    return name if len(name) <= _SHORT else f"…{name[-_SHORT:]}"
