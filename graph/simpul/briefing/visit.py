"""What is said of one visit or other event."""

from collections.abc import Iterator

from simpul.briefing.contents import Found, Writing, section
from simpul.briefing.model import Line, Section
from simpul.locale import translate as _
from simpul.terms import text


def sections(writing: Writing, event: str, theme: str) -> Iterator[Section]:
    """Yield the sections of a brief on an event; a theme does not narrow it."""
    del theme
    agenda = writing.ask("agenda", event=event)
    participants = writing.ask("participants", event=event)
    parts = {event, *agenda.values("part")}
    requests = _of(writing.ask("unanswered-requests"), parts)
    promised = _of(writing.ask("commitments"), parts)
    lessons = _of(writing.ask("unfollowed-lessons"), parts)
    yield section(
        _("At a glance"),
        *_glance(agenda, participants, requests),
    )
    yield section(
        _("What happened"), *writing.table(agenda, ("begin", "part", "kind", "themes"), most=16)
    )
    yield section(
        _("Who took part"),
        *writing.table(_all_of(participants, event), ("participant", "role"), most=16),
    )
    yield section(
        _("What was asked and promised, and how it stands"),
        *writing.table(promised, ("commitment", "by", "to", "about", "status", "due")),
        *writing.table(requests, ("request", "by", "of", "due")),
    )
    yield section(
        _("Lessons"),
        *writing.table(lessons, ("lesson", "by", "from", "about", "request")),
    )
    yield section(_("What is not known"), *_unknown(writing, requests, lessons))


def _of(found: Found, parts: set[str]) -> Found:
    """Return the rows of an event or of one of its parts."""
    return found.where(lambda row: text(row.get("event")) in parts)


def _all_of(participants: Found, event: str) -> Found:
    """Return who took part in the whole, or where nobody says, in any part; each once, with all roles."""
    whole = _of(participants, {event})
    return (whole if whole.rows else participants).joined("role", ("participant",))


def _glance(agenda: Found, participants: Found, requests: Found) -> Iterator[Line]:
    yield Line(text=_("Days, sessions and other parts on record: {count}.", count=len(agenda.values("part"))))  # fmt: skip
    yield Line(text=_("Participants on record: {count}.", count=len(participants.values("participant"))))  # fmt: skip
    yield Line(text=_("Requests without an answer: {count}.", count=len(requests.values("request"))))  # fmt: skip


def _unknown(writing: Writing, requests: Found, lessons: Found) -> Iterator[Line]:
    if names := "; ".join(writing.label(one) for one in requests.values("request")):
        yield Line(text=_("No answer is on record to: {list}.", list=names))
    unfollowed = lessons.where(lambda row: "request" not in row)
    if names := "; ".join(writing.label(one) for one in unfollowed.values("lesson")):
        yield Line(text=_("What became of these lessons: {list}.", list=names))
    yield Line(text=_("Who else took part: only those that a source names are here."))
