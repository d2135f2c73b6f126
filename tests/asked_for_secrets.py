"""What a stranger can ask a site to learn what is withheld: every route, with the secret's words in every place."""

import ast
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from secret_sources import marked_tables
from simpul import catalogue, site
from simpul.site.asking import Asked
from simpul.site.routes import Route
from simpul.terms import ID

PARTNERS, OFFICES = "wjkq", "qvxz"
"""The marks of what partners may see, and of what the office alone may."""
NEVER: Final = {PARTNERS: "wkjq", OFFICES: "qvzx"}
"""Words as like them as can be, which no source has."""
ONLY_THERE: Final = "2357048"
"""Ouagadougou, which the office's source alone mentions."""
_FOLDER: Final = Path(site.__path__[0])
_KEYS: Final = (
    "org/{mark}",
    "initiative/{mark}-plan",
    "event/{mark}-talk",
    "agreement/{mark}-sisters",
    "source/{mark}-list",
    "document/{mark}-paper",
)
_PUBLIC: Final = ("city/1642911", "org/c40")
_ENDINGS: Final = (".ttl", ".jsonld", ".atom")
_ACCEPTED: Final = ("text/html", "application/json", "text/turtle")
FORM: Final = "application/x-www-form-urlencoded"


def office_tables() -> Mapping[str, str]:
    """Return the office's own source: marked everywhere, and the only one to mention a city."""
    tables = dict(marked_tables(OFFICES))
    tables["membership"] += f"{ONLY_THERE}-c40,{ONLY_THERE},c40,2019,,,{OFFICES}-paper\n"
    return tables


def keys(mark: str) -> list[str]:
    """Return the keys of things of a marked source."""
    return [key.format(mark=mark) for key in _KEYS]


def texts(mark: str) -> list[str]:
    """Return what somebody may write who guesses: a label, an alias, the beginning of one, a key, an address."""
    return [f"League {mark}", f"Short {mark}", mark[:2], f"org/{mark}", f"{ID}org/{mark}", f"{ID}source/{mark}-list"]  # fmt: skip


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse((_FOLDER / f"{module}.py").read_text("utf-8"))


@cache
def _modules(module: str) -> frozenset[str]:
    """Return a module of the site and those of the site that it imports, however far."""
    found, more = set[str](), {module}
    while more:
        found |= (one := {more.pop()})
        for node in itertools.chain.from_iterable(ast.walk(_tree(name)) for name in one):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("simpul.site"):
                named = [(node.module or "").removeprefix("simpul.site").lstrip(".")]
                named += [alias.name for alias in node.names]
                more |= {n for n in named if (_FOLDER / f"{n}.py").is_file()} - found
    return frozenset(found)


@cache
def parameters(module: str) -> tuple[str, ...]:
    """Return the names of the parameters that a page reads, as its code and the code that it uses say."""
    found = {
        first.value
        for name in _modules(module)
        for node in ast.walk(_tree(name))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"value", "values"}
        and node.args
        and isinstance(first := node.args[0], ast.Constant)
        and isinstance(first.value, str)
    }
    return tuple(sorted(found - {"lang", "v"}))


def _named(path: str) -> list[str]:
    """Return the named parts of a path."""
    return [part.partition("}")[0].partition(":")[0] for part in path.split("{")[1:]]


def _path(route: Route, words: Mapping[str, str]) -> str:
    path = route.path
    for name, value in words.items():
        path = path.replace(f"{{{name}:path}}", value).replace(f"{{{name}}}", value)
    return path


