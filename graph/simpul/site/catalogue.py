"""What is here, for catalogues and harvesters: the dataset, its files and services, by DCAT 3 and VoID.

The words are those of a pack's catalogue; beside files that can be downloaded, it has the services that answer.
"""

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final, cast

from simpul.errors import SimpulError
from simpul.exchange.history.reading import made_at
from simpul.exchange.pack.catalogue import (
    CATALOGUE_PREFIXES,
    catalogue,
    dcat,
    sized,
    void,
)
from simpul.exchange.pack.contents import WrittenFile
from simpul.exchange.pack.description import (
    Counts,
    PackDescription,
    Publisher,
    described,
    newest,
)
from simpul.exchange.profiles import Selection
from simpul.locale import current, said
from simpul.locale import translate as _
from simpul.reason.vocabulary_files import turtle
from simpul.site.apart import kept_folder
from simpul.site.asking import Asked, Reply, see_other
from simpul.site.downloads import ENDINGS, selection
from simpul.site.failures import NotFoundError
from simpul.site.html import shown
from simpul.site.known_sources import known_sources
from simpul.site.negotiation import media_type
from simpul.site.site import Site
from simpul.store import Queryable, Solutions, own_files
from simpul.store.rdf import as_graph
from simpul.terms import ID, ONTOLOGY_GRAPH, Literal, NamedNode, Triple, dct, rdf_type, text

_HTML: Final = "text/html"
_TYPES: Final = {
    media: format_ for format_, media in ENDINGS.values() if format_ not in {"trig", "nquads"}
}
_BY_ENDING: Final = {
    ending: _type
    for ending, (format_, _type) in ENDINGS.items()
    if format_ not in {"trig", "nquads"}
}
_PUBLISHER: Final = Publisher(
    iri=None, names={"en": "Who serves this site", "id": "Penyedia situs ini"}
)
_SPARQL_PROTOCOL: Final = "http://www.w3.org/TR/sparql11-protocol/"
_TITLES: Final = {
    "ttl": {"en": "All statements, as Turtle", "id": "Semua pernyataan, sebagai Turtle"},
    "trig": {"en": "By source, as TriG", "id": "Menurut sumber, sebagai TriG"},
    "nq": {"en": "By source, as N-Quads", "id": "Menurut sumber, sebagai N-Quads"},
    "nt": {"en": "All statements, as N-Triples", "id": "Semua pernyataan, sebagai N-Triples"},
    "jsonld": {"en": "All statements, as JSON-LD", "id": "Semua pernyataan, sebagai JSON-LD"},
    "rdf": {"en": "All statements, as RDF/XML", "id": "Semua pernyataan, sebagai RDF/XML"},
}
_SERVICES: Final = {
    "sparql": ("/sparql", {"en": "SPARQL endpoint", "id": "Layanan SPARQL"}),
    "api": ("/api", {"en": "Questions as an API", "id": "Pertanyaan sebagai API"}),
    "reconcile": ("/reconcile", {"en": "Names matched with things (Reconciliation Service API)", "id": "Nama dicocokkan dengan hal (Reconciliation Service API)"}),
    "feed": ("/feed.atom", {"en": "What changed, as Atom", "id": "Apa yang berubah, sebagai Atom"}),
}  # fmt: skip
"""Services by name: their paths and what they are."""
_HELD: Final = {
    "en": f"It is what the SPARQL endpoint answers from where a query names no graph, and is counted so: what sources state, what follows from it, what is said of the sources, and the ontology with its concept schemes (graph <{ONTOLOGY_GRAPH.value}>). The files leave out the classes and properties of the ontology, cities that no fact mentions, and, where everybody may have them, sources that state no licence.",
    "id": f"Inilah yang menjadi dasar jawaban layanan SPARQL bila kueri tidak menyebut graf, dan begitulah hitungannya: yang dinyatakan sumber, yang disimpulkan darinya, keterangan tentang sumber, serta ontologi beserta skema konsepnya (graf <{ONTOLOGY_GRAPH.value}>). Dalam berkas tidak ada kelas dan properti ontologi, kota yang tidak disebut fakta mana pun, dan, bila berkas itu untuk siapa saja, sumber yang tidak menyatakan lisensi.",
}
_VOCABULARY: Final = {
    "en": "The ontology and its concept schemes",
    "id": "Ontologi beserta skema konsepnya",
}
_ALL: Final = "all"
_ONTOLOGY: Final = "ontology"
_PARTS: Final = {_ALL: "", _ONTOLOGY: ONTOLOGY_GRAPH.value}
"""What is counted: the dataset and a part of it, each as the graph that a reader asks for it; the default graph has no name."""


