"""The questions of the catalogue for programs, as grlc has them (https://grlc.io): an address for each.

The answer is JSON of our own, with the sources of each row and what must be said of it all, or any format of
``simpul query``, the same bytes: by ``format``, by the ending of the address, or by ``Accept``.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

from simpul.answer.answer import Answer
from simpul.answer.formats import Caveats, content
from simpul.answer.labels import headings, short, things_in
from simpul.answer.rows import SOURCES, Cited
from simpul.answer.text import json_value
from simpul.catalogue import Parameter, Question, said
from simpul.errors import ParameterError, shortened
from simpul.locale import translate as _
from simpul.site.addresses import page_of
from simpul.site.answering import (
    FORMAT,
    LIMIT,
    OFFSET,
    SINGLES,
    Filled,
    answered,
    filled,
    question_of,
)
from simpul.site.asking import JSON, Asked, Reply, as_json
from simpul.site.failures import PROBLEM, RefusedError
from simpul.site.fields import LANGUAGE, unread
from simpul.site.forms import FORMS as LIST_FORMS
from simpul.site.forms import GRAPH_FORMS, Form
from simpul.site.html import LANGUAGES
from simpul.site.negotiation import media_type
from simpul.site.own_policy import served_page
from simpul.site.site import Site
from simpul.store import Row
from simpul.terms import Literal, NamedNode, Term, text

BELOW: Final = "/api/questions"
MOST: Final = 10_000
"""Rows of an answer in JSON of our own; the other formats have all."""
_TRUTH: Final = frozenset(("true", "false", "yes", "no", "1", "0", "on", "off", ""))
_OWN: Final = (FORMAT, LIMIT, OFFSET, SINGLES)


FORMS: Final[Mapping[str, Form]] = {
    "json": Form(media_type=JSON, format=""),
    "srj": LIST_FORMS["json"],
    **{ending: form for ending, form in LIST_FORMS.items() if ending != "json"},
    "txt": Form(media_type="text/plain; charset=utf-8", format="table"),
    "html": Form(media_type="text/html; charset=utf-8", format="html"),
}
"""The forms of an answer of rows by the ending that an address may have; JSON of our own has no other name."""


def questions(site: Site, asked: Asked) -> Reply:
    """List the questions with their parameters."""
    known = site.graph(asked.right).catalogue
    return as_json({"questions": [_described(site, one) for one in known.values()]})


def question(site: Site, asked: Asked) -> Reply:
    """Answer a question.

    Raises:
        NotFoundError: There is no such question.
        RefusedError: It cannot be had as the client would have it.
        ParameterError: A parameter is unknown, missing, or not of its type.
    """
    asked_for, ending = _named(site, asked)
    form = _form(asked, ending, forms_of(asked_for))
    given = filled(site, asked, asked_for)
    if problem := _problem(asked, given):
        return problem
    limit, offset = _number(asked, LIMIT), _number(asked, OFFSET) or 0
    _request, answer, _paths = answered(site, asked, given, below=BELOW)
    vary = () if ending or asked.value(FORMAT) else ("Accept",)
    if not form.format:
        told = _own(site, asked, given, answer, limit=min(limit or MOST, MOST), offset=offset)
        return as_json(told, vary=vary)
    if offset:
        raise ParameterError(_("Only JSON can be had from a later row on."))
    made = content(replace(answer, limit=limit), form.format)
    body = b"".join(made)
    if form.format == "html":
        return served_page(body, vary=vary)
    return Reply(
        media_type=form.media_type, body=body, headers=_as_file(asked_for, form), vary=vary
    )


def _named(site: Site, asked: Asked) -> tuple[Question, str]:
    """Return the question that an address names, and its ending."""
    name = asked.words["name"]
    stem, _dot, ending = name.rpartition(".")
    if (
        stem
        and (ending in FORMS or ending in GRAPH_FORMS)
        and name not in site.graph(asked.right).catalogue
    ):
        return question_of(site, asked, stem), ending
    return question_of(site, asked, name), ""


def forms_of(asked_for: Question) -> Mapping[str, Form]:
    """Return the forms that an answer to a question can be had in, by ending, the first where nothing is asked for."""
    is_graph = asked_for.template.form in {"CONSTRUCT", "DESCRIBE"}
    return {**GRAPH_FORMS, **FORMS} if is_graph else FORMS


def _form(asked: Asked, ending: str, forms: Mapping[str, Form]) -> Form:
    """Return the form that a client would have: by the ending, by ``format``, by ``Accept``.

    Raises:
        RefusedError: There is none such.
    """
    if wanted := ending or asked.value(FORMAT):
        called = {one.format: one for one in forms.values() if one.format not in {"", "json"}}
        form = forms.get(wanted) or called.get(wanted)
        if form is None:
            known = ", ".join(forms)
            told = _("{word} is not one of: {known}.", word=repr(shortened(wanted)), known=known)
            raise ParameterError(told)
        return form
    by_type = {one.media_type.partition(";")[0]: one for one in forms.values()}
    found = media_type(asked.accept, tuple(by_type))
    if not found:
        raise RefusedError(
            HTTPStatus.NOT_ACCEPTABLE,
            _("The answer to this query can be had as: {known}.", known=", ".join(by_type)),
        )
    return by_type[found]


def _problem(asked: Asked, given: Filled) -> Reply | None:
    """Return what is wrong with the parameters, each with what it may be (RFC 9457, section 3.2); None where nothing is."""
    if strange := unread(asked, given.fields, *_OWN):
        raise ParameterError(" ".join(strange))
    _refuse(asked, SINGLES, _TRUTH, ("true", "false"))
    _refuse(asked, LANGUAGE, frozenset(LANGUAGES), tuple(LANGUAGES))
    if given.is_complete:
        return None
    errors = [
        {
            "parameter": field.name,
            "detail": field.error or _("This is needed."),
            "choices": [{"value": choice.value, "label": choice.label} for choice in field.choices],
        }
        for field in given.fields
        if field.error or (field.parameter.required and not field.values)
    ]
    status = HTTPStatus.BAD_REQUEST
    detail = " ".join(f"{error['parameter']}: {error['detail']}" for error in errors)
    problem = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    return as_json(problem | {"errors": errors}, status=status, media_type=PROBLEM)


def _refuse(asked: Asked, name: str, taken: Collection[str], told: Sequence[str]) -> None:
    """Refuse a value that is none of those that are taken.

    Raises:
        ParameterError: It is none.
    """
    for value in asked.values(name):
        if value.lower() not in taken:
            word, known = repr(shortened(value)), ", ".join(told)
            raise ParameterError(
                f"{name}: " + _("{word} is not one of: {known}.", word=word, known=known)
            )


def _number(asked: Asked, name: str) -> int | None:
    """Return a whole number that a client gave.

    Raises:
        ParameterError: It is none.
    """
    try:
        return asked.number(name)
    except ValueError:
        raise ParameterError(_("The parameter {name} is a whole number.", name=name)) from None


def _as_file(asked_for: Question, form: Form) -> dict[str, str]:
    """Return the header by which a browser keeps what it cannot show, under a name that says what it is."""
    if form.format != "xlsx":
        return {}
    return {"content-disposition": f'attachment; filename="{quote(asked_for.name)}.xlsx"'}


def _own(  # noqa: PLR0913 - what an answer is told with
    site: Site, asked: Asked, given: Filled, answer: Answer, *, limit: int, offset: int
) -> dict[str, Any]:
    caveats = Caveats(answer)
    columns, rows = answer.shown()
    every = list(caveats.watched(rows))
    part = every[offset : offset + limit]
    known = site.labels(asked, _things(given, part))
    shown = [name for name in columns if name != SOURCES and name not in answer.question.facts]
    following = offset + limit if offset + limit < len(every) else 0
    titles = headings(shown, answer.question.columns)
    return {
        "question": given.question.name,
        "title": given.question.title,
        "language": asked.language,
        "given": {
            field.name: [_value(site, term, known) for term in field.terms]
            for field in given.fields
            if field.terms
        },
        "alsoSingleDatasets": bool(given.also_single_datasets),
        "caveats": list(caveats),
        "notice": caveats.notice,
        "columns": [
            {"name": name, "title": title} for name, title in zip(shown, titles, strict=True)
        ],
        "total": len(every),
        "offset": offset,
        "limit": limit,
        "next": site.public(
            given.address(BELOW, offset=str(following), limit=str(limit), format="json")
        )
        if following
        else None,
        "rows": [_row(site, answer, row, shown, known) for row in part],
        "page": site.public(given.address()),
    }


def _things(given: Filled, rows: Sequence[Row]) -> Iterator[str]:
    for field in given.fields:
        yield from field.iris
    for row in rows:
        for term in row.values():
            yield from things_in(term)


def _row(
    site: Site, answer: Answer, row: Row, shown: Sequence[str], known: Mapping[str, str]
) -> dict[str, Any]:
    facts = [iri for name in answer.question.facts for iri in things_in(row.get(name))]
    told = text(row.get(SOURCES))
    values = {name: _value(site, row[name], known) for name in shown if name in row}
    if not answer.with_sources:
        return {"values": values}
    return {
        "values": values,
        "facts": list(dict.fromkeys(facts)),
        "sources": [_source(one) for one in (answer.cited.get(told, ()) if told else ())],
    }


def _source(cited: Cited) -> dict[str, str]:
    found = {"id": cited.iri, "label": cited.label}
    return found | ({"passage": cited.passage} if cited.passage else {})


def _value(site: Site, term: Term, known: Mapping[str, str]) -> Any:  # noqa: ANN401 - whatever JSON has
    """Return a term as JSON: a thing with its label, a list of things as a list, numbers as numbers."""
    things = things_in(term)
    if isinstance(term, NamedNode):
        return _thing(site, term.value, known)
    if things and isinstance(term, Literal):
        return [_thing(site, iri, known) for iri in things]
    return json_value(term)


def _thing(site: Site, iri: str, known: Mapping[str, str]) -> dict[str, str]:
    path = page_of(iri)
    page = {"page": site.public(path)} if path else {}
    return {"id": iri, "label": known.get(iri) or short(iri)} | page


def _described(site: Site, one: Question) -> dict[str, Any]:
    return {
        "name": one.name,
        "group": one.group,
        "title": one.title,
        "description": said(one.description),
        "parameters": [_parameter(parameter) for parameter in one.parameters],
        "columns": [
            {"name": name, "title": title}
            for name, title in zip(
                one.columns, headings(list(one.columns), one.columns), strict=True
            )
        ],
        "answer": site.public(f"{BELOW}/{one.name}"),
        "page": site.public(f"/questions/{one.name}"),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "title": said(parameter.summary) or parameter.name,
        "required": parameter.required and not parameter.default,
        "multiple": parameter.multiple,
        "default": list(parameter.default),
        "choices": list(parameter.choices),
        "examples": list(parameter.examples),
    }
