"""Values for a question's parameters: from what a person types to RDF terms in the query."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Final, Protocol, cast

from simpul.catalogue.question import Parameter, Question
from simpul.catalogue.reading import ALSO_SINGLE_DATASETS, LANGUAGE
from simpul.catalogue.variables import PARAMETER
from simpul.errors import MissingParameterError, ParameterError, did_you_mean
from simpul.locale import current
from simpul.locale import translate as _
from simpul.store.sparql import Bound
from simpul.terms import XSD, Literal, NamedNode
from simpul.texts import is_text

Value = str | int | date | None
"""A value as a person types it, or as a program has it; None for none."""
Given = Mapping[str, Value | Sequence[Value]]
"""What a person typed, by parameter."""
Supply = Callable[[Sequence[Parameter]], Given]
"""Gives values for parameters."""
_INTEGER: Final = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_NUMBER: Final = re.compile(
    r"[+-]?\d{1,300}(?P<fraction>\.\d{1,300})?(?P<exponent>[eE][+-]?\d{1,3})?", re.ASCII
)
_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)


class Resolver(Protocol):
    """Finds the thing that a name means."""

    def resolve(self, text: str, kind: str, /) -> str:
        """Return the IRI of the thing of this class that a person means."""
        ...


def fill(
    asked: Question,
    given: Given,
    names: Resolver,
    *,
    supply: Supply | None = None,
    also_single_datasets: bool = False,
) -> Bound:
    """Return the question's SPARQL with the parameters' values bound.

    Args:
        asked: The question.
        given: What a person typed, by parameter; hyphens and underscores in names do not count. Whole numbers and
            days stand for their text, None for nothing given.
        names: Finds the thing that a name means.
        supply: Gives the values of parameters that are missing, as by asking a person.
        also_single_datasets: Ties that one dataset alone lists are wanted too.

    Raises:
        ParameterError: A parameter is unknown, missing, or not of its type.
        AmbiguousNameError: A name means several things.
    """
    texts = values_given(asked, given, supply=supply)
    terms: dict[str, Sequence[NamedNode | Literal]] = {**terms_given(asked, texts, names)}
    terms[LANGUAGE] = (Literal((texts.get(LANGUAGE) or (current(),))[0]),)
    truth = "true" if also_single_datasets else "false"
    terms[ALSO_SINGLE_DATASETS] = (Literal(truth, datatype=NamedNode(XSD + "boolean")),)
    return asked.template.bind(_by_variable(asked, terms))


def values_given(
    asked: Question, given: Given, *, supply: Supply | None = None
) -> dict[str, tuple[str, ...]]:
    """Return the texts that were given for each parameter, as ``fill`` takes them, too; those missing are supplied.

    Raises:
        ParameterError: A parameter is unknown or missing, or a value is no text, whole number or day.
    """
    texts = _texts(asked, given)
    missing = _missing(asked, texts)
    if missing and supply:
        texts |= _texts(asked, supply(missing))
        missing = _missing(asked, texts)
    if missing:
        raise MissingParameterError(_what_is_missing(asked, missing), [p.name for p in missing])
    return texts


def terms_given(
    asked: Question, texts: Mapping[str, Sequence[str]], names: Resolver
) -> dict[str, tuple[NamedNode | Literal, ...]]:
    """Return the terms that each parameter stands for.

    Args:
        asked: The question.
        texts: What was given, as from ``values_given``.
        names: Finds the thing that a name means.

    Raises:
        ParameterError: A value is not of its parameter's type, or there is no such thing.
        AmbiguousNameError: A name means several things.
    """
    return {
        parameter.name: terms_of(parameter, texts.get(key, ()), names)
        for parameter, key in keys_of(asked)
    }


def terms_of(
    parameter: Parameter, texts: Sequence[str], names: Resolver
) -> tuple[NamedNode | Literal, ...]:
    """Return the terms that the texts of one parameter stand for, or its default; see ``terms_given``."""
    found = texts or parameter.default
    if len(found) > 1 and not parameter.multiple:
        raise ParameterError(
            _("The parameter {name} takes one value, not several.", name=parameter.name)
        )
    return tuple(_chosen(parameter, text, names) for text in found)


def keys_of(asked: Question) -> Iterator[tuple[Parameter, str]]:
    """Yield each parameter with the key that ``values_given`` has for it."""
    for parameter in asked.parameters:
        yield parameter, _bare(parameter.name)


def leaves_aside(asked: Question) -> bool:
    """Return whether a question leaves ties aside that one dataset alone lists, unless they are asked for."""
    return ALSO_SINGLE_DATASETS in _parameters(asked.template.variables).values()


def in_words(asked: Question, texts: Mapping[str, Sequence[str]]) -> str:
    """Return what was given, as it was said: things by their names, other values behind what they are."""
    return ", ".join(
        text if parameter.kind is not None else f"{parameter.name} {text}"
        for parameter in asked.parameters
        for text in texts.get(_bare(parameter.name), ())
    )


def _missing(asked: Question, texts: Mapping[str, Sequence[str]]) -> list[Parameter]:
    """Return the parameters that are needed and have no value."""
    return [
        parameter
        for parameter in asked.parameters
        if parameter.required and not parameter.default and not texts.get(_bare(parameter.name))
    ]


@lru_cache(maxsize=1024)
def _bare(name: str) -> str:
    return re.sub(r"[-_]", "", name).lower()


def _texts(asked: Question, given: Given) -> dict[str, tuple[str, ...]]:
    """Return the texts of each parameter; programs may pass any type, so it is checked.

    Raises:
        ParameterError: There is no such parameter, or a value is neither a text, a whole number nor a day.
    """
    texts = {
        _bare(str(name)): tuple(filter(None, (_text_of(str(name), item) for item in _items(value))))
        for name, value in given.items()
    }
    known = {LANGUAGE, *(_bare(parameter.name) for parameter in asked.parameters)}
    for name in texts:
        if name not in known:
            raise ParameterError(_unknown(asked, name))
    return texts


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


def _chosen(parameter: Parameter, text: str, names: Resolver) -> NamedNode | Literal:
    """Return the term that a text stands for, which must be one of the choices where there are any.

    Raises:
        ParameterError: It is none of them.
    """
    found = term(parameter, text, names)
    if parameter.choices and found not in {
        term(parameter, one, names) for one in parameter.choices
    }:
        raise ParameterError(
            _(
                "The parameter {name} takes one of these, not {text}: {choices}.",
                name=parameter.name,
                text=repr(text),
                choices=", ".join(parameter.choices),
            )
            + did_you_mean(text, parameter.choices)
        )
    return found


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
        AmbiguousNameError: It means several things.
    """
    if not is_text(text):
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
        case "number":
            return _number(parameter, text)
        case "text":
            return _text_term(parameter, text)
        case _:
            return NamedNode(names.resolve(text, parameter.kind or ""))


