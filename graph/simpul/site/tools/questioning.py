"""The tools that list the questions of the catalogue, and that ask one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, cast

from simpul import json_files
from simpul.answer.labels import answer_word
from simpul.catalogue import Parameter, Question, near_words, said, search
from simpul.errors import ParameterError
from simpul.locale import translate as _
from simpul.reason.ontology import vocabulary
from simpul.site import api
from simpul.site.answering import LIMIT, OFFSET
from simpul.site.asking import JSON
from simpul.site.tools.answers import TEXT, Argument, Given, Lines, Told, Tool

_FEW: Final = 8
"""Questions of which everything is told; of more, only what they ask and take."""
_ROWS: Final = 50
_MOST_ROWS: Final = 500
_SOURCES: Final = 3
"""Sources of a row that its text names; the value has all."""
_LONGEST: Final = 300


def list_questions() -> Tool:
    """Return the tool."""
    return Tool(
        name="list_questions",
        title=_("List the questions that can be asked"),
        description=_(
            "List the questions of Simpul's catalogue, each with its parameters: who is in which network, what two cities share, sister cities, "
            "events, initiatives, lessons, commitments, how far to trust a list, and more. Give words to narrow it; then ask one with "
            "ask_question."
        ),
        arguments=(
            Argument(name="words", description=_("What it is about, such as “sister cities” or “air”.")),
        ),
        output={"questions": {"type": "array", "items": {"type": "object", "properties": {"name": TEXT, "title": TEXT}}}},
        answer=_listed,
    )  # fmt: skip


def ask_question(names: Sequence[str]) -> Tool:
    """Return the tool.

    Args:
        names: Those of the questions.
    """
    return Tool(
        name="ask_question",
        title=_("Ask a question of the catalogue"),
        description=_(
            "Answer one of the catalogue's questions from the graph, row by row, with the sources of each row and what must be said of the "
            "answer. Pass on the caveats: a list may be incomplete, and no row does not mean that there is nothing."
        ),
        arguments=(
            Argument(name="name", description=_("The question, as list_questions names it."), required=True, choices=tuple(names)),
            Argument(
                name="parameters",
                type="object",
                description=_(
                    "Its parameters by name, such as {{\"a\": \"Jakarta\", \"b\": \"Seoul\"}}: names or ids of things, dates such as 2018 or 2018-03; a list "
                    "where it takes several."
                ),
            ),
            Argument(name="limit", type="integer", description=_("How many rows at most."), least=1, most=_MOST_ROWS, default=_ROWS),
            Argument(name="offset", type="integer", description=_("How many rows to skip."), least=0, most=1_000_000, default=0),
        ),
        output={
            "question": TEXT,
            "title": TEXT,
            "columns": {"type": "array", "items": {"type": "object"}},
            "rows": {"type": "array", "items": {"type": "object"}},
            "total": {"type": "integer"},
            "page": TEXT,
        },
        answer=_answered,
    )  # fmt: skip


def _listed(given: Given) -> Told:
    words = given.text("words")
    known = list(given.site.graph(given.asked.right).catalogue.values())
    matches = search(words.split(), known, vocabulary() if words else ())
    questions = sorted(matches.questions, key=lambda one: (one.group, one.name)) if matches.of_all else list(matches.questions)  # fmt: skip
    caveats = given.remarks
    if not questions:
        told = _("No question is about {words}.", words=words)
        caveats.append(told + near_words(words.split(), known, vocabulary()))
    in_full = len(questions) <= _FEW
    value = {
        "questions": [_question(one, in_full=in_full) for one in questions],
        "caveats": caveats,
    }
    lines = Lines()
    for one in questions:
        lines.add(f"- {one.name}: {one.title}")
        lines.add(*(f"    {_parameter_line(parameter)}" for parameter in one.parameters if in_full))
        if not in_full and one.parameters:
            taken = ", ".join(p.name if _is_needed(p) else f"{p.name}?" for p in one.parameters)
            lines.add(f"    ({taken})")
    lines.part(_("Note:"), caveats)
    return Told(value=value, text=str(lines))


def _question(one: Question, *, in_full: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"name": one.name, "group": one.group, "title": one.title}
    if in_full:
        found["description"] = said(one.description)
    found["parameters"] = [_parameter(parameter, in_full=in_full) for parameter in one.parameters]
    return found


def _parameter(one: Parameter, *, in_full: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"name": one.name, "type": one.type, "required": _is_needed(one)}
    if in_full:
        found |= {
            "description": said(one.summary),
            "multiple": one.multiple,
            "examples": list(one.examples),
        }
        if one.choices:
            found["choices"] = list(one.choices)
        if one.default:
            found["default"] = list(one.default)
    return found


def _parameter_line(one: Parameter) -> str:
    needed = _("needed") if _is_needed(one) else _("optional")
    told = f"{one.name} ({one.type}, {needed}): {said(one.summary)}"
    if one.choices:
        return f"{told} [{', '.join(one.choices)}]"
    return f"{told} {_('For example: {example}', example=one.example)}" if one.example else told


def _is_needed(one: Parameter) -> bool:
    return one.required and not one.default


def _answered(given: Given) -> Told:
    """Ask as a program asks on the site, and tell what it is told."""
    arguments = given.arguments
    parameters = [
        *_given(cast("Mapping[str, object]", arguments.get("parameters") or {})),
        (LIMIT, str(arguments.get("limit", _ROWS))),
        (OFFSET, str(arguments.get("offset", 0))),
    ]
    asked = replace(
        given.asked,
        words={"name": given.text("name")},
        parameters=parameters,
        method="GET",
        content=b"",
        accept=JSON,
    )
    reply = api.question(given.site, asked)
    value = cast("dict[str, Any]", json_files.parsed(reply.body, "answer"))
    if reply.status != 200:
        raise ParameterError(_problem(value))
    if not given.site.settings.public:
        value = cast("dict[str, Any]", _without_pages(value))
    value["caveats"] = [*filter(None, (value.pop("notice"), *value["caveats"])), *given.remarks]
    return Told(value=value, text=_table(value))


def _without_pages(value: object) -> object:
    """Return an answer without the addresses of pages, for where there is no site."""
    if isinstance(value, dict):
        parts = cast("dict[str, object]", value).items()
        return {key: "" if key == "page" else None if key == "next" else _without_pages(part) for key, part in parts}  # fmt: skip
    if isinstance(value, list):
        return [_without_pages(one) for one in cast("list[object]", value)]
    return value


def _given(parameters: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return parameters as an address has them.

    Raises:
        ParameterError: One is neither a text nor a number, nor a list of these.
    """
    found: list[tuple[str, str]] = []
    for name, value in parameters.items():
        several = cast("list[object]", value) if isinstance(value, list) else [value]
        for one in several:
            if isinstance(one, bool):
                found.append((name, "true" if one else "false"))
            elif isinstance(one, str | int | float):
                found.append((name, f"{one:g}" if isinstance(one, float) else str(one)[:_LONGEST]))
            elif one is not None:
                raise ParameterError(_("{where} must be {wanted}.", where=name[:80], wanted=_("a text or a list of texts")))  # fmt: skip
    return found


