"""The ontology, at the address that its terms have: for readers as a reference, for machines as statements.

Its terms are parts of the one document (``…/ontology#City``), so that is what their addresses lead to. It is the same for all.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Final

from simpul.locale import translate as _
from simpul.reason.ontology import ontology
from simpul.reason.vocabulary_files import ontology_triples, turtle
from simpul.site.asking import Asked, Reply
from simpul.site.failures import NotFoundError
from simpul.site.leads import FORMATS
from simpul.site.own_policy import served_page
from simpul.site.site import Site
from simpul.site.suiting import TYPES, suiting
from simpul.store.rdf import as_graph
from simpul.terms import ONTOLOGY
from simpul_viz import reference

_PATH: Final = "/ontology"


def _as(format_: str) -> bytes:
    return b"".join(as_graph(ontology_triples(), format_))


_WRITERS: Final[Mapping[str, Callable[[], bytes]]] = {
    "ttl": lambda: turtle(ontology_triples()),
    "jsonld": partial(_as, "jsonld"),
    "nt": partial(_as, "ntriples"),
    "rdf": partial(_as, "rdfxml"),
}


def page(site: Site, asked: Asked) -> Reply:
    """Return the ontology in the format that the address ends with, else in the one that suits best.

    Raises:
        NotFoundError: There is no such format.
        RefusedError: No format suits.
    """
    ending = asked.words.get("ending", "")
    if ending and ending not in TYPES and ending != "html":
        raise NotFoundError(_("Nothing is known here by this address."))
    vary = () if ending else ("Accept",)
    links = [
        f'<{site.public(_PATH)}.{one}>; rel="alternate"; type="{media_type}"'
        for one, media_type, _name in FORMATS
    ]
    headers = {"Link": ", ".join((*links, f'<{ONTOLOGY.rstrip("#")}>; rel="about"'))}
    ending = ending or suiting(asked)
    if ending == "html":
        shown = served_page(_reference("id" if asked.language == "id" else "en"), vary=vary)
        headers |= shown.headers
        return Reply(media_type=shown.media_type, body=shown.body, headers=headers, vary=vary)
    return Reply(media_type=TYPES[ending], body=_statements(ending), headers=headers, vary=vary)


@cache
def _reference(language: str) -> bytes:
    return reference.page(ontology(), language=language).encode()


@cache
def _statements(ending: str) -> bytes:
    return _WRITERS[ending]()
