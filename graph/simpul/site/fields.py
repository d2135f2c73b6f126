"""The fields of a form: what a reader wrote in each, what it stands for, and what is wrong with it, told beside it.

A form is made from parameters of the catalogue, and read as the command line reads them. Whatever takes the name of a thing
has a field: questions, comparisons, ways, briefs, the explorer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol
from urllib.parse import urlencode

from simpul.catalogue import Parameter, Resolver, said, terms_of
from simpul.errors import AmbiguousNameError, ParameterError, did_you_mean, shortened
from simpul.locale import translate as _
from simpul.site.asking import Asked
from simpul.terms import ID, Literal, NamedNode

LONGEST: Final = 300
"""Characters of a value; no name has so many, and near ones of a longer one take long to find."""
_MOST: Final = 100
"""Values of a parameter that takes several."""
_SPARE: Final = 2
"""Empty places for further values."""
LANGUAGE: Final = "lang"
"""The parameter that every address of the site may have."""
_MOST_UNREAD: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the things that a name may mean.

    Attributes:
        value: What stands for it alone: its key.
        label: What it is called, and what tells it from its namesakes.
    """

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A parameter with what a reader wrote for it.

    Attributes:
        parameter: The parameter.
        values: What was written.
        terms: What that stands for; nothing where something is wrong.
        error: What is wrong; empty where nothing is.
        wrong: The value that is wrong, or that means several things.
        choices: What that value may mean.
        example: What may be written, in the language of the reader; empty where there is no example.
    """

    parameter: Parameter
    values: tuple[str, ...] = ()
    terms: tuple[NamedNode | Literal, ...] = ()
    error: str = ""
    wrong: str = ""
    choices: Sequence[Choice] = ()
    example: str = ""

    @property
    def name(self) -> str:
        """Its name in an address."""
        return self.parameter.name

    @property
    def label(self) -> str:
        """What a reader is asked for."""
        return said(self.parameter.summary) or self.parameter.name

    @property
    def kind(self) -> str | None:
        """The class of what it takes; None where it takes a plain value."""
        return self.parameter.kind

    @property
    def input_type(self) -> str:
        """The type of its input in HTML; a day may be a mere year, which no input of HTML takes as a date."""
        return "number" if self.parameter.type == "integer" else "text"

    @property
    def inputs(self) -> tuple[str, ...]:
        """What stands in each of its places."""
        if not self.parameter.multiple:
            return self.values[:1] or ("",)
        return (*self.values, *[""] * _SPARE)

    @property
    def iris(self) -> tuple[str, ...]:
        """The things that it stands for."""
        return tuple(term.value for term in self.terms if isinstance(term, NamedNode))

    def ways(
        self, path: str, all_fields: "Sequence[Field]", also: Mapping[str, str]
    ) -> list[tuple[Choice, str]]:
        """Return each thing that its value may mean, and the address of the form that has that one.

        Args:
            path: The path of the form.
            all_fields: All fields of the form.
            also: What else it sends.
        """
        values = {one.name: one.values for one in all_fields if one.values}
        return [
            (
                choice,
                addressed(path, values | {self.name: self.with_value(choice.value)}, **also),
            )
            for choice in self.choices
        ]

    def with_value(self, value: str) -> tuple[str, ...]:
        """Return its values with another in the place of the one that is wrong."""
        return tuple(value if one == self.wrong else one for one in self.values)


class Names(Resolver, Protocol):
    """Finds the thing that a name means, and says what it is called."""

    def label(self, iri: str, /) -> str:
        """Return what a thing is called in the language in use."""
        ...


def addressed(path: str, values: Mapping[str, Sequence[str]], **more: str) -> str:
    """Return a path with its query: the values of fields, and further ones."""
    pairs = [(name, value) for name, several in values.items() for value in several]
    query = urlencode([*pairs, *more.items()])
    return f"{path}?{query}" if query else path


def fields(asked: Asked, parameters: Iterable[Parameter], names: Names) -> list[Field]:
    """Return the fields of a form as it was sent; what is missing is wrong only if anything was sent.

    Args:
        asked: What was asked.
        parameters: What the form asks for.
        names: Finds the thing that a name means, and says what it is called.
    """
    found = [_field(one, tuple(asked.values(one.name)[:_MOST]), names) for one in parameters]
    # A form that was sent empty names its fields: who sent it is told what is missing.
    if not {one.name for one in found} & {name for name, _value in asked.parameters}:
        return found
    return [
        replace(one, error=_("This is needed.")) if _is_missing(one) and not one.error else one
        for one in found
    ]


def unread(asked: Asked, filled: Sequence[Field], *also: str) -> list[str]:
    """Return a sentence on each parameter of an address that nothing reads: a slip is no other question unsaid.

    Args:
        asked: What was asked.
        filled: The fields that the address may fill.
        also: Further parameters that it may have.
    """
    own = [field.name for field in filled]
    strange = {name for name, _value in asked.parameters} - {*own, *also, LANGUAGE}
    return [
        _("There is no parameter {name}.", name=repr(shortened(name)))
        + (
            did_you_mean(shortened(name), [*own, *also])
            or (" " + _("It may be: {known}.", known=", ".join(own)) if own else "")
        )
        for name in sorted(strange)[:_MOST_UNREAD]
    ]


def is_complete(filled: Iterable[Field]) -> bool:
    """Return whether nothing is wrong with these fields, and nothing is missing."""
    return not any(one.error or _is_missing(one) for one in filled)


def _is_missing(field: Field) -> bool:
    parameter = field.parameter
    return parameter.required and not parameter.default and not field.values


def _field(parameter: Parameter, values: tuple[str, ...], names: Names) -> Field:
    empty = Field(parameter=parameter, values=values, example=_example(parameter, names))
    if not values:
        return empty
    if any(len(value) > LONGEST for value in values):
        return replace(empty, values=(), error=_("This is too long."))
    if len(values) > 1 and not parameter.multiple:
        return replace(empty, error=_("This takes one value, not several."))
    terms: list[NamedNode | Literal] = []
    for value in values:
        try:
            terms += terms_of(parameter, [value], names)
        except AmbiguousNameError as error:
            choices = tuple(
                Choice(value=iri.removeprefix(ID), label=label) for iri, label in error.choices
            )
            told = _("{name} may be one of several. Which one?", name=value)
            return replace(empty, error=told, wrong=value, choices=choices)
        except ParameterError as error:
            return replace(empty, error=str(error), wrong=value)
    return replace(empty, terms=tuple(terms))


def _example(parameter: Parameter, names: Names) -> str:
    """Return the example of a parameter as a reader would write it: a thing by its name, not by its key or in English."""
    if parameter.kind is None or not parameter.example:
        return parameter.example
    try:
        return names.label(names.resolve(parameter.example, parameter.kind))
    except ParameterError:
        # A store, or what a reader may see of it, need not have the thing of the example.
        return parameter.example
