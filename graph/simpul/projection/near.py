"""One thing and what is stated around it, read by few queries: what ``Reader`` reads of a store, when it is asked for."""

import copy
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, Generic, Self, TypeVar

from simpul.locale import by_language
from simpul.projection.model import Texts
from simpul.projection.reader import DETAILS, GROUP_OF, RANK, STATEMENT_ENDS, Reader, texts_of
from simpul.projection.scan import Said, said_of
from simpul.store import Queryable
from simpul.terms import (
    GEONAMES_SOURCE,
    ID,
    INFERRED_GRAPH,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    PREFIXES,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    dct,
    in_graph,
    rdf_type,
    rdfs_label,
    simpul,
    skos,
    text,
)

_Value = TypeVar("_Value")
_MERGE: Final = DefaultGraph()
_SOURCE: Final = ID + "source/"
_KNOWN: Final = {ONTOLOGY + name: name for name in (*GROUP_OF, *STATEMENT_ENDS, *DETAILS)}
_STATED: Final = f"""SELECT ?graph ?subject ?property ?value WHERE {{
  VALUES ?subject {{ $subjects }}
  GRAPH ?graph {{ ?subject ?property ?value }}
  FILTER (?graph != {INFERRED_GRAPH} || ?property = rdf:type)
}}"""
"""What is said of subjects, but what rules infer: of a network, that is each of its members again."""
_NAMED: Final = """
  FILTER (?property != skos:altLabel || DATATYPE(?value) = rdf:langString)"""
"""A city has a hundred names in the scripts of the world that are of no language."""
_MENTIONS: Final = (
    "SELECT ?graph ?subject ?property WHERE { GRAPH ?graph { ?subject ?property $thing } }"
)
_WORDS: Final = f"SELECT ?thing ?text WHERE {{ GRAPH {ONTOLOGY_GRAPH} {{ ?thing rdfs:label ?text }} }} ORDER BY DESC(?text)"
_MOST_RECENT: Final = 500
"""Things of which is remembered what was read, however many readers read it: networks and countries are in most pages."""
_FOREIGN: Final[Mapping[str, Texts]] = {
    dct("title").value: {"en": "title", "id": "judul", "ko": "제목"},
    dct("rights").value: {"en": "rights", "id": "hak", "ko": "권리"},
    dct("license").value: {"en": "licence", "id": "lisensi", "ko": "이용 허락"},
    dct("accessRights").value: {"en": "who may see it", "id": "yang boleh melihat", "ko": "열람 권한"},
    dct("source").value: {"en": "source", "id": "sumber", "ko": "출처"},
    skos("definition").value: {"en": "definition", "id": "definisi", "ko": "정의"},
    skos("example").value: {"en": "example", "id": "contoh", "ko": "예"},
    skos("broader").value: {"en": "wider", "id": "lebih luas", "ko": "상위"},
    skos("narrower").value: {"en": "narrower", "id": "lebih sempit", "ko": "하위"},
    skos("related").value: {"en": "related", "id": "terkait", "ko": "관련"},
    skos("inScheme").value: {"en": "in the list", "id": "dalam daftar", "ko": "목록"},
    skos("exactMatch").value: {"en": "the same as", "id": "sama dengan", "ko": "동일"},
    skos("closeMatch").value: {"en": "nearly the same as", "id": "hampir sama dengan", "ko": "유사"},
    PREFIXES["dcat"] + "landingPage": {"en": "web page", "id": "laman web", "ko": "웹페이지"},
}  # fmt: skip
"""What properties are called that are not ours, where a card has them."""


class Lazy(Mapping[str, _Value], Generic[_Value]):
    """Values by IRI, each found when it is first asked for."""

    def __init__(self, find: Callable[[str], _Value | None]) -> None:
        self._find = find
        self._known: dict[str, _Value | None] = {}

    def __getitem__(self, iri: str) -> _Value:
        if iri not in self._known:
            self._known[iri] = self._find(iri)
        value = self._known[iri]
        if value is None:
            raise KeyError(iri)
        return value

    def __iter__(self) -> Iterator[str]:
        return (iri for iri, value in self._known.items() if value is not None)

    def __len__(self) -> int:
        return sum(1 for _iri in self)

    def keep(self, found: Mapping[str, _Value]) -> None:
        """Take what was found by other means."""
        self._known |= found

    def is_known(self, iri: str) -> bool:
        """Return whether it was asked for already."""
        return iri in self._known


