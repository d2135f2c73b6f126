"""Queries that a person would not write: endless in one respect, or put together from what hides something."""

from collections.abc import Callable, Mapping
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
