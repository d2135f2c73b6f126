"""The explorer: the whole graph as one page (the only door to ``pyvis``).

pyvis brings vis-network and the form of nodes and edges. Its own page is not used: it links a CDN and lays
the graph out in the reader's browser. Its ``add_node`` is not used either: it turns ids that look like
numbers into numbers, and scans all nodes for each edge.
"""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from math import sqrt
from typing import Any, Final

from simpul import __version__
from simpul.analysis import Positions, layout
from simpul.projection import GROUPS, OTHER, Citation, Fact, Projection, Thing, Tie, project
from simpul.store import Store
from simpul_viz.pages import policy, read, render
from simpul_viz.texts import LANGUAGES, TEXTS

STYLES: Final[dict[str, tuple[str, str]]] = {
    "city": ("dot", "#1f5fa8"),
    "network": ("hexagon", "#b5471b"),
    "public": ("square", "#2f6f5e"),
    "organisation": ("square", "#8a5a9e"),
    "post": ("triangle", "#4d6b85"),
    "initiative": ("star", "#a87400"),
    "event": ("diamond", "#a8324e"),
    "agreement": ("diamond", "#5a6e1f"),
    "lesson": ("triangle", "#007a87"),
    "request": ("triangleDown", "#c2442e"),
    "judgement": ("triangleDown", "#6d6a75"),
    "place": ("dot", "#7a8a99"),
    "theme": ("hexagon", "#74889b"),
    "other": ("square", "#74889b"),
}
"""Shape and colour of each group; shape and label tell what colour alone would not."""

_LOUD: Final = {"city": 6, "network": 6}
"""Groups whose labels are larger and stay longest when one zooms out, in pixels."""
_VIS: Final = "lib/vis-9.1.2/vis-network.min"
_UNSAFE: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def page(store: Store, *, language: str = "en") -> str:
    """Return the page; the same store gives the same bytes.

    Args:
        store: The graph.
        language: What the page speaks at first: en, id or ko; a reader can change it.
    """
    return draw(project(store), language=language, off=("theme",))


def draw(
    projection: Projection, *, language: str, title: str = "title", off: Sequence[str] = ()
) -> str:
    """Return the page of any things and ties.

    Args:
        projection: What is drawn.
        language: What the page speaks at first.
        title: A key of the page's texts.
        off: Groups that are hidden until a reader asks for them.
    """
    return _render(_data(projection, layout(projection)) | {"off": list(off)}, language, title)


def _render(data: Mapping[str, Any], language: str, title: str) -> str:
    texts = TEXTS | {"title": TEXTS[title]}
    styles = [_vis(".css"), read("style.css")]
    scripts = [_vis(".js"), read("explorer.js")]
    return render(
        "template.html",
        language=language,
        version=__version__,
        title=texts["title"][language],
        languages=LANGUAGES,
        texts={key: words[language] for key, words in texts.items()},
        styles=styles,
        scripts=scripts,
        policy=policy(styles, scripts),
        data=_json({**data, "texts": texts}),
    )


def _vis(ending: str) -> str:
    """Return vis-network as it lies in the installed pyvis, fit to stand inside a page."""
    name = _VIS if ending == ".js" else _VIS.removesuffix(".min")
    content = (files("pyvis") / f"{name}{ending}").read_text(encoding="utf-8")
    # A comment that names a source map would make a browser's tools look for it.
    lines = [line for line in content.split("\n") if not line.startswith("//# sourceMappingURL")]
    return "\n".join(lines).replace("</script", "<\\/script")


