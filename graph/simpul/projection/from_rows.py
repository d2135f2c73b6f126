"""The answer of a question as things and ties: what was asked about, and in each row what goes with what."""

from collections.abc import Iterable, Mapping, Sequence

from simpul.locale import Texts, by_language
from simpul.projection.model import Fact, Projection, Tie
from simpul.projection.near import NearReader
from simpul.projection.reader import GROUP_OF, key_of
from simpul.projection.things import thing_of
from simpul.store import Row
from simpul.terms import ID, ONTOLOGY, Literal, NamedNode, Term, text


def from_rows(
    reader: NearReader,
    variables: Sequence[str],
    rows: Sequence[Row],
    columns: Mapping[str, Texts],
    about: Iterable[str],
) -> Projection:
    """Return what rows tell of as things and ties.

    The first thing of a row is tied to its others, and to each thing that was asked about unless the row has that itself.
    What else a row says is noted at its ties. Kinds, measures of doubt and such are no things.

    Args:
        reader: Reads what is known of the things.
        variables: The columns, in order.
        rows: The rows.
        columns: What the columns are called, by language.
        about: The IRIs of the things that were asked about.
    """
    named = {term.value for row in rows for term in row.values() if isinstance(term, NamedNode)}
    asked = [iri for iri in about if iri.startswith(ID)]
    reader.fetch([iri for iri in named if iri.startswith(ID)] + asked)
    drawn = {iri for iri in (*named, *asked) if reader.classes.get(iri) in GROUP_OF}
    ties: dict[tuple[str, str, str], Tie] = {}
    for row in rows:
        for source, target, name in _ends(variables, row, drawn, asked):
            notes = _notes(variables, row, columns)
            tie = _tie(source, target, name, columns)
            ties.setdefault((source, target, name), tie).notes.extend(notes)
    reader.whole = drawn
    things = [thing_of(reader, iri) for iri in sorted(drawn)]
    return Projection(
        things=things,
        ties=list(ties.values()),
        kinds={
            thing.kind: reader.labels.get(ONTOLOGY + thing.kind, {"": thing.kind})
            for thing in things
        },
    )


def _ends(
    variables: Sequence[str], row: Row, drawn: set[str], asked: Sequence[str]
) -> Iterable[tuple[str, str, str]]:
    """Yield the two ends of each tie of a row, and the column that says what it is."""
    here = [(name, text(row.get(name))) for name in variables if _is_drawn(row.get(name), drawn)]
    if not here:
        return
    column, first = here[0]
    those = {iri for _name, iri in here}
    for iri in asked:
        if iri in drawn and iri not in those:
            yield iri, first, column
    for name, iri in here[1:]:
        if iri != first:
            yield first, iri, name


def _is_drawn(term: Term | None, drawn: set[str]) -> bool:
    return isinstance(term, NamedNode) and term.value in drawn


def _tie(source: str, target: str, name: str, columns: Mapping[str, Texts]) -> Tie:
    said = dict(columns.get(name) or {"": name})
    return Tie(source=key_of(source), target=key_of(target), relation=name, name=said)


def _notes(variables: Sequence[str], row: Row, columns: Mapping[str, Texts]) -> list[Fact]:
    return [
        Fact(
            name=dict(columns.get(name) or {"": name}),
            value=by_language([(term.language, term.value)]),
        )
        for name in variables
        if isinstance(term := row.get(name), Literal)
    ]
