"""What a view is: its name, what it shows, which options it needs, and how its picture is made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from simpul.errors import ParameterError, UsageError
from simpul.locale import said
from simpul.locale import translate as _
from simpul.memory import collecting_seldom
from simpul.projection import Projection, Texts, projected, singles
from simpul.projection.crowds import folded, notes_of
from simpul.projection.reader import Reader
from simpul.projection.statements import statements
from simpul.projection.subgraph import by_keys
from simpul.store import Queryable
from simpul.terms import ID
from simpul_viz.picture import Picture

if TYPE_CHECKING:
    from simpul_viz.atlas import Atlas, Opening

FIELDS: Final = {"from": "start", "to": "goal"}
"""What a request calls an option whose name is a word of Python."""
EVERY_MEMBER: Final = "every_member"
"""The option with which a view draws its crowds."""
ALSO_SINGLE_DATASETS: Final = "also_single_datasets"
"""The option with which a view draws ties that one dataset alone lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a reader asks a view for; things by their keys, such as ``city/1642911``.

    Attributes:
        every_member: Members of a large network are drawn one by one, also those that have no other tie.
        also_single_datasets: Ties that one dataset alone lists are drawn, too.
        query: SPARQL with its values bound.
        name: What the query is called.
    """

    of: str = ""
    hops: int = 2
    start: str = ""
    goal: str = ""
    a: str = ""
    b: str = ""
    every_member: bool = False
    also_single_datasets: bool = False
    query: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """What a picture is made from: a store, and all its things and ties.

    Attributes:
        whole: The projection of the store, its crowds apart where the view takes the option to draw them; nothing
            where the store holds the ontology alone.
    """

    store: Queryable
    whole: Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A kind of page.

    Attributes:
        position: Where it stands in a list of views.
        summary: What it shows, in English (see ``simpul.locale``).
        title: Of its page, in each language; ``{a}`` and ``{b}`` stand for the things that it needs.
        make: Makes its picture.
        query: SPARQL that gives what it shows, unless the picture brings its own.
        needs: Options that a reader must give, with an example of each; all name things.
        takes: Options that a reader may give.
        of_ontology: It draws the ontology, whatever the store holds, and is given that.
    """

    name: str
    position: int = 0
    summary: str
    title: Texts = field(default_factory=dict[str, str])
    make: Callable[[Graph, Request], Picture]
    query: str = ""
    needs: Mapping[str, str] = field(default_factory=dict[str, str])
    takes: tuple[str, ...] = ()
    of_ontology: bool = False

    def options(
        self, given: Mapping[str, str | int], key_of: Callable[[str], str]
    ) -> dict[str, str | int]:
        """Return the fields of a request from the options that a reader gives.

        Args:
            given: Options with their values, the names of things as a person wrote them.
            key_of: Returns the key of the thing that a name stands for.

        Raises:
            UsageError: An option is missing, or is none of this view's.
        """
        for option in given:
            if option not in self.needs and option not in self.takes:
                raise UsageError(
                    _(
                        "The view {name} has no option --{option}.",
                        name=self.name,
                        option=option.replace("_", "-"),
                    )
                )
        if missing := [option for option in self.needs if not given.get(option)]:
            raise UsageError(
                _(
                    "The view {name} needs {options}. Write for example: simpul view {name} {example} -o {name}.html",
                    name=self.name,
                    options=", ".join(f"--{option}" for option in missing),
                    example=self.example,
                )
            )
        return {
            FIELDS.get(option, option): key_of(value) if isinstance(value, str) else value
            for option, value in given.items()
        }

    @collecting_seldom()
    def picture(self, store: Queryable, request: Request) -> Picture:
        """Return what is drawn, with its title, its SPARQL and what sources state of its things.

        Raises:
            ParameterError: Nothing is tied to a thing that was asked for.
        """
        if self.of_ontology:
            empty = Projection(things=(), ties=(), kinds={})
            return self._completed(self.make(Graph(store=store, whole=empty), request), self.title)
        asked = self.asked(request)
        folds = EVERY_MEMBER in self.takes and not request.every_member
        reader = Reader(
            store,
            also_single_datasets=request.also_single_datasets,
            keep=[iri_of(key) for key in asked] if folds else None,
        )
        whole = projected(reader)
        title = self.titled(labels_of(whole, asked))
        if ALSO_SINGLE_DATASETS not in self.takes:
            whole = replace(whole, left_aside=())
        if folds:
            whole = folded(whole, keep=asked)
        picture = self._completed(self.make(Graph(store=store, whole=whole), request), title)
        drawn = picture.projection
        return replace(
            picture,
            projection=replace(
                drawn, notes=[*drawn.notes, *notes_of(drawn), *singles.notes_of(drawn)]
            ),
            # Also where a crowd is drawn: its statements would be most of the page.
            statements=statements(reader, folded(drawn, keep=asked)),
        )

    def asked(self, request: Request) -> list[str]:
        """Return the keys of the things that the view needs."""
        return [getattr(request, FIELDS.get(option, option)) for option in self.needs]

    def titled(self, labels: Sequence[Texts]) -> Texts:
        """Return the title with the labels of the things that the view needs."""
        return {lang: text.format(**_named(labels, lang)) for lang, text in self.title.items()}

    @collecting_seldom()
    def atlas(self, store: Queryable, request: Request) -> "tuple[Atlas, Opening]":
        """Return all that its page holds, every view of the graph, and how it opens: at this one.

        Raises:
            ParameterError: Nothing is tied to a thing that was asked for.
        """
        from simpul_viz.scenes import atlas

        return atlas(self, store, request)

    def _completed(self, picture: Picture, title: Texts) -> Picture:
        return replace(picture, title=picture.title or title, query=picture.query or self.query)

    @collecting_seldom()
    def page(
        self,
        store: Queryable,
        language: str,
        notice: Texts | None = None,
        site: str | None = None,
        /,
        **asked: str | int,
    ) -> str:
        """Return the page's HTML.

        Args:
            store: The graph.
            language: What the page speaks at first: en, id or ko.
            notice: What the page says of itself, by language: that it holds what not everybody may see.
            site: What the addresses of the site that serves it begin with; None for a file of its own.
            asked: What a reader asks for: the fields of ``Request``, as ``options`` gives them.
        """
        from simpul_viz.packed_atlas import pack
        from simpul_viz.picture_page import page

        atlas, opening = self.atlas(store, Request(**asked))  # type: ignore[arg-type]  # ``options`` gives them
        return page(pack(atlas), opening, language=language, notice=notice or {}, site=site)

    @property
    def example(self) -> str:
        """The options that it needs, as a reader might write them."""
        return " ".join(f"--{option} {value}" for option, value in self.needs.items())


def iri_of(key: str) -> str:
    """Return the IRI of a thing's key."""
    return key if ":" in key else ID + key


def labels_of(whole: Projection, asked: list[str]) -> list[Texts]:
    """Return what the things that a reader asked for are called.

    Raises:
        ParameterError: Nothing is tied to one of them.
    """
    known = by_keys(whole)
    for key in asked:
        if key not in known:
            raise ParameterError(
                _("{name} is known, but has no ties that could be drawn.", name=key)
            )
    return [known[key].labels for key in asked]


def _named(labels: Sequence[Texts], language: str) -> dict[str, str]:
    names = [said(texts, language) for texts in labels]
    return dict(zip("ab", names, strict=False))
