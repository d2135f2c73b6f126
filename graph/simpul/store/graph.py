"""A graph of RDF quads, read by SPARQL: Oxigraph on disk or in memory."""

import contextlib
import itertools
from collections.abc import Collection, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar, cast

import pyoxigraph as ox
from pyoxigraph import RdfFormat

from simpul.errors import (
    ForbiddenQueryError,
    FormatError,
    OutputError,
    QueryError,
    SimpulError,
    StoreDamagedError,
    did_you_mean,
)
from simpul.locale import translate as _
from simpul.store import rdf_files, sparql
from simpul.terms import (
    GEONAMES_SOURCE,
    INFERRED_GRAPH,
    PREFIXES,
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    Term,
    Triple,
    dct,
)

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
_Answer = TypeVar("_Answer", ox.QuerySolutions, ox.QueryTriples, ox.QueryBoolean)

Row = dict[str, Term]
"""One solution: variable name to term; unbound variables are absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solutions:
    """Answer of a SELECT: the variables in order, and the rows."""

    variables: tuple[str, ...]
    rows: list[Row]


class Store:
    """RDF dataset that answers SPARQL: the default graph holds the merge, named graphs the sources.

    Attributes:
        folder: Where it lies; None in memory.
        services: The IRIs of the endpoints that a query may ask with SERVICE.
    """

    def __init__(
        self, dataset: ox.Store, *, folder: Path | None = None, services: Collection[str] = ()
    ) -> None:
        self._dataset = dataset
        self.folder = folder
        self.services = services

    @classmethod
    def in_memory(cls) -> "Store":
        """Return an empty store that lives in memory."""
        return cls(ox.Store())

    def select(self, query: str | sparql.Bound, *, checked: bool = False) -> Solutions:
        """Answer a SELECT query.

        Args:
            query: SPARQL; the project's prefixes are known.
            checked: It is known to change and to fetch nothing, and need not be looked through.

        Raises:
            QueryError: The query is malformed or is no SELECT.
            ForbiddenQueryError: It would change or fetch something.
        """
        answer = self.raw(query, checked=checked)
        names = tuple(variable.value for variable in answer.variables)
        return Solutions(variables=names, rows=list(self.rows(answer)))

    def solutions(self, query: str | sparql.Bound) -> Iterator[Row]:
        """Yield the rows of a SELECT query."""
        yield from self.rows(self.raw(query))

    def rows(self, answer: ox.QuerySolutions) -> Iterator[Row]:
        """Yield solutions as rows, as they are found.

        Raises:
            QueryError: An endpoint that was allowed gave no answer.
            StoreDamagedError: The files of the store are damaged.
        """
        names = tuple(variable.value for variable in answer.variables)
        with self.reading():
            for solution in answer:
                terms = cast("Iterable[Term | None]", solution)
                yield {
                    name: term for name, term in zip(names, terms, strict=True) if term is not None
                }

    @contextlib.contextmanager
    def reading(self) -> Generator[None]:
        """Make of Oxigraph's errors, while its answer is read, those that say what to do.

        It raises RuntimeError where a file is damaged, OSError where one cannot be read or another host is silent.

        Raises:
            QueryError: An endpoint that was allowed gave no answer.
            StoreDamagedError: The files of the store are damaged.
        """
        try:
            yield
        except SimpulError:
            raise
        except OSError as error:
            raise self._unreadable(error) from None
        except RuntimeError as error:
            # Its kinds (a recursion too deep, what is not made yet) are Python's own, and no damage.
            if type(error) is not RuntimeError:
                raise
            raise self._unreadable(error) from None

    def _unreadable(self, error: Exception) -> SimpulError:
        if isinstance(error, OSError) and self.services:
            return QueryError(_("The other host gave no answer: {reason}.", reason=error))
        return StoreDamagedError(self.folder.parent if self.folder else Path(), error)

    def raw(self, query: str | sparql.Bound, *, checked: bool = False) -> ox.QuerySolutions:
        """Answer a SELECT query with Oxigraph's own objects, as they are found; these cost the least."""
        return self._run(query, ox.QuerySolutions, "SELECT", checked=checked)

    def any(self, query: str | sparql.Bound) -> Answer:
        """Answer a query of any form with Oxigraph's own objects."""
        self.check(query)
        return self._ask(query)

    def construct(self, query: str | sparql.Bound) -> Iterator[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query; a triple may come more than once."""
        with self.reading():
            yield from self._run(query, ox.QueryTriples, "CONSTRUCT")

    def construct_lines(self, query: str) -> set[bytes]:
        """Answer a CONSTRUCT query of the project's own as lines of N-Triples, each once.

        For millions of triples: none becomes an object of Python. The query is not looked through.
        """
        answer = self._run(query, ox.QueryTriples, "CONSTRUCT", checked=True)
        with self.reading():
            content = answer.serialize(format=RdfFormat.N_TRIPLES) or b""
        return set(content.splitlines(keepends=True))

    def ask(self, query: str | sparql.Bound) -> bool:
        """Answer an ASK query."""
        return bool(self._run(query, ox.QueryBoolean, "ASK"))

    def _run(
        self, query: str | sparql.Bound, kind: type[_Answer], form: str, *, checked: bool = False
    ) -> _Answer:
        if not checked:
            self.check(query)
        answer = self._ask(query)
        if not isinstance(answer, kind):
            raise QueryError(_("This must be a {form} query.", form=form))
        return answer

    def _ask(self, query: str | sparql.Bound) -> Answer:
        text = query if isinstance(query, str) else query.text
        try:
            with self.reading():
                return self.run(text)
        except SyntaxError as error:
            raise sparql.malformed(query, error.msg) from None

    def run(self, text: str) -> Answer:
        """Run a query that was checked.

        Raises:
            SyntaxError: It is malformed.
            OSError: A file of the store, or an endpoint that was allowed, cannot be read.
            RuntimeError: A file of the store is damaged.
        """
        return self._dataset.query(text, prefixes=PREFIXES)

    @property
    def dataset(self) -> ox.Store:
        """Oxigraph's own object, for libraries that want it."""
        return self._dataset

    def check(self, query: str | sparql.Bound) -> None:
        """Look at what a person wrote; values bound into it are single tokens and need no look.

        Raises:
            QueryError: It cannot be read safely.
            ForbiddenQueryError: It would change or fetch something.
        """
        written = query if isinstance(query, str) else query.template.text
        findings = sparql.inspect(query) if isinstance(query, str) else query.template.findings
        sparql.refuse_what_reaches_out(written, findings, allowed=self.services)
        for dataset in findings.datasets:
            names = [name.value for name in self.graph_names()]
            if dataset.word not in names:
                raise ForbiddenQueryError(
                    _(
                        "FROM names {iri}, which is no graph of this store; nothing is fetched.",
                        iri=f"<{dataset.word}>",
                    )
                    + did_you_mean(dataset.word, names)
                )

    def add(self, quads: Iterable[Quad], *, bulk: bool = False) -> None:
        """Add quads; those already there stay as they are.

        In bulk it is several times faster for many at once, but a crash may leave some of them in.
        """
        (self._dataset.bulk_extend if bulk else self._dataset.extend)(quads)

    def add_lines(self, lines: bytes, graph: NamedNode | DefaultGraph, *, bulk: bool) -> None:
        """Add N-Triples to one graph; see ``add`` for what bulk means."""
        load = self._dataset.bulk_load if bulk else self._dataset.load
        load(lines, format=RdfFormat.N_TRIPLES, to_graph=graph)

    def bulk_load(self, lines: Iterable[str], *, piece: int) -> None:
        """Load N-Triples into the merge as they are made, without checking them again.

        They go through files of one piece each, beside the graph: Oxigraph reads a file on all cores, what
        is streamed on one, and while it takes one in, the next is written.

        Args:
            lines: Whole lines, one or many in each text.
            piece: Characters to load at a time; Oxigraph needs memory for as much, and the disk room for twice.

        Raises:
            OSError: There is no room to write.
        """
        import tempfile
        from concurrent.futures import Future, ThreadPoolExecutor

        with tempfile.TemporaryDirectory(dir=self.folder) as place, ThreadPoolExecutor(1) as loader:
            taken: Future[None] | None = None
            for file in _pieces(lines, Path(place), piece):
                if taken:
                    taken.result()
                taken = loader.submit(self._load_piece, file)
            if taken:
                taken.result()
        self._dataset.flush()

    def _load_piece(self, file: Path) -> None:
        self._dataset.bulk_load(
            path=str(file), format=RdfFormat.N_TRIPLES, to_graph=DefaultGraph(), lenient=True
        )
        file.unlink()

    def quads(self, graph: NamedNode | DefaultGraph | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all."""
        yield from self.matching(None, None, None, graph)

    def matching(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object_: Term | None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all, that have these parts; None stands for any."""
        with self.reading():
            yield from self._dataset.quads_for_pattern(subject, predicate, object_, graph)

    def remove(self, quad: Quad) -> None:
        """Remove a quad; one that is not there is no error."""
        self._dataset.remove(quad)

    def stated_in(self, triple: Triple) -> list[NamedNode]:
        """Return the graphs that state a triple, sorted: all that hold it but the merge and the inferences."""
        found = self.matching(triple.subject, triple.predicate, triple.object)
        names = {quad.graph_name for quad in found}
        if names == {DefaultGraph()} and self._is_reference(triple):
            return [GEONAMES_SOURCE]
        return sorted(
            (name for name in names if isinstance(name, NamedNode) and name != INFERRED_GRAPH),
            key=lambda name: name.value,
        )

    def _is_reference(self, triple: Triple) -> bool:
        """Tell whether a triple that stands in the merge alone is the gazetteer's (see ``simpul.ingest.world``)."""
        if not isinstance(triple.subject, NamedNode):
            return False
        said = Quad(triple.subject, dct("source"), GEONAMES_SOURCE, DefaultGraph())
        with self.reading():
            return said in self._dataset

    def is_stated(self, triple: Triple) -> bool:
        """Tell whether a source, or the ontology, states this triple."""
        return bool(self.stated_in(triple))

    def has(self, triple: Triple) -> bool:
        """Tell whether the merge holds this triple."""
        quad = Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
        with self.reading():
            return quad in self._dataset

    def load(self, file: Path, graph: NamedNode | DefaultGraph) -> None:
        """Read an RDF file into a graph.

        Raises:
            FormatError: The file is no RDF; the message says where.
            OutputError: It cannot be read.
        """
        try:
            self._dataset.load(path=str(file), to_graph=graph)
        except OSError as error:
            raise OutputError(file, error) from None
        except (SyntaxError, ValueError) as error:
            raise FormatError(
                _("{path}: not readable as RDF: {reason}.", path=file, reason=error)
            ) from None

    def load_dataset(self, file: Path) -> None:
        """Read an RDF file, graphs and all, in the format that its name ends in; nothing is fetched.

        Raises:
            FormatError: The file is no RDF, or of no known format; the message says where.
            OutputError: It cannot be read.
        """
        self._dataset.extend(rdf_files.read(file))

    def dump(self, output: IO[bytes], graph: NamedNode | DefaultGraph) -> None:
        """Write the triples of one graph as N-Triples, in no order."""
        self._dataset.dump(output, RdfFormat.N_TRIPLES, from_graph=graph)

    def backup(self, folder: Path) -> None:
        """Put a copy of the graph into a folder that is not there yet; Oxigraph links the files that never change."""
        self._dataset.backup(str(folder))

    def close(self) -> None:
        """Write to disk what is in memory, and let go of the files; the store answers no more.

        A build must be closed before it becomes the current one: Oxigraph goes on sorting its files in the
        background for as long as anything refers to it, and a reader would find some gone.
        """
        if self.folder is not None:
            self._dataset.flush()
        del self._dataset

    def graph_names(self) -> list[NamedNode]:
        """Return the names of the graphs, sorted."""
        with self.reading():
            names = [name for name in self._dataset.named_graphs() if isinstance(name, NamedNode)]
        return sorted(names, key=lambda name: name.value)

    def __len__(self) -> int:
        with self.reading():
            return len(self._dataset)


def _pieces(lines: Iterable[str], folder: Path, size: int) -> Iterator[Path]:
    """Write lines into files of so many characters or a little more, and yield each when it is whole."""
    source = iter(lines)
    for number, first in enumerate(source):
        file = folder / f"{number}.nt"
        with file.open("w", encoding="utf-8", newline="") as output:
            output.writelines(itertools.chain((first,), _up_to(source, size)))
        yield file


def _up_to(lines: Iterator[str], size: int) -> Iterator[str]:
    """Yield lines until they have so many characters."""
    for line in lines:
        yield line
        size -= len(line)
        if size < 0:
            return
