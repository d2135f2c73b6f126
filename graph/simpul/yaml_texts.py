"""YAML read as mappings, lists, texts, true, false and nothing (the only door to ``yaml``).

What looks like a number or a day stays the text that was written: whoever needs more knows what it should be.
So no text of a person is computed here, and nothing is lost: 010 stays 010, and 2020-13-45 is told of
by who wants a day.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from simpul.locale import translate as _

if TYPE_CHECKING:
    import yaml

_LONGEST: Final = 1_000_000
"""Characters of a document, and of what it becomes when each alias is written out."""
_DEEPEST: Final = 20
_TAG: Final = "tag:yaml.org,2002:"
_BY_FORM: Final = frozenset(_TAG + name for name in ("bool", "null", "merge"))
_READ: Final = (None, *(_TAG + name for name in ("bool", "null", "str", "seq", "map")))


class YamlError(ValueError):
    """A text that is no YAML, or more than it says.

    Attributes:
        place: Line and column, from 0; None where it is no one place.
    """

    def __init__(self, what: str, mark: "yaml.Mark | None" = None) -> None:
        self.place = (mark.line, mark.column) if mark else None
        super().__init__(what)


def parsed(text: str) -> object:
    """Return what a YAML document says.

    Raises:
        YamlError: It is no YAML, has values of other kinds, or is built to exhaust its reader.

    >>> parsed("a: [010, 2020-13-45, true, x: ]")
    {'a': ['010', '2020-13-45', True, {'x': None}]}
    """
    import yaml

    try:
        _measure(text)
        return yaml.load(text, Loader=_loader())  # noqa: S506 - a safe loader with less
    except YamlError:
        raise
    except yaml.MarkedYAMLError as error:
        raise YamlError(str(error.problem or error), error.problem_mark) from None
    except Exception as error:  # noqa: BLE001 - the library lets out what its readers of single values meet
        raise YamlError(" ".join(str(error).split()) or type(error).__name__) from None


def _measure(text: str) -> None:
    """Refuse what would become too much, before anything is made of it: the library's reader nests on the stack."""
    sizes: dict[str, int] = {}
    open_: list[tuple[str | None, int]] = []
    total = len(text)
    for event in _events(text):
        name = getattr(event, "anchor", None)
        kind = type(event).__name__
        if kind in {"SequenceStartEvent", "MappingStartEvent"}:
            open_.append((name, total))
        elif kind in {"SequenceEndEvent", "MappingEndEvent"}:
            anchor, before = open_.pop()
            if anchor:
                sizes[anchor] = total - before
        elif kind == "AliasEvent":
            if name not in sizes:
                raise YamlError(_("the alias *{name} is none.", name=name), event.start_mark)
            total += sizes[name]
        elif kind == "ScalarEvent":
            total += len(event.value) + 1
            if name:
                sizes[name] = len(event.value) + 1
        if len(open_) > _DEEPEST or total > _LONGEST:
            raise YamlError(_("this is nested too deeply, or becomes too much."), event.start_mark)


def _events(text: str) -> Iterator[Any]:
    import yaml

    if len(text) > _LONGEST:
        raise YamlError(_("this is nested too deeply, or becomes too much."))
    yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def _loader() -> "type[yaml.SafeLoader]":
    """Return the library's safe reader without what makes numbers, days, sets and the like."""
    import yaml

    base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    resolvers = {
        sign: [(tag, form) for tag, form in found if tag in _BY_FORM]
        for sign, found in base.yaml_implicit_resolvers.items()
    }
    made = {tag: base.yaml_constructors[tag] for tag in _READ}
    return type(
        "_Loader", (base,), {"yaml_implicit_resolvers": resolvers, "yaml_constructors": made}
    )