class _Those(AbstractSet[str]):
    """The IRIs of which something is so, each tried when it is asked for."""

    def __init__(self, is_so: Callable[[str], bool]) -> None:
        self._known = Lazy(is_so)

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and self._known[iri]

    def __iter__(self) -> Iterator[str]:
        return (iri for iri, is_so in self._known.items() if is_so)

    def __len__(self) -> int:
        return sum(1 for _iri in self)


class NearReader(Reader):
    """A store of which no more is read than is asked for; what is said of sources, once.

    Of the world's cities that no fact mentions it reads what the merge says, as of GeoNames; of concepts and sources,
    what the ontology and the catalogue say of them.

    Attributes:
        whole: Of whom all facts are wanted; of others, what they are called and what ties them.
        quads: What ``statements`` gives, as quads.
    """

    def __init__(self, store: Queryable) -> None:  # pyright: ignore[reportMissingSuperCall] - that reads all
        self.store = store
        self._words = texts_of(store, _WORDS)
        self._recent: dict[str, list[Quad]] = {}
        self.memberships = set[str]()
        self.sisters, self.parties, self.left_aside = [], {}, []
        self._forget()
        self._read_sources(store)

    def fresh(self) -> Self:
        """Return a reader of the same store that has read nothing but what is said of sources."""
        made = copy.copy(self)
        made._forget()  # noqa: SLF001 - it is a reader as this one
        return made

    def _forget(self) -> None:
        self.whole: set[str] = set()
        self.quads = Lazy(self._quads_of)
        self._names = Lazy(self._labels_of)
        self._kinds = Lazy(self._class_of)
        self.statements = Lazy(self._stated_of)
        self.labels, self.classes = self._names, self._kinds
        self.acts_for = Lazy(lambda iri: self._inferred(iri, "actsFor"))
        self.engages = Lazy(lambda iri: self._inferred(iri, "engages"))
        self.singles = _Those(lambda iri: bool(self._inferred(iri, "listedOnlyIn")))
        self.with_roles = _Those(self._has_roles)
        self.brief = _Those(lambda iri: iri not in self.whole)
        self._details: dict[str, list[str]] = {}
        self._remember_nothing()

    def fetch(self, iris: Iterable[str]) -> None:
        """Read what is stated of these at once."""
        wanted = sorted(iri for iri in set(iris) if not self.quads.is_known(iri))
        found = {iri: self._recent.pop(iri) for iri in wanted if iri in self._recent}
        missing = [iri for iri in wanted if iri not in found]
        found |= {iri: [] for iri in missing}
        if missing:
            for quad in self._said_of(missing, _STATED[:-1] + _NAMED + _STATED[-1:]):
                found[text(quad.subject)].append(quad)
        for iri, quads in found.items():
            if quads:
                self._keep(iri, quads)
        self._recent |= found
        for iri in list(self._recent)[:-_MOST_RECENT]:
            del self._recent[iri]

    def _said_of(self, iris: Iterable[str], query: str) -> Iterator[Quad]:
        named = " ".join(str(NamedNode(iri)) for iri in iris)
        for row in self.store.select(query.replace("$subjects", named), checked=True):
            graph, subject, property_ = row["graph"], row["subject"], row["property"]
            if isinstance(subject, NamedNode) and isinstance(property_, NamedNode):
                yield Quad(subject, property_, row["value"], graph)  # type: ignore[arg-type]  # graphs are IRIs here

    def _keep(self, iri: str, quads: list[Quad]) -> None:
        """Keep all that named graphs say of something."""
        self.quads.keep({iri: _of_sources(quads)})
        if iri not in self._words:
            labels = [quad.object for quad in quads if quad.predicate == rdfs_label]
            if labels:
                self._names.keep({iri: _texts(labels)})
        kind = _most_special(text(q.object) for q in quads if q.predicate == rdf_type)
        self._kinds.keep({iri: kind} if kind else {})

    def mentions(self, iri: str) -> list[tuple[str, str, str]]:
        """Return what mentions a thing: the graph, the subject and the property, each once."""
        rows = self.store.select(_MENTIONS.replace("$thing", str(NamedNode(iri))), checked=True)
        return sorted(
            {
                (text(row["graph"]), text(row["subject"]), text(row["property"]))
                for row in rows
                if isinstance(row["subject"], NamedNode)
            }
        )

    def details(self, iri: str) -> list[str]:
        """Return the observations and phases of a thing, sorted."""
        if iri in self.brief:
            return []
        if iri not in self._details:
            found = {
                text(quad.subject)
                for link in DETAILS.values()
                for quad in self.store.matching(None, simpul(link), NamedNode(iri), _MERGE)
            }
            self.fetch(found)
            self._details[iri] = sorted(node for node in found if self.classes.get(node) in DETAILS)
        return self._details[iri]

    def inferred_from(self, iri: str, name: str) -> list[str]:
        """Return the subjects of which a property with this thing is inferred, sorted."""
        found = self.store.matching(None, simpul(name), NamedNode(iri), INFERRED_GRAPH)
        return sorted({text(quad.subject) for quad in found})

    def _inferred(self, iri: str, name: str) -> list[str]:
        found = self.store.matching(NamedNode(iri), simpul(name), None, INFERRED_GRAPH)
        return sorted({text(quad.object) for quad in found})

    def sisters_of(self, iri: str) -> list[str]:
        """Return the cities that are inferred to be sisters of a city, sorted."""
        return self._inferred(iri, "sisterCityOf")

    def _stated_of(self, iri: str) -> list[Said] | None:
        return [said_of(quad) for quad in self.quads[iri]] if iri in self.quads else None

    def _quads_of(self, iri: str) -> list[Quad] | None:
        if not iri:
            return None
        named = list(self._said_of([iri], _STATED))
        if not named:
            merged = self.store.matching(NamedNode(iri), None, None, _MERGE)
            named = [in_graph(quad.triple, GEONAMES_SOURCE) for quad in merged]
        return _of_sources(named)

    def _labels_of(self, iri: str) -> Texts | None:
        if iri in self._words:
            return self._words[iri]
        if not iri.startswith((ID, ONTOLOGY)):
            return _FOREIGN.get(iri)
        found = self.store.matching(NamedNode(iri), rdfs_label, None, _MERGE)
        return _texts([quad.object for quad in found]) or self.titles.get(iri)

    def _class_of(self, iri: str) -> str | None:
        if not iri.startswith(ID):
            return None
        found = self.store.matching(NamedNode(iri), rdf_type, None, _MERGE)
        return _most_special(text(quad.object) for quad in found)

    def _has_roles(self, iri: str) -> bool:
        found = self.store.matching(None, simpul("agreement"), NamedNode(iri), _MERGE)
        return next(found, None) is not None


def _of_sources(quads: Collection[Quad]) -> list[Quad]:
    """Return what sources state of these, else what anybody but the rules does."""
    stated = [quad for quad in quads if text(quad.graph_name).startswith(_SOURCE)]  # type: ignore[arg-type]  # graphs are IRIs here
    kept = stated or [quad for quad in quads if quad.graph_name != INFERRED_GRAPH]
    return sorted(kept, key=lambda quad: text(quad.graph_name))  # type: ignore[arg-type]  # as above


def _texts(labels: Iterable[object]) -> Texts:
    """Return labels by language, as ``Reader`` chooses among several."""
    texts = [label for label in labels if isinstance(label, Literal)]
    return by_language(
        (label.language, label.value) for label in sorted(texts, key=lambda one: one.value)
    )


def _most_special(classes: Iterable[str]) -> str | None:
    known = [_KNOWN[one] for one in classes if one in _KNOWN]
    return min(known, key=lambda name: RANK.get(name, -1), default=None)
