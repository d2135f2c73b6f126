"""Values for a question's parameters: from what a person types to RDF terms in the query."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final, Protocol, cast

from simpul.catalogue.question import Parameter, Question
from simpul.catalogue.reading import LANGUAGE, PARAMETER
from simpul.errors import MissingParameterError, ParameterError, did_you_mean
from simpul.locale import current
from simpul.locale import translate as _
from simpul.store.sparql import Bound
from simpul.terms import XSD, Literal, NamedNode

Value = str | int | date | None
"""A value as a person types it, or as a program has it; None for none."""
Given = Mapping[str, Value | Sequence[Value]]
"""What a person typed, by parameter."""
_INTEGER: Final = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)


class Resolver(Protocol):
    """Finds the thing that a name stands for."""

    def resolve(self, text: str, kind: str, /) -> str:
        """Return the IRI of the thing of this class that a person means."""
        ...


def fill(asked: Question, given: Given, names: Resolver) -> Bound:
    """Return the question's SPARQL with the parameters' values bound.

    Args:
        asked: The question.
        given: What a person typed, by parameter; hyphens and underscores in names do not count. Whole numbers and
            days stand for their text, None for nothing given.
        names: Finds the thing a name stands for.

    Raises:
        ParameterError: A parameter is unknown, missing, or not of its type.
        AmbiguousNameError: A name stands for several things.
    """
    typed = _typed(given)
    known = {_bare(parameter.name): parameter for parameter in asked.parameters}
    for name in typed:
        if name not in known and name != LANGUAGE:
            raise ParameterError(_unknown(asked, name))
    missing = missing_of(asked, given)
    if missing:
        raise MissingParameterError(_missing(asked, missing), [p.name for p in missing])
    terms: dict[str, Sequence[NamedNode | Literal]] = {}
    for name, parameter in known.items():
        texts = typed.get(name) or tuple(parameter.default)
        if len(texts) > 1 and not parameter.multiple:
            raise ParameterError(
                _("The parameter {name} takes one value, not several.", name=parameter.name)
            )
        terms[parameter.name] = tuple(term(parameter, text, names) for text in texts)
    terms[LANGUAGE] = (Literal((typed.get(LANGUAGE) or (current(),))[0]),)
    return asked.template.bind(_by_variable(asked, terms))


def missing_of(asked: Question, given: Given) -> list[Parameter]:
    """Return the parameters that are needed and were not given."""
    typed = {name for name, texts in _typed(given).items() if texts}
    return [
        parameter
        for parameter in asked.parameters
        if parameter.required and not parameter.default and _bare(parameter.name) not in typed
    ]


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    return re.sub(r"[-_]", "", name).lower()


def _typed(given: Given) -> dict[str, tuple[str, ...]]:
    """Return the texts of each parameter; programs give whatever they have, so it is looked at.

    Raises:
        ParameterError: A value is neither a text, a whole number nor a day.
    """
    return {
        _bare(str(name)): tuple(filter(None, (_text_of(str(name), item) for item in _items(value))))
        for name, value in given.items()
    }


def _items(value: object) -> Sequence[object]:
    """Return the values of a parameter, which may have several or one."""
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return cast("Sequence[object]", value)
    return (value,)


def _text_of(name: str, value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool() | datetime():
            pass
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            pass
    raise ParameterError(
        _(
            "The parameter {name} takes {wanted}, not {text}.",
            name=name,
            wanted=_("text, a whole number or a day"),
            text=repr(value),
        )
    )


def _by_variable(
    asked: Question, terms: Mapping[str, Sequence[NamedNode | Literal]]
) -> dict[str, Sequence[NamedNode | Literal]]:
    parameters = _parameters(asked.template.variables)
    return {variable: terms[name] for variable, name in parameters.items() if name in terms}


@lru_cache(maxsize=256)
def _parameters(variables: frozenset[str]) -> dict[str, str]:
    """Return the parameter that each variable stands for."""
    matches = {variable: PARAMETER.fullmatch(variable) for variable in variables}
    return {variable: match["name"] for variable, match in matches.items() if match}


def term(parameter: Parameter, text: str, names: Resolver) -> NamedNode | Literal:
    """Return the RDF term that a text stands for as a value of a parameter.

    Raises:
        ParameterError: It is not of the parameter's type, or there is no such thing.
        AmbiguousNameError: It stands for several things.
    """
    if not _can_be_text(text):
        raise _mistyped(parameter, text, _("text that is UTF-8"))
    match parameter.type:
        case "date":
            return Literal(_day(parameter, text), datatype=NamedNode(XSD + "date"))
        case "integer":
            if not _INTEGER.fullmatch(text):
                raise _mistyped(parameter, text, _("a whole number, such as 2018"))
            return Literal(str(int(text)), datatype=NamedNode(XSD + "integer"))
        case "language":
            if not _LANGUAGE_TAG.fullmatch(text):
                raise _mistyped(parameter, text, _("a language tag, such as id"))
            return Literal(text)
        case "text":
            return Literal(text)
        case _:
            return NamedNode(names.resolve(text, parameter.kind or ""))


def _can_be_text(text: str) -> bool:
    """Tell whether a text can be written down: half of a surrogate pair, or NUL, cannot."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _day(parameter: Parameter, text: str) -> str:
    """Return the last day that the text can mean: "as of 2018" asks for all of 2018."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise _mistyped(parameter, text, _("a day, month or year, such as 2018-03")) from None
    from simpul.edtf import bounds

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


def _missing(asked: Question, missing: Sequence[Parameter]) -> str:
    example = " ".join(
        f"-p {parameter.name}={_quoted(parameter.example or '…')}" for parameter in missing
    )
    return _(
        "{question} needs {names}. Write for example: simpul query {question} {example}",
        question=asked.name,
        names=", ".join(parameter.name for parameter in missing),
        example=example,
    )


def _quoted(text: str) -> str:
    return f"'{text}'" if " " in text else text
