"""What changed, build by build: of everything, of one thing, of one source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from simpul.exchange.history.reading import Change, ChangedBuild, made_at
from simpul.locale import current
from simpul.locale import translate as _
from simpul.site.addresses import page_of
from simpul.site.asking import JSON, Asked, Reply, as_json
from simpul.site.failures import NotFoundError
from simpul.site.histories import history_of, is_coming
from simpul.site.html import shown
from simpul.site.known_sources import known_sources
from simpul.site.negotiation import media_type
from simpul.site.paging import Paging
from simpul.site.site import Site
from simpul.terms import ID, ONTOLOGY

_SIZE: Final = 50
"""Things on a page."""
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChange:
    """What changed of a thing, as it is shown.

    Attributes:
        change: What changed.
        kind: What its class is called.
        sources: Keys and titles of the sources that say so, or no longer do.
    """

    change: Change
    kind: str
    sources: Sequence[tuple[str, str]]

    @property
    def path(self) -> str:
        """The path of the thing's page."""
        return page_of(self.change.thing)

    @property
    def day(self) -> str:
        """The day of the build with which it changed."""
        return made_at(self.change.build).date().isoformat()


def page(site: Site, asked: Asked) -> Reply:
    """Show what changed, the last first."""
    thing, source = asked.value("thing")[:_LONGEST], asked.value("source")[:_LONGEST]
    build = asked.value("build")[:_LONGEST]
    which = {
        "thing": f"{ID}{thing}" if thing else "",
        "source": f"{ID}source/{source}" if source else "",
        "build": build,
    }
    history = history_of(site, asked.right)
    total = history.count(**which) if history else 0
    paging = Paging.of(asked, total=total, size=_SIZE)
    found = (
        told(site, asked, history.changes(current(), first=paging.first, most=_SIZE, **which))
        if history
        else []
    )
    if media_type(asked.accept, ("text/html", JSON)) == JSON:
        plain = {"total": total, "changes": [_plain(site, one) for one in found]}
        return replace(as_json(plain, vary=["Accept"]), changes=is_coming(site, asked.right))
    answered = shown(
        site,
        asked,
        "changes.html",
        title=_("What changed"),
        builds=history.builds() if history else [],
        changes=found,
        paging=paging,
        about=_about(site, asked, thing, source),
        feed=f"/feed/{thing}.atom" if thing and not source else "/feed.atom",
        is_known=history is not None,
        chosen=build,
        when=_when,
    )
    return replace(answered, changes=is_coming(site, asked.right))


def latest(site: Site, asked: Asked, most: int) -> list[ToldChange]:
    """Return what changed last."""
    history = history_of(site, asked.right)
    return told(site, asked, history.changes(current(), most=most)) if history else []


def told(site: Site, asked: Asked, changes: Sequence[Change]) -> list[ToldChange]:
    """Return changes with what is called by their addresses."""
    sources = known_sources(site, asked.right)
    kinds = site.labels(asked, {ONTOLOGY + change.kind for change in changes if change.kind})
    return [
        ToldChange(
            change=change,
            kind=kinds.get(ONTOLOGY + change.kind, change.kind),
            sources=[
                (key, sources[key].title if key in sources else key)
                for key in (iri.removeprefix(f"{ID}source/") for iri in change.sources)
            ],
        )
        for change in changes
    ]


def named(site: Site, asked: Asked, key: str) -> str:
    """Return what a thing is called that is here, or was.

    Raises:
        NotFoundError: There is none of this key, and none was there that who asks could see.
    """
    iri = f"{ID}{key}"
    if site.graph(asked.right).names.knows(iri):
        return site.labels(asked, [iri]).get(iri, key)
    history = history_of(site, asked.right)
    for change in history.changes(current(), most=1, thing=iri) if history else []:
        return change.name if change.thing == iri else key
    raise NotFoundError(_("There is nothing at this address."))


def _about(site: Site, asked: Asked, thing: str, source: str) -> str:
    """Return what a list of changes is narrowed to; empty where it is not.

    Raises:
        NotFoundError: There is no such thing or source.
    """
    if source:
        sources: Mapping[str, object] = known_sources(site, asked.right)
        if source not in sources:
            raise NotFoundError(
                _("There is no such source here. The page of sources has all there are.")
            )
        return known_sources(site, asked.right)[source].title
    return named(site, asked, thing) if thing else ""


def _when(build: ChangedBuild | str) -> str:
    name = build if isinstance(build, str) else build.name
    return made_at(name).strftime("%Y-%m-%d %H:%M")


def _plain(site: Site, one: ToldChange) -> dict[str, object]:
    return {
        "build": one.change.build,
        "at": made_at(one.change.build).isoformat(),
        "iri": one.change.thing,
        "name": one.change.name,
        "kind": one.change.kind,
        "sign": one.change.sign,
        "parts": list(one.change.parts),
        "sources": list(one.change.sources),
        "page": site.public(one.path),
    }
