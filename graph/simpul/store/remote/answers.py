"""What an endpoint answers, as the store's protocol has it: streamed, each term as it was before it was published.

SELECT and ASK come as SPARQL 1.1 Query Results JSON, CONSTRUCT and DESCRIBE as N-Triples. An answer that is not whole
is an error, never a shorter answer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from simpul.errors import AnswerCappedError, AnswerCutError, EndpointError
from simpul.locale import translate as _
from simpul.store.oxigraph import parse, parse_results
from simpul.store.protocol import Bindings
from simpul.store.remote.encoding import decoded
from simpul.store.remote.request import Answer
from simpul.terms import BlankNode, NamedNode, Term, Triple, text

_TRUTH: Final = "__ASK_RETVAL"
"""The variable in which Virtuoso answers an ASK."""
_LARGEST: Final = 1_000_000_000
"""Bytes of an answer; what is longer is a whole graph, or has no end."""
_LARGEST_ROW: Final = 100_000_000
"""Bytes in which there must be a row or a triple."""

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an answer must be.

    Attributes:
        address: Who is asked.
        changes_terms: Whether the engine gives back other terms than it was given.
        variables: The variables of a SELECT in its order; none where it takes all, which come sorted.
        hidden: How variables begin that are not the query's own.
        cap: Rows after which the engine cuts an answer; 0 where it does not.
        cap_header: The header by which it tells that it did.
    """

    address: str
    changes_terms: bool
    variables: Sequence[str] = ()
    hidden: str = ""
    cap: int = 0
    cap_header: str = ""


class _Measured:
    """A file for a parser, which tells what grows without an end."""

    def __init__(self, answer: Answer, wanted: Wanted) -> None:
        self._answer, self._wanted = answer, wanted
        self._read = 0
        self.since_row = 0

    def read(self, size: int = -1, /) -> bytes:
        piece = self._answer.read(size if size > 0 else 65_536)
        self._read += len(piece)
        self.since_row += len(piece)
        if self._read > _LARGEST or self.since_row > _LARGEST_ROW:
            raise EndpointError(
                _("Its answer does not end."),
                self._wanted.address,
                _("Narrow the question, or ask a mirror of it: `simpul mirror`."),
            )
        return piece


def solutions(answer: Answer, wanted: Wanted) -> Bindings:
    """Return the answer of a SELECT; it is closed when the last row is read.

    Raises:
        EndpointError: It is no such answer.
        AnswerCutError: A part is missing; if need be while the rows are read.
    """
    measured = _Measured(answer, wanted)
    found = _parsed(lambda: parse_results(measured), answer, wanted)
    if isinstance(found, bool) or not isinstance(found, Bindings):
        answer.close()
        raise _unreadable(wanted, _("it is no table"))
    there = [
        name for name in found.variables if not wanted.hidden or not name.startswith(wanted.hidden)
    ]
    variables = tuple(wanted.variables or sorted(there))
    places = [found.variables.index(name) if name in there else -1 for name in variables]
    _refuse_capped(answer, wanted)
    rows = _rows(found, places, answer, wanted, measured)
    if wanted.cap and not wanted.cap_header:
        # Nothing else tells that it was cut, and then none of it is given.
        rows = iter(list(rows))
    return Bindings(variables=variables, solutions=rows)


def _rows(
    found: Bindings, places: Sequence[int], answer: Answer, wanted: Wanted, measured: _Measured
) -> Iterator[tuple[Term | None, ...]]:
    changes, count = wanted.changes_terms, 0
    with answer:
        solution = iter(found.solutions)
        while (row := _parsed(lambda: next(solution, None), answer, wanted)) is not None:
            measured.since_row, count = 0, count + 1
            if wanted.cap and count >= wanted.cap:
                raise capped(wanted, wanted.cap)
            terms = (*row, None)  # what is never bound may have no column: it is at -1
            yield tuple(
                None if (term := terms[at]) is None else decoded(term, changes_terms=changes)
                for at in places
            )


def truth(answer: Answer, wanted: Wanted, *, by_rows: bool = False) -> bool:
    """Return the answer of an ASK.

    Args:
        answer: The answer.
        wanted: What it must be.
        by_rows: It was asked as ``sparql.asking`` does.

    Raises:
        EndpointError: It is no such answer.
    """
    with answer:
        measured = _Measured(answer, wanted)
        found = _parsed(lambda: parse_results(measured), answer, wanted)
        if isinstance(found, bool):
            return found
        if isinstance(found, Bindings) and (by_rows or found.variables == (_TRUTH,)):
            rows = _parsed(lambda: list(found.rows()), answer, wanted)
            return any(by_rows or text(row.get(_TRUTH)) in {"1", "true"} for row in rows)
    raise _unreadable(wanted, _("it is neither true nor false"))


def triples(answer: Answer, wanted: Wanted) -> Iterator[Triple]:
    """Yield the answer of a CONSTRUCT or DESCRIBE; one may come more than once.

    Raises:
        EndpointError: It is no such answer.
        AnswerCutError: A part is missing.
    """
    with answer:
        if not answer.ends:
            raise AnswerCutError(
                _("Its answer does not say where it ends, so a part could be missing."),
                wanted.address,
                _("Ask a mirror of it: `simpul mirror`."),
            )
        _refuse_capped(answer, wanted)
        measured = _Measured(answer, wanted)
        form = "turtle" if "turtle" in answer.media else "ntriples"
        quads = _parsed(lambda: parse(measured, form), answer, wanted)
        while (quad := _parsed(lambda: next(quads, None), answer, wanted)) is not None:
            measured.since_row = 0
            yield _decoded_triple(quad.triple, changes_terms=wanted.changes_terms)


def _decoded_triple(triple: Triple, *, changes_terms: bool) -> Triple:
    subject = decoded(triple.subject, changes_terms=changes_terms)
    return Triple(
        # A name stays a name or becomes a blank node, which is what a subject may be.
        cast("NamedNode | BlankNode | Triple", subject),
        triple.predicate,
        decoded(triple.object, changes_terms=changes_terms),
    )


def _parsed(read: Callable[[], _Found], answer: Answer, wanted: Wanted) -> _Found:
    """Return what a parser gives, its errors as those of the endpoint."""
    try:
        return read()
    except SyntaxError as error:
        answer.close()
        raise _unreadable(wanted, error.msg) from None
    except BaseException:
        answer.close()
        raise


def _unreadable(wanted: Wanted, reason: str) -> EndpointError:
    kind = AnswerCutError if "end of file" in reason else EndpointError
    return kind(
        _("Its answer cannot be read, or is not whole: {reason}.", reason=reason[:200]),
        wanted.address,
        _("Run the command again; if it stays so, ask a mirror of it: `simpul mirror`."),
    )


def _refuse_capped(answer: Answer, wanted: Wanted) -> None:
    said = answer.headers.get(wanted.cap_header, "") if wanted.cap_header else ""
    if said.isascii() and said.isdecimal():
        answer.close()
        raise capped(wanted, int(said))


def capped(wanted: Wanted, cap: int) -> AnswerCappedError:
    """Return the error for an answer that is as long as the engine lets one become."""
    return AnswerCappedError(
        _(
            "It gives no more than {cap} rows of an answer, and this one has as many or more.",
            cap=cap,
        ),
        wanted.address,
        _("Narrow the question, or ask a mirror of it: `simpul mirror`."),
    )
