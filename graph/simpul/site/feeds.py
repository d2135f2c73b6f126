"""Feeds of what changed: Atom (RFC 4287), for everything and for one thing, be it a network, a city or a source.

An entry is a thing and a build, and stays what it is: its id and its day come from the build, not from a clock, so that a
reader meets it once. A feed has a page of entries and leads on to the next (RFC 5005, section 3).
"""

from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from simpul.exchange.history.reading import Change, made_at
from simpul.locale import current
from simpul.locale import translate as _
from simpul.site.asking import Asked, Reply
from simpul.site.changes import ToldChange, named, told
from simpul.site.histories import history_of, is_coming
from simpul.site.paging import Paging
from simpul.site.site import Site
from simpul.terms import ID

MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"
_SIZE: Final = 100
"""Entries on a page."""
_CHANGES: Final = "https://w3id.org/simpul/change/"
_FEEDS: Final = "https://w3id.org/simpul/feed/"
_SIGNS: Final = {"added": "+ ", "removed": "\N{MINUS SIGN} ", "changed": ""}
_NO_XML: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
"""Characters that XML 1.0 has no way to say (section 2.2)."""


def everything(site: Site, asked: Asked) -> Reply:
    """Return the feed of all that changed."""
    return _feed(site, asked, "", _("What changed in Simpul"))


def of_thing(site: Site, asked: Asked) -> Reply:
    """Return the feed of what changed of one thing, and of what has to do with it.

    Raises:
        NotFoundError: There is none of this key, and none was there.
    """
    key = asked.words["key"]
    name = named(site, asked, key)
    return _feed(site, asked, key, _("What changed: {thing}", thing=name))


def _feed(site: Site, asked: Asked, key: str, title: str) -> Reply:
    history = history_of(site, asked.right)
    source = key.removeprefix("source/") if key.startswith("source/") else ""
    which = {
        "thing": f"{ID}{key}" if key and not source else "",
        "source": f"{ID}{key}" if source else "",
    }
    total = history.count(**which) if history else 0
    paging = Paging.of(asked, total=total, size=_SIZE)
    changes = (
        history.changes(current(), first=paging.first, most=_SIZE, **which)
        if history
        else list[Change]()
    )
    builds = [change.build for change in changes]
    page = f"/changes?thing={quote(key)}" if which["thing"] else "/changes"
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{current()}">',
        f"<id>{_FEEDS}{asked.right}/{current()}/{_safe(quote(key))}</id>",
        f"<title>{_safe(title)}</title>",
        f"<updated>{_moment(max(builds, default=site.build))}</updated>",
        "<author><name>Simpul</name></author>",
        f"<link rel={quoteattr('self')} type={quoteattr('application/atom+xml')} href={_link(site, _own(asked))}/>",
        f'<link rel="alternate" type="text/html" href={_link(site, f"/changes?source={quote(source)}" if source else page)}/>',
        *(f'<link rel="next" href={_link(site, paging.following)}/>' for _one in [0] if paging.following),
        *(f'<link rel="previous" href={_link(site, paging.previous)}/>' for _one in [0] if paging.previous),
        *(_entry(site, one) for one in told(site, asked, changes)),
        "</feed>\n",
    ]  # fmt: skip
    return Reply(
        media_type=MEDIA_TYPE, body="\n".join(parts).encode(), changes=is_coming(site, asked.right)
    )


def _own(asked: Asked) -> str:
    number = asked.value("page")
    return f"{asked.place}?page={quote(number)}" if number else asked.place


def _entry(site: Site, one: ToldChange) -> str:
    change = one.change
    key = change.thing.removeprefix(ID)
    head = f"{_SIGNS[change.sign]}{change.name}"
    line = "; ".join(change.parts)
    items = "".join(f"<li>{_safe(part)}</li>" for part in change.parts)
    sources = ", ".join(_safe(title) for _key, title in one.sources)
    content = f"<p>{_safe(head)}</p>" + (f"<ul>{items}</ul>" if items else "")
    content += f"<p>{sources}</p>" if sources else ""
    return (
        "<entry>"
        f"<id>{_CHANGES}{_safe(quote(change.build))}/{_safe(quote(key))}</id>"
        f"<title>{_safe(f'{head}: {line}' if line else head)}</title>"
        f"<updated>{_moment(change.build)}</updated>"
        f'<link rel="alternate" type="text/html" href={_link(site, one.path)}/>'
        + (f"<category term={quoteattr(change.kind)} label={quoteattr(one.kind)}/>" if change.kind else "")
        + f'<content type="html">{escape(content)}</content>'
        "</entry>"
    )  # fmt: skip


def _moment(build: str) -> str:
    return made_at(build).strftime("%Y-%m-%dT%H:%M:%SZ")


def _link(site: Site, path: str) -> str:
    return quoteattr(site.public(path))


def _safe(said: str) -> str:
    return escape(said.translate(_NO_XML))
