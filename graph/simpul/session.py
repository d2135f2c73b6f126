"""One session with the graph: a store, its names, a language of its own, and limits.

``simpul.open()`` gives a ``KnowledgeGraph``. The command line, notebooks and pages go through it.
docs/querying.md and docs/tour.ipynb show how it is used from Python.
"""

import copy
import inspect
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from simpul import catalogue, locale
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
from simpul.answer.answer import Answer
from simpul.answer.further import COMMAND, PYTHON, Further
from simpul.answer.notebook import Rows
from simpul.answer.unknown_terms import unknown_terms
from simpul.catalogue import Given, Question, Supply, Value
from simpul.catalogue.catalogue import Catalogue
from simpul.errors import EndpointError, ParameterError, QueryLimitError, UsageError
from simpul.exchange.places import RemoteBuild, open_earlier, open_place
from simpul.limits import Limits
from simpul.locale import in_its_language
from simpul.locale import translate as _
from simpul.memory import collecting_seldom
from simpul.naming import Names, Resolver
from simpul.store.remote.settings import Place, place, service
from simpul.store.sparql import Bound, with_prefixes
from simpul.terminal import one_line
from simpul.terms import ID, NamedNode

if TYPE_CHECKING:
    import networkx as nx
    import owlready2
    import rdflib

    from simpul.briefing.notebook import BriefPage
    from simpul.exchange.pack import Packed, PackFile, Publisher
    from simpul.exchange.profiles import Profile, Selection
    from simpul.projection import Projection
    from simpul.store import Build, Opened, OxigraphStore, Queryable, Row
    from simpul_viz import View
    from simpul_viz.notebook import ViewPage
    from simpul_viz.picture import Picture
    from simpul_viz.pyvis_network import PictureNetwork
    from simpul_viz.view import Request as ViewRequest

__all__ = ["KnowledgeGraph", "Request"]

_PACKAGES: Final = frozenset(("simpul", "simpul_viz", "functools"))
_LICENSED: Final = "licensed"
_LONG: Final = 100_000
"""Characters of a query that takes more than a moment to read."""


def _calls_inside() -> int:
    """Return how many calls up the stack, from the caller on, are the package's own."""
    frame, count = inspect.currentframe(), -1
    while frame and frame.f_globals.get("__name__", "").partition(".")[0] in _PACKAGES:
        frame, count = frame.f_back, count + 1
    return count


def _read(query: str, limits: Limits) -> Question:
    """Return what a text asks; a long one is read apart first, where there are limits."""
    if limits and len(query) > _LONG:
        from simpul.store.isolated import look_at

        look_at(query, limits)
    return catalogue.parse(query, name="sparql")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A question with its values in it.

    Attributes:
        question: The question.
        bound: Its SPARQL with the values.
        suppositions: Sentences on the names that were taken for a city by an alias, and on terms that are nowhere.
        about: The values, in words.
        whole: Its SPARQL with the ties that one dataset alone lists, where ``bound`` leaves them aside.
        given: The values as they were written, by parameter.
    """

    question: Question
    bound: Bound
    suppositions: tuple[str, ...] = ()
    about: str = ""
    whole: Bound | None = None
    given: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])

    @property
    def sparql(self) -> str:
        """The SPARQL with the project's prefixes, as it runs anywhere."""
        return with_prefixes(self.bound.text)


class _Asks:
    """A session as what a brief is made from."""

    def __init__(self, kg: "KnowledgeGraph") -> None:
        self._kg = kg
        self.store, self.catalogue = kg.store, kg.catalogue

    def rows_of(self, question: Question, given: Given) -> Sequence["Row"]:
        """Return the rows of a question, with the facts that they rest on."""
        answer = self._kg.answer(self._kg.fill(question, given)).held()
        _columns, rows = replace(answer, with_sources=bool(question.facts)).shown()
        return list(rows)

    def kinds_of(self, iri: str) -> frozenset[str]:
        """Return the local names of a thing's classes."""
        return self._kg.names.kinds_of(iri)

    def label(self, iri: str) -> str:
        """Return what a thing is called."""
        return self._kg.names.label(iri)