def _words(route: Route, marks: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield what the named parts of a path can be."""
    named = _named(route.path)
    if not named:
        yield {}
        return
    secret = [key for mark in marks for key in keys(mark)]
    fills = [
        *secret,
        *(key.rpartition("/")[2] for key in secret),
        *(f"{keys(mark)[0]}{ending}" for mark in marks for ending in _ENDINGS),
        f"city/{ONLY_THERE}",
        *_PUBLIC,
        *(key.rpartition("/")[2] for key in _PUBLIC),
    ]
    if named == ["name"]:
        fills += catalogue.questions()
    for fill in fills:
        yield dict.fromkeys(named, fill)


def asked_of(route: Route, marks: Sequence[str]) -> Iterator[Asked]:
    """Yield what is asked of a route.

    Args:
        route: The route.
        marks: The marks of what may be withheld.
    """
    known = parameters(route.page.partition(":")[0])
    asked = Asked(page=route.page, path="/", accept=_ACCEPTED[0])
    accepted = itertools.cycle(_ACCEPTED)
    for words in _words(route, marks):
        at = replace(asked, words=words, path=_path(route, words))
        if "GET" in route.methods:
            yield replace(at, accept=next(accepted))
        question = _question(words)
        if question:
            for mark in marks:
                yield replace(at, parameters=[(p, texts(mark)[0]) for p in question], accept=next(accepted))  # fmt: skip
        if words and not any(mark in str(words) for mark in marks) and words["key" if "key" in words else next(iter(words))] not in _PUBLIC:  # fmt: skip
            continue
        if "GET" in route.methods:
            yield from _with_parameters(at, known, marks, accepted)
    if "POST" in route.methods:
        for content_type, content, sent in _sent(route, known, marks):
            yield replace(asked, path=route.path, method="POST", content_type=content_type, content=content, parameters=sent)  # fmt: skip


def _question(words: Mapping[str, str]) -> list[str]:
    name = words.get("name", "")
    known = name in catalogue.questions()
    return [one.name for one in catalogue.question(name).parameters] if known else []


def _with_parameters(
    at: Asked, known: Iterable[str], marks: Sequence[str], accepted: Iterator[str]
) -> Iterator[Asked]:
    for name in known:
        for text in (text for mark in marks for text in texts(mark)):
            yield replace(at, parameters=[(name, text)], accept=next(accepted))
    yield replace(at, parameters=[(name, texts(marks[0])[0]) for name in known])


def _sent(
    route: Route, known: Iterable[str], marks: Sequence[str]
) -> Iterator[tuple[str, bytes, list[tuple[str, str]]]]:
    """Yield what is posted: type, content, and the fields of a form."""
    for mark in marks:
        for text in texts(mark):
            yield FORM, b"", [(name, text) for name in known]
        for content_type, content in POSTED.get(route.path, ()):
            yield content_type, content.replace(b"MARK", mark.encode()), []


_SOURCE: Final = f"<{ID}source/MARK-list>"
_GRAPHS: Final = (
    "SELECT ?g { GRAPH ?g {} }",
    "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }",
    f"SELECT * {{ GRAPH <{ID}source/MARK-list> {{ ?s ?p ?o }} }}",
    "SELECT * FROM SOURCE { ?s ?p ?o }".replace("SOURCE", _SOURCE),
    "SELECT * FROM NAMED SOURCE { GRAPH ?g { ?s ?p ?o } }".replace("SOURCE", _SOURCE),
    f"DESCRIBE <{ID}org/MARK>",
    f"ASK {{ <{ID}org/MARK> ?p ?o }}",
    f"ASK {{ GRAPH <{ID}source/MARK-list> {{}} }}",
    'SELECT ?s { ?s ?p ?o FILTER CONTAINS(STR(?o), "MARK") }',
    f"SELECT * {{ <{ID}city/{ONLY_THERE}> ?p ?o }}",
    "SELECT ?x { ?x simpul:memberOf* ?y } ORDER BY ?x",
    f"SELECT ?x {{ ?x a <{ID}org/MARK> }}",
)
POSTED: Final[Mapping[str, Sequence[tuple[str, bytes]]]] = {
    "/sparql": [
        *(("application/sparql-query", query.encode()) for query in _GRAPHS),
        (FORM, urlencode({"query": "ASK {}"}).encode()),
    ],
}
"""What is posted to routes that take more than a form."""
