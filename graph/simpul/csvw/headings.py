"""A table's columns: those the metadata gives compared with the headings, or the headings themselves.

Metadata Vocabulary, section 5.5.1 (schema compatibility). What differs is a warning: a converter goes on.
"""

from collections.abc import Mapping, Sequence

from simpul.csvw.model import Column, Inherited, Table
from simpul.csvw.notes import Notes, Profile
from simpul.errors import Place, did_you_mean
from simpul.locale import translate as _


def with_headings(
    table: Table, headings: Sequence[Sequence[str]], file: str, notes: Notes
) -> Table:
    """Return the table with as many columns as its file has; tell of what does not match."""
    schema = table.schema
    found = [_column(titles, schema.inherited) for titles in headings]
    if schema.columns is None:
        return table.with_columns(found)
    real = [column for column in schema.columns if not column.virtual]
    virtual = [column for column in schema.columns if column.virtual]
    if table.dialect.heading_rows == 0:
        return table
    if len(real) != len(found):
        what = _(
            "the heading has {found} columns where the metadata has {wanted}.",
            found=len(found),
            wanted=len(real),
        )
        notes.invalid(Place(file=file, row=1), what, _("Columns count from the left."))
    for number, (column, heading) in enumerate(zip(real, found, strict=False), start=1):
        if not _compatible(column, heading, notes):
            found_title, what, remedy = _difference(number, column, heading, real)
            notes.invalid(Place(file=file, row=1, column=found_title), what, remedy)
    more = [Column(inherited=schema.inherited) for _heading in found[len(real) :]]
    return table.with_columns([*real, *more, *virtual])


def _column(titles: Sequence[str], inherited: Inherited) -> Column:
    return Column(inherited=inherited, titles={inherited.lang: titles} if titles else {})


def _compatible(column: Column, heading: Column, notes: Notes) -> bool:
    """Return whether a heading is one that the metadata's column may have."""
    if any(column.titles.values()) and heading.titles:
        return _match(column.titles, heading.titles)
    # Only a validator minds a column that has a name alone.
    minds = notes.profile is Profile.VALIDATOR and column.named is not None
    return not (minds and heading.titles and not column.titles)


def _match(ours: Mapping[str, Sequence[str]], theirs: Mapping[str, Sequence[str]]) -> bool:
    """Return whether two columns share a title, in languages one of which is the other's beginning."""
    return any(
        set(texts) & set(others)
        for tag, texts in ours.items()
        for other, others in theirs.items()
        if "und" in (tag, other) or _alike(tag.lower(), other.lower())
    )


def _alike(tag: str, other: str) -> bool:
    """Return whether a language is another one, or a kind of it: ``en-US`` is a kind of ``en``."""
    return f"{tag}-".startswith(f"{other}-") or f"{other}-".startswith(f"{tag}-")


def _difference(
    number: int, column: Column, heading: Column, real: Sequence[Column]
) -> tuple[str, str, str]:
    """Return the heading, what is wrong with it, and a remedy."""
    wanted = [title for titles in column.titles.values() for title in titles]
    wanted = wanted or [column.named or ""]
    found = next(iter(heading.titles.values()))[0]
    elsewhere = next(
        (
            index
            for index, other in enumerate(real, start=1)
            if _match(other.titles, heading.titles)
        ),
        None,
    )
    if elsewhere:
        remedy = _(
            "The metadata has this heading as column {number}: is the order wrong?",
            number=elsewhere,
        )
    else:
        remedy = did_you_mean(found, wanted).strip()
    what = _(
        "column {number} is headed {found} where the metadata says {wanted}.",
        number=number,
        found=repr(found),
        wanted=", ".join(map(repr, wanted)),
    )
    return found, what, remedy