def _problem(value: Mapping[str, Any]) -> str:
    """Return what is wrong with parameters, and what they may be."""
    told = [str(value["detail"])]
    for error in value.get("errors", ()):
        choices = [f"{one['value']} ({one['label']})" for one in error["choices"]]
        if choices:
            told.append(
                _("{name} may be: {choices}.", name=error["parameter"], choices="; ".join(choices))
            )
    return " ".join(told)


def _table(value: Mapping[str, Any]) -> str:
    lines = Lines()
    lines.add(f"# {value['title']}")
    columns = [one["name"] for one in value["columns"]]
    if value["rows"]:
        lines.add("", _row([one["title"] for one in value["columns"]] + [_("sources")]), _row(["---"] * (len(columns) + 1)))  # fmt: skip
    for row in value["rows"]:
        cells = [_cell(row["values"].get(name, "")) for name in columns]
        sources = row.get("sources", ())
        named = [
            ", ".join(filter(None, (one["label"], one.get("passage", ""))))
            for one in sources[:_SOURCES]
        ]
        if len(sources) > _SOURCES:
            named.append(_("… and {count} more", count=len(sources) - _SOURCES))
        lines.add(_row([*cells, "; ".join(named)]))
    shown, more = len(value["rows"]), value["total"] - value["offset"] - len(value["rows"])
    if more > 0:
        lines.add("", _("There are {more} more rows; ask with offset={offset}.", more=more, offset=value["offset"] + shown))  # fmt: skip
    lines.part(_("Note:"), [str(one) for one in value["caveats"]])
    lines.add("", value["page"])
    return str(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/').replace(chr(10), ' ') for cell in cells)} |"


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return answer_word(value)
    if isinstance(value, list):
        return ", ".join(_cell(one) for one in cast("list[object]", value))
    if isinstance(value, dict):
        return str(cast("dict[str, object]", value).get("label", ""))
    return str(value)
