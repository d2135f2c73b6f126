"""What a stranger can ask a site to learn what is withheld: every route, with the secret's words in every place."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from secret_sources import marked_tables
from simpul import catalogue
from simpul.site.asking import Asked
from simpul.site.routes import Route
from simpul.terms import ID

PARTNERS, OFFICES = "wjkq", "qvxz"
"""The marks of what partners may see, and of what the office alone may."""
NEVER: Final = {PARTNERS: "wkjq", OFFICES: "qvzx"}
"""Words as like them as can be, which no source has."""
ONLY_THERE: Final = "2357048"
"""Ouagadougou, which the office's source alone mentions."""
FORM: Final = "application/x-www-form-urlencoded"
_KEYS: Final = (
    "org/{mark}",
    "initiative/{mark}-plan",
    "event/{mark}-talk",
    "agreement/{mark}-sisters",
    "source/{mark}-list",
    "document/{mark}-paper",
)
_PUBLIC: Final = ("city/1642911", "org/c40", "source/jakarta-seoul-visit-2018")
_ENDINGS: Final = (".ttl", ".jsonld", ".nt", ".atom")
_ACCEPTED: Final = ("text/html", "application/json", "text/turtle")
_OTHERS: Final = {"language": "id", "ending": "nt", "number": "1"}
"""Parts of paths that name no thing."""


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
    return [f"League {mark}", mark[:2], f"{ID}org/{mark}", f"Short {mark}", f"org/{mark}", f"{ID}source/{mark}-list"]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Noting(Asked):
    """What is asked, with note of the parameters that the page looks for."""

    sought: set[str] = field(default_factory=set[str], compare=False)

    def value(self, name: str, default: str = "") -> str:
        """Return the first value of a parameter."""
        self.sought.add(name)
        return next((value.strip() for key, value in self.parameters if key == name), default)

    def values(self, name: str) -> list[str]:
        """Return all values of a parameter."""
        self.sought.add(name)
        return [value.strip() for key, value in self.parameters if key == name and value.strip()]


def parameters(route: Route, answer: Callable[[Asked], object]) -> list[str]:
    """Return the names of the parameters that a page looks for, as it does so."""
    noting = Noting(page=route.page, path=route.path, words=_filled(route, _PUBLIC[0]))
    for method in route.methods:
        for accept in _ACCEPTED[:2]:
            for _time in range(2):  # some are looked for only where others are given
                given = [(name, "Jakarta") for name in sorted(noting.sought)]
                answer(replace(noting, method=method, accept=accept, parameters=given))
    return sorted(noting.sought)


def _parts(route: Route) -> dict[str, bool]:
    """Return the named parts of a path, and whether each may have slashes."""
    parts = [part.partition("}")[0].partition(":") for part in route.path.split("{")[1:]]
    return {name: kind == "path" for name, _colon, kind in parts}


def _filled(route: Route, key: str) -> dict[str, str]:
    """Return the named parts of a path with a thing's key in them."""
    return {
        name: _OTHERS.get(name) or (key if slashes else key.rpartition("/")[2])
        for name, slashes in _parts(route).items()
    }


def of_key(route: Route, key: str) -> Asked:
    """Return what is asked where the path of a route has a thing's key."""
    words = _filled(route, key)
    path = route.path
    for name, value in words.items():
        path = path.replace(f"{{{name}:path}}", value).replace(f"{{{name}}}", value)
    return Asked(page=route.page, path=path, words=words, accept=_ACCEPTED[0])


def names_things(route: Route) -> bool:
    """Return whether the path of a route has something in it that may be the key of a thing."""
    return bool(_parts(route).keys() - _OTHERS)


def asked_of(route: Route, marks: Sequence[str], known: Sequence[str]) -> list[Asked]:
    """Return what is asked of a route.

    Args:
        route: The route.
        marks: The marks of what may be withheld.
        known: The names of the parameters of its page.
    """
    accepted = itertools.cycle(_ACCEPTED)
    said = itertools.cycle(
        [text for several in zip(*map(texts, marks), strict=True) for text in several]
    )
    named = list(_named(route, marks))
    asked = [*named]
    secret_and_not = (keys(marks[-1])[0], *_PUBLIC[:2])
    for place in [of_key(route, key) for key in secret_and_not] if names_things(route) else named:
        asked += [replace(place, parameters=[(name, next(said))]) for name in known]
        asked.append(replace(place, parameters=[(name, texts(marks[-1])[0]) for name in known]))
    for name, mark in itertools.product(catalogue.questions() if "questions/{" in route.path else (), marks):  # fmt: skip
        given = [(one.name, texts(mark)[0]) for one in catalogue.question(name).parameters]
        asked.append(replace(of_key(route, name), parameters=given))
    asked += [
        replace(of_key(route, _PUBLIC[0]), parameters=[(name, value.replace("MARK", mark))])
        for name, value in _said(route)
        for mark in marks
    ]
    found = [replace(one, accept=next(accepted)) for one in asked] if "GET" in route.methods else []
    if "POST" in route.methods:
        found += (replace(one, method="POST", content_type=FORM) for one in asked if one.parameters)
        found += (
            replace(
                of_key(route, _PUBLIC[0]),
                method="POST",
                content_type=kind,
                content=content.replace(b"MARK", mark.encode()),
            )
            for mark in marks
            for kind, content in POSTED.get(route.path, ())
        )
    return found