def page(site: Site, asked: Asked) -> Reply:
    """Return the catalogue as what suits the client: a page, or RDF."""
    wanted = media_type(asked.accept, (_HTML, *_TYPES))
    if wanted == _HTML:
        return _shown(site, asked)
    return _as(site, asked, wanted or "text/turtle")


def well_known(site: Site, asked: Asked) -> Reply:
    """Return what VoID expects at its well-known place (VoID, section 7.2): Turtle, if nothing else is asked for."""
    wanted = media_type(asked.accept, ("text/turtle", *_TYPES, _HTML))
    if wanted == _HTML:
        return see_other("/catalogue", vary=["Accept"])
    return _as(site, asked, wanted or "text/turtle")


def file(site: Site, asked: Asked) -> Reply:
    """Return the catalogue in the format that the ending of its address names.

    Raises:
        NotFoundError: There is no such format.
    """
    ending = asked.words["ending"]
    if ending not in _BY_ENDING:
        raise NotFoundError(_("This can be had as: {types}.", types=", ".join(_BY_ENDING)))
    return _as(site, asked, _BY_ENDING[ending])


def _as(site: Site, asked: Asked, wanted: str) -> Reply:
    content = site.once(
        asked.right, f"catalogue {wanted}", lambda: _written(site, asked.right, wanted)
    )
    is_text = wanted.startswith("text/")
    return Reply(
        media_type=f"{wanted}; charset=utf-8" if is_text else wanted,
        body=content,
        vary=["Accept"],
    )


def _written(site: Site, right: str, wanted: str) -> bytes:
    triples = list(dict.fromkeys(_triples(site, right)))
    if wanted == "text/turtle":
        return turtle(triples, CATALOGUE_PREFIXES)
    return b"".join(as_graph(triples, _TYPES[wanted]))


def _description(site: Site, right: str, chosen: Selection) -> PackDescription:
    sources = described(chosen.graph, chosen.rights)
    texts = chosen.profile.descriptions or chosen.titles
    return PackDescription(
        iri=chosen.dataset,
        titles=chosen.titles,
        descriptions={
            language: " ".join((*words.split(), _HELD.get(language, "")))
            for language, words in texts.items()
        },
        publisher=_PUBLISHER,
        issued=newest(sources) or made_at(site.build).date(),
        access=chosen.access,
        rights=chosen.rights,
        sources=sources,
        address=site.public("/catalogue"),
        notice=site.graph(right).notice,
    )


def _triples(site: Site, right: str) -> Iterator[Triple]:
    chosen = selection(site, right)
    pack = _description(site, right, chosen)
    files = [
        WrittenFile(
            name=f"data.{ending}",
            media_type=ENDINGS[ending][1],
            titles=titles,
            size=0,
            digest="",
        )
        for ending, titles in _TITLES.items()
    ]
    counts = site.once(right, "counts", lambda: _kept_counts(site, right))
    yield from catalogue(pack, files, counts[_ALL], "", version=site.build)
    yield from _vocabulary(pack, counts[_ONTOLOGY])
    yield from _services(site, pack)


def _vocabulary(pack: PackDescription, counts: Counts) -> Iterator[Triple]:
    """Yield that the ontology is a part of the dataset, and within its numbers (``void:subset``)."""
    node = pack.part("vocabulary")
    yield Triple(pack.iri, void("subset"), node)
    yield Triple(node, rdf_type, void("Dataset"))
    for language, title in _VOCABULARY.items():
        yield Triple(node, dct("title"), Literal(title, language=language))
    yield from sized(node, counts)


