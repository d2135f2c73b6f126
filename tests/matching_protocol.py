"""What the Reconciliation Service API 0.2 says of each answer, as JSON schemas of our own: written while reading sections 2 to 7."""

from typing import Any

import jsonschema_rs

TEXT = {"type": "string", "minLength": 1}
IRI = {"type": "string", "pattern": "^https?://"}
TEMPLATE = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}


def _object(required: dict[str, Any], **optional: object) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": [*required],
        "additionalProperties": False,
    }


def _list(items: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


def _map(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": values}


NAMED = _object({"id": TEXT, "name": TEXT})
TYPE = _object({"id": TEXT, "name": TEXT}, broader=_list(NAMED, minItems=1))
SERVICE = _object({"service_url": IRI, "service_path": {"type": "string", "pattern": "^/"}})
SETTING = {
    "oneOf": [
        _object(
            {"name": TEXT, "label": TEXT, "type": {"const": "number"}},
            default={"type": "number"},
            help_text=TEXT,
        ),
        _object(
            {
                "name": TEXT,
                "label": TEXT,
                "type": {"const": "select"},
                "choices": _list(_object({"value": TEXT, "name": TEXT}), minItems=1),
            },
            default=TEXT,
            help_text=TEXT,
        ),
    ]
}
MANIFEST = _object(
    {
        "versions": _list({"enum": ["0.1", "0.2"]}, contains={"const": "0.2"}),
        "name": TEXT,
        "identifierSpace": IRI,
        "schemaSpace": IRI,
    },
    serviceVersion=TEXT,
    defaultTypes=_list(TYPE, minItems=1, uniqueItems=True),
    view=_object({"url": TEMPLATE}),
    preview=_object({"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
    suggest=_object({}, entity=SERVICE, type=SERVICE, property=SERVICE),
    extend=_object({"propose_properties": SERVICE, "property_settings": _list(SETTING)}),
    batchSize={"type": "integer", "minimum": 1},
)
CANDIDATE = _object(
    {
        "id": TEXT,
        "name": TEXT,
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "type": _list(NAMED, minItems=1),
    },
    description={"type": "string"},
    features=_list(_object({"id": TEXT, "value": {"type": ["boolean", "number"]}})),
)
RESULT = _object({"result": _list(CANDIDATE)})
RESULTS = _map(RESULT)
SUGGESTED_THINGS = _object(
    {"result": _list(_object({"id": TEXT, "name": TEXT, "description": {"type": "string"}, "notable": _list(NAMED)}))}
)  # fmt: skip
SUGGESTED_TYPES = _object({"result": _list(TYPE)})
SUGGESTED_PROPERTIES = _object({"result": _list(NAMED)})
PROPOSED = _object(
    {"properties": _list(NAMED), "type": {"type": "string"}}, limit={"type": "integer"}
)
MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$"
CELL = {
    "oneOf": [
        _object({"id": TEXT, "name": TEXT}),
        _object({"str": TEXT}),
        _object({"int": {"type": "integer"}}),
        _object({"float": {"type": "number"}}),
        _object({"date": {"type": "string", "pattern": MOMENT}}),
    ]
}
EXTENDED = _object({"meta": _list(NAMED), "rows": _map(_map(_list(CELL)))})


def fits(value: object, schema: dict[str, Any]) -> None:
    """Fail unless a value is as a schema has it."""
    jsonschema_rs.validate(schema, value)
