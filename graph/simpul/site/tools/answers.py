"""What a tool is, what it is given, and what it answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeGuard, cast

from simpul.errors import ParameterError, did_you_mean
from simpul.locale import translate as _
from simpul.site.asking import Asked
from simpul.site.html import LANGUAGES
from simpul.site.site import Site
from simpul.terms import ID

LANGUAGE: Final = "language"
_FEW: Final = 12
_LONGEST: Final = 500
"""Characters of a text that is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """What a tool takes.

    Attributes:
        name: Its name.
        description: What it is, for who has to give it.
        type: What JSON calls it: ``string``, ``integer`` or ``object``.
        choices: The values that it may have; any where there are none.
        required: Whether it must be given.
        least: The least number.
        most: The greatest number.
        default: What is taken where it is not given.
    """

    name: str
    description: str
    type: str = "string"
    choices: Sequence[str] = ()
    required: bool = False
    least: int = 1
    most: int = 1
    default: int = 1

    @property
    def schema(self) -> dict[str, Any]:
        """What JSON Schema says of it."""
        found: dict[str, Any] = {"type": self.type, "description": self.description}
        if self.choices:
            found["enum"] = list(self.choices)
        if self.type == "string":
            found["maxLength"] = _LONGEST
        if self.type == "integer":
            found |= {"minimum": self.least, "maximum": self.most, "default": self.default}
        if self.type == "object":
            one = {"type": ["string", "number", "boolean"]}
            found["additionalProperties"] = {"anyOf": [one, {"type": "array", "items": one}]}
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a tool answers.

    Attributes:
        value: For programs.
        text: For who reads it, sources and caveats included.
    """

    value: dict[str, Any]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a tool is given, and where it answers from.

    Attributes:
        asked: The request, in the language of the answer.
        arguments: The arguments, each as its tool has it.
    """

    site: Site
    asked: Asked
    arguments: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return an argument that is a text; empty where it was not given."""
        return str(self.arguments.get(name, ""))

    def number(self, argument: Argument) -> int:
        """Return an argument that is a number."""
        return int(self.arguments.get(argument.name, argument.default))

    @property
    def remarks(self) -> list[str]:
        """What the graph told meanwhile, such as which city a mere alias was taken for."""
        return list(dict.fromkeys(self.site.told))

    def page(self, iri: str) -> str:
        """Return the address of the page of a thing; empty where it is none of ours, or there is no site."""
        return self.address(f"/page/{iri.removeprefix(ID)}") if iri.startswith(ID) else ""

    def address(self, path: str) -> str:
        """Return the address of a page; empty where there is no site: an assistant may ask without one."""
        return self.site.public(path) if self.site.settings.public else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool.

    Attributes:
        name: Its name.
        title: What it is called.
        description: What it does, and when to use it.
        arguments: What it takes, besides the language.
        output: What JSON Schema says of the properties of its value.
        answer: Answers.
    """

    name: str
    title: str
    description: str
    arguments: Sequence[Argument]
    output: Mapping[str, Any]
    answer: Callable[[Given], Told]

    @property
    def described(self) -> dict[str, Any]:
        """What is said of it to who may use it."""
        every = [*self.arguments, _language()]
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": {
                "type": "object",
                "properties": {one.name: one.schema for one in every},
                "required": [one.name for one in every if one.required],
                "additionalProperties": False,
            },
            "outputSchema": {
                "type": "object",
                "properties": {**self.output, "caveats": CAVEATS},
                "required": [*self.output, "caveats"],
            },
        }

    def given(self, site: Site, asked: Asked, arguments: Mapping[str, Any]) -> Given:
        """Return what it is given, checked.

        Raises:
            ParameterError: An argument is unknown, missing, or not of its type.
        """
        known = {one.name: one for one in (*self.arguments, _language())}
        found: dict[str, Any] = {}
        for name, value in arguments.items():
            if name not in known:
                told = _("{tool} takes no {name}.", tool=self.name, name=repr(name[:80]))
                raise ParameterError(told + did_you_mean(name[:80], known))
            if value is not None:
                found[name] = _checked(known[name], value)
        for one in known.values():
            if one.required and found.get(one.name, "") in ("", None):
                told = _(
                    "{tool} needs {name}: {what}",
                    tool=self.name,
                    name=one.name,
                    what=one.description,
                )
                raise ParameterError(told)
        language = found.pop(LANGUAGE, asked.language)
        return Given(site=site, asked=replace(asked, language=language), arguments=found)


CAVEATS: Final = {"type": "array", "items": {"type": "string"}}
"""What JSON Schema says of what must be said of an answer."""
TEXT: Final = {"type": "string"}
SOURCES: Final = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "number": {"type": "integer"},
            "title": TEXT,
            "address": TEXT,
            "passages": CAVEATS,
        },
        "required": ["number", "title"],
    },
}


def _language() -> Argument:
    return Argument(
        name=LANGUAGE,
        description=_(
            "The language of the answer: en, id, or ko for Korean names in English sentences."
        ),
        choices=tuple(LANGUAGES),
    )


def _checked(argument: Argument, value: object) -> Any:  # noqa: ANN401 - whatever JSON has
    """Return the value of an argument.

    Raises:
        ParameterError: It is none that it may have.
    """
    if argument.choices and value not in argument.choices:
        word, near = repr(str(value)[:80]), did_you_mean(str(value)[:80], argument.choices)
        if len(argument.choices) > _FEW:  # an assistant has them in the tool's description
            told = _("{name} cannot be {word}.", name=argument.name, word=word)
        else:
            told = _("{word} is not one of: {known}.", word=word, known=", ".join(argument.choices))
        raise ParameterError(told + near)
    if argument.type == "string" and isinstance(value, str):
        return value.strip()[:_LONGEST]
    if argument.type == "object" and isinstance(value, dict):
        return cast("dict[str, object]", value)
    if argument.type == "integer" and _is_whole(value):
        if argument.least <= value <= argument.most:
            return int(value)
        told = _("{name} is a whole number from {least} to {most}.", name=argument.name, least=argument.least, most=argument.most)  # fmt: skip
        raise ParameterError(told)
    kinds = {"string": _("a text"), "object": _("an object"), "integer": _("a number")}
    raise ParameterError(
        _("{where} must be {wanted}.", where=argument.name, wanted=kinds[argument.type])
    )


def _is_whole(value: object) -> TypeGuard[int | float]:
    """Return whether a value is a whole number; some clients write 5 as 5.0."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return float(value).is_integer()


@dataclass(slots=True)
class Lines:
    """A text that is written line by line."""

    written: list[str] = field(default_factory=list[str])

    def add(self, *lines: str) -> None:
        """Write lines."""
        self.written.extend(lines)

    def part(self, heading: str, lines: Sequence[str]) -> None:
        """Write a heading and lines below it, unless there are none."""
        if lines:
            self.add("", heading, *lines)

    def __str__(self) -> str:
        return "\n".join(self.written).strip()
