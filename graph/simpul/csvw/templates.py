"""URI templates (RFC 6570) compiled once and filled from each row."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from uritemplate import URITemplate

from simpul.csvw.folder import join
from simpul.csvw.vocabulary import NAMESPACES
from simpul.terms import NamedNode

_PLACEHOLDER: Final = re.compile(r"\{([+#]?)([A-Za-z0-9_.%]+)\}")
_BRACES: Final = re.compile(r"(?:[^{}]|\{[^{}]+\})*")
_RESERVED: Final = ":/?#[]@!$&'()*+,;=%"
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BAD: Final = re.compile(r'[\x00-\x20<>"{}|\\^`]')

_FEW: Final = 16
_LONGEST: Final = 100_000
"""Characters of cells that one address takes up where its template names cells more than a few times."""

OF_COLUMN: Final = frozenset(("_name", "_column", "_sourceColumn"))

Values = Mapping[str, str | list[str]]
Fill = Callable[[Values], str]


class Template:
    """A template of one column, filled from a row's values.

    Attributes:
        names: Variables that it uses.
        constant: Its IRI where it uses none, else None.
        needs: Those that are columns, whose cells may be empty; set by whoever knows the columns.
        by_column: Whether it uses what differs from column to column (``_name`` and the like).
    """

    __slots__ = ("_fill", "_table", "by_column", "constant", "names", "needs")

    def __init__(self, text: str, table: str) -> None:
        self._table = table
        self._fill: Fill
        self.names, self._fill = compiled(text)
        self.constant: str | None = None
        self.needs: Sequence[str] = ()
        self.by_column = not OF_COLUMN.isdisjoint(self.names)

    @classmethod
    def fixed(cls, iri: str) -> "Template":
        """Return a template that always gives this IRI."""
        made = cls("", iri)
        try:
            made.constant = NamedNode(iri).value
        except ValueError:
            # It is told of with each row that would need it.
            made.constant, made._fill = None, lambda _values: iri
        return made

    def __call__(self, values: Values) -> str:
        """Return the IRI for a row.

        Raises:
            ValueError: What comes out is no IRI.
        """
        return self.constant or self._absolute(self._fill(values))

    def _absolute(self, text: str) -> str:
        """Return the IRI that a filled template means: prefixed, absolute, or relative to the table."""
        whole = prefixed(text)
        text = whole if whole != text or _SCHEME.match(text) else join(self._table, text)
        if _BAD.search(text):
            text = quote(text, safe=_RESERVED + "~")
        return text


def filled(text: str) -> Callable[[Mapping[str, str]], str | None]:
    """Return a function that fills an absolute template from a row's cells; None where one that it needs is empty."""
    whole = prefixed(text)
    names, fill = compiled(whole)
    return lambda row: fill(row) if all(map(row.get, names)) else None


def prefixed(text: str) -> str:
    """Return an address with its prefix, if it has one of the recommendation's, written out."""
    prefix, colon, local = text.partition(":")
    if colon and prefix in NAMESPACES and not local.startswith("//"):
        return NAMESPACES[prefix] + local
    return text


def is_template(text: str) -> bool:
    """Return whether a text is a URI template.

    >>> is_template("{+a}/{b:3}"), is_template("{a"), is_template("{a:b}")
    (True, False, False)
    """
    if not _BRACES.fullmatch(text):
        return False
    try:
        compiled(text)
    except ValueError:
        return False
    return True


def compiled(text: str) -> tuple[tuple[str, ...], Fill]:
    """Return a template's variables and the function that fills it; what is more than level 2 goes to the library."""
    pieces = _PLACEHOLDER.split(text)
    if any("{" in piece for piece in pieces[::3]):
        whole = URITemplate(text)
        named = [name for variable in whole.variables for name in variable.variable_names]
        return _bounded(named, lambda values: whole.expand(dict(values)))
    return _bounded(pieces[2::3], _filler(pieces))


def _bounded(named: Sequence[str], fill: Fill) -> tuple[tuple[str, ...], Fill]:
    """Return the variables, each once, and a function that fills no more into the template than an address may be."""
    often = Counter(named)
    if len(named) <= _FEW:
        return tuple(often), fill

    def filled_within(values: Values) -> str:
        taken = sum(count * _length(values.get(name)) for name, count in often.items())
        if taken > _LONGEST:
            raise ValueError(taken)
        return fill(values)

    return tuple(often), filled_within


def _length(value: str | list[str] | None) -> int:
    return sum(map(len, value)) if isinstance(value, list) else len(value or "")


def _filler(pieces: Sequence[str]) -> Fill:
    texts, signs, names = pieces[::3], pieces[1::3], pieces[2::3]
    parts = [
        (name, _RESERVED if sign else "", "#" if sign == "#" else "", text)
        for sign, name, text in zip(signs, names, texts[1:], strict=True)
    ]
    first = texts[0]

    def fill(values: Values) -> str:
        out = [first]
        for name, safe, mark, text in parts:
            value = values.get(name)
            if value is not None:
                if type(value) is list:
                    out.append(mark + ",".join(quote(item, safe=safe) for item in value))
                else:
                    out.append(mark + quote(value, safe=safe))  # type: ignore[arg-type]  # a text: lists went above
            out.append(text)
        return "".join(out)

    return fill
