"""A query with places for values: read once, filled often.

A value takes the place of a variable's token by the term's own serialisation, which is a single token
itself: a value can therefore never become syntax. (Oxigraph's own substitution reaches only variables
of the outermost projection, which a parameter seldom is.)
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from simpul.sparql.safety import Findings, inspect
from simpul.sparql.tokens import form, meaning, tokens
from simpul.terms import Literal, NamedNode

Values = Mapping[str, Sequence[NamedNode | Literal]]
"""The terms for each variable, without its mark; none means that nothing was given."""
_KEPT: Final = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a query.

    Attributes:
        variable: Name of the variable that it is, else empty.
        start: Where it stands in the query.
        listed: It stands alone in a ``VALUES ?x { … }``, where there may be several terms, or none.
    """

    text: str
    variable: str
    start: int
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A query with its values in it.

    Attributes:
        text: What is run.
        places: Pairs of where a piece stands in it and where it stands in the template, in order.
    """

    text: str
    template: "Template"
    places: Sequence[tuple[int, int]]

    def origin(self, offset: int) -> int:
        """Return where in the template stands what stands at this offset."""
        begin, source = max((place for place in self.places if place[0] <= offset), default=(0, 0))
        last = max(len(self.template.text) - 1, 0)
        ends = min((other for _at, other in self.places if other > source), default=last)
        return min(source + offset - begin, ends, last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A query as a person wrote it.

    Attributes:
        form: SELECT, CONSTRUCT, ASK or DESCRIBE; empty if it has none.
        findings: What it would do beyond reading this store's default graph.
    """

    text: str
    form: str
    pieces: Sequence[Piece]
    findings: Findings

    @property
    def variables(self) -> frozenset[str]:
        """The names of the variables, without their mark."""
        return frozenset(piece.variable for piece in self.pieces if piece.variable)

    def is_listed(self, variable: str) -> bool:
        """Tell whether each mention of the variable may be several terms."""
        return all(piece.listed for piece in self.pieces if piece.variable == variable)

    def bind(self, values: Values) -> Bound:
        """Return the query with these variables replaced by these terms."""
        texts: list[str] = []
        places: list[tuple[int, int]] = []
        length = 0
        for piece in self.pieces:
            text = _filled(piece, values)
            texts.append(text)
            places.append((length, piece.start))
            length += len(text)
        return Bound(text="".join(texts), template=self, places=places)


def _filled(piece: Piece, values: Values) -> str:
    if piece.variable not in values:
        return piece.text
    terms = values[piece.variable]
    if not terms:
        return "UNDEF" if piece.listed else piece.text
    return " ".join(map(str, terms))


@lru_cache(maxsize=_KEPT)
def template(query: str) -> Template:
    """Read a query."""
    return Template(
        text=query, form=form(query), pieces=tuple(_pieces(query)), findings=inspect(query)
    )


def _pieces(query: str) -> Iterator[Piece]:
    listed = _listed(query)
    start = end = 0
    for token in tokens(query):
        if token.kind == "variable":
            if start < end:
                yield Piece(text=query[start:end], variable="", start=start, listed=False)
            start = token.start + len(token.text)
            yield Piece(
                text=token.text,
                variable=token.text[1:],
                start=token.start,
                listed=token.start in listed,
            )
        end = token.start + len(token.text)
    if start < end:
        yield Piece(text=query[start:end], variable="", start=start, listed=False)


def _listed(query: str) -> set[int]:
    """Return where the variables stand that are all of a ``VALUES ?x { … }``."""
    found: set[int] = set()
    words: list[str] = []
    for token in meaning(query):
        if token.kind == "variable" and len(words) >= 3:
            values, single, brace = words[-3:]
            if values == "VALUES" and single[:1] in {"?", "$"} and brace == "{":
                found.add(token.start)
        words.append(token.text.upper() if token.kind == "word" else token.text)
    return found


def bind(query: str, values: Mapping[str, NamedNode | Literal]) -> str:
    r"""Return the query with these variables replaced by these terms.

    >>> bind("SELECT * { ?_a ?p '?_a' }", {"_a": Literal('x" . DROP ALL')})
    'SELECT * { "x\\" . DROP ALL" ?p \'?_a\' }'
    """
    return template(query).bind({name: (term,) for name, term in values.items()}).text
