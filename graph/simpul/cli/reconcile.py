"""``simpul reconcile``: the city that each name in a table means."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul import files
from simpul.cli.command import Command
from simpul.cli.options import FILE, Number, Option, force_option, output_option
from simpul.cli.output import keep, write
from simpul.cli.screen import problems, progress, say
from simpul.errors import DataError, Problem, Severity, UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simpul.ingest.reconcile import Answer, Decisions, Resolver
    from simpul.ingest.reconcile.resolver import Asked
    from simpul.ingest.reconcile.sheet import Columns, Sheet

_MOST_TOLD = 20
_STEP = 500


def command() -> click.Command:
    """Return the command."""
    return Command(
        "reconcile",
        _reconcile,
        parameters=[
            click.Argument(
                ["table"],
                type=FILE,
                metavar=_("TABLE"),
                help=_(
                    "A table with a row of headings: a workbook (.xlsx), or text with commas, semicolons or tabs."
                ),
            ),
            *_about_the_columns(),
            Option(
                ["--sheet"],
                metavar=_("NAME"),
                help=_("The sheet of a workbook; by default the one that has the column of names."),
            ),
            Option(
                ["--decisions"],
                type=FILE,
                metavar=_("FILE"),
                help=_(
                    "A table of what people decided (accept, choose, reject), such as an edited output. If "
                    "there is none, it is made for you to fill in."
                ),
            ),
            Option(
                ["--min-score"],
                type=Number(0, 1, whole=False),
                metavar="0..1",
                help=_("The lowest probability at which a city is accepted; by default 0.92."),
            ),
            output_option(),
            force_option(),
        ],
        help=_(
            "Find the city (GeoNames number) that each name in a table means, or leave it blank."
        ),
    )


def _about_the_columns() -> list[Option]:
    of = {
        "country": _(
            "The column of countries, as names in any language or codes of 2 or 3 letters."
        ),
        "region": _("The column of states or provinces."),
        "lat": _("The column of latitudes."),
        "lon": _("The column of longitudes."),
        "population": _("The column of populations, to tell cities of one name apart."),
    }
    needed = Option(
        ["--name"],
        required=True,
        metavar=_("COLUMN"),
        help=_("The column of names (required)."),
    )
    return [
        needed,
        *(
            Option([f"--{name}"], default="", metavar=_("COLUMN"), help=text)
            for name, text in of.items()
        ),
    ]


def _reconcile(  # noqa: PLR0913 - one parameter for each option
    *,
    table: Path,
    name: str,
    country: str,
    region: str,
    lat: str,
    lon: str,
    population: str,
    sheet: str | None,
    decisions: Path | None,
    min_score: float | None,
    output: Path | None,
    force: bool,
) -> None:
    """Answer each row of a table."""
    from simpul.ingest.reconcile import THRESHOLD, answer_tables, open_resolver
    from simpul.ingest.reconcile.sheet import Columns, asked_in, check_columns, read
    from simpul.tables.cleaning import folded

    least = THRESHOLD if min_score is None else min_score
    if bool(lat) != bool(lon):
        raise UsageError(_("--lat and --lon must be given together."))
    columns = Columns(
        name=folded(name),
        country=folded(country),
        region=folded(region),
        latitude=folded(lat),
        longitude=folded(lon),
        population=folded(population),
    )
    _check_output(output, table, decisions, force=force)
    asked = read(table, columns.name, sheet)
    check_columns(asked, columns)
    questions, told = asked_in(asked, columns)
    with progress() as tell:
        resolver = open_resolver(least=least, tell=tell)
        if decisions is not None and decisions.exists():
            resolver.decisions = _decided(decisions, columns, resolver)
        answers = list(_answers(questions, resolver, tell))
    problems([*asked.notes, *told, *_troubles(asked, columns, answers)])
    ending = output.suffix if output else ".csv"
    write(answer_tables.write(asked, answers, resolver, ending), output)
    if decisions is not None and not decisions.exists():
        content = answer_tables.undecided(asked, answers, columns, resolver, decisions.suffix)
        files.create(decisions, [content])
        say(
            _(
                "{path}: written, with the names that have no city yet. Fill in the column decision.",
                path=decisions,
            )
        )
    _count(answers)


def _check_output(output: Path | None, table: Path, decisions: Path | None, *, force: bool) -> None:
    """Refuse to overwrite an input, or, without being told to, a file that is not an earlier answer.

    Raises:
        UsageError: The output is such a file.
    """
    from simpul.ingest.reconcile import answer_tables

    if output is None or not output.is_file():
        return
    if any(file and file.exists() and output.samefile(file) for file in (table, decisions)):
        raise UsageError(_("{path} is read by this command and cannot be replaced. Name another file.", path=output))  # fmt: skip
    keep(output, force=force or answer_tables.is_untouched(output))


def _answers(
    asked: "Sequence[Asked]", resolver: "Resolver", tell: "Callable[[str], None]"
) -> "Iterator[Answer]":
    """Yield the answers, showing how many there are so far."""
    whole = len(asked)

    def show(count: int) -> None:
        if count % _STEP == 0:
            tell(_("Finding cities: {count} of {whole}", count=count, whole=whole))

    tell(_("Finding cities"))
    yield from resolver.answers(asked, show)


def _decided(file: Path, columns: "Columns", resolver: "Resolver") -> "Decisions":
    from simpul.ingest.reconcile import decisions, sheet

    table = sheet.read(file, "decision")
    heading = columns.name if columns.name in table.headings else "name"
    for wanted in (heading, "decision"):
        if wanted not in table.headings:
            raise UsageError(_("{file} has no column {name}.", file=str(file), name=repr(wanted)))
    country = next((c for c in (columns.country, "country") if c in table.headings), "")
    places = (table.place(number, "decision") for number in table.numbers)
    rows = zip(places, table.rows, strict=True)
    found, wrong = decisions.read(rows, resolver.matcher.atlas, name=heading, country=country)
    if wrong:
        raise DataError(wrong)
    return found


def _troubles(asked: "Sheet", columns: "Columns", answers: "list[Answer]") -> list[Problem]:
    """Return what is wrong with the rows, each kind once, with the number of further rows."""
    counts = Counter(answer.trouble for answer in answers if answer.trouble)
    found: list[Problem] = []
    for row, answer in zip(asked.numbers, answers, strict=True):
        count = counts.pop(answer.trouble, 0)
        if count:
            column = str(getattr(columns, answer.field))
            more = _("The same in {count} more rows.", count=count - 1) if count > 1 else ""
            place = asked.place(row, column)
            found.append(
                Problem(place=place, what=answer.trouble, remedy=more, severity=Severity.WARNING)
            )
    if len(found) > _MOST_TOLD:
        say(
            _(
                "There are {count} kinds of problems; here are the first {shown}.",
                count=len(found),
                shown=_MOST_TOLD,
            )
        )
    return found[:_MOST_TOLD]


def _count(answers: "list[Answer]") -> None:
    found = sum(answer.place is not None for answer in answers)
    decided = sum(answer.is_by_person for answer in answers)
    say(
        _(
            "rows: {rows}; with a city: {found}; blank: {blank}; decided by a person: {decided}",
            rows=len(answers),
            found=found,
            blank=len(answers) - found,
            decided=decided,
        )
    )
