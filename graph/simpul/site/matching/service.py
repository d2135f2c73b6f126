"""The service itself: its manifest, and names matched (sections 3 and 4)."""

from typing import Any, Final

from simpul.errors import ParameterError
from simpul.locale import translate as _
from simpul.site.matching import queries
from simpul.site.matching.desk import Desk, served
from simpul.site.matching.fetching import fetched, settings
from simpul.site.matching.kinds import KINDS
from simpul.terms import ID, ONTOLOGY
from simpul.version import __version__

_VERSIONS: Final = ("0.1", "0.2")
_WIDTH, _HEIGHT = 420, 260
"""Of the frame in which a client shows a preview."""


@served
def page(desk: Desk) -> object:
    """Answer at the endpoint: with the manifest, with candidates for names, or with what is known of things.

    Raises:
        ParameterError: What is asked is not as the API has it.
        RefusedError: It is too much at once.
    """
    asked = desk.asked
    if batch := asked.value("queries"):
        return _results(desk, queries.batch(batch))
    if extend := asked.value("extend"):
        return fetched(desk, queries.extension(extend))
    if name := asked.value("query"):
        return _results(desk, {"query": queries.single(name)})["query"]
    if asked.method == "POST":
        told = _("Send names in a form field called queries, or what is to be fetched in one called extend.")  # fmt: skip
        raise ParameterError(told)
    return _manifest(desk)


def _manifest(desk: Desk) -> dict[str, Any]:
    endpoint = desk.site.public(desk.endpoint)
    names = desk.terms(KINDS)
    return {
        "versions": _VERSIONS,
        "name": _("Simpul: cities and their cooperation"),
        "identifierSpace": ID,
        "schemaSpace": ONTOLOGY,
        "serviceVersion": __version__,
        "defaultTypes": [
            {"id": kind.name, "name": names[kind.name]}
            | (
                {"broader": [{"id": kind.broader, "name": names[kind.broader]}]}
                if kind.broader
                else {}
            )
            for kind in KINDS.values()
        ],
        "view": {"url": f"{endpoint}/view?id={{{{id}}}}"},
        "preview": {
            "url": f"{endpoint}/preview?id={{{{id}}}}",
            "width": _WIDTH,
            "height": _HEIGHT,
        },
        "suggest": {
            what: {"service_url": endpoint, "service_path": f"/suggest/{what}"}
            for what in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": endpoint, "service_path": "/extend/propose"},
            "property_settings": settings(),
        },
        "batchSize": queries.BATCH,
    }


def _results(desk: Desk, batch: dict[str, queries.Query]) -> dict[str, Any]:
    candidates = desk.matching.candidates
    found = {key: candidates.of(query) for key, query in batch.items()}
    labels = desk.called(one for several in found.values() for one in several)
    names = desk.terms(KINDS)
    return {
        key: {
            "result": [
                {
                    "id": one.iri.removeprefix(ID),
                    "name": labels[one.iri],
                    "description": desk.described(one),
                    "type": [{"id": kind, "name": names[kind]} for kind in one.kinds],
                    "score": one.score,
                    "match": one.is_match,
                    "features": [
                        {"id": name, "value": value} for name, value in one.features.items()
                    ],
                }
                for one in several
            ]
        }
        for key, several in found.items()
    }
