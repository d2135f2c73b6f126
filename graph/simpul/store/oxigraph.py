"""Oxigraph, on disk or in memory: the only door to ``pyoxigraph``, but for the terms of ``simpul.terms``.

Measured on pyoxigraph 0.5: its query has no time limit. While an answer is read, RuntimeError is a damaged file
("Corruption: …") or a fault of the query, such as a function that it does not have; OSError is a file that cannot be
read, or another host that is silent.
"""

import io
import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Final, Protocol, TypeAlias, TypeVar, cast

import pyoxigraph as ox

from simpul.errors import (
    FormatError,
    OutputError,
    QueryError,
    SimpulError,
)
from simpul.locale import translate as _
from simpul.store import seal, sparql
from simpul.store.damage import unreadable
from simpul.store.guarded import Guarded
from simpul.store.lock import Hold
from simpul.store.protocol import Bindings, GraphName, Result
from simpul.store.writable import legible_prefixes, xml_escaped, xml_sayable
from simpul.terms import (
    PREFIXES,
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    Term,
    Triple,
    in_graph,
    text,
)

RDF_FORMATS: Final[dict[str, ox.RdfFormat]] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "n3": ox.RdfFormat.N3,
}
"""The formats that statements can be written in, by their names on the command line."""
RESULT_FORMATS: Final[dict[str, ox.QueryResultsFormat]] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
"""The formats that SPARQL has for rows, and for yes or no."""
Dataset: TypeAlias = tuple[Sequence[NamedNode | DefaultGraph], Sequence[NamedNode]]
"""What a query is asked of: the graphs that are its default graph together, and those that GRAPH finds."""
GRAPH_FOLDER: Final = "graph"
"""Where in a build's folder Oxigraph keeps its files."""
_PIECE: Final = 10_000_000
"""So many bytes of N-Quads are loaded at a time: Oxigraph needs ten times the memory, is no faster with more, and slower with half."""
_Found = TypeVar("_Found")


class Closing(Protocol):
    """Something that a store needs for as long as it is in use."""

    def close(self) -> None:
        """Let go of it."""
        ...


class Readable(Protocol):
    """A file, as far as it is read from its beginning to its end."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to so many bytes, all that is left if negative; none at the end."""
        ...


class Output(Protocol):
    """A file, as far as it is written to, piece by piece."""

    def write(self, piece: bytes, /) -> object:
        """Take more."""
        ...

    def flush(self) -> object:
        """Let nothing wait in memory."""
        ...


