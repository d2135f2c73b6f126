"""Queries that a person would not write: endless in one respect, or put together from what hides something."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Final

Growing = Callable[[int], str]
"""Gives a query that has something so many times, one in another or one after another."""


def _nested(before: str, opening: str, middle: str, closing: str, after: str) -> Growing:
    return lambda times: before + opening * times + middle + closing * times + after


def _chain(before: str, link: str, after: str) -> Growing:
    """``#`` in a link is its number."""
    return lambda times: before + "".join(link.replace("#", str(n)) for n in range(times)) + after


_FILTER: Final = "SELECT * {?s ?p ?o FILTER("
NESTED: Final[Mapping[str, Growing]] = {
    "groups": _nested("SELECT * {", "{", "", "}", "}"),
    "groups with triples": _nested("SELECT * {", "{?s ?p ?o ", "", "}", "}"),
    "OPTIONAL": _nested("SELECT * {", "OPTIONAL{?s ?p ?o ", "", "}", "}"),
    "MINUS": _nested("SELECT * {", "?s ?p ?o MINUS{", "?s ?p ?o", "}", "}"),
    "UNION": _nested("SELECT * {", "{?s ?p ?o}UNION{", "", "}", "}"),
    "GRAPH": _nested("SELECT * {", "GRAPH ?g{", "?s ?p ?o", "}", "}"),
    "LATERAL": _nested("SELECT * {", "?s ?p ?o LATERAL{", "", "}", "}"),
    "subqueries": _nested("SELECT * {", "{SELECT*{", "?s ?p ?o", "}}", "}"),
    "EXISTS": _nested("SELECT * {", "FILTER EXISTS{?s ?p ?o ", "", "}", "}"),
    "NOT EXISTS": _nested("SELECT * {", "FILTER NOT EXISTS{?s ?p ?o ", "", "}", "}"),
    "brackets": _nested(_FILTER, "(", "1", ")", ")}"),
    "IN": _nested(_FILTER, "1 IN(", "1", ")", ")}"),
    "IN with EXISTS": _nested(_FILTER, "1 IN(EXISTS{?s ?p ?o FILTER(", "1", ")})", ")}"),
    "functions": _nested(_FILTER, "STR(", "?o", ")", ")}"),
    "functions of others": _nested(_FILTER, ":f(", "?o", ")", ")}"),
    "IF": _nested(_FILTER, "IF(?o,?o,", "?o", ")", ")}"),
    "TRIPLE": _nested(_FILTER, "TRIPLE(?s,?p,", "?o", ")", ")}"),
    "aggregates": _nested("SELECT (SUM(", "STR(", "?o", ")", ") AS ?x){?s ?p ?o}"),
    "paths": _nested("SELECT * {?s ", "(", ":p", ")", " ?o}"),
    "repeated paths": _nested("SELECT * {?s ", "(", ":p", ")*", " ?o}"),
    "inverse paths": _nested("SELECT * {?s ", "^(", ":p", ")", " ?o}"),
    "collections": _nested("SELECT * {?s ?p ", "(", "1", ")", "}"),
    "collections first": _nested("SELECT * {", "(", "1", ")", " ?p ?o}"),
    "blank nodes": _nested("SELECT * {?s ?p ", "[?p ", "1", "]", "}"),
    "blank nodes first": _nested("SELECT * {", "[?p ", "1", "]", "}"),
    "blank nodes made": _nested("CONSTRUCT {?s ?p ", "[?p ", "1", "]", "}{?s ?p ?o}"),
    "collections made": _nested("CONSTRUCT {?s ?p ", "(", "1", ")", "}{?s ?p ?o}"),
    "quoted triples": _nested("SELECT * {", "<<", "?s ?p ?o", ">> ?p ?o", "}"),
    "quoted triples last": _nested("SELECT * {", "<<?s ?p ", "?o", ">>", "?p ?o}"),
    "triple terms": _nested("SELECT * {?s ?p ", "<<(?s ?p ", "?o", ")>>", "}"),
    "triple terms as values": _nested("SELECT * {VALUES ?s {", "<<(:a :b ", "1", ")>>", "}}"),
    "annotations": _nested("SELECT * {?s ?p ?o", "{|?p ?o", "", "|}", "}"),
}
"""Whatever can stand in itself."""
CHAINS: Final[Mapping[str, Growing]] = {
    "OPTIONAL": _chain("SELECT * {", "OPTIONAL{?s ?p ?o}", "}"),
    "MINUS": _chain("SELECT * {?s ?p ?o ", "MINUS{?s ?p ?o}", "}"),
    "LATERAL": _chain("SELECT * {?s ?p ?o ", "LATERAL{?s ?p ?o}", "}"),
    "groups": _chain("SELECT * {?s ?p ?o ", "{?s ?p ?o}", "}"),
    "UNION": _chain("SELECT * {{}", "UNION{}", "}"),
    "FILTER": _chain("SELECT * {?s ?p ?o ", "FILTER(?s=1)", "}"),
    "FILTER EXISTS": _chain("SELECT * {?s ?p ?o ", "FILTER EXISTS{?s ?p ?o}", "}"),
    "BIND": _chain("SELECT * {", "BIND(1 AS ?v#)", "}"),
    "lists of values": _chain("SELECT * {", "VALUES ?s {1}", "}"),
    "negations": _chain(_FILTER, "!", "?o)}"),
    "sums": _chain(_FILTER + "1", "+1", ")}"),
    "products": _chain(_FILTER + "?o", "*?o", ")}"),
    "quotients": _chain(_FILTER + "?o", "/?o", ")}"),
    "disjunctions": _chain(_FILTER + "?o", "||?o", ")}"),
    "conjunctions": _chain(_FILTER + "?o", "&&?o", ")}"),
    "sequences": _chain("SELECT * {?s :p", "/:p", " ?o}"),
    "alternatives": _chain("SELECT * {?s :p", "|:p", " ?o}"),
    "repeated sequences": _chain("SELECT * {?s (:p", "/:p", ")* ?o}"),
    "repeated alternatives": _chain("SELECT * {?s (:p", "|:p", ")* ?o}"),
    "triples": _chain("SELECT * {", "?s ?p ?o#.", "}"),
    "predicates": _chain("SELECT * {?s ?p ?o", ";?p ?o", "}"),
    "objects": _chain("SELECT * {?s ?p ?o", ",?o", "}"),
    "empty blank nodes": _chain("SELECT * {?s ?p ", "[],", "1}"),
    "members of a collection": _chain("SELECT * {?s ?p (", '"x"', ")}"),
    "annotations": _chain("SELECT * {?s ?p ?o", "{|?p ?o|}", "}"),
    "reifiers": _chain("SELECT * {?s ?p ?o", "~?r", "}"),
    "things described": _chain("DESCRIBE", " :a", ""),
    "HAVING": _chain("SELECT (1 AS ?x){?s ?p ?o} GROUP BY ?s HAVING", "(?s)", ""),
    "GROUP BY": _chain("SELECT (1 AS ?x){?s ?p ?o} GROUP BY", " :f(?s)", ""),
    "columns": _chain("SELECT", "(?o AS ?v#)", "{?s ?p ?o}"),
    "sums over columns": _chain("SELECT", "(SUM(?o) AS ?v#)", "{?s ?p ?o}"),
}
"""Whatever can follow itself and makes the algebra deeper."""
LISTS: Final[Mapping[str, Growing]] = {
    "values": _chain("SELECT * {VALUES ?s {", "<http://x/#> ", "}}"),
    "numbers": _chain("SELECT * {VALUES ?s {", "1 ", "}}"),
    "open values": _chain("SELECT * {VALUES ?s {", "UNDEF ", "}}"),
    "rows": _chain("SELECT * {VALUES (?s ?o) {", "(1 <http://x/#>)", "}}"),
    "IN": _chain(_FILTER + "?o IN(1", ",<http://x/#>", "))}"),
    "NOT IN": _chain(_FILTER + '?o NOT IN("x"', ',"x"', "))}"),
    "characters": _chain('SELECT * {?s ?p "', "x", '"}'),
    "escapes": _chain('SELECT * {?s ?p "', "\\n", '"}'),
    "lines of a string": _chain('SELECT * {?s ?p """', '"\n', '"""}'),
    "lines": lambda times: "SELECT * {" + "# {\n" * times + "}",
}
"""Whatever the parser takes any number of."""
UNITS: Final = (
    "a.", "a-", "a.a", "a:", ":", ":%", ":\\", "%", "\\", '"', "'", '""', '"""', "'''", '"""\\', '"\\', "'\\",
    '""" "" ', "\"'", "<", "<a", "<\\", "<<", "<a>", ">", "@", "@a-", "@a", "?", "?a", "$", "#", "#\n", "\n", " ",
    "1", "1.", "é.", "\0",
)  # fmt: skip
"""Beginnings and ends of tokens, of which a text may consist."""

