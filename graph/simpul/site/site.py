"""What pages are made of, in a process that answers: the graph of each access right, and what is made of it once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from simpul.access import ACCESS
from simpul.limits import Limits
from simpul.session import KnowledgeGraph
from simpul.site.asking import Asked

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the person who serves decided.

    Attributes:
        store: Where the store is, as ``--store`` takes it; empty for the user's own.
        public: The address that people know the site by, without a slash at its end; links that leave it begin so.
        prefix: The path of that address: what the paths of all links within the site begin with; often empty.
        queries: A folder of questions beside those that come with Simpul; empty for none.
        limits: What one query may take.
        answer_megabytes: How large an answer may be.
        language: The language of what is told where nobody asks, as in a log.
    """

    store: str = ""
    public: str = "http://127.0.0.1"
    prefix: str = ""
    queries: str = ""
    limits: Limits = field(default_factory=lambda: Limits(seconds=30, megabytes=1024))
    answer_megabytes: int = 200
    language: str = "en"


class Site:
    """What pages are made of.

    Attributes:
        settings: What the person who serves decided.
        build: The name of the build that it answers from, as long as it lives.
        told: Sentences that its graphs told while the present page was made: which city a name was taken for, and such.
    """

    def __init__(
        self,
        settings: Settings,
        whole: KnowledgeGraph,
        *,
        build: str = "",
        told: list[str] | None = None,
    ) -> None:
        """Open the graph of each access right.

        Args:
            settings: What the person who serves decided.
            whole: A session with the whole graph, which no page sees.
            build: The name of its build.
            told: The list to which that session adds what it tells.
        """
        self.settings, self.build = settings, build
        self.told = [] if told is None else told
        self._whole = whole
        self._graphs = {right: whole.limited(right) for right in ACCESS}
        for graph in self._graphs.values():
            # Who serves knows what is withheld; a stranger's query is not told that it exists.
            graph.store.withheld = ()
        self.told.clear()
        self._made: dict[object, object] = {}

    def graph(self, right: str) -> KnowledgeGraph:
        """Return the graph of those who have an access right: nothing else is in it."""
        return self._graphs[right]

    def once(self, right: str, name: str, make: Callable[[], _Made]) -> _Made:
        """Return what is made of the graph of a right once, and kept for as long as the build is served.

        Args:
            right: The access right of whose graph it is made; what is made for one right is never shown for another.
            name: What it is; with the language in it where its texts are in one.
            make: Makes it.
        """
        key = (right, name)
        if key not in self._made:
            self._made[key] = make()
        return cast("_Made", self._made[key])

    def labels(self, asked: Asked, iris: Iterable[str]) -> dict[str, str]:
        """Return what things are called in the language of who asks, Korean included."""
        return self.graph(asked.right).store.labels(iris, asked.language)

    def address(self, path: str) -> str:
        """Return the path of a link within the site."""
        return f"{self.settings.prefix}{path}"

    def public(self, path: str) -> str:
        """Return an address that holds outside of the site, as in a feed or a catalogue."""
        return f"{self.settings.public}{path}"

    def close(self) -> None:
        """Release the stores."""
        self._whole.close()
