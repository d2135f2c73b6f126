"""The questions are plain grlc files: another tool reads their headers, and their SPARQL stands alone.

grlc (https://grlc.io) joins the lines that begin with ``#+``, reads them as YAML, parses the query with rdflib,
and takes variables that begin with one or two underscores for parameters. The reader here does the same and
knows nothing of Simpul.
"""

import re
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
import yaml
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.stores.memory import Memory

from golden import Case, read_cases
from simpul.catalogue import fill, question, questions
from simpul.naming import Names
from simpul.store import OxigraphStore

_VARIABLE = re.compile(r"(?P<required>_{1,2})(?P<name>[^_]+)_?(?P<type>[a-zA-Z0-9]+)?")
_OURS = {"date": "date", "integer": "integer", "text": None}
FILES = questions()
CASES = [case for case in read_cases() if case.graph != "everything"]
SLOW_IN_RDFLIB = {"institutions-met", "initiatives-on-theme", "days-by-theme"}
"""They take it 8 to 18 seconds on this small graph, and give the same number of rows."""

IN_RDFLIB = [
    case for case in CASES if case.graph == "article" and case.question not in SLOW_IN_RDFLIB
]

every_question = pytest.mark.parametrize("name", sorted(FILES))
one_value_each = pytest.mark.parametrize("name", sorted(FILES.keys() - {"common-networks"}))
"""grlc knows no parameter with several values: that question has a place for them that it cannot parse."""


def header(name: str) -> tuple[dict[str, Any], str]:
    """Return a file's metadata and its query."""
    lines = FILES[name].read_text(encoding="utf-8").split("\n")
    metadata = yaml.safe_load("\n".join(row.lstrip("#+") for row in lines if row.startswith("#+")))
    return metadata, "\n".join(row for row in lines if not row.startswith("#+"))


def as_grlc(name: str) -> tuple[dict[str, Any], dict[str, tuple[bool, str | None]]]:
    """Return a file's metadata, and its parameters with whether they are required and their type."""
    metadata, body = header(name)
    variables = translateQuery(parseQuery(body)).algebra["_vars"]
    matches = [_VARIABLE.match(str(v)) for v in variables if not str(v).startswith("__agg_")]
    return metadata, {m["name"]: (m["required"] == "_", m["type"]) for m in matches if m}


@every_question
def test_another_tool_reads_the_header(name: str) -> None:
    metadata, _body = header(name)
    assert isinstance(metadata["summary"], str)
    assert metadata["tags"][0] == FILES[name].parent.name
    assert metadata.get("endpoint") is None, "a question runs on whatever endpoint serves it"


@one_value_each
def test_another_tool_sees_the_same_parameters(name: str) -> None:
    metadata, seen = as_grlc(name)
    seen.pop("lang", None)
    seen.pop("alsoSingleDatasets", None)
    ours = question(name).parameters
    assert seen.keys() == {parameter.name for parameter in ours} == {*metadata.get("params", {})}
    for parameter in ours:
        required, suffix = seen[parameter.name]
        assert required == parameter.required
        assert suffix == _OURS.get(parameter.type, "iri")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_with_values_put_in_oxigraph_alone_answers(
    case: Case, request: pytest.FixtureRequest
) -> None:
    store: OxigraphStore = request.getfixturevalue(case.graph)
    query = filled(store, case)
    assert store.folder is not None
    alone = ox.Store.read_only(str(store.folder / "graph"))
    answer = alone.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    assert len([*answer]) == len(store.select(query).rows)


def filled(store: OxigraphStore, case: Case) -> str:
    assert store.folder is not None
    names = Names(store.folder)
    try:
        return fill(question(case.question), case.values, names).text
    finally:
        names.close()


@pytest.fixture(scope="session")
def in_rdflib(article: OxigraphStore) -> rdflib.Dataset:
    dataset = rdflib.Dataset(store=Memory())
    lines = b"\n".join(f"{quad} .".encode() for quad in article.matching())
    dataset.parse(data=lines, format="nquads")
    return dataset


@pytest.mark.slow
@pytest.mark.parametrize("case", IN_RDFLIB, ids=str)
def test_with_values_put_in_rdflib_alone_answers(
    case: Case, article: OxigraphStore, in_rdflib: rdflib.Dataset
) -> None:
    query = filled(article, case)
    assert len([*in_rdflib.query(query)]) == len(article.select(query).rows)
