"""A store opened for reading: which build of it, who may see what of it, its mirror, and what is told aside."""

import copy
import inspect
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from simpul import locale
from simpul.access import (
    ACCESS,
    RestrictedSource,
    beyond,
    checked,
    notice,
    restricted_sources,
    told,
    told_unlicensed,
    unlicensed_sources,
    within,
)
from simpul.catalogue.catalogue import Catalogue
from simpul.errors import UsageError
from simpul.exchange.places import RemoteBuild, open_earlier, open_place
from simpul.limits import Limits
from simpul.locale import in_its_language
from simpul.locale import translate as _
from simpul.naming import Names
from simpul.store.remote.settings import Place, place, service

if TYPE_CHECKING:
    from simpul.store import Build, Opened, OxigraphStore, Queryable

_PACKAGES: Final = frozenset(("simpul", "simpul_viz", "functools"))
_LICENSED: Final = "licensed"


def _calls_inside() -> int:
    """Return how many calls up the stack, from the caller on, are the package's own."""
    frame, count = inspect.currentframe(), -1
    while frame and frame.f_globals.get("__name__", "").partition(".")[0] in _PACKAGES:
        frame, count = frame.f_back, count + 1
    return count


class Session:
    """A store opened for reading, with a language of its own.

    Attributes:
        place: Where the store is: a folder, or an endpoint.
        store: The graph itself.
        names: Names that find their things, and the rows that things came from.
        limits: What a query may take where the call does not say.
        access: The access right that it was opened for; empty where it shows all, for who asks.
        is_licensed: Whether no source is in it that everybody may see and that states no licence.
        held: The sources in it that not everybody may see, where it was opened for an access right.
        also_single_datasets: Whether ties that one dataset alone lists are in, where the call does not say.
    """

    def __init__(  # noqa: PLR0913 - all but the store are options by name
        self,
        store: Place | str | None = None,
        *,
        lang: str = "",
        queries: Path | str | None = None,
        own_queries: Path | str | None = None,
        allow_service: Sequence[str] = (),
        limits: Limits | None = None,
        access: str = "",
        also_single_datasets: bool = False,
        licensed: bool = False,
        tell: Callable[[str], None] | None = None,
        build: str = "",
    ) -> None:
        """Open the store.

        Args:
            store: Its folder, the address of a SPARQL endpoint where a build is published, or the name of an endpoint
                in ``simpul.toml``; else the user's default folder, which ``simpul build`` fills.
            lang: Language of labels and messages, ``en`` or ``id``; else that of each call.
            queries: A folder of questions; else those that come with Simpul.
            own_queries: A folder of questions beside these.
            allow_service: Endpoints that a query may ask with SERVICE, by their addresses or the names of profiles.
            limits: What a query may take where the call does not say; else whatever it needs.
            access: The narrowest access right of the sources that it shows: ``public``, ``partner`` or
                ``internal``. Where none is given, answers show all, for they are for who asks; what is made to be
                handed on (``page``, ``pyvis``, ``networkx``, ``export``, ``Rows.to_bytes``) shows what is public.
            also_single_datasets: Answers, projections and pages have ties that one dataset alone lists, too, where
                the call does not say; else they leave them aside, and say how many.
            licensed: Where it shows what is public, sources that state no licence are withheld too.
            tell: Called with a sentence on each name that is a mere alias, and on what is withheld; else it
                becomes a warning.
            build: An earlier build of the store, by its name, or ``previous``; else the one in use.

        Raises:
            StoreError: There is no store, or it cannot be read.
            UsageError: Simpul does not speak the language, there is no such access right, or the store is no place.
        """
        if lang and lang not in locale.LANGUAGES:
            known = ", ".join(locale.LANGUAGES)
            raise UsageError(_("{word} is not one of: {known}.", word=repr(lang), known=known))
        self._language, self._tell = lang, tell
        self.also_single_datasets = also_single_datasets
        self._queries = Path(queries) if queries is not None else None
        self._own_queries = Path(own_queries) if own_queries is not None else None
        self._limited: dict[str, Self] = {}
        self.access, self.is_licensed = "", False
        self.held: tuple[RestrictedSource, ...] = ()
        self.limits = limits or Limits(seconds=0, megabytes=0)
        with locale.speaking(self.language):
            self.place = place(store)
            self._here: Self | None = None
            services = tuple(service(named) for named in allow_service)
            if build:
                self._use(open_earlier(self.place, build))
            else:
                self._use(open_place(self.place, services=services, tell=self._say))
            if access:
                self._limit(access, licensed=licensed)

    def _use(self, build: "Build | RemoteBuild") -> None:
        """Answer from a build from now on."""
        self._build: Build | RemoteBuild = build
        self.store: Opened = build.graph
        self.names = Names(build.folder, self.store)

    def _limit(self, access: str, *, licensed: bool = False) -> Self:
        """Show from now on what may be seen with an access right, and tell what is withheld.

        Args:
            access: The access right.
            licensed: Of what everybody may see, only sources that state a licence.
        """
        self._limited, self._here = {}, None
        self.access, self.held = checked(access), ()
        self.is_licensed = licensed or access != ACCESS[0]
        if isinstance(self._build, RemoteBuild):
            if self._build.access == ACCESS[0] and not licensed:
                return self  # nothing in it is withheld from anybody
            self._use(self._build.local())
        restricted = restricted_sources(self.store)
        self.held = tuple(within(restricted, access))
        withheld = beyond(restricted, access)
        free = unlicensed_sources(self.store) if licensed and access == ACCESS[0] else []
        if withheld or free:
            from simpul.ingest.editions import without

            option = "--access {access}" if self._tell else 'access="{access}"'
            self._warn(told(withheld, option=option))
            allowed = "--allow-unlicensed" if self._tell else "allow_unlicensed=True"
            self._warn(told_unlicensed(free, option=allowed))
            self._use(without(self._build.local(), [source.iri for source in (*withheld, *free)]))
        return self

    def _licensed(self) -> Self:
        """Return the same session without the sources that everybody may see and that state no licence."""
        if _LICENSED not in self._limited:
            self._limited[_LICENSED] = copy.copy(self)._limit(self.access, licensed=True)  # noqa: SLF001 - it is a session as this one
        return self._limited[_LICENSED]

    @property
    def local(self) -> Self:
        """The same session on this machine, for what reads the whole graph: this one, or one of a mirror of the endpoint.

        The mirror is fetched once for each build; it is closed with this session.
        """
        if not isinstance(self._build, RemoteBuild):
            return self
        if self._here is None:
            self._here = copy.copy(self)
            self._here._limited = {}  # noqa: SLF001 - it is a session as this one
            self._here._use(self._build.local())  # noqa: SLF001 - as above
        return self._here

    @in_its_language
    def limited(self, access: str) -> Self:
        """Return the same session, but of what may be seen with an access right; it is closed with this one.

        Args:
            access: ``public``, ``partner`` or ``internal``, which includes all that this session shows.

        Raises:
            UsageError: There is no such access right.
        """
        if access not in self._limited:
            self._limited[access] = copy.copy(self)._limit(access)  # noqa: SLF001 - it is a session as this one
        return self._limited[access]

    @property
    def whole(self) -> "OxigraphStore":
        """The graph on this machine, all of it."""
        return self._build.local().graph

    @property
    def handed_on(self) -> Self:
        """The session from which documents are made: this one where it was opened for an access right, else what is public."""
        return self if self.access else self.limited(ACCESS[0])

    @property
    def is_private(self) -> bool:
        """Whether it was opened for more than what is public, so that a file made from it is its owner's alone."""
        return self.access not in {"", ACCESS[0]}

    @property
    def notice(self) -> locale.Texts:
        """What documents made from here say of themselves, by language: that they hold what not everybody may see."""
        return notice(self.held)

    @property
    def build(self) -> str:
        """The name of the build that it answers from, for as long as it is open."""
        return self._build.folder.name

    @property
    def language(self) -> str:
        """The language it speaks: its own, else that of the call."""
        return self._language or locale.current()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The questions that can be asked, with their parameters."""
        return Catalogue(self._queries, own=self._own_queries, language=self._language)

    def _also(self, also_single_datasets: bool | None) -> bool:
        """Return whether ties that one dataset alone lists are in: as a call says, else as the session does."""
        return self.also_single_datasets if also_single_datasets is None else also_single_datasets

    def _warn(self, sentences: Iterable[str]) -> None:
        """Tell what a person should know of what was asked."""
        for sentence in sentences:
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        """Tell a sentence; a warning has the line of the person's own code."""
        if self._tell:
            self._tell(sentence)
        else:
            warnings.warn(sentence, stacklevel=_calls_inside() + 1)

    def _limits(self, timeout: float | None, memory: int | None) -> Limits:
        return Limits(
            seconds=self.limits.seconds if timeout is None else timeout,
            megabytes=self.limits.megabytes if memory is None else memory,
        )

    def _within(self, limits: Limits | None) -> "Queryable":
        """Return the graph; with any limits, so that each query runs in a process of its own."""
        return self._build.isolated(limits) if limits else self.store

    def close(self) -> None:
        """Release the store's files; no more questions can be asked."""
        stores: list[Opened] = []
        for session in self._sessions():
            session.names.close()
            if all(session.store is not store for store in stores):
                stores.append(session.store)
        for store in stores:
            store.close()

    def _sessions(self) -> Iterator[Self]:
        """Yield this session and all that are closed with it; several may share a store."""
        yield self
        for other in (*self._limited.values(), *filter(None, [self._here])):
            yield from other._sessions()  # noqa: SLF001 - it is a session as this one

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def __len__(self) -> int:
        """Return the number of triples in all graphs."""
        return len(self.store)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self.place)!r})"
