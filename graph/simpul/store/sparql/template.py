"""A query with places for values: read once, filled often.

A value takes the place of a variable's token by the term's own serialisation, which is a single token
itself: a value can therefore never become syntax. (Oxigraph's own substitution reaches only variables
of the outermost projection, which a parameter seldom is.)
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from simpul.store.sparql.safety import Findings, inspect, refuse_monstrous
from simpul.store.sparql.tokens import form, meaning, tokens, variables
from simpul.terms import Literal, NamedNode

Values = Mapping[str, Sequence[NamedNode | Literal]]
"""The terms for each variable that begins with an underscore, without its mark; none: nothing was given."""
_KEPT: Final = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a query.

    Attributes:
        variable: Name of the variable that it is, else empty.
        start: Where it is in the query.
        listed: It is alone in a ``VALUES ?x { … }``, where there may be several terms, or none.
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
        texts: What became of each piece of the template.
    """

    text: str
    template: "Template"
    texts: Sequence[str]

    def origin(self, offset: int) -> int:
        """Return the place in the template of what is at this offset."""
        begin = 0
        for piece, text in zip(self.template.pieces, self.texts, strict=True):
            if offset < begin + len(text):
                # In a value every place is that of its variable.
                return piece.start + (0 if piece.variable else offset - begin)
            begin += len(text)
        return max(len(self.template.text) - 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A query as a person wrote it.

    Attributes:
        form: SELECT, CONSTRUCT, ASK or DESCRIBE; empty if it has none.
        variables: The names of its variables, without their mark.
        pieces: The query, cut at the variables that begin with an underscore; only these take values.
        findings: What it would do beyond reading this store's default graph.
    """

    text: str
    form: str
    variables: frozenset[str]
    pieces: Sequence[Piece]
    findings: Findings

    def is_listed(self, variable: str) -> bool:
        """Return whether each mention of the variable may be several terms."""
        return all(piece.listed for piece in self.pieces if piece.variable == variable)

    def bind(self, values: Values) -> Bound:
        """Return the query with these variables replaced by these terms.

        Raises:
            QueryError: It is too long or too deep to be read safely.
        """
        refuse_monstrous(self.text, self.findings)
        texts = [_filled(piece, values) if piece.variable else piece.text for piece in self.pieces]
        return Bound(text="".join(texts), template=self, texts=texts)


def _filled(piece: Piece, values: Values) -> str:
    if piece.variable not in values:
        return piece.text
    terms = values[piece.variable]
    if not terms:
        return "UNDEF" if piece.listed else piece.text
    return " ".join(map(str, terms))


@lru_cache(maxsize=_KEPT)
def template(query: str) -> Template:
    """Read a query, up to where it becomes too long or too deep to be read safely."""
    findings = inspect(query)
    read = query[: findings.monstrous.start] if findings.monstrous else query
    return Template(
        text=query,
        form=form(read),
        variables=frozenset(variables(read)),
        pieces=tuple(_pieces(read)),
        findings=findings,
    )


def _pieces(query: str) -> Iterator[Piece]:
    listed = _listed(query)
    start = end = 0
    for token in tokens(query):
        if token.kind == "variable" and token.text[1] == "_":
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
