"""The tools as pages: reached by the same processes as every page, with the same rights and limits.

A request has JSON for its content, and the answer is JSON: what went wrong with a call is an answer, too.
"""

from collections.abc import Sequence
from typing import Any, Final, cast

from simpul import json_files, locale
from simpul.errors import SimpulError, did_you_mean
from simpul.locale import translate as _
from simpul.projection.near import NearReader
from simpul.site.addresses import path_of, thing_at
from simpul.site.asking import Asked, Reply, as_json
from simpul.site.descriptions import description
from simpul.site.failures import NotFoundError
from simpul.site.site import Site
from simpul.site.tools.answers import Given, Told, Tool
from simpul.site.tools.describing import describe
from simpul.site.tools.explaining import why
from simpul.site.tools.finding import find
from simpul.site.tools.questioning import ask_question, list_questions
from simpul.store.rdf import as_graph
from simpul.terms import ID

_TURTLE: Final = "text/turtle"
_FORWARDED: Final = ID.removesuffix("/id/")


def _tools(site: Site, asked: Asked) -> Sequence[Tool]:
    names = sorted(site.graph(asked.right).catalogue)
    return (find(), describe(), why(), list_questions(), ask_question(names))


def listed(site: Site, asked: Asked) -> Reply:
    """List the tools."""
    return as_json({"tools": [tool.described for tool in _tools(site, asked)]})


def called(site: Site, asked: Asked) -> Reply:
    """Call a tool: of JSON with ``name`` and ``arguments``, return JSON with ``text``, ``value`` and ``is_error``."""
    call = cast("dict[str, Any]", json_files.parsed(asked.content, "tool"))
    name = str(call["name"])
    tools = {tool.name: tool for tool in _tools(site, asked)}
    if name not in tools:
        told = _("There is no tool {name}.", name=repr(name[:80])) + did_you_mean(name[:80], tools)
        return as_json({"text": told, "value": None, "is_error": True, "is_unknown": True})
    try:
        given = tools[name].given(site, asked, call.get("arguments") or {})
        answer = _answer(tools[name], given)
    except SimpulError as error:
        return as_json({"text": str(error), "value": None, "is_error": True})
    return as_json({"text": answer.text, "value": answer.value, "is_error": False})


def _answer(tool: Tool, given: Given) -> Told:
    """Return what a tool answers, in the language of the answer."""
    with locale.speaking(given.asked.language):
        return tool.answer(given)


def resource(site: Site, asked: Asked) -> Reply:
    """Return what is stated of the thing whose IRI is the content, as Turtle.

    Raises:
        NotFoundError: There is none that who asks may see.
    """
    iri = asked.content.decode(errors="replace")
    if not iri.startswith(ID):
        raise NotFoundError(_("Nothing is known here by this address."))
    known = thing_at(site, asked, iri.removeprefix(ID))
    reader = site.once(asked.right, "near", lambda: NearReader(site.graph(asked.right).store))
    path = path_of(known, folder="data", ending=".ttl")
    # Where there is no site, the description has the address by which one can be forwarded to.
    document = f"{site.settings.public or _FORWARDED}{path}"
    found = description(reader.fresh(), known, document=document)
    turtle = b"".join(as_graph(found.triples, "turtle"))
    return as_json({"text": turtle.decode(), "mime_type": _TURTLE})