def _services(site: Site, pack: PackDescription) -> Iterator[Triple]:
    """Yield the services that answer from the dataset (DCAT 3, section 6.9)."""
    for name, (path, titles) in _SERVICES.items():
        node, address = pack.part(f"service/{name}"), NamedNode(site.public(path))
        yield Triple(pack.part("catalogue"), dcat("service"), node)
        yield Triple(node, rdf_type, dcat("DataService"))
        yield Triple(node, dcat("endpointURL"), address)
        yield Triple(node, dcat("servesDataset"), pack.iri)
        for language, title in titles.items():
            yield Triple(node, dct("title"), Literal(title, language=language))
    protocol = NamedNode(_SPARQL_PROTOCOL)
    yield Triple(pack.part("service/sparql"), dct("conformsTo"), protocol)
    yield Triple(protocol, rdf_type, dct("Standard"))
    yield Triple(pack.iri, void("sparqlEndpoint"), NamedNode(site.public("/sparql")))
    yield Triple(pack.iri, void("openSearchDescription"), NamedNode(site.public("/opensearch.xml")))


def _kept_counts(site: Site, right: str) -> dict[str, Counts]:
    """Return how much there is, by part; it is counted once for a build, and kept for all processes that answer."""
    place = kept_folder(site, right) / "counts.json"
    with contextlib.suppress(FileNotFoundError, SimpulError, KeyError, TypeError, ValueError):
        kept = cast("dict[str, Any]", own_files.read_json(place, store=place.parent))
        return {part: _read(kept[part]) for part in _PARTS}
    store = site.graph(right).whole
    found = {part: _counts(store, graph) for part, graph in _PARTS.items()}
    with contextlib.suppress(OSError):
        own_files.make_folder(place.parent)
        own_files.write_json(place, {part: _kept(counts) for part, counts in found.items()})
    return found


def _kept(counts: Counts) -> dict[str, Any]:
    return {one.name: getattr(counts, one.name) for one in fields(counts)}


def _read(kept: dict[str, Any]) -> Counts:
    return Counts(
        triples=int(kept["triples"]),
        subjects=int(kept["subjects"]),
        properties=Counter[str](kept["properties"]),
        classes=Counter[str](kept["classes"]),
        examples=dict[str, str](kept["examples"]),
    )


def _counts(store: Queryable, graph: str) -> Counts:
    """Return how much there is in a graph, without reading it all; examples are things that have a page."""

    def rows(chosen: str, pattern: str, group: str = "") -> Solutions:
        where = f"GRAPH <{graph}> {{ {pattern} }}" if graph else pattern
        return store.select(f"SELECT {chosen} WHERE {{ {where} }} {group}")

    def by(name: str, value: str, pattern: str) -> dict[str, str]:
        found = rows(f"?{name} ({value} AS ?found)", pattern, f"GROUP BY ?{name}")
        return {text(row[name]): text(row["found"]) for row in found if name in row}

    (total,) = rows("(COUNT(*) AS ?all) (COUNT(DISTINCT ?s) AS ?subjects)", "?s ?p ?o")
    properties = by("p", "COUNT(*)", "?s ?p ?o")
    classes = by("class", "COUNT(*)", "?s a ?class")
    ours = f"?s a ?class FILTER (isIRI(?s) && STRSTARTS(STR(?s), '{ID}'))"
    return Counts(
        triples=int(text(total["all"])),
        subjects=int(text(total["subjects"])),
        properties=Counter({name: int(many) for name, many in properties.items()}),
        classes=Counter({name: int(many) for name, many in classes.items()}),
        examples=by("class", "MIN(STR(?s))", ours),
    )


def _shown(site: Site, asked: Asked) -> Reply:
    chosen = selection(site, asked.right)
    rights = chosen.rights
    return shown(
        site,
        asked,
        "catalogue.html",
        title=_("Catalogue"),
        about=said(chosen.profile.descriptions or chosen.titles),
        sources=len(known_sources(site, asked.right)),
        build=made_at(site.build).strftime("%Y-%m-%d %H:%M"),
        rights=" ".join((said(rights.sentences), *rights.credits_in(current()))),
        files=[(f"/catalogue/data.{ending}", said(titles)) for ending, titles in _TITLES.items()],
        services=[(path, site.public(path), said(titles)) for path, titles in _SERVICES.values()],
        forms=[f"/catalogue.{ending}" for ending in _BY_ENDING],
    )
