"""The graph as a whole session: its answers, and what is made of it to be handed on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from simpul import catalogue, locale
from simpul.catalogue import Given, Question, Value
from simpul.errors import ParameterError
from simpul.limits import Limits
from simpul.locale import in_its_language
from simpul.locale import translate as _
from simpul.memory import collecting_seldom
from simpul.naming import Resolver
from simpul.session.asking import Asking
from simpul.terms import ID, NamedNode

if TYPE_CHECKING:
    import networkx as nx
    import owlready2
    import rdflib

    from simpul.briefing.notebook import BriefPage
    from simpul.exchange.pack import Packed, PackFile, Publisher
    from simpul.exchange.profiles import Profile, Selection
    from simpul.store import Queryable, Row
    from simpul_viz import View
    from simpul_viz.atlas import Opening
    from simpul_viz.notebook import ViewPage
    from simpul_viz.packed_atlas import PackedAtlas
    from simpul_viz.picture import Picture
    from simpul_viz.pyvis_network import PictureNetwork
    from simpul_viz.view import Request as ViewRequest


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


class KnowledgeGraph(Asking):
    """A store opened for reading, with a language of its own; several threads may ask it at once.

    Where a name is a mere alias of the city that it was taken for, a ``UserWarning`` says which city that is; another
    tells of each term of a query that is nowhere.
    """

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
        atlas, opening = self.drawn(view, options)
        self._tell_aside(atlas.notes)
        return page(atlas, opening, language=self.language, notice=dict(self.notice))

    def drawn(
        self, view: str, options: Mapping[str, str | int] | None = None
    ) -> "tuple[PackedAtlas, Opening]":
        """Return what the page of a view of the graph holds, and how it opens; the build keeps what takes time.

        It is of all that this session shows; a page that is handed on is made of ``handed_on``.

        Raises:
            UsageError: There is no such view, or it has no such option.
            ParameterError: Nothing is called so, or nothing is tied to it.
        """
        import simpul_viz
        from simpul_viz.kept_atlases import opened

        found = simpul_viz.find_view(view)
        return opened(found, self._build.local(), self._asked_of(found, options or {}))

    def _picture(self, view: "View", options: Mapping[str, str | int]) -> "Picture":
        """Return what a view draws, and tell whom it does not draw one by one."""
        from simpul.projection.crowds import notes_of
        from simpul.projection.singles import notes_of as notes_of_singles

        picture = view.picture(self.local.store, self._asked_of(view, options))
        drawn = picture.projection
        self._tell_aside([*notes_of(drawn), *notes_of_singles(drawn)])
        return picture

    def _asked_of(self, view: "View", options: Mapping[str, str | int]) -> "ViewRequest":
        from simpul_viz.view import ALSO_SINGLE_DATASETS, Request

        asked = view.options(options, self._key)
        if ALSO_SINGLE_DATASETS in view.takes:
            asked.setdefault(ALSO_SINGLE_DATASETS, self.also_single_datasets)
        return Request(**asked)  # type: ignore[arg-type]  # ``options`` gives them

    def _tell_aside(self, notes: Sequence[locale.Texts]) -> None:
        """Tell whom a page or picture does not draw one by one, and which ties it leaves aside."""
        self._warn(map(locale.said, notes))

    def _drawn(self, view: str) -> "Queryable":
        """Return what a view draws: the graph, or the ontology alone."""
        import simpul_viz

        if not simpul_viz.find_view(view).of_ontology:
            return self.local.store
        from simpul.reason.ontology import ontology

        return ontology()
