"""Who says what a page tells: documents, numbered in the order in which they are met, each with its passages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from simpul.locale import said
from simpul.projection import Citation, Texts
from simpul_viz.texts import TEXTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The number of a source beside what it says; where it says so is its title."""

    number: int
    title: str


@dataclass(slots=True, kw_only=True)
class Source:
    """A document, or a dataset as a whole, that a page cites.

    Attributes:
        number: Its number on the page; 0 where it has none yet.
        cited: The first citation of it.
        passages: The passages that are cited, in the order in which they are met.
    """

    number: int
    cited: Citation
    passages: dict[str, None] = field(default_factory=dict[str, None])


class Footnotes:
    """The sources of a page.

    Attributes:
        sources: Each once, in the order of their numbers.
        remarks: What was noted already, which is not told again.
    """

    def __init__(self, language: str) -> None:
        """Take the language of titles."""
        self._language = language
        self._known: dict[object, Source] = {}
        self.remarks: set[object] = set()

    @property
    def sources(self) -> Sequence[Source]:
        """The sources in the order of their numbers."""
        return list(self._known.values())

    def refer(self, citations: Iterable[Citation]) -> list[Mark]:
        """Return the marks of these, each document once."""
        found: dict[int, Mark] = {}
        for citation in citations:
            source = self._source(citation)
            found.setdefault(
                source.number, Mark(number=source.number, title=self.title(source.cited))
            )
        return list(found.values())

    def _source(self, citation: Citation) -> Source:
        key = document_of(citation)
        if key not in self._known:
            self._known[key] = Source(number=len(self._known) + 1, cited=citation)
        if citation.passage:
            self._known[key].passages[citation.passage] = None
        return self._known[key]

    def title(self, citation: Citation) -> str:
        """Return what a document is called: its dataset, where it has no title."""
        if citation.inferred:
            return said(TEXTS["inferred"], self._language)
        return self._text(citation.title) or self._text(citation.dataset)

    def dataset(self, citation: Citation) -> str:
        """Return what the dataset is called in which a document is cited; empty where that is said already."""
        whole = self._text(citation.dataset or citation.title)
        return "" if citation.inferred or whole == self.title(citation) else whole

    def _text(self, texts: tuple[tuple[str, str], ...]) -> str:
        return said(Texts(texts), self._language)


def document_of(citation: Citation) -> object:
    """Return what tells a document from others: several passages may be cited of one."""
    if citation.inferred:
        return True
    return citation.title, citation.address, citation.publisher, citation.issued
