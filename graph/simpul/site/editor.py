"""The editor of SPARQL, for who asks by hand: a text, the terms that it may use, examples, and the answer below."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from simpul import catalogue
from simpul.errors import SimpulError
from simpul.naming.atlas import fold
from simpul.session import KnowledgeGraph
from simpul.site.asking import Asked, Reply, as_json
from simpul.site.cells import table_of
from simpul.site.failures import status_of
from simpul.site.fields import addressed
from simpul.site.html import shown
from simpul.site.site import Site
from simpul.terms import PREFIXES, text

_FIRST: Final = """SELECT ?network ?label WHERE {
  ?network a simpul:Network ;
    rdfs:label ?label .
  FILTER (lang(?label) = "en")
}
ORDER BY ?label
"""
_MOST: Final = 1000
"""Rows that the page shows; the formats have all."""
_OFFERED: Final = 12
_ROWS: Final = {"csv": "CSV", "tsv": "TSV", "json": "JSON", "xml": "XML"}
_GRAPHS: Final = {
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF/XML",
}
_TERMS: Final = """SELECT DISTINCT ?term WHERE {
  { ?term a ?kind VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty } }
  UNION { SELECT DISTINCT ?term { ?any ?term ?thing } }
  FILTER (isIRI(?term))
}"""


def shown_editor(site: Site, asked: Asked, query: str) -> Reply:
    """Return the editor with a query in it, and its answer; with an example of the catalogue where one is named."""
    graph = site.graph(asked.right)
    example = asked.value("example")
    given = query or (example_of(graph, example) if example in graph.catalogue else "")
    found: dict[str, Any] = {}
    status = 200
    if query:
        try:
            found = _answer(site, asked, query)
        except SimpulError as error:
            found, status = {"error": str(error)}, status_of(error)
    return shown(
        site,
        asked,
        "editor.html",
        status=status,
        title="SPARQL",
        query=given or _FIRST,
        examples=[(name, one.title) for name, one in sorted(graph.catalogue.items())],
        example=example,
        prefixes=sorted(PREFIXES.items()),
        **found,
    )


def example_of(graph: KnowledgeGraph, name: str) -> str:
    """Return the SPARQL of a question of the catalogue with the values of its examples."""
    question = graph.catalogue[name]
    needed = [one for one in question.parameters if one.required and not one.default]
    return graph.explain(
        name, {one.name: list(one.examples) if one.multiple else one.examples[0] for one in needed}
    )


def _answer(site: Site, asked: Asked, query: str) -> dict[str, Any]:
    """Return what the page shows of the answer to a query."""
    graph = site.graph(asked.right)
    request = graph.fill(catalogue.parse(query, name="sparql"), {})
    answer = graph.answer(request).held()
    formats = _GRAPHS if answer.is_graph else _ROWS
    return {
        "table": table_of(site, asked, answer, most=_MOST, paths={}),
        "most": _MOST,
        "formats": [
            (called, addressed("/sparql", {"query": [query]}, format=name))
            for name, called in formats.items()
        ],
        "permanent": site.public(addressed("/sparql", {"query": [query]})),
    }


def terms(site: Site, asked: Asked) -> Reply:
    """Offer the terms that begin as somebody writes, by their short names or what they are called."""
    typed = fold(asked.value("q")[:100])
    known = site.once(
        asked.right,
        f"terms {asked.language}",
        lambda: sorted(_terms(site, asked), key=lambda one: one.name),
    )
    best = (
        sorted((one for one in known if one.fits(typed)), key=lambda one: one.rank(typed))
        if typed
        else []
    )
    return as_json([{"value": one.name, "what": one.label} for one in best[:_OFFERED]])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """A class or a property: its short name, what it is called, and both as they are compared."""

    name: str
    label: str

    @property
    def _local(self) -> str:
        return fold(self.name.partition(":")[2])

    def fits(self, typed: str) -> bool:
        """Return whether somebody who typed this may mean it."""
        return (
            fold(self.name).startswith(typed) or typed in self._local or typed in fold(self.label)
        )

    def rank(self, typed: str) -> tuple[bool, bool, int, str]:
        """Return what comes first is sorted by."""
        begins = fold(self.name).startswith(typed) or self._local.startswith(typed)
        return (not begins, not fold(self.label).startswith(typed), len(self.name), self.name)


def _terms(site: Site, asked: Asked) -> Iterator[_Term]:
    graph = site.graph(asked.right)
    iris = [text(row["term"]) for row in graph.store.select(_TERMS, checked=True).rows]
    labels = site.labels(asked, iris)
    for iri in iris:
        for prefix, base in PREFIXES.items():
            local = iri.removeprefix(base)
            if iri.startswith(base) and local.isalnum():
                yield _Term(name=f"{prefix}:{local}", label=labels.get(iri, ""))
