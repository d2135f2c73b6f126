"""What is said of one network."""

from collections.abc import Iterator
from datetime import timedelta

from simpul import edtf
from simpul.briefing.contents import Found, Writing, section
from simpul.briefing.model import Line, Section
from simpul.locale import translate as _
from simpul.terms import text

_MOST_NAMES = 120


def sections(writing: Writing, network: str, theme: str) -> Iterator[Section]:
    """Yield the sections of a brief on a network; a theme does not narrow it."""
    del theme
    about = writing.ask("networks").where(lambda row: text(row.get("network")) == network)
    members = writing.ask("members", network=network, **_last_day(about))
    offices = writing.ask("offices", network=network)
    yield section(
        _("At a glance"),
        *writing.table(about, ("network", "begin", "end", "members", "doubtful", "completeness", "completeAsOf")),
    )  # fmt: skip
    yield section(
        _("What became of it"),
        *writing.table(
            writing.ask("what-replaced", organisation=network),
            ("end", "successor", "kind", "begin", "members"),
        ),
        empty=_("No end of it and no successor is on record."),
    )
    dated = members.where(lambda row: "begin" in row)
    yield section(
        _("Members before it ended") if about.values("end") else _("Members"),
        *writing.table(
            dated.joined("member", ("begin", "end", "certainty")).in_order("begin"),
            ("begin", "end", "certainty", "member"),
            most=16,
        ),
        *_others(writing, members, dated),
    )
    yield section(
        _("Offices"),
        *writing.table(offices.joined("holder", ("title",)), ("title", "holder"), most=12),
    )
    yield section(_("What is not known"), *_unknown(members))


def _last_day(about: Found) -> dict[str, str]:
    """Return the day before a network ended, as a question takes it; nothing for one that goes on."""
    ends = about.values("end")
    try:
        return {"asOf": (edtf.bounds(ends[0])[0] - timedelta(days=1)).isoformat()} if ends else {}
    except ValueError:
        return {}


def _others(writing: Writing, members: Found, dated: Found) -> Iterator[Line]:
    """Yield the members of whom nobody says since when, in one line."""
    known = {*dated.values("member")}
    names = sorted({writing.label(one) for one in members.values("member") if one not in known})
    if names:
        shown = "; ".join(names[:_MOST_NAMES])
        more = len(names) - _MOST_NAMES
        said = _("Since when is not known: {names}.", names=shown)
        tail = _("{count} more on record.", count=more) if more > 0 else ""
        yield Line(text=f"{said} {tail}".rstrip())


def _unknown(members: Found) -> Iterator[Line]:
    undated = members.where(lambda row: "begin" not in row)
    if undated.rows:
        yield Line(text=_("Since when members are in it: of {count} nobody says.", count=len(undated.values("member"))))  # fmt: skip
    doubtful = members.where(lambda row: "certainty" in row)
    if doubtful.rows:
        yield Line(text=_("Whether they are members: of {count} sources are doubtful.", count=len(doubtful.values("member"))))  # fmt: skip
    yield Line(text=_("What is not in a list may exist all the same: `simpul query lists` says how complete each is."))  # fmt: skip