class KnowledgeGraph:
    """A store opened for reading, with a language of its own; several threads may ask it at once.

    Where a name is a mere alias of the city that it was taken for, a ``UserWarning`` says which city that is; another
    tells of each term of a query that is nowhere.

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
        self._limited: dict[str, KnowledgeGraph] = {}
        self.access, self.is_licensed = "", False
        self.held: tuple[RestrictedSource, ...] = ()
        self.limits = limits or Limits(seconds=0, megabytes=0)
        with locale.speaking(self.language):
            self.place = place(store)
            self._here: KnowledgeGraph | None = None
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

    def _licensed(self) -> "KnowledgeGraph":
        """Return the same session without the sources that everybody may see and that state no licence."""
        if _LICENSED not in self._limited:
            self._limited[_LICENSED] = copy.copy(self)._limit(self.access, licensed=True)  # noqa: SLF001 - it is a session as this one
        return self._limited[_LICENSED]

    @property
    def local(self) -> "KnowledgeGraph":
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
    def limited(self, access: str) -> "KnowledgeGraph":
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
    def handed_on(self) -> "KnowledgeGraph":
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

    @in_its_language
    def query(
        self,
        question: str,
        values: Given | None = None,
        /,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        also_single_datasets: bool | None = None,
        **named: Value | Sequence[Value],
    ) -> Rows:
        """Answer a question of the catalogue.

        Args:
            question: Its name.
            values: Its parameters, where they are in a dictionary.
            timeout: Seconds after which it is given up, 0 for never, None for the session's. The question is
                then asked in a process of its own, which costs about a tenth of a second.
            memory: Megabytes that it may take, 0 for no limit, None for the session's; also in a process of its own.
            also_single_datasets: Whether ties that one dataset alone lists are in, None for the session's.
            **named: Its parameters, as a person says them: a name, an alias, an id, an IRI; a year as a number,
                a day as a date; a list where a parameter may have several; None where it is not given.

        Raises:
            UnknownQueryError: There is no such question; the error names near ones.
            ParameterError: A parameter is unknown, missing or not of its type.
            AmbiguousNameError: A name means several things.
            QueryLimitError: It took more than it may.
        """
        asked = self.catalogue[question]
        limits = self._limits(timeout, memory)
        return self._rows(
            asked,
            {**(values or {}), **named},
            limits,
            also_single_datasets=also_single_datasets,
        )

    @in_its_language
    def sparql(
        self,
        query: str,
        values: Given | None = None,
        /,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        **named: Value | Sequence[Value],
    ) -> Rows:
        """Answer a query in SPARQL; the project's prefixes are known, and it can only read.

        A CONSTRUCT or DESCRIBE gives rows of subject, predicate and object, an ASK one row with ``answer``.
        ``?_city_iri`` and the like are parameters, as in a question's file.

        Raises:
            QueryError: It is malformed; the error says where.
            ForbiddenQueryError: It would change or fetch something.
            QueryLimitError: It took more than it may.
        """
        limits = self._limits(timeout, memory)
        return self._rows(_read(query, limits), {**(values or {}), **named}, limits)

    def _rows(
        self,
        asked: Question,
        values: Given,
        limits: Limits,
        *,
        also_single_datasets: bool | None = None,
    ) -> Rows:
        request = self._fill(asked, values, also_single_datasets=also_single_datasets)
        answer = self.answer(request, limits).held()

        def handed_on() -> Answer:
            other = self.handed_on
            if other.store is self.store:
                return answer
            filled = other.fill(asked, values, also_single_datasets=also_single_datasets)
            return other.answer(filled, limits).held()

        return Rows(answer, handed_on)

    @in_its_language
    def ask(
        self,
        query: str,
        values: Given | None = None,
        /,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        **named: Value | Sequence[Value],
    ) -> bool:
        """Return whether an ASK query is true; see ``sparql``."""
        limits = self._limits(timeout, memory)
        request = self._fill(_read(query, limits), {**(values or {}), **named})
        return self._within(limits).ask(request.bound)

    @in_its_language
    def explain(
        self, question: str, values: Given | None = None, /, **named: Value | Sequence[Value]
    ) -> str:
        """Return the SPARQL that a question becomes, with its values in it; it runs anywhere.

        At an endpoint it is what is sent, with what it runs on in comments.
        """
        return self.as_run(self._fill(self.catalogue[question], {**(values or {}), **named}))

    def as_run(self, request: "Request") -> str:
        """Return the SPARQL of a request as it is run."""
        if isinstance(self._build, RemoteBuild):
            return self._build.graph.explained(request.bound)
        return request.sparql

    @in_its_language
    def find(self, name: str, kind: str = "") -> str:
        """Return the IRI of the thing of this name.

        Args:
            name: A label, an alias, an id such as ``city/1642911``, or an IRI.
            kind: Class that it must be of, such as ``City``; any if empty.

        Raises:
            ParameterError: Nothing is; the error names near ones.
            AmbiguousNameError: Several things are.
        """
        return self._found(name, kind)

    def rdflib(self) -> "rdflib.Dataset":
        """Return the same store as an ``rdflib.Dataset`` that can only be read; the project's prefixes are known.

        Its default graph is what questions run on; each source is a named graph. A query that would change or
        fetch something is refused as in ``sparql``.
        """
        from simpul.store.rdflib_dataset import read_only_dataset

        return read_only_dataset(self.whole)

    def owlready2(self) -> "owlready2.World":
        """Return a World of Owlready2 with the ontology and the facts: its classes, and every thing an individual.

        It is a copy, in memory: what is changed in it does not reach the store. No reasoner runs until it is
        called (``owlready2.sync_reasoner_hermit(world)``), which needs Java.
        """
        from simpul.reason.owl import knowledge_world
        from simpul.terms import ONTOLOGY_GRAPH, DefaultGraph

        return knowledge_world(
            (quad.triple for quad in self.whole.matching(graph=ONTOLOGY_GRAPH)),
            (quad.triple for quad in self.whole.matching(graph=DefaultGraph())),
        )

    @in_its_language
    def networkx(
        self,
        projection: str = "ties",
        *,
        as_of: str = "",
        network: str = "",
        theme: str = "",
        also_single_datasets: bool | None = None,
    ) -> "nx.Graph[str]":
        """Return a projection of the graph as a networkx graph: nodes are IRIs with ``label`` and ``kind``.

        Args:
            projection: ``memberships``, ``shared``, ``cooperation``, ``institutions`` or ``ties``.
            as_of: An EDTF date, such as ``2018``: what held at some time in it; else all.
            network: Name of a network to which it is narrowed.
            theme: Name of a theme to which it is narrowed.
            also_single_datasets: As in ``query``.

        Raises:
            UsageError: There is no such projection; the error names those there are.
            ParameterError: Nothing is called so, or the date is none.
        """
        from simpul.analysis import Scope, networkx_graph

        shown = self.handed_on
        scope = Scope(
            as_of=as_of,
            network=shown.find(network, "Network") if network else "",
            theme=shown.find(theme, "Theme") if theme else "",
            also_single_datasets=self._also(also_single_datasets),
        )
        return networkx_graph(shown.local.store, projection, scope)

    @in_its_language
    def pyvis(self, view: str = "explorer", /, **options: str | int) -> "PictureNetwork":
        """Return a view as a ``pyvis.network.Network``; a notebook shows it, and it needs no network.

        Args:
            view: Its name, as ``simpul view`` lists them.
            **options: What the view needs, such as ``of="Jakarta"`` for ``ego``; things by their names.

        Raises:
            UsageError: There is no such view, or an option is missing or unknown.
            ParameterError: Nothing is called so, or nothing is tied to it.
        """
        import simpul_viz
        from simpul_viz.pyvis_network import PictureNetwork

        drawn = simpul_viz.find_view(view)
        if drawn.of_ontology:
            asked = drawn.options(options, str)
            return simpul_viz.network(self._drawn(view), view, language=self.language, **asked)
        if self.handed_on is not self:
            return self.handed_on.pyvis(view, **options)
        return PictureNetwork(self._picture(drawn, options), language=self.language)

    @in_its_language
    def export(
        self,
        format_: str = "turtle",
        profile: "str | Profile" = "everything",
        values: Given | None = None,
        /,
        *,
        allow_unlicensed: bool = False,
        **named: Value | Sequence[Value],
    ) -> bytes:
        """Return what a profile selects in an RDF format of ``simpul export``, the same bytes; see ``select``.

        Raises:
            UsageError: The format is unknown.
        """
        from simpul.exchange.export import export

        given = {**(values or {}), **named}
        selection = self._select(profile, given, allow_unlicensed=allow_unlicensed)
        return b"".join(export(selection, format_))

    @in_its_language
    def select(
        self,
        profile: "str | Profile" = "everything",
        values: Given | None = None,
        /,
        *,
        allow_unlicensed: bool = False,
        limits: Limits | None = None,
        **named: Value | Sequence[Value],
    ) -> "Selection":
        """Return what a profile selects of what may be handed on: what exports and packs are made of.

        Args:
            profile: The name of a profile, the path of a file of your own that ends in ``.rq``, or a profile.
            values: Its parameters, where they are in a dictionary.
            allow_unlicensed: Sources that state no licence are in where everybody may see them, and are named.
            limits: What its query may take; with any, it runs in a process of its own.
            **named: Its parameters, as in ``query``.

        Raises:
            UsageError: There is no such profile, or it may not include as much as this session shows.
            QueryError: The profile selects nothing, does more than select, or is malformed.
            ParameterError: A parameter is unknown, missing or not of its type.
        """
        given = {**(values or {}), **named}
        return self._select(profile, given, allow_unlicensed=allow_unlicensed, limits=limits)

    def _select(
        self,
        profile: "str | Profile",
        given: Given,
        *,
        allow_unlicensed: bool,
        limits: Limits | None = None,
    ) -> "Selection":
        from simpul.exchange import profiles

        chosen = profiles.profile(profile, self._queries) if isinstance(profile, str) else profile
        shown = self.handed_on
        profiles.refuse_more_than(chosen, shown.access)
        if not (allow_unlicensed or shown.is_licensed):
            shown = shown._licensed()  # noqa: SLF001 - it is a session as this one
        here = shown.local
        resolver = Resolver(here.names)
        filled = profiles.fill(chosen, given, resolver)
        self._warn((*catalogue.remarks(chosen.question), *resolver.suppositions))
        asked = here._within(limits)  # noqa: SLF001 - as above
        return profiles.select(here.whole, filled, access=shown.access, asked=asked)

    @in_its_language
    def pack(  # noqa: PLR0913 - all but the two are options by name
        self,
        selection: "Selection",
        target: Path | str,
        *,
        issued: date | None = None,
        publisher: str = "",
        address: str = "",
        since: Path | str | None = None,
        progress: Callable[[str], None] = lambda _text: None,
    ) -> "Packed":
        """Write a selection as a pack for a partner: data, tables, catalogue, shapes, a page, all that checks them.

        Args:
            selection: What ``select`` returned.
            target: A new folder, or a new file that ends in ``.zip``.
            issued: The day from which it is; else the newest on which a source in it was read.
            publisher: Who makes it available: an organisation of the graph, or a name; else whoever sends it.
            address: Where its files will be published, if that is known.
            since: An earlier pack: ``CHANGES.md`` tells what changed since then.
            progress: Called with a text on what is being written.

        Raises:
            UsageError: The target is taken, or nothing says of what day the pack is.
            OutputError: It cannot be written; nothing is left of it.
        """
        from simpul.exchange.pack import Wishes, write_pack

        wishes = Wishes(
            issued=issued,
            publisher=self._publisher(publisher),
            address=address,
            pages=[self._explorer(selection)],
            private=self.is_private,
            notice=self.handed_on.notice,
            since=None if since is None else Path(since),
        )
        return write_pack(Path(target), selection, wishes, progress=progress)

    def _publisher(self, name: str) -> "Publisher | None":
        """Return who is meant: an organisation of the graph, else whoever bears the name."""
        from simpul.exchange.pack import Publisher

        if not name:
            return None
        shown = self.handed_on.local
        try:
            iri = shown.find(name, "Organisation")
        except ParameterError:
            told = _(
                "{name} is no organisation of the graph; the pack has it as a mere name.", name=name
            )
            self._warn([told])
            return Publisher(iri=None, names={"": name})
        labels = {tag: shown.store.labels([iri], tag).get(iri, name) for tag in locale.LANGUAGES}
        return Publisher(iri=NamedNode(iri), names=labels)

    def _explorer(self, selection: "Selection") -> "PackFile":
        """Return the page of a pack: the explorer of what is in it."""
        import simpul_viz
        from simpul.exchange.pack import HTML, PackFile

        def pieces() -> list[bytes]:
            view = simpul_viz.find_view("explorer")
            return [view.page(selection.graph, "en", dict(self.notice)).encode()]

        titles = {
            "en": "The whole pack as one page to look at, without a network",
            "id": "Seluruh paket sebagai satu halaman untuk dilihat, tanpa jaringan",
        }
        return PackFile(name="explorer.html", media_type=HTML, titles=titles, pieces=pieces)

    @in_its_language
    def brief(self, thing: str, other: str = "", /, *, theme: str = "") -> "BriefPage":
        """Return a brief to be read before a meeting; a notebook shows it, and ``save`` writes it in any format.

        It is made to be handed on, and shows what is public unless the session was opened for an access right.

        Args:
            thing: A city, a network, or a visit or other event, by its name.
            other: Another city, where it is about two.
            theme: What the meeting is about.

        Raises:
            UsageError: There is no brief on such a thing.
            ParameterError: Nothing is called so.
        """
        from simpul.briefing import brief_on
        from simpul.briefing.notebook import BriefPage

        shown = self.handed_on
        brief = brief_on(
            _Asks(shown),
            ID + shown._key(thing),  # noqa: SLF001 - it is a session as this one
            shown.find(other, "City") if other else "",
            theme=shown.find(theme, "Theme") if theme else "",
            notice=locale.said(shown.notice),
        )
        return BriefPage(brief, private=shown.is_private)

    @in_its_language
    def view(self, view: str = "explorer", /, **options: str | int) -> "ViewPage":
        """Return a view as a page that a notebook shows and that ``save`` writes; see ``pyvis`` for its options."""
        import simpul_viz
        from simpul_viz.notebook import ViewPage

        of_ontology = simpul_viz.find_view(view).of_ontology
        private = not of_ontology and self.handed_on.is_private
        return ViewPage(self.page(view, options), private=private)

    @in_its_language
    @collecting_seldom()
    def page(self, view: str, options: Mapping[str, str | int] | None = None) -> str:
        """Return a view as one page of HTML that needs no network; see ``pyvis``."""
        import simpul_viz
        from simpul_viz.picture_page import page

        drawn = simpul_viz.find_view(view)
        if drawn.of_ontology:
            return drawn.page(self._drawn(view), self.language, **drawn.options(options or {}, str))
        if self.handed_on is not self:
            return self.handed_on.page(view, options)
        atlas = drawn.atlas(self.local.store, self._asked_of(drawn, options or {}))
        self._tell_aside(atlas.whole)
        return page(atlas, language=self.language, notice=dict(self.notice))

    def _picture(self, view: "View", options: Mapping[str, str | int]) -> "Picture":
        """Return what a view draws, and tell whom it does not draw one by one."""
        picture = view.picture(self.local.store, self._asked_of(view, options))
        self._tell_aside(picture.projection)
        return picture

    def _asked_of(self, view: "View", options: Mapping[str, str | int]) -> "ViewRequest":
        from simpul_viz.view import ALSO_SINGLE_DATASETS, Request

        asked = view.options(options, self._key)
        if ALSO_SINGLE_DATASETS in view.takes:
            asked.setdefault(ALSO_SINGLE_DATASETS, self.also_single_datasets)
        return Request(**asked)  # type: ignore[arg-type]  # ``options`` gives them

    def _tell_aside(self, drawn: "Projection") -> None:
        """Tell whom a page or picture does not draw one by one, and which ties it leaves aside."""
        from simpul.projection.crowds import notes_of
        from simpul.projection.singles import notes_of as notes_of_singles

        self._warn(locale.said(note) for note in (*notes_of(drawn), *notes_of_singles(drawn)))

    def _drawn(self, view: str) -> "Queryable":
        """Return what a view draws: the graph, or the ontology alone."""
        import simpul_viz

        if not simpul_viz.find_view(view).of_ontology:
            return self.local.store
        from simpul.reason.ontology import ontology

        return ontology()

    def _found(self, name: str, kind: str = "") -> str:
        """Return the IRI of the thing that is called so, and tell where an alias decided."""
        resolver = Resolver(self.names)
        found = resolver.resolve(name, kind)
        self._warn(resolver.suppositions)
        return found

    def _key(self, name: str) -> str:
        """Return the key of the thing that a person means; of several of one name, the city."""
        try:
            return self._found(name, "City").removeprefix(ID)
        except ParameterError:
            return self._found(name).removeprefix(ID)

    @in_its_language
    def fill(
        self,
        asked: Question,
        values: Given,
        *,
        supply: Supply | None = None,
        also_single_datasets: bool | None = None,
    ) -> Request:
        """Return a question with its values in it, as ``answer`` takes it.

        Args:
            asked: The question.
            values: Its parameters, as in ``query``.
            supply: Gives the values of parameters that are missing, as by asking a person.
            also_single_datasets: As in ``query``.

        Raises:
            ParameterError: A parameter is unknown, missing or not of its type.
            AmbiguousNameError: A name means several things.
        """
        return self._fill(asked, values, supply, also_single_datasets=also_single_datasets)

    @in_its_language
    def answer(
        self, request: Request, limits: Limits | None = None, *, further: Further | None = None
    ) -> Answer:
        """Return the answer to a request; its rows come as they are read.

        Args:
            request: The question with its values, as from ``fill``.
            limits: What it may take; with any, the query runs in a process of its own.
            further: How who asked would ask further; else on the command line, or from Python.

        Raises:
            QueryError: The query is malformed.
            QueryLimitError: It took more than it may.
        """
        way = further or (COMMAND if self._tell else PYTHON)
        answer = self._answer_to(request, request.bound, limits)
        if request.whole is not None and answer.question.template.form == "SELECT":
            from simpul.answer.aside import left_aside

            answer = answer.held()
            whole = self._answer_to(request, request.whole, limits)
            option = way.also_single_datasets
            answer = replace(answer, left_aside=str(left_aside(answer, whole, option=option)))
        return replace(
            answer,
            notice=locale.said(self.notice),
            further=way,
            instead=lambda: self._instead(request, limits, way),
        )

    def _instead(
        self, request: Request, limits: Limits | None, further: Further
    ) -> tuple[str, ...]:
        """Return sentences on what is known where a request has no rows."""
        if request.question.name not in self.catalogue:
            return ()
        from simpul.answer.instead import instead

        def count(asked: Question, given: Given) -> int:
            also = self.also_single_datasets
            bound = catalogue.fill(asked, given, Resolver(self.names), also_single_datasets=also)
            other = Request(question=asked, bound=bound)
            try:
                _columns, rows = self._answer_to(other, bound, limits).shown()
                return sum(1 for _row in rows)
            except (EndpointError, QueryLimitError):
                return 0  # it is an offer: what takes too long is none

        return instead(request.question, request.given, self.catalogue, count, further)

    def _answer_to(self, request: Request, bound: Bound, limits: Limits | None) -> Answer:
        if self._is_left_to_mirror(request.question):
            return self.local._answer_to(request, bound, limits)  # noqa: SLF001 - it is a session as this one
        try:
            found = self._within(limits).stream(bound)
        except EndpointError as error:
            if not error.is_left_to_mirror:
                raise
            self._say(one_line(str(error)))
            return self.local._answer_to(request, bound, limits)  # noqa: SLF001 - it is a session as this one
        return Answer.of(
            request.question,
            found,
            self.store,
            suppositions=request.suppositions,
            about=request.about,
        )

    def _is_left_to_mirror(self, question: Question) -> bool:
        """Return whether the engine is known not to answer this question of the catalogue, or not rightly."""
        return (
            isinstance(self._build, RemoteBuild)
            and bool(question.group)
            and question.name in self._build.graph.client.engine.left_to_mirror
        )

    def _within(self, limits: Limits | None) -> "Queryable":
        """Return the graph; with any limits, so that each query runs in a process of its own."""
        return self._build.isolated(limits) if limits else self.store

    def _fill(
        self,
        asked: Question,
        values: Given,
        supply: Supply | None = None,
        *,
        also_single_datasets: bool | None = None,
    ) -> Request:
        also = self._also(also_single_datasets)
        resolver = Resolver(self.names)
        texts = catalogue.values_given(asked, values, supply=supply)
        bound = catalogue.fill(asked, texts, resolver, also_single_datasets=also)
        whole = None
        if not also and catalogue.leaves_aside(asked):
            whole = catalogue.fill(asked, texts, Resolver(self.names), also_single_datasets=True)
        unknown = unknown_terms(asked.query, self.store, self.names)
        told = (*catalogue.remarks(asked), *resolver.suppositions, *unknown)
        self._warn(told)
        about = catalogue.in_words(asked, texts)
        given = {one.name: texts[key] for one, key in catalogue.keys_of(asked) if texts.get(key)}
        return Request(
            question=asked,
            bound=bound,
            suppositions=told,
            about=about,
            whole=whole,
            given=given,
        )

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

    def close(self) -> None:
        """Release the store's files; no more questions can be asked."""
        stores: list[Opened] = []
        for session in self._sessions():
            session.names.close()
            if all(session.store is not store for store in stores):
                stores.append(session.store)
        for store in stores:
            store.close()

    def _sessions(self) -> "Iterator[KnowledgeGraph]":
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
        return f"KnowledgeGraph({str(self.place)!r})"