def _named(route: Route, marks: Iterable[str]) -> Iterator[Asked]:
    if not names_things(route):
        yield of_key(route, "")
        return
    for mark in marks:
        for number, key in enumerate(keys(mark)):
            yield of_key(route, key)
            yield of_key(route, key + _ENDINGS[number % len(_ENDINGS)])
    for key in (f"city/{ONLY_THERE}", *_PUBLIC):
        yield of_key(route, key)


def _said(route: Route) -> Sequence[tuple[str, str]]:
    return next((said for path, said in SAID.items() if route.path.startswith(path)), ())


_SOURCE: Final = f"<{ID}source/MARK-list>"
_QUERIES: Final = (
    "SELECT ?g { GRAPH ?g {} }",
    "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }",
    f"SELECT * {{ GRAPH {_SOURCE} {{ ?s ?p ?o }} }}",
    "SELECT * FROM SOURCE { ?s ?p ?o }".replace("SOURCE", _SOURCE),
    "SELECT * FROM NAMED SOURCE { GRAPH ?g { ?s ?p ?o } }".replace("SOURCE", _SOURCE),
    f"DESCRIBE <{ID}org/MARK>",
    f"ASK {{ GRAPH {_SOURCE} {{}} }}",
    'SELECT ?s { ?s ?p ?o FILTER CONTAINS(LCASE(STR(?o)), "MARK") }',
    f"SELECT * {{ <{ID}city/{ONLY_THERE}> ?p ?o }}",
)
SAID: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "/sparql": [
        *(("query", query) for query in _QUERIES),
        ("default-graph-uri", f"{ID}source/MARK-list"),
    ],
    "/reconcile": [
        ("queries", json.dumps({"q0": {"query": "League MARK"}, "q1": {"query": "Short MARK"}})),
        (
            "extend",
            json.dumps(
                {
                    "ids": ["org/MARK", f"{ID}org/MARK", f"city/{ONLY_THERE}", _PUBLIC[0]],
                    "properties": [{"id": "memberOf"}, {"id": "label"}],
                }
            ),
        ),
        ("id", "org/MARK"),
    ],
}
"""What is said to routes, by the beginnings of their paths, in parameters that have a form of their own."""


def _call(tool: str, **arguments: str) -> tuple[str, bytes]:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}  # fmt: skip
    return "application/json", json.dumps(asked).encode()


POSTED: Final[Mapping[str, Sequence[tuple[str, bytes]]]] = {
    "/sparql": [("application/sparql-query", query.encode()) for query in _QUERIES],
    "/mcp": [
        _call("find", name="League MARK"),
        _call("describe", thing="org/MARK"),
        _call("why", subject="Jakarta", property="memberOf", object="org/MARK"),
        _call("shared-networks", a="Jakarta", b="Seoul"),
    ],
}
"""What is posted to routes that take more than a form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What an assistant may ask for.

    Attributes:
        page: The page of the tools.
        content: What it gets.
        finds: Whether who may see the secret finds it so.
    """

    page: str
    content: bytes
    finds: bool = True


def assistants_calls(mark: str) -> Iterator[Call]:
    """Yield what an assistant may ask for to learn of a secret."""
    league = f"League {mark}"
    calls: tuple[tuple[str, dict[str, object], bool], ...] = (
        ("find", {"name": league}, True),
        ("find", {"name": f"org/{mark}"}, True),
        ("find", {"name": "Ouagadougou"}, False),
        ("describe", {"thing": f"org/{mark}"}, True),
        ("describe", {"thing": "Jakarta", "lines": 200}, True),
        ("why", {"subject": "Jakarta", "property": "memberOf", "object": league}, True),
        ("why", {"subject": "Jakarta", "property": "memberOf", "object": "Seoul"}, False),
        ("list_questions", {"words": mark}, False),
        ("ask_question", {"name": "members", "parameters": {"network": league}}, False),
        ("ask_question", {"name": "memberships", "parameters": {"city": "Jakarta"}}, True),
    )
    for name, arguments, finds in calls:
        content = json.dumps({"name": name, "arguments": arguments}).encode()
        yield Call(page="called", content=content, finds=finds)
    yield Call(page="listed", content=b"", finds=False)
    yield Call(page="resource", content=f"{ID}org/{mark}".encode())
