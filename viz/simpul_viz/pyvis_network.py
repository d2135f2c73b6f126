"""A view as a pyvis network (the only door to ``pyvis``), whose page is complete in itself."""

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any, Final

from pyvis.network import Network

from simpul import files
from simpul.analysis import layout
from simpul.locale import said
from simpul.projection import Texts, Thing, Tie
from simpul_viz import vis_network
from simpul_viz.payload import degrees
from simpul_viz.picture import Picture

_REMOTE: Final = re.compile(
    r"""<link\b[^>]*\bhref="https?:[^>]*>|<script\b[^>]*\bsrc="https?:[^>]*>\s*</script>"""
)
"""What stock pyvis links even where it puts the rest in line: Bootstrap, which no part of the picture needs."""


class PictureNetwork(Network):
    """A ``pyvis.network.Network`` of a picture, with a page that needs no network and no file beside it.

    Whatever pyvis can do with a network it can do with this one, and the page shows it. Things lie where Simpul's
    layout puts them, so that nothing moves when the page opens; ``toggle_physics(True)`` lets them move.

    Attributes:
        nodes: Each with the key of its thing as ``id``, a ``label``, a ``title`` and a place.
        edges: Each with ``from``, ``to`` and a ``title`` that says what ties the two.
    """

    def __init__(self, picture: Picture, *, language: str) -> None:
        projection = picture.projection
        directed = any(tie.directed for tie in projection.ties)
        super().__init__("600px", "100%", directed=directed, cdn_resources="in_line")
        places = picture.places or layout(projection)
        made = vis_network.nodes(projection, places, degrees(projection))
        # pyvis' own add_node takes an id that looks like a number for one, and its add_edge scans all edges.
        for thing, node in zip(projection.things, made, strict=True):
            self.nodes.append(node | _described(thing, projection.kinds, language))
        self.node_ids += [node["id"] for node in self.nodes]
        self.node_map |= {node["id"]: node for node in self.nodes}
        looks = vis_network.bent_edges(projection, named=picture.named_ties)
        for tie, look in zip(projection.ties, looks, strict=True):
            self.edges.append(look | _ends(tie, language, named=picture.named_ties))
        self.toggle_physics(False)

    def generate_html(
        self,
        name: str = "index.html",
        local: bool = True,
        notebook: bool = False,  # noqa: ARG002 - there is one page, in a notebook or out of it
    ) -> str:
        """Return the page as pyvis makes it, without what it would fetch."""
        page: str = super().generate_html(name, local, notebook=False)
        self.html = _REMOTE.sub("", page)
        return self.html

    def write_html(
        self,
        name: str,
        local: bool = True,  # noqa: ARG002 - pyvis' own signature
        notebook: bool = False,  # noqa: ARG002 - pyvis' own signature
        open_browser: bool = False,
    ) -> None:
        """Write the page to one file in UTF-8, whatever the locale says."""
        file = Path(name)
        files.replace(file, [self.generate_html(name).encode()])
        if open_browser:
            import webbrowser

            webbrowser.open(file.resolve().as_uri())

    def _repr_html_(self) -> str:
        """Return the page in a frame of its own, which a notebook shows."""
        return (
            f'<iframe srcdoc="{escape(self.generate_html())}" width="{self.width}" '
            f'height="{self.height}" style="border: 0"></iframe>'
        )


def _described(thing: Thing, kinds: Mapping[str, Texts], language: str) -> dict[str, Any]:
    label = said(thing.labels, language)
    kind = said(kinds.get(thing.kind, {}), language)
    return {"label": label, "title": f"{label} ({kind})" if kind else label}


def _ends(tie: Tie, language: str, *, named: bool) -> dict[str, Any]:
    name = said(tie.name, language)
    ends = {"from": tie.source, "to": tie.target, "title": name, "value": tie.weight}
    return ends | ({"label": name} if named else {})
