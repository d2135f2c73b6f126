"""The machine side of the site as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1), made from the catalogue and the routes.

Each question has a path of its own, so that a client library has a function for each, with its parameters. What else
machines read is described by what its page says of itself.
"""

import importlib
import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, cast

from simpul.catalogue import Parameter, Question, leaves_aside, said
from simpul.catalogue.groups import group_word
from simpul.locale import translate as _
from simpul.site.answering import FORMAT, LIMIT, OFFSET, SINGLES
from simpul.site.api import BELOW, MOST, forms_of
from simpul.site.asking import JSON, Asked, Reply, as_json
from simpul.site.failures import PROBLEM
from simpul.site.fields import LANGUAGE, LONGEST, addressed
from simpul.site.html import LANGUAGES, shown
from simpul.site.routes import ROUTES, Route
from simpul.site.site import Site
from simpul.version import __version__

Described = dict[str, Any]
"""A part of a description, as JSON has it."""

_WORD: Final = re.compile(r"\{(?P<name>\w+)(?::path)?\}")
_QUESTION: Final = f"{BELOW}/{{name}}"


def description(site: Site, asked: Asked) -> Reply:
    """Describe the machine side of the site as OpenAPI."""
    return as_json(_described(site, asked))


def page(site: Site, asked: Asked) -> Reply:
    """Describe the machine side of the site to a person, from the same description."""
    told = _described(site, asked)
    operations = [
        (path, method.upper(), one)
        for path, methods in told["paths"].items()
        for method, one in methods.items()
    ]
    groups = [
        (tag["description"], [one for one in operations if one[2]["tags"] == [tag["name"]]])
        for tag in told["tags"]
    ]
    return shown(
        site,
        asked,
        "api.html",
        title="API",
        described=told,
        groups=[(name, some) for name, some in groups if some],
        tried=_tried,
        example=site.public(f"{BELOW}/shared-networks?a=Jakarta&b=Seoul"),
    )


def _described(site: Site, asked: Asked) -> Described:
    """Return the description, made once for each language."""
    return site.once(asked.right, f"openapi {asked.language}", lambda: described(site, asked))


def described(site: Site, asked: Asked) -> Described:
    """Return the description, in the language of who asks."""
    questions = list(site.graph(asked.right).catalogue.values())
    groups = sorted({one.group for one in questions})
    tags = [
        {"name": group or "questions", "description": group_word(group) or _("questions")}
        for group in groups
    ]
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Simpul",
            "version": __version__,
            "summary": _("A knowledge graph of how cities cooperate, with a source for each fact."),
            "description": _about(),
        },
        "servers": [{"url": site.settings.public}],
        "tags": [*tags, {"name": "site", "description": _("the site")}],
        "paths": {**_list(), **dict(map(_question, questions)), **dict(_others())},
        "components": {"schemas": _schemas(), "responses": _refusals()},
    }


def _about() -> str:
    return _(
        "Each question of the catalogue has an address. Things are given by their names, as people write them, by their "
        "ids or their IRIs. The answer is JSON with the sources of each row and with what must be said of it all, or any "
        "other format: by the parameter format, by the ending of the address, or by Accept. Texts are in the language of "
        "Accept-Language, or of the parameter lang. What is wrong is told as a problem (RFC 9457)."
    )


def _list() -> Described:
    operation = {
        "operationId": "questions",
        "tags": ["site"],
        "summary": _("The questions that can be asked, with their parameters"),
        "responses": {
            "200": {
                "description": _("The questions"),
                "content": {JSON: {"schema": {"$ref": "#/components/schemas/Questions"}}},
            },
            **_also("429", "503"),
        },
    }
    return {BELOW: {"get": operation}}


def _question(question: Question) -> tuple[str, Described]:
    """Return the path of a question, and what can be done there."""
    content = {
        form.media_type: {"schema": _schema_of(form.format)} for form in forms_of(question).values()
    }
    operation = {
        "operationId": question.name,
        "tags": [question.group or "questions"],
        "summary": question.title,
        "description": said(question.description).strip(),
        "parameters": [*map(_parameter, question.parameters), *_own_parameters(question)],
        "responses": {
            "200": {"description": _("The answer"), "content": content},
            **_also("400", "406", "429", "500", "503", "504"),
        },
    }
    return f"{BELOW}/{question.name}", {"get": operation}


def _schema_of(format_: str) -> Described:
    match format_:
        case "":
            return {"$ref": "#/components/schemas/Answer"}
        case "json":
            return {"type": "object", "required": ["head"]}
        case "xlsx":
            return {}
        case _:
            return {"type": "string"}


def _parameter(parameter: Parameter) -> Described:
    schema: Described = {"type": "string", "maxLength": LONGEST}
    if parameter.choices:
        schema = {"type": "string", "enum": list(parameter.choices)}
    elif parameter.type == "integer":
        schema = {"type": "integer"}
    elif parameter.type == "number":
        schema = {"type": "number"}
    if parameter.default and not parameter.multiple:
        schema["default"] = _typed(parameter, parameter.default[0])
    if parameter.multiple:
        schema = {"type": "array", "items": schema, "minItems": int(parameter.required)}
    needed = parameter.required and not parameter.default
    found: Described = {
        "name": parameter.name,
        "in": "query",
        "description": said(parameter.summary) or parameter.name,
        "required": needed,
        "schema": schema,
    }
    if parameter.examples:
        typed = [_typed(parameter, one) for one in parameter.examples]
        found["example"] = typed if parameter.multiple else typed[0]
    return found


