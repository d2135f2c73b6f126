"""Data fetched for things that were matched: which properties there are, and their values (section 7)."""

import re
from typing import Any, Final

from simpul.locale import translate as _
from simpul.site.matching.desk import Desk, is_ours, served
from simpul.site.matching.kinds import KINDS, every_property, kind_named
from simpul.site.matching.queries import FORMS, Extension, iri_of
from simpul.terms import EDTF, ID, XSD, Literal, Term, text

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FLOATS: Final = frozenset((XSD + "decimal", XSD + "double", XSD + "float"))
_MOST: Final = 100


@served
def propose(desk: Desk) -> object:
    """Propose properties to fetch of the things of a kind."""
    kind, limit = desk.asked.value("type"), desk.number("limit", 0, _MOST)
    names = KINDS[kind_named(kind, "type")].properties if kind else tuple(every_property())
    labels = desk.terms(names)
    proposed = [{"id": name, "name": labels[name]} for name in names]
    answer: dict[str, Any] = {"properties": proposed[: limit or None], "type": kind}
    return answer | ({"limit": limit} if limit else {})


def settings() -> list[dict[str, Any]]:
    """Return what a person may decide on a property that is fetched."""
    forms = (_("things that are matched"), _("names"), _("addresses"))
    return [
        {
            "name": "limit",
            "label": _("Most values"),
            "type": "number",
            "default": 0,
            "help_text": _("How many values of each thing; 0 for all."),
        },
        {
            "name": "form",
            "label": _("Things as"),
            "type": "select",
            "default": FORMS[0],
            "help_text": _("What stands in a cell where the value is a thing."),
            "choices": [
                {"value": form, "name": name} for form, name in zip(FORMS, forms, strict=True)
            ],
        },
    ]


def fetched(desk: Desk, wanted: Extension) -> dict[str, Any]:
    """Return the values of properties of things; none for a thing that there is not."""
    known = desk.matching.candidates.known
    found: dict[tuple[str, str], list[Term]] = {}
    for key in wanted.ids:
        iri = iri_of(key)
        for one in wanted.properties:
            found[key, one.name] = known.of(iri, one.known)[: one.most or None]
    things = dict.fromkeys(
        text(term) for terms in found.values() for term in terms if is_ours(term)
    )
    labels = desk.labels(list(things))
    names = desk.terms(one.known for one in wanted.properties)
    return {
        "meta": [{"id": one.name, "name": names[one.known]} for one in wanted.properties],
        "rows": {
            key: {
                one.name: [_cell(value, labels, one.form) for value in found[key, one.name]]
                for one in wanted.properties
            }
            for key in wanted.ids
        },
    }


def _cell(value: Term, labels: dict[str, str], form: str) -> dict[str, Any]:
    """Return a value as a cell of a client has it."""
    said = text(value)
    if is_ours(value):
        key = said.removeprefix(ID)
        name = labels.get(said, key)
        cells = ({"id": key, "name": name}, {"str": name}, {"str": said})
        return cells[FORMS.index(form)]
    if not isinstance(value, Literal):
        return {"str": said}
    kind = value.datatype.value
    if kind == XSD + "integer":
        return {"int": int(said)}
    if kind in _FLOATS:
        return {"float": float(said)}
    # A date of the API is a moment: of one that names no day, the year or the month stands as text.
    is_day = kind in {EDTF, XSD + "date"} and _DAY.fullmatch(said)
    return {"date": f"{said}T00:00:00Z"} if is_day else {"str": said}
