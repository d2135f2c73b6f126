"""Named questions: one ``.rq`` file each, its header in the grlc convention (https://grlc.io).

A header line begins with ``#+`` and the header is YAML. ``?_city_iri`` in the query is the parameter
``city``; with two underscores the parameter may be left out, and the variable then stays unbound (write
``BIND (?__city_iri AS ?city)``, since ``BOUND`` takes no value). ``?_lang`` is the language in use.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from simpul import paths
from simpul.errors import OutputError, ParameterError, QueryError, UnknownQueryError, did_you_mean
from simpul.language import current
from simpul.language import translate as _
from simpul.names import Names
from simpul.sparql import bind, variables
from simpul.terms import XSD, Literal, NamedNode

_PARAMETER: Final = re.compile(r"__?(?P<name>[A-Za-z0-9]+)(?:_(?P<type>[a-z]+))?")
LANGUAGE: Final = "lang"
_CLASSES: Final = {
    "agreement": "Agreement",
    "city": "City",
    "country": "Country",
    "event": "Event",
    "initiative": "Initiative",
    "network": "Network",
    "organisation": "Organisation",
    "theme": "Theme",
    "thing": "",
}
TYPES: Final = frozenset((*_CLASSES, "date", "integer", "language", "text"))

Texts = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a question asks for.

    Attributes:
        type: One of ``TYPES``.
        required: False where the query has its variable with two underscores.
    """

    name: str
    type: str
    summary: Texts
    example: str = ""
    default: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with a name, parameters and columns that are explained."""

    name: str
    summary: Texts
    description: Texts
    query: str
    tags: Sequence[str] = ()
    parameters: Sequence[Parameter] = ()
    columns: Mapping[str, Texts] = field(default_factory=dict[str, Texts])


def said(texts: Texts) -> str:
    """Return the text in the language in use, else in English, else any."""
    return texts.get(current()) or texts.get("en") or next(iter(texts.values()), "")


def questions(folder: Path | None = None) -> dict[str, Path]:
    """Return the file of each question by its name, sorted."""
    root = folder or paths.queries()
    return {file.stem: file for file in sorted(root.rglob("*.rq"), key=lambda file: file.stem)}


def question(name: str, folder: Path | None = None) -> Question:
    """Return a question of the catalogue.

    Raises:
        UnknownQueryError: There is none of this name; the error names near ones.
    """
    known = questions(folder)
    if name not in known:
        raise UnknownQueryError(name, list(known))
    return read(known[name])


def read(file: Path) -> Question:
    """Read a query file.

    Raises:
        OutputError: It cannot be read.
        QueryError: Its header is malformed.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise OutputError(file, error) from None
    except UnicodeDecodeError:
        raise QueryError(_("{path} is not UTF-8 text.", path=file)) from None
    return parse(text, name=file.stem)


def parse(text: str, *, name: str) -> Question:
    """Return the question that a text with a grlc header asks.

    Raises:
        QueryError: The header is no YAML, or a parameter's type is unknown.
    """
    header = _header(text, name)
    stated = cast("Mapping[str, Mapping[str, Any]]", header.get("params") or {})
    return Question(
        name=name,
        summary=_texts(header, "summary") or {"en": name},
        description=_texts(header, "description"),
        query=text,
        tags=tuple(header.get("tags") or ()),
        parameters=tuple(_parameters(text, stated, name)),
        columns=cast("Mapping[str, Texts]", header.get("columns") or {}),
    )