def _json(data: Mapping[str, Any]) -> str:
    """Return JSON that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.translate(_UNSAFE)


def _data(projection: Projection, places: Positions) -> dict[str, Any]:
    """Return what the script needs."""
    degree = _degrees(projection)
    citations = _Citations()
    things = [_thing(thing, degree[thing.key], citations) for thing in projection.things]
    ties = [_tie(number, tie, citations) for number, tie in enumerate(projection.ties)]
    nodes, edges = _network(projection, places, degree)
    present = {thing.group for thing in projection.things}
    return {
        "things": things,
        "ties": ties,
        "nodes": nodes,
        "edges": edges,
        "citations": citations.all,
        "sources": citations.sources,
        "kinds": projection.kinds,
        "groups": [
            {"key": group, "shape": STYLES[group][0], "colour": STYLES[group][1]}
            for group in (*GROUPS, OTHER)
            if group in present
        ],
    }


def _degrees(projection: Projection) -> dict[str, int]:
    degree = {thing.key: 0 for thing in projection.things}
    for tie in projection.ties:
        degree[tie.source] += 1
        degree[tie.target] += 1
    return degree


def _network(
    projection: Projection, places: Positions, degree: Mapping[str, int]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return nodes and edges in vis-network's form, held by a pyvis network."""
    from pyvis.network import Network

    network = Network(directed=True)
    for thing in projection.things:
        shape, colour = STYLES[thing.group]
        x, y = places[thing.key]
        weight = sqrt(degree[thing.key])
        node = {
            "id": thing.key,
            "shape": shape,
            "color": colour,
            "x": x,
            "y": y,
            "size": round(8 + 3 * weight, 1),
            "font": {"size": round(min(34, 12 + 3.4 * weight + _LOUD.get(thing.group, 0)))},
        }
        network.nodes.append(node)
    for number, tie in enumerate(projection.ties):
        quiet = tie.relation in {"theme", "inCountry"}
        edge = {
            "id": f"tie-{number}",
            "from": tie.source,
            "to": tie.target,
            "dashes": quiet or not tie.directed,
            "width": 1 if quiet else 1.6,
        }
        if tie.directed:
            edge["arrows"] = "to"
        network.edges.append(edge)
    return network.nodes, network.edges


class _Citations:
    """Citations and datasets of a page, each held once and spoken of by number."""

    def __init__(self) -> None:
        self.all: list[dict[str, Any]] = []
        self.sources: list[dict[str, str]] = []
        self._numbers: dict[Citation, int] = {}

    def numbers(self, citations: Sequence[Citation]) -> list[int]:
        """Return the numbers of these citations."""
        return [self._number(citation) for citation in citations]

    def _number(self, citation: Citation) -> int:
        if citation not in self._numbers:
            self._numbers[citation] = len(self.all)
            self.all.append(
                {
                    "title": dict(citation.title),
                    "passage": citation.passage,
                    "address": citation.address if _is_web(citation.address) else "",
                    "inferred": citation.inferred,
                    "source": self._source(citation),
                }
            )
        return self._numbers[citation]

    def _source(self, citation: Citation) -> int:
        if citation.inferred:
            return -1
        title = dict(citation.dataset or citation.title)
        if title not in self.sources:
            self.sources.append(title)
        return self.sources.index(title)


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _thing(thing: Thing, degree: int, citations: _Citations) -> dict[str, Any]:
    return {
        "id": thing.key,
        "kind": thing.kind,
        "group": thing.group,
        "labels": thing.labels,
        "short": thing.short,
        "description": thing.description,
        "aliases": thing.aliases,
        "facts": [_fact(fact, citations) for fact in thing.facts],
        "citations": citations.numbers(thing.citations),
        "degree": degree,
    }


def _fact(fact: Fact, citations: _Citations) -> dict[str, Any]:
    return {
        "name": fact.name,
        "value": fact.value,
        "unit": fact.unit,
        "date": fact.date,
        "link": fact.link if _is_web(fact.link) else "",
        "citations": citations.numbers(fact.citations),
    }


def _tie(number: int, tie: Tie, citations: _Citations) -> dict[str, Any]:
    return {
        "id": f"tie-{number}",
        "from": tie.source,
        "to": tie.target,
        "name": tie.name,
        "role": tie.role,
        "dates": tie.dates,
        "notes": [_fact(note, citations) for note in tie.notes],
        "citations": citations.numbers(tie.citations),
    }