_SPACES: Final = ("", "", " ", "\n", "#'\n", '#"""\n', "\t")
_FORMS: Final = ("SELECT*", "SELECT ?s", "SELECT(1 AS ?a)", "select distinct*", "ASK", "CONSTRUCT", "CONSTRUCT{?s ?p ?o}", "DESCRIBE ?s", "DESCRIBE*", "DESCRIBE x:a")  # fmt: skip
_DATASETS: Final = ("FROM<{graph}>", "FROM {name}", "FROM{name}", "from named<{graph}>", "FROMNAMED{name}", "FROM<http://x/none>FROM<{graph}>", "FROM#\n<{graph}>", "fRoM <g>")  # fmt: skip
_SERVICES: Final = ("SERVICE<{host}>{{}}", "SERVICE SILENT<{host}>{{?s ?p ?o}}", "SERVICESILENT<{host}>{{}}", "SERVICE{host_name}{{}}", "service#\n<{host}>{{?s ?p 1}}", "VALUES?h{{<{host}>}}SERVICE?h{{}}", "{{SELECT*{{SERVICE<{host}>{{}}}}}}", "FILTER EXISTS{{SERVICE<{host}>{{}}}}", "OPTIONAL{{SERVICE<{host}>{{}}}}")  # fmt: skip
_PATTERNS: Final = (
    "?s ?p ?o.", "?s ?p ?o", "FILTER(1<2#>'''\n)", "FILTER('a'<'>'''\n)", "FILTER(?s<?o)", "FILTER(?s<?o&&?p>1)", "FILTER(1 IN(1<2#>\"\n))",
    "BIND(1<2#>'\n AS ?b)", "{SELECT*{}ORDER BY(1)(1<2#>'''\n)}", "VALUES(?s ?o){(<http://x/a#'>\"'\")}", "VALUES?s{'''a'}", 'VALUES?s{"""a"}',
    "?s <http://x/\\u0041'''> ?o.", "?s x:a\\'b ?o.", "?s x:a\\#b ?o.", "?s ?p 1", "?s ?p true", "?s ?p x:.", "?s ?p 'a'@en", "?s ?p '''a'b''c'''", "?s ?p \"#\"",
    "<<?s ?p ?o>>?p ?o.", "?s ?p<<(?s ?p 1)>>.", "?s ?p ?o{|?p ?o|}.", "OPTIONAL{?s ?p ?o}", "[]?p[].", "(1 2)?p().", "FILTER(!(?o<1))", "FILTER(STR(?s)<'b'||?o>'a')",
    "FILTER(-1<-2)", "?s x:p/^x:p*|!(x:p|^x:p) ?o.", "GRAPH?g{}", "_:b ?p ?o.", "?SERVICE ?p ?o.", "?s ?p 'SERVICE <a> {'.", "#SERVICE<a>{}\n",
)  # fmt: skip