def _text_term(parameter: Parameter, text: str) -> Literal:
    if parameter.language:
        return Literal(text, language=parameter.language)
    return Literal(text, datatype=NamedNode(parameter.datatype or XSD + "string"))


def _number(parameter: Parameter, text: str) -> Literal:
    """Return a number as SPARQL reads it: whole, with a point, or with an exponent."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise _mistyped(parameter, text, _("a number, such as 2.5"))
    kind = "double" if match["exponent"] else "decimal" if match["fraction"] else "integer"
    return Literal(text, datatype=NamedNode(XSD + kind))


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
            "{question} has no parameters, so {name} is not one either.",
            question=asked.name,
            name=name,
        )
    return _(
        "{question} has no parameter {name}; it has: {known}.",
        question=asked.name,
        name=name,
        known=", ".join(known),
    ) + did_you_mean(name, known)


def _what_is_missing(asked: Question, missing: Sequence[Parameter]) -> str:
    example = " ".join(
        f"-p {parameter.name}={quoted(parameter.example or '…')}" for parameter in missing
    )
    return _(
        "{question} needs {names}. Write for example: simpul query {question} {example}",
        question=asked.name,
        names=", ".join(parameter.name for parameter in missing),
        example=example,
    )


def quoted(text: str) -> str:
    """Return a value as it is typed in a shell."""
    return f"'{text}'" if " " in text else text
