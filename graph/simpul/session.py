"""The graph from Python: ask questions of the catalogue or SPARQL, get rows that convert and show themselves.

``simpul.open()`` gives a ``KnowledgeGraph``. docs/querying.md and docs/tour.ipynb show how it is used.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from simpul import answer as results
from simpul import catalogue, locale, paths
from simpul.answer.answer import Rows
from simpul.catalogue import Given, Question, Value
from simpul.errors import StoreError, UnknownQueryError, UsageError
from simpul.locale import translate as _
from simpul.naming import Names
from simpul.store import open_store
from simpul.store.limits import Limits
from simpul.store.sparql import Bound, with_prefixes

if TYPE_CHECKING:
    import rdflib

__all__ = ["Catalogue", "KnowledgeGraph"]


class Catalogue(Mapping[str, Question]):
    """The questions that can be asked, by name; a notebook shows them as a table.

    >>> catalogue = Catalogue()
    >>> [parameter.name for parameter in catalogue["shared-networks"].parameters]
    ['a', 'b']
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._files = catalogue.questions(folder)
        self._read: dict[str, Question] = {}

    def __getitem__(self, name: str) -> Question:
        if name not in self._files:
            raise UnknownQuestionError(name, list(self._files))
        if name not in self._read:
            self._read[name] = catalogue.question(name, self._folder)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __repr__(self) -> str:
        return "\n".join(
            f"{name}({_parameters(asked)}): {results.title_of(asked)}"
            for name, asked in self.items()
        )

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td><code>{escape(name)}</code></td><td>{escape(results.title_of(asked))}</td>"
            f"<td>{escape(_parameters(asked))}</td></tr>"
            for name, asked in self.items()
        )
        heads = "".join(
            f"<th>{escape(head)}</th>"
            for head in (_("question"), _("what it answers"), _("parameters"))
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


class UnknownQuestionError(UnknownQueryError, KeyError):
    """The catalogue has no question of this name."""


def _parameters(asked: Question) -> str:
    return ", ".join(
        parameter.name if parameter.required else f"{parameter.name}=…"
        for parameter in asked.parameters
    )


class KnowledgeGraph:
    """A store opened for reading.

    Where a name is a mere alias of the city that it was taken for, a ``UserWarning`` says which city that is.

    Attributes:
        catalogue: The questions that can be asked, with their parameters.
    """

    def __init__(
        self,
        folder: Path | str | None = None,
        *,
        lang: str = "",
        queries: Path | str | None = None,
        allow_service: Sequence[str] = (),
    ) -> None:
        """Open the store.

        Args:
            folder: Its folder; else the user's default, which ``simpul build`` fills.
            lang: Language of labels and messages, ``en`` or ``id``; else as it is.
            queries: A folder of questions; else those that come with Simpul.
            allow_service: IRIs of the endpoints that a query may ask with SERVICE.

        Raises:
            StoreError: There is no store, or it cannot be read.
            UsageError: Simpul does not speak the language.
        """
        if lang:
            if lang not in locale.LANGUAGES:
                known = ", ".join(locale.LANGUAGES)
                raise UsageError(_("{word} is none of: {known}.", word=repr(lang), known=known))
            locale.use(lang)
        place = Path(folder) if folder is not None else paths.default_store()
        self._store = open_store(place, services=tuple(allow_service))
        if self._store.folder is None:
            raise StoreError(_("{path} holds no build.", path=place))
        self._build = self._store.folder
        self._names = Names(self._build)
        self.catalogue = Catalogue(Path(queries) if queries is not None else None)

    def query(
        self,
        question: str,
        values: Given | None = None,
        /,
        *,
        timeout: float = 0,
        memory: int = 0,
        **named: Value | Sequence[Value],
    ) -> Rows:
        """Answer a question of the catalogue.

        Args:
            question: Its name.
            values: Its parameters, where they are in a dictionary.
            timeout: Seconds after which it is given up, 0 for never. The question is then asked in a process
                of its own, which costs about a tenth of a second.
            memory: Megabytes that it may take, 0 for any; also in a process of its own.
            **named: Its parameters, as a person says them: a name, an alias, an id, an IRI; a year as a number,
                a day as a date; a list where a parameter may have several; None where it is not given.

        Raises:
            UnknownQueryError: There is no such question; the error names near ones.
            ParameterError: A parameter is unknown, missing or not of its type.
            AmbiguousNameError: A name stands for several things.
            QueryLimitError: It took more than it may.
        """
        asked = self.catalogue[question]
        bound = self._fill(asked, {**(values or {}), **named})
        return self._answer(asked, bound, Limits(seconds=timeout, megabytes=memory))

    def sparql(
        self,
        query: str,
        values: Given | None = None,
        /,
        *,
        timeout: float = 0,
        memory: int = 0,
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
        asked = catalogue.parse(query, name="sparql")
        bound = self._fill(asked, {**(values or {}), **named})
        return self._answer(asked, bound, Limits(seconds=timeout, megabytes=memory))

    def ask(
        self, query: str, values: Given | None = None, /, **named: Value | Sequence[Value]
    ) -> bool:
        """Tell whether an ASK query is true."""
        asked = catalogue.parse(query, name="sparql")
        return self._store.ask(self._fill(asked, {**(values or {}), **named}))

    def explain(
        self, question: str, values: Given | None = None, /, **named: Value | Sequence[Value]
    ) -> str:
        """Return the SPARQL that a question becomes, with its values in it; it runs anywhere."""
        bound = self._fill(self.catalogue[question], {**(values or {}), **named})
        return with_prefixes(bound.text)

    def find(self, name: str, kind: str = "") -> str:
        """Return the IRI of the thing that is called so.

        Args:
            name: A label, an alias, an id such as ``city/1642911``, or an IRI.
            kind: Class that it must be of, such as ``City``; any if empty.

        Raises:
            ParameterError: Nothing is; the error names near ones.
            AmbiguousNameError: Several things are.
        """
        found = self._names.resolve(name, kind)
        self._warn()
        return found

    def rdflib(self) -> "rdflib.Dataset":
        """Return the same store as an ``rdflib.Dataset`` that can only be read."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self._store.dataset))

    def _fill(self, asked: Question, values: Given) -> Bound:
        bound = catalogue.fill(asked, values, self._names)
        self._warn()
        return bound

    def _warn(self) -> None:
        """Tell which city a mere alias was taken for; with the line of the person's own code, two calls up."""
        for sentence in self._names.suppositions():
            warnings.warn(sentence, stacklevel=4)

    def _answer(self, asked: Question, bound: Bound, limits: Limits) -> Rows:
        if not limits.seconds and not limits.megabytes:
            return Rows(self._store.any(bound), asked, self._store)
        from simpul.store.worker import Apart

        return Rows(Apart(self._store, limits).any(bound), asked, self._store)

    def __len__(self) -> int:
        """Return the number of triples in all graphs."""
        return len(self._store)

    def __repr__(self) -> str:
        return f"KnowledgeGraph({str(self._build.parent)!r})"