class OxigraphStore(Guarded):
    """An RDF dataset in Oxigraph; ``Writable``, unless it was opened for reading only."""

    def __init__(
        self,
        dataset: ox.Store | None = None,
        *,
        folder: Path | None = None,
        services: Collection[str] = (),
        withheld: Collection[str] = (),
        buffered: bool = False,
    ) -> None:
        """Give access to a dataset.

        Args:
            dataset: Oxigraph's own object; else an empty one in memory.
            folder: The build that it lies in, for messages and files of passage; None in memory.
            services: The IRIs of the endpoints that a query may ask with SERVICE.
            withheld: The IRIs of the graphs that were left out.
            buffered: It is written to disk by way of memory, which closing it empties.
        """
        super().__init__(services=services, withheld=withheld)
        self._dataset = dataset if dataset is not None else ox.Store()
        self.folder = folder
        self._buffered = buffered
        self._kept: list[Closing] = []

    @classmethod
    def in_memory(cls) -> "OxigraphStore":
        """Return an empty store that lives in memory."""
        return cls()

    @classmethod
    def on_disk(cls, build: Path) -> "OxigraphStore":
        """Return the store in the folder of a build, for reading and writing."""
        return cls(ox.Store(str(build / GRAPH_FOLDER)), folder=build, buffered=True)

    @classmethod
    def read_only(
        cls, build: Path, *, services: Collection[str] = (), withheld: Collection[str] = ()
    ) -> "OxigraphStore":
        """Return the store in the folder of a build, for reading; the build stays for as long as it is in use.

        Raises:
            StoreDamagedError: It cannot be read.
            StoreReplacedError: The build is gone.
        """
        hold = Hold(build)
        try:
            dataset = ox.Store.read_only(str(build / GRAPH_FOLDER))
        except (OSError, ValueError, RuntimeError) as error:
            raise unreadable(build, error) from None
        store = cls(dataset, folder=build, services=services, withheld=withheld)
        store.keep(hold)
        return store

    def _run(self, text: str) -> Result:
        return self.run(text)

    def run(self, text: str) -> Result:
        """Run a query that was checked.

        Raises:
            SyntaxError: It is malformed; the message is Oxigraph's.
        """
        try:
            answer = self._dataset.query(text, prefixes=PREFIXES)
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from None
        return self.result(answer)

    def result(self, answer: ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean) -> Result:
        """Return an answer of Oxigraph's as the protocol has it."""
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        if isinstance(answer, ox.QueryTriples):
            return self._read(answer)
        solutions = cast("Iterator[Iterable[Term | None]]", answer)
        names = tuple(variable.value for variable in answer.variables)
        return Bindings(variables=names, solutions=self._read(solutions))

    def _read(self, found: Iterable[_Found]) -> Iterator[_Found]:
        """Yield what Oxigraph finds, its errors as those that say what to do."""
        try:
            yield from found
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from None

    def _unreadable(self, error: Exception) -> Exception:
        # The kinds of RuntimeError (a recursion too deep, what is not made yet) are Python's own, and no damage.
        if isinstance(error, SimpulError) or (
            isinstance(error, RuntimeError) and type(error) is not RuntimeError
        ):
            return error
        if self.folder and _is_damage(error, self.folder):
            return unreadable(self.folder, error)
        if isinstance(error, OSError):
            return QueryError(_("The other host gave no answer: {reason}.", reason=error))
        return QueryError(_("The query cannot be answered: {reason}.", reason=error))

    def serialised(self, query: str, graphs: Collection[GraphName] = ()) -> bytes:
        """Answer a query that was checked, in the format that ``read_result`` reads.

        Args:
            query: SPARQL.
            graphs: Those that are its default graph together; by default the merge.

        Raises:
            SyntaxError: It is malformed.
        """
        default: list[NamedNode | BlankNode | DefaultGraph] = [*graphs]
        try:
            answer = self._dataset.query(query, prefixes=PREFIXES, default_graph=default or None)
            if isinstance(answer, ox.QueryTriples):
                return answer.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
            return answer.serialize(format=ox.QueryResultsFormat.JSON) or b""
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from None

    def write_answer(
        self, query: str, output: Output, format_: str, dataset: Dataset | None = None
    ) -> None:
        """Answer a query of any form, which is checked, into what takes pieces as a file does.

        Args:
            query: SPARQL.
            output: Takes the answer.
            format_: One of ``RESULT_FORMATS`` for rows and for yes or no; one of ``RDF_FORMATS`` for triples.
            dataset: What it is asked of, in place of what it says itself; else that, or the merge and all graphs.

        Raises:
            QueryError: It is malformed, or the format is of the other kind.
            ForbiddenQueryError: It does more than read, or names a graph that is not here.
        """
        self.check(query)
        run = sparql.concatenating_texts(query)
        default: list[NamedNode | BlankNode | DefaultGraph] | None = None
        named: list[NamedNode | BlankNode] | None = None
        if dataset is not None:
            default, named = [*dataset[0]], [*dataset[1]]
        try:
            answer = self._dataset.query(
                run, prefixes=PREFIXES, default_graph=default, named_graphs=named
            )
            # Of an output, Oxigraph calls ``write`` and ``flush``.
            file = cast("IO[bytes]", output)
            if isinstance(answer, ox.QueryTriples):
                if format_ not in RDF_FORMATS:
                    raise QueryError(
                        _("The answer is a graph, and {format} is for rows.", format=format_)
                    )
                answer.serialize(file, format=RDF_FORMATS[format_])
            elif format_ not in RESULT_FORMATS:
                raise QueryError(
                    _("The answer has rows, and {format} is for graphs.", format=format_)
                )
            else:
                answer.serialize(file, format=RESULT_FORMATS[format_])
        except SyntaxError as error:
            raise sparql.malformed(query, error.msg) from None
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from None

    def construct_lines(self, query: str, graphs: Collection[GraphName] = ()) -> set[bytes]:
        """Answer a CONSTRUCT query of the project's own as lines of N-Triples, each once.

        For millions of triples: none becomes an object of Python. The query is not checked.
        """
        try:
            return set(self.serialised(query, graphs).splitlines(keepends=True))
        except SyntaxError as error:
            raise sparql.malformed(query, error.msg) from None

    def matching(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object_: Term | None = None,
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that have these parts; None stands for any."""
        return self._read(self._dataset.quads_for_pattern(subject, predicate, object_, graph))

    def mentioned(self, iris: Iterable[str]) -> set[str]:
        """Return those of these IRIs that a triple has in any of its places."""
        return {iri for iri in iris if self._mentions(NamedNode(iri))}

    def _mentions(self, node: NamedNode) -> bool:
        found = (self.matching(node), self.matching(None, node), self.matching(None, None, node))
        return any(next(quads, None) for quads in found)

    def graph_names(self) -> list[NamedNode]:
        """Return the names of the graphs, sorted."""
        names = self._read(self._dataset.named_graphs())
        return sorted(
            (name for name in names if isinstance(name, NamedNode)), key=lambda name: name.value
        )

    def __contains__(self, quad: Quad) -> bool:
        try:
            return quad in self._dataset
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from None

    def count(self, graph: GraphName) -> int:
        """Return how many triples a graph has."""
        where = "{ ?s ?p ?o }"
        if isinstance(graph, NamedNode):
            where = f"{{ GRAPH {graph} {where} }}"
        query = f"SELECT (COUNT(*) AS ?count) WHERE {where}"
        return int(text(self.select(query, checked=True).rows[0]["count"]))

    def __len__(self) -> int:
        try:
            return len(self._dataset)
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from None

    def __bool__(self) -> bool:
        """An empty store is a store."""
        return True

    @property
    def dataset(self) -> ox.Store:
        """Oxigraph's own object, for libraries that want it."""
        return self._dataset

    def add(self, quads: Iterable[Quad], *, bulk: bool = False) -> None:
        """Add quads; those already there stay as they are.

        In bulk it is several times faster for many at once, but a crash may leave some of them in.
        """
        (self._dataset.bulk_extend if bulk else self._dataset.extend)(quads)

    def add_lines(self, lines: bytes, graph: GraphName, *, bulk: bool) -> None:
        """Add N-Triples to one graph; see ``add`` for what bulk means."""
        load = self._dataset.bulk_load if bulk else self._dataset.load
        load(lines, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)

    def lines(self, graph: GraphName) -> Iterator[bytes]:
        """Yield a graph as lines of N-Triples, without line feeds, by way of a file: none becomes an object of Python.

        Raises:
            StoreDamagedError: It cannot be read.
            OSError: There is no room for the file.
        """
        import tempfile

        with tempfile.TemporaryFile() as file:
            self.write_lines(graph, file)
            file.seek(0)
            for line in file:
                yield line[:-1]

    def write_lines(self, graph: GraphName, output: "Output | Path") -> None:
        """Write a graph as lines of N-Triples to a file, or to what takes pieces as one does.

        A file that is given by its path is written while other threads go on.

        Raises:
            StoreDamagedError: It cannot be read.
        """
        try:
            # Of an output, Oxigraph calls ``write`` and ``flush``.
            file = str(output) if isinstance(output, Path) else cast("IO[bytes]", output)
            self._dataset.dump(file, format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
        except RuntimeError as error:
            raise self._unreadable(error) from None

    def copy_into(self, other: "OxigraphStore") -> None:
        """Add all that this store holds to one on disk; no quad becomes an object of Python."""
        import tempfile

        with tempfile.TemporaryDirectory(dir=other.folder) as folder:
            file, quads = Path(folder) / "all.nq", ox.RdfFormat.N_QUADS
            self._dataset.dump(str(file), format=quads)
            with file.open("rb") as lines:
                while piece := lines.read(_PIECE) + lines.readline():
                    other.dataset.bulk_load(piece, format=quads, lenient=True)

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
            path=str(file), format=ox.RdfFormat.N_TRIPLES, to_graph=DefaultGraph(), lenient=True
        )
        file.unlink()

    def remove(self, quad: Quad) -> None:
        """Remove a quad; one that is not there is no error."""
        self._dataset.remove(quad)

    def replace(self, graph: GraphName, triples: Iterable[Triple]) -> None:
        """Replace the triples of a graph by these."""
        wanted = {in_graph(triple, graph) for triple in triples}
        held = set(self.matching(graph=graph))
        # First what is new: a reader never finds the graph empty.
        self._dataset.extend(wanted - held)
        for quad in held - wanted:
            self._dataset.remove(quad)
        if not wanted and isinstance(graph, NamedNode):
            self._dataset.remove_graph(graph)

    def load(self, file: Path, graph: GraphName) -> None:
        """Read an RDF file of the project's own into a graph; ``simpul.store.rdf_files`` reads those of others.

        Raises:
            FormatError: The file is not RDF; the message says where.
            OutputError: It cannot be read.
        """
        try:
            self._dataset.load(path=str(file), to_graph=graph)
        except OSError as error:
            raise OutputError(file, error) from None
        except (SyntaxError, ValueError) as error:
            raise FormatError(file, _("not readable as RDF: {reason}.", reason=error)) from None

    def backup(self, build: Path) -> None:
        """Put a copy of the graph into a build's folder; Oxigraph links the files that never change."""
        self._dataset.backup(str(build / GRAPH_FOLDER))

    def optimise(self) -> None:
        """Write to disk what is in memory, and sort it for reading."""
        self._dataset.flush()
        self._dataset.optimize()

    def keep(self, kept: "Closing") -> None:
        """Keep something for as long as the store is in use, and close it with the store."""
        self._kept.append(kept)

    def close(self) -> None:
        """Write to disk what is in memory, and close the files; the store no longer answers.

        A build must be closed before it becomes the current one: Oxigraph goes on sorting its files in the
        background for as long as anything refers to it, and a reader would find some gone.
        """
        if self._buffered:
            self._dataset.flush()
        del self._dataset
        for kept in self._kept:
            kept.close()


def _is_damage(error: Exception, build: Path) -> bool:
    """Return whether an error of Oxigraph's comes from the files of a build: by its word, else by their seal."""
    if str(error).startswith("Corruption") or not build.exists():
        return True
    try:
        seal.check(build, whole=True)
    except OSError:
        return True
    return False


def read_result(content: bytes, *, is_graph: bool) -> Result:
    """Return the answer that a store of another process serialised."""
    if is_graph:
        return (quad.triple for quad in parse(content, "ntriples"))
    return parse_results(content)


def parse_results(content: bytes | Readable) -> Result:
    """Return an answer in SPARQL 1.1 Query Results JSON; of a file it is read as it comes.

    Raises:
        SyntaxError: It is malformed; if need be while the rows are read.
    """
    read = cast("bytes | IO[bytes]", content)
    return OxigraphStore().result(ox.parse_query_results(read, format=ox.QueryResultsFormat.JSON))


def refuse_malformed(query: str) -> None:
    """Refuse a query that is malformed, or calls what it cannot; it runs on nothing.

    Raises:
        SyntaxError: It is malformed; the message says where.
        QueryError: It cannot be answered, whatever there is.
    """
    OxigraphStore().run(query)


def parse(content: bytes | Readable, format_: str) -> Iterator[Quad]:
    """Yield the quads of RDF in one of ``RDF_FORMATS``; ``simpul.store.rdf_files`` reads the files of others.

    Raises:
        SyntaxError: It is malformed; the message says where.
    """
    return iter(ox.parse(cast("bytes | IO[bytes]", content), format=RDF_FORMATS[format_]))


def canonically_labelled(triples: Iterable[Triple]) -> list[Triple]:
    """Return triples sorted, each once, with the labels of RDFC-1.0 for their blank nodes: the same each time."""
    dataset = ox.Dataset(in_graph(triple, DefaultGraph()) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((quad.triple for quad in dataset), key=str)


def serialise(
    statements: Iterable[Triple] | Iterable[Quad],
    format_: str,
    prefixes: dict[str, str] | None = None,
) -> bytes:
    """Return statements in one of ``RDF_FORMATS``, in the order given.

    Raises:
        UnwritableError: The format has no way to say one of them.
    """
    written = list[Triple | Quad](statements)
    if format_ == "rdfxml":
        written = list(xml_sayable(written))
    output = io.BytesIO()
    # Callers give all of one kind.
    write(cast("list[Quad]", written), output, format_, legible_prefixes(prefixes or {}, written))
    content = output.getvalue()
    return xml_escaped(content) if format_ == "rdfxml" else content


def write(
    statements: Iterable[Triple] | Iterable[Quad],
    output: Output,
    format_: str,
    prefixes: dict[str, str] | None = None,
) -> None:
    """Write statements to an output in one of ``RDF_FORMATS``, in the order given, piece by piece."""
    ox.serialize(
        statements, cast("IO[bytes]", output), format=RDF_FORMATS[format_], prefixes=prefixes
    )


def with_canonical_labels(quads: Iterable[Quad]) -> list[Quad]:
    """Return quads with the labels of their blank nodes made of what is said of them: the same for the same statements.

    https://www.w3.org/TR/rdf-canon/ (RDFC-1.0).
    """
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return list(dataset)


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