def _typed(parameter: Parameter, text: str) -> str | int:
    return int(text) if parameter.type == "integer" else text


def _own_parameters(question: Question) -> Iterator[Described]:
    """Yield the parameters that every question has."""
    most = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
    yield _optional(FORMAT, _("The format of the answer"), {"type": "string", "enum": list(forms_of(question))})  # fmt: skip
    yield _optional(LIMIT, _("The most rows; in JSON never more than {most}", most=MOST), most)
    yield _optional(OFFSET, _("Rows to leave out at the beginning; in JSON"), {"type": "integer", "minimum": 0, "maximum": 999_999_999})  # fmt: skip
    if leaves_aside(question):
        told = _("Also ties that a single dataset lists")
        yield _optional(SINGLES, told, {"type": "boolean", "default": False})
    yield _optional(LANGUAGE, _("The language of the answer"), {"type": "string", "enum": list(LANGUAGES)})  # fmt: skip


def _optional(name: str, told: str, schema: Described) -> Described:
    return {"name": name, "in": "query", "description": told, "required": False, "schema": schema}


def _others() -> Iterator[tuple[str, Described]]:
    """Yield the other paths that machines read, each with what its page says of itself."""
    for route in ROUTES:
        path = _WORD.sub(r"{\g<name>}", route.path)
        if route.open_to_scripts and path not in {BELOW, _QUESTION}:
            yield (
                path,
                {method.lower(): _operation(route, path, method) for method in route.methods},
            )


def _operation(route: Route, path: str, method: str) -> Described:
    words = [match["name"] for match in _WORD.finditer(path)]
    name = re.sub(r"\W+", "-", f"{method.lower()} {path}").strip("-")
    return {
        "operationId": name,
        "tags": ["site"],
        "summary": _said_by(route.page),
        "parameters": [
            {"name": word, "in": "path", "required": True, "schema": {"type": "string"}}
            for word in words
        ],
        "responses": {"default": {"description": _("What the address stands for, or a problem")}},
    }


def _said_by(page_: str) -> str:
    """Return the first sentence that a page says of itself."""
    module, _colon, function = page_.partition(":")
    told = inspect.getdoc(getattr(importlib.import_module(f"simpul.site.{module}"), function))
    return (told or page_).partition("\n")[0].rstrip(".")


def _also(*statuses: str) -> Described:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in statuses}


def _refusals() -> Described:
    told: Mapping[str, str] = {
        "400": _(
            "A parameter is unknown, missing or not of its type, or a name means several things"
        ),
        "406": _("The answer cannot be had so"),
        "429": _("These are too many requests at once"),
        "500": _("The answer took more memory than it may, or the site has a fault"),
        "503": _("Too many questions are waiting"),
        "504": _("The answer took longer than it may"),
    }
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {key: {"description": text, "content": content} for key, text in told.items()}


def _schemas() -> Described:
    text, truth, whole = {"type": "string"}, {"type": "boolean"}, {"type": "integer"}
    thing = _object({"id": text, "label": text, "page": text}, ["id", "label"])
    value: Described = {
        "anyOf": [
            {"$ref": "#/components/schemas/Thing"},
            {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
            {"type": ["string", "number", "boolean", "null"]},
        ]
    }
    named = _object({"name": text, "title": text}, ["name", "title"])
    source = _object({"id": text, "label": text, "passage": text}, ["id", "label"])
    row = _object(
        {
            "values": {"type": "object", "additionalProperties": value},
            "facts": _several(text),
            "sources": _several(source),
        },
        ["values"],
    )
    return {
        "Thing": thing,
        "Answer": _object(
            {
                "question": text,
                "title": text,
                "language": text,
                "given": {"type": "object", "additionalProperties": _several(value)},
                "alsoSingleDatasets": truth,
                "caveats": _several(text),
                "notice": text,
                "columns": _several(named),
                "total": whole,
                "offset": whole,
                "limit": whole,
                "next": {"type": ["string", "null"]},
                "rows": _several(row),
                "page": text,
            },
            ["question", "caveats", "columns", "total", "rows"],
        ),
        "Questions": _object(
            {"questions": _several(_object({"name": text, "title": text}, ["name", "title"]))},
            ["questions"],
        ),
        "Problem": _object(
            {
                "type": text,
                "title": text,
                "status": whole,
                "detail": text,
                "errors": _several(
                    _object({"parameter": text, "detail": text}, ["parameter", "detail"])
                ),
            },
            ["title", "status", "detail"],
        ),
    }


def _object(properties: Described, required: Sequence[str]) -> Described:
    return {"type": "object", "properties": properties, "required": list(required)}


def _several(schema: Described) -> Described:
    return {"type": "array", "items": schema}


def _tried(path: str, operation: Mapping[str, Any]) -> str:
    """Return an address that tries an operation; empty where nothing says what it needs."""
    parameters = operation.get("parameters", [])
    needed = [one for one in parameters if one["required"]]
    if any("example" not in one for one in needed):
        return ""
    values = {one["name"]: [str(each) for each in _listed(one["example"])] for one in needed}
    return addressed(path, values)


def _listed(example: object) -> list[object]:
    return cast("list[object]", example) if isinstance(example, list) else [example]
