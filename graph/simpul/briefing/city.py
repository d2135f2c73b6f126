"""What is said of one city."""

from collections.abc import Iterator

from simpul.briefing.contents import WHEN, Found, Writing, section, timeline
from simpul.briefing.model import Line, Section, Table
from simpul.locale import translate as _
from simpul.store import Row
from simpul.terms import text


def sections(writing: Writing, city: str, theme: str) -> Iterator[Section]:
    """Yield the sections of a brief on a city."""
    # Of several statements on one membership the one that says most, and is not doubtful, speaks for them.
    memberships = writing.ask("memberships", city=city).best("network", _worse)
    visits = writing.ask("visits-of", city=city)
    open_ = writing.ask("open-requests", city=city)
    partners = writing.ask("partners", city=city)
    yield section(_("At a glance"), *_glance(memberships, visits, open_, partners))
    yield section(
        _("Networks"),
        *timeline(
            writing, _until(memberships.where(lambda row: "certainty" not in row)), "network"
        ),
        *writing.table(
            memberships,
            ("network", "begin", "end", "networkEnd", "asOf", "certainty"),
            most=14,
            blank=("begin",),
        ),
        *writing.table(writing.ask("offices", holder=city), ("network", "title", WHEN)),
    )
    yield section(
        _("What was asked and promised, and how it stands"),
        *writing.table(open_, ("what", "kind", "by", "of", "status", "due")),
    )
    yield section(
        _("Visits"),
        *writing.table(
            visits, (WHEN, "visit", "visitor", "host", "participants"), most=6, last=True
        ),
    )
    yield section(_("Lessons"), *_lessons(writing, city))
    yield section(
        _("Partners"),
        *writing.table(partners, ("other", "agreements", "events", "last"), most=6),
    )
    if theme:
        known = writing.ask("who-has-solved", theme=theme)
        own = known.where(lambda row: text(row.get("place")) == city)
        yield section(
            _("What it does on {theme}", theme=writing.label(theme)),
            *writing.table(
                own.joined("ask", ("initiative",)), ("initiative", "begin", "figures", "ask")
            ),
        )
    yield section(_("What is not known"), *_unknown(writing, city, memberships))


def _worse(row: Row) -> tuple[bool, bool]:
    return "certainty" in row, "begin" not in row


def _until(memberships: Found) -> Found:
    """Return memberships that end with their network where nothing else is said."""
    rows = [
        {**row, "end": row.get("end", row["networkEnd"])} if "networkEnd" in row else row
        for row in memberships.rows
    ]
    return Found(question=memberships.question, rows=rows)


def _glance(memberships: Found, visits: Found, open_: Found, partners: Found) -> Iterator[Line]:
    today = memberships.where(lambda row: not {"end", "networkEnd"} & row.keys())
    yield Line(text=_("Networks that it is in: {count}.", count=len(today.values("network"))))
    yield Line(text=_("Cities that it has agreements or events with: {count}.", count=len(partners.values("other"))))  # fmt: skip
    yield Line(text=_("Visits on record: {count}.", count=len(visits.values("visit"))))
    yield Line(text=_("Requests and commitments that are open: {count}.", count=len(open_.values("what"))))  # fmt: skip


def _lessons(writing: Writing, city: str) -> Iterator[Table]:
    taken = writing.ask("lessons", by=city).joined("from", ("lesson",))
    yield from writing.table(taken, ("lesson", "text", "from"), most=4)
    given = writing.ask("lessons", **{"from": city}).joined("by", ("lesson",))
    yield from writing.table(given, ("lesson", "text", "by"), most=4)


def _unknown(writing: Writing, city: str, memberships: Found) -> Iterator[Line]:
    undated = memberships.where(lambda row: "begin" not in row)
    if names := "; ".join(writing.label(one) for one in undated.values("network")):
        yield Line(text=_("Since when {city} is in: {networks}.", city=writing.label(city), networks=names))  # fmt: skip
    doubtful = memberships.where(lambda row: "certainty" in row)
    if names := "; ".join(writing.label(one) for one in doubtful.values("network")):
        yield Line(text=_("Whether it is, or since when, in: {networks}: sources are doubtful.", networks=names))  # fmt: skip
    waiting = writing.ask("unanswered-requests", city=city)
    if names := "; ".join(writing.label(one) for one in waiting.values("request")):
        yield Line(text=_("No answer is on record to: {list}.", list=names))
    yield Line(text=_("What is not in a list may exist all the same: `simpul query lists` says how complete each is."))  # fmt: skip
