"""What is said before a meeting of two cities."""

from collections.abc import Iterator

from simpul.briefing.contents import WHEN, Found, Writing, section, timeline
from simpul.briefing.model import Line, Section, Table
from simpul.locale import translate as _
from simpul.terms import text

_ASKED = ("Request", "Commitment")


def sections(writing: Writing, a: str, b: str, theme: str) -> Iterator[Section]:
    """Yield the sections of a brief on two cities; the first is the reader's own."""
    ties = writing.ask("ties-between", a=a, b=b)
    networks = writing.ask("shared-networks", a=a, b=b)
    met = ties.where(lambda row: writing.is_a(row, "tie", "Event"))
    signed = ties.where(lambda row: writing.is_a(row, "tie", "Agreement"))
    asked = ties.where(lambda row: writing.is_a(row, "tie", *_ASKED))
    yield section(_("At a glance"), *_glance(writing, networks, signed, met, asked))
    yield section(_("What ties us"), *_ties(writing, a, b, networks, signed))
    yield section(
        _("How we met"),
        *timeline(
            writing, ties.where(lambda row: writing.is_a(row, "tie", "Event", "Agreement")), "tie"
        ),
        *writing.table(met, (WHEN, "kind", "tie"), last=True),
        empty=_("No meeting of the two is on record; that does not mean that there was none."),
    )
    taken = writing.ask("lessons", by=a, **{"from": b})
    yield section(_("What we learned"), *_lessons(writing, a, b, taken))
    yield section(_("What was asked and promised, and how it stands"), *_asked(writing, a, asked))
    yield section(_("What they do that we want to learn"), *_wanted(writing, a, b, theme, ties))
    yield section(
        _("Whom to ask"),
        *writing.table(
            writing.ask("institutions-met", city=a, of=b).once("institution"),
            ("institution", "role", "begin", "event"),
            most=6,
        ),
        empty=_("No institution of {b} is on record as one that {a} met.", a=writing.label(a), b=writing.label(b)),
    )  # fmt: skip
    yield section(
        _("What is not known"),
        *_unknown(writing, a, b, networks, asked),
        *_unfollowed(writing, a, taken),
    )


def _glance(
    writing: Writing, networks: Found, signed: Found, met: Found, asked: Found
) -> Iterator[Line]:
    current = networks.where(lambda row: "end" not in row)
    yield Line(
        text=_(
            "Networks that both are in today: {count}; that both were in and that ended: {ended}.",
            count=len(current.values("network")),
            ended=len(networks.values("network")) - len(current.values("network")),
        )
    )
    for texts, row in zip(writing.texts(signed, ("tie", "begin")), signed.rows, strict=True):
        name, begin = texts
        said = _("{name}, since {begin}.", name=name, begin=begin) if begin else f"{name}."
        yield Line(text=said, notes=writing.notes(signed, row))
    meetings = writing.texts(met, ("begin", "tie"))
    if meetings:
        when, what = meetings[-1]
        yield Line(
            text=_(
                "Meetings on record: {count}; the latest: {what} ({when}).",
                count=len(met.values("tie")),
                what=what,
                when=when,
            ),
            notes=writing.notes(met, met.rows[-1]),
        )
    if asked.rows:
        statuses = ", ".join(dict.fromkeys(one for (one,) in writing.texts(asked, ("status",)) if one))  # fmt: skip
        count = len(asked.values("tie"))
        yield Line(text=_("Requests and commitments between the two: {count} ({status}).", count=count, status=statuses or _("status not on record")))  # fmt: skip


def _ties(writing: Writing, a: str, b: str, networks: Found, signed: Found) -> Iterator[Table]:
    since = {
        "network": "",
        "begin": _("{city} since", city=writing.label(a)),
        "otherBegin": _("{city} since", city=writing.label(b)),
        "end": "",
    }
    yield from writing.table(networks, since, most=12, blank=("begin", "otherBegin"))
    yield from writing.table(signed, ("tie", "kind", WHEN))


def _lessons(writing: Writing, a: str, b: str, taken: Found) -> Iterator[Line | Table]:
    given = writing.ask("lessons", by=b, **{"from": a})
    for by, from_, found in ((a, b, taken), (b, a, given)):
        yield from writing.table(found.joined("about", ("lesson",)), ("lesson", "text", "about"))
        if not found.rows:
            yield Line(
                text=_(
                    "No lesson that {a} took from {b} is on record.",
                    a=writing.label(by),
                    b=writing.label(from_),
                )
            )


def _asked(writing: Writing, a: str, asked: Found) -> Iterator[Line | Table]:
    between = {*asked.values("tie")}
    unanswered = writing.ask("unanswered-requests", city=a)
    waiting = {*unanswered.values("request")} & between
    open_ = writing.ask("open-requests", city=a).where(lambda row: text(row.get("what")) in between)
    yield from writing.table(open_, ("what", "kind", "by", "of", "status", "due"))
    done = asked.where(lambda row: text(row.get("tie")) not in {*open_.values("what")})
    yield from writing.table(done, {"tie": "", "kind": "", "begin": "", "status": ""})
    if waiting:
        yield Line(text=_("No answer is on record to: {list}.", list="; ".join(sorted(writing.label(one) for one in waiting))))  # fmt: skip
    if not between:
        yield Line(text=_("Nothing that one asked of or promised to the other is on record."))


def _wanted(writing: Writing, a: str, b: str, theme: str, ties: Found) -> Iterator[Line | Table]:
    between = {*ties.values("tie")}
    interests = writing.ask("interests", city=a)
    shared = interests.where(lambda row: text(row.get("interest")) in between)
    yield from writing.table(shared.joined("in", ("interest",)), ("interest", "in"))
    theirs = writing.ask("matching-initiatives", city=a)
    there = theirs.where(lambda row: text(row.get("place")) == b)
    yield from writing.table(there, ("interest", "initiative", "owner"), most=5)
    if theme:
        known = writing.ask("who-has-solved", theme=theme, **{"except": a})
        yield from writing.table(
            known.joined("ask", ("place", "initiative")),
            ("place", "initiative", "begin", "figures", "ask"),
        )
        if not known.rows:
            about, city = writing.label(theme), writing.label(a)
            yield Line(text=_("On the theme {theme} nobody but {city} is on record as having done something.", theme=about, city=city))  # fmt: skip


def _unknown(writing: Writing, a: str, b: str, networks: Found, asked: Found) -> Iterator[Line]:
    for city, column in ((a, "begin"), (b, "otherBegin")):
        missing = networks.without(column)
        if names := "; ".join(writing.label(one) for one in missing.values("network")):
            yield Line(text=_("Since when {city} is in: {networks}.", city=writing.label(city), networks=names))  # fmt: skip
    partial = networks.where(lambda row: not text(row.get("completeness")).endswith("/complete"))
    if names := "; ".join(writing.label(one) for one in partial.values("network")):
        yield Line(text=_("Whether others are in these too, as their lists are not complete: {networks}.", networks=names))  # fmt: skip
    due = asked.where(lambda row: "status" not in row)
    if due.rows:
        names = "; ".join(writing.label(one) for one in due.values("tie"))
        yield Line(text=_("How these stand: {list}.", list=names))


def _unfollowed(writing: Writing, a: str, taken: Found) -> Iterator[Line]:
    unfollowed = {*writing.ask("unfollowed-lessons", by=a).values("lesson")}
    if count := len(unfollowed & {*taken.values("lesson")}):
        yield Line(text=_("What became of {count} lessons that {city} took: nothing that follows them is on record.", count=count, city=writing.label(a)))  # fmt: skip