def _header(text: str, name: str) -> Mapping[str, Any]:
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    if not lines:
        return {}
    import yaml

    try:
        header = yaml.load("\n".join(lines), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders
    except yaml.YAMLError as error:
        raise QueryError(
            _("The header of {name} is no YAML: {reason}", name=name, reason=error)
        ) from None
    if not isinstance(header, dict):
        raise QueryError(_("The header of {name} is no mapping.", name=name))
    return cast("Mapping[str, Any]", header)


def _texts(header: Mapping[str, Any], key: str) -> dict[str, str]:
    """Return a text and its translations: ``summary`` (English for grlc) and ``summary_id``."""
    found = {"en": header.get(key), "id": header.get(f"{key}_id")}
    return {language: str(text) for language, text in found.items() if text}


def _parameters(text: str, stated: Mapping[str, Mapping[str, Any]], query: str) -> list[Parameter]:
    """Return the parameters in the header's order, then those the header forgot."""
    mentioned: dict[str, tuple[str, bool]] = {}
    for variable in sorted(variables(text)):
        if match := _PARAMETER.fullmatch(variable):
            mentioned[match["name"]] = (match["type"] or "", not variable.startswith("__"))
    mentioned.pop(LANGUAGE, None)
    order = [name for name in stated if name in mentioned]
    order += [name for name in mentioned if name not in stated]
    parameters = [_parameter(name, stated.get(name, {}), *mentioned[name]) for name in order]
    for parameter in parameters:
        if parameter.type not in TYPES:
            raise QueryError(
                _(
                    "The parameter {name} of {query} has the unknown type {type}. The types are: {types}.",
                    name=parameter.name,
                    query=query,
                    type=parameter.type,
                    types=", ".join(sorted(TYPES)),
                )
            )
    return parameters


def _parameter(name: str, stated: Mapping[str, Any], suffix: str, required: bool) -> Parameter:
    guessed = {"iri": "thing", "date": "date", "integer": "integer"}.get(suffix, "text")
    return Parameter(
        name=name,
        type=str(stated.get("type", guessed)),
        summary=cast("Texts", stated.get("summary") or {}),
        example=str(stated.get("example", "")),
        default=str(stated.get("default", "")),
        required=required and "default" not in stated,
    )


def fill(asked: Question, given: Mapping[str, str], names: Names) -> str:
    """Return the question's SPARQL with the parameters' values bound.

    Args:
        asked: The question.
        given: What a person typed, by parameter; hyphens and underscores in names do not count.
        names: Finds the thing a name stands for.

    Raises:
        ParameterError: A parameter is unknown, missing, or not of its type.
        AmbiguousNameError: A name stands for several things.
    """
    typed = {re.sub(r"[-_]", "", name).lower(): value for name, value in given.items()}
    known = {parameter.name.lower(): parameter for parameter in asked.parameters}
    for name in typed:
        if name not in known and name != LANGUAGE:
            raise ParameterError(_unknown(asked, name))
    terms: dict[str, NamedNode | Literal] = {}
    missing: list[str] = []
    for name, parameter in known.items():
        text = typed.get(name) or parameter.default
        if text:
            terms[parameter.name] = _term(parameter, text, names)
        elif parameter.required:
            missing.append(parameter.name)
    if missing:
        raise ParameterError(_missing(asked, missing))
    terms[LANGUAGE] = Literal(typed.get(LANGUAGE, current()))
    return bind(asked.query, _by_variable(asked.query, terms))


def _by_variable(
    query: str, terms: Mapping[str, NamedNode | Literal]
) -> dict[str, NamedNode | Literal]:
    found: dict[str, NamedNode | Literal] = {}
    for variable in variables(query):
        match = _PARAMETER.fullmatch(variable)
        if match and match["name"] in terms:
            found[variable] = terms[match["name"]]
    return found


def _term(parameter: Parameter, text: str, names: Names) -> NamedNode | Literal:
    match parameter.type:
        case "date":
            return Literal(_day(parameter, text), datatype=NamedNode(XSD + "date"))
        case "integer":
            if not re.fullmatch(r"[+-]?\d+", text, re.ASCII):
                raise _mistyped(parameter, text, _("a whole number, such as 2018"))
            return Literal(str(int(text)), datatype=NamedNode(XSD + "integer"))
        case "text" | "language":
            return Literal(text)
        case _:
            return NamedNode(names.resolve(text, _CLASSES[parameter.type]))


def _day(parameter: Parameter, text: str) -> str:
    """Return the last day that the text can mean: "as of 2018" asks for all of 2018."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        from datetime import date

        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise _mistyped(parameter, text, _("a day, month or year, such as 2018-03")) from None
    from simpul.dates import bounds

    try:
        return bounds(text)[1].isoformat()
    except ValueError:
        raise _mistyped(parameter, text, _("a day, month or year, such as 2018-03")) from None


def _mistyped(parameter: Parameter, text: str, wanted: str) -> ParameterError:
    return ParameterError(
        _(
            "The parameter {name} takes {wanted}, not {text}.",
            name=parameter.name,
            wanted=wanted,
            text=repr(text),
        )
    )


def _unknown(asked: Question, name: str) -> str:
    known = [parameter.name for parameter in asked.parameters]
    if not known:
        return _(
            "{question} has no parameters, so not {name} either.", question=asked.name, name=name
        )
    return _(
        "{question} has no parameter {name}; it has: {known}.",
        question=asked.name,
        name=name,
        known=", ".join(known),
    ) + did_you_mean(name, known)


def _missing(asked: Question, missing: Sequence[str]) -> str:
    by_name = {parameter.name: parameter for parameter in asked.parameters}
    example = " ".join(f"-p {name}={_quoted(by_name[name].example or '…')}" for name in missing)
    return _(
        "{question} needs {names}. Write for example: simpul query {question} {example}",
        question=asked.name,
        names=", ".join(missing),
        example=example,
    )


def _quoted(text: str) -> str:
    return f"'{text}'" if " " in text else text