def hiding(chance: Random, *, host: str, graph: str) -> str:
    """Return a query that perhaps asks a host, perhaps reads a graph by FROM, and perhaps hides either.

    Args:
        chance: Decides.
        host: Address of the host.
        graph: Name of the graph; ``x:g`` should mean it too.
    """
    names = {"host": host, "graph": graph, "name": "x:g", "host_name": "h:"}
    parts = [f"PREFIX x:<http://x/>PREFIX h:<{host}>", chance.choice(_FORMS)]
    if chance.random() < 0.4:
        parts.append(chance.choice(_DATASETS).format(**names))
    parts.append(chance.choice(("", "WHERE")) + "{")
    parts += chance.choices(_PATTERNS, k=chance.randrange(4))
    if chance.random() < 0.4:
        parts.append(chance.choice(_SERVICES).format(**names))
    parts += chance.choices(_PATTERNS, k=chance.randrange(3))
    parts += ["}", chance.choice(("", "", "#'''", "#}", "ORDER BY(?s<?o#>'\n)", "LIMIT 1"))]
    query = "".join(part + chance.choice(_SPACES) for part in parts)
    if chance.random() < 0.3:
        at, unit = chance.randrange(len(query)), chance.choice(UNITS)
        query = query[:at] + unit + query[at + chance.randrange(3) :]
    return query
