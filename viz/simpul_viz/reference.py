"""The term reference: a page for each language, made from the ontology alone. ``python -m simpul_viz.reference DIR``."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from simpul import files
from simpul.reason.ontology import ontology
from simpul.store import Queryable
from simpul.terms import ONTOLOGY, NamedNode, text
from simpul.version import __version__
from simpul_viz.pages import policy, read, render

_TEXTS: Final[dict[str, dict[str, str]]] = {
    "title": {"en": "Terms of the Simpul ontology", "id": "Istilah dalam ontologi Simpul"},
    "other": {
        "en": "Every class and property, with what it means and an example. CC BY 4.0.",
        "id": "Semua kelas dan properti, beserta arti dan contohnya. CC BY 4.0.",
    },
    "classes": {"en": "The classes", "id": "Kelas-kelas"},
    "version": {"en": "Version", "id": "Versi"},
    "example": {"en": "Example", "id": "Contoh"},
    "Class": {"en": "Class", "id": "Kelas"},
    "ObjectProperty": {"en": "Property between things", "id": "Properti antarhal"},
    "DatatypeProperty": {"en": "Property with a value", "id": "Properti bernilai"},
    "AnnotationProperty": {"en": "Annotation", "id": "Anotasi"},
    "parent": {"en": "kind of", "id": "jenis dari"},
    "domain": {"en": "said of", "id": "dikatakan tentang"},
    "range": {"en": "leads to", "id": "menuju"},
    "inverse": {"en": "inverse", "id": "kebalikan"},
    "disjoint": {"en": "never a", "id": "bukan"},
}
_ROW: Final = 24
"""Height of a class in the picture, in pixels; each step down the tree is one row wide."""
_TERMS: Final = """SELECT ?term ?kind ?module WHERE {
  VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
  ?term a ?kind ; rdfs:isDefinedBy ?module
} ORDER BY ?module ?kind ?term"""
_LINKS: Final = {
    "parent": "?term rdfs:subClassOf|rdfs:subPropertyOf ?to",
    "domain": "?term rdfs:domain/(owl:unionOf/rdf:rest*/rdf:first)? ?to",
    "range": "?term rdfs:range/(owl:unionOf/rdf:rest*/rdf:first)? ?to",
    "inverse": "?term owl:inverseOf|^owl:inverseOf ?to",
    "disjoint": "?term owl:disjointWith ?to",
}


def page(store: Queryable, *, language: str) -> str:
    """Return the reference of an ontology as one page.

    Args:
        store: Its default graph holds the ontology.
        language: en or id.
    """
    style = read("reference.css")
    terms = _terms(store, language)
    modules = [
        {
            "title": _said(store, module, "dct:title", language),
            "description": _said(store, module, "dct:description", language),
            "version": _said(store, module, "owl:versionInfo", ""),
            "changes": _said(store, module, "skos:changeNote", language),
            "terms": [term for term in terms if term["module"] == module],
        }
        for module in dict.fromkeys(term["module"] for term in terms)
    ]
    return render(
        "reference.html",
        language=language,
        version=__version__,
        texts={key: words[language] for key, words in _TEXTS.items()},
        modules=modules,
        classes=_tree(store, language),
        row=_ROW,
        style=style,
        policy=policy([style], []),
    )


def _terms(store: Queryable, language: str) -> list[dict[str, Any]]:
    links = {name: _pairs(store, pattern) for name, pattern in _LINKS.items()}
    found: list[dict[str, Any]] = []
    for row in store.select(_TERMS):
        iri = text(row["term"])
        found.append(
            {
                "iri": iri,
                "name": _local(iri),
                "kind": _local(text(row["kind"])),
                "module": text(row["module"]),
                "label": _said(store, iri, "rdfs:label", language),
                "definition": _said(store, iri, "skos:definition", language),
                "example": _said(store, iri, "skos:example", "en"),
                "links": [
                    (name, [(_local(to), to.startswith(ONTOLOGY)) for to in pairs.get(iri, ())])
                    for name, pairs in links.items()
                    if iri in pairs
                ],
            }
        )
    return found


def _pairs(store: Queryable, pattern: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    query = f"SELECT DISTINCT ?term ?to WHERE {{ {pattern} }} ORDER BY ?term ?to"
    for row in store.select(query):
        if isinstance(row["to"], NamedNode):
            found.setdefault(text(row["term"]), []).append(text(row["to"]))
    return found


def _said(store: Queryable, iri: str, predicate: str, language: str) -> str:
    query = (
        f'SELECT ?text WHERE {{ <{iri}> {predicate} ?text FILTER (LANG(?text) = "{language}") }}'
    )
    return next((text(row["text"]) for row in store.select(query)), "")


def _tree(store: Queryable, language: str) -> Sequence[Mapping[str, Any]]:
    """Return the classes as rows of a tree, each with its depth and the row of its parent."""
    above = _pairs(store, "?term a owl:Class ; rdfs:subClassOf ?to . ?to a owl:Class")
    names = [text(r["c"]) for r in store.select("SELECT ?c WHERE { ?c a owl:Class } ORDER BY ?c")]
    own = [iri for iri in names if iri.startswith(ONTOLOGY)]
    rows: list[dict[str, Any]] = []

    def place(iri: str, depth: int, parent: int) -> None:
        here = len(rows)
        label = _said(store, iri, "rdfs:label", language)
        rows.append(
            {"name": _local(iri), "label": label, "depth": depth, "row": here, "parent": parent}
        )
        for lower in own:
            if iri in above.get(lower, ()):
                place(lower, depth + 1, here)

    for iri in own:
        if not any(upper.startswith(ONTOLOGY) for upper in above.get(iri, ())):
            place(iri, 0, -1)
    return rows


def _local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def main(folder: Path) -> None:
    """Write the page of each language."""
    folder.mkdir(parents=True, exist_ok=True)
    store = ontology()
    for language in ("en", "id"):
        made = page(store, language=language).encode()
        files.replace(folder / f"ontology.{language}.html", [made])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
