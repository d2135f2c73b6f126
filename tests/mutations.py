"""Good inputs made wrong, for tests of whatever reads a person's file: the same seed gives the same input."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Final, cast

from hypothesis import strategies as st

TOKENS: Final = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        # Numbers that grow when they are computed, or that are none.
        *("1e999999999", "-1E-999999999", "1e999999999%", "9" * 5_000, "0." + "0" * 5_000 + "1"),
        *("NaN", "Infinity", "-INF", "1e400", "0x1F", "1_000", "०१२", "²", "½", "-0", "+", "--1"),
        # Dates of all sorts.
        *("Y1E99999999", "Y-17E9999999999S3", "Y" + "9" * 60, "2020-13-45", "0000", "-0001-12-31"),
        *("1XXX-XX", "[1000..99999999]", "{1..}", "2001-21/2001-24", "../..", "2016-12-31T23:59:60Z"),
        *("P99999999999Y", "2018-02-30", "31.12.2019", "24:00:00", "2018-03-22+14:01", "10:10:10"),
        # Texts that a file, a name or an address cannot hold.
        *("\\ud800", "\\udfff\\ud800", "\ud800", "\0", "\u202e", "\x85", "\x1b]0;x\x07", "\ufeff"),
        *("http://[", "x y", "_:b", "a:b:c", "../../x", "%", "%zz", "{+a}{&b*}{", "urn:x:<>"),
        # What means something to one format or another.
        *("!!int x", "!!timestamp x", "!!binary =", "&a [*a]", "*a", "<<: *a", "? [a]: b", "%YAML 9"),
        *("!!python/object/apply:os.getcwd []", "- -", ": :", "| \n", "null", "true", "[]", "{}", '""'),
        *("<!DOCTYPE a [<!ENTITY b 'c'>]>", 'encoding="UTF..-8"', "&b;", "]]>", "<![CDATA[", "<a:b/>"),
        *("\\", "'", '"', '"""', "(?P<a>(a+)+)$", "(" * 300, "[[:alpha:", "\\p{", "a{9999999999}", ","),
        *("SELECT", "SERVICE <http://127.0.0.1:9/>", "FROM <file:///etc/hosts>", "GRAPH ?g", "BIND(", "#+ "),
        *("VALUES ?x {", "FILTER", "PREFIX a: <b>", "BASE <x>", "?_a_iri", "$x", "@prefix", "@vocab", "@graph"),
        *("@reverse", "@nest", "@container", "rdf:parseType='Literal'", "rdf:ID='x'", "xmlns:a='b'", "&#xD800;"),
        *(";", "\t", "\r", "\r\n", "\n", "#", "@en", "^^xsd:date", "<<", ">>", "<<( ", "=1+1", "\ue000"),
        *("[" * 2_000, "{" * 2_000, '{"a":' * 2_000, "x" * 20_000, "#,##0.00%" * 50, "0" * 1_000),
    )
)  # fmt: skip
VALUES: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, -1, 10**12, 10**400, 1.5, float("nan"), float("inf"), "", " ", [], {}),
    *([[]], [None], {"": ""}, {"@id": "x"}, {"@value": {}}, ["a", 1], {"en": ["x", 2]}, [[["x"]]]),
    *(token.decode("utf-8", "surrogatepass") for token in TOKENS if len(token) < 2_000),
)
_PAIRS: Final = (
    *(
        (b"[", b"]"),
        (b"{", b"}"),
        (b"(", b")"),
        (b"<<( ", b" )>>"),
        (b"<< ", b" >>"),
        (b'{"a":', b"}"),
    ),
    *((b"<a>", b"</a>"), (b"!", b""), (b"- ", b""), (b"a.", b"")),
)
_WORD: Final = re.compile(rb"\w+|[^\w\s]+|\s+")


def mutate(content: bytes, random: Random) -> bytes:
    """Return an input with one to four changes, each to its bytes or to its tokens."""
    for _change in range(random.randint(1, 4)):
        content = random.choice(_CHANGES)(content, random)
    return content


def mutated(*seeds: bytes) -> st.SearchStrategy[bytes]:
    """Return inputs that are good ones changed."""
    return st.builds(_from_seed, st.sampled_from(seeds), st.integers(0, 2**32 - 1))


def _from_seed(content: bytes, seed: int) -> bytes:
    return mutate(content, Random(seed))  # noqa: S311 - to be repeated, not to be secret


def mutate_json(content: bytes, random: Random) -> bytes:
    """Return a JSON document in which one to three values are others, still JSON as Python writes it."""
    document: Any = json.loads(content)
    for _change in range(random.randint(1, 3)):
        places = _places(document)
        if not places:
            break
        holder, key = random.choice(places)
        if random.random() < 0.15:
            del holder[key]
        elif random.random() < 0.15 and isinstance(holder, dict):
            holder[str(random.choice(VALUES))] = holder.pop(key)
        else:
            holder[key] = random.choice(VALUES)
    return json.dumps(document).encode("utf-8", "surrogatepass")


def mutated_json(*seeds: bytes) -> st.SearchStrategy[bytes]:
    """Return JSON documents that are good ones with other values."""
    return st.builds(
        lambda content, seed: mutate_json(content, Random(seed)),  # noqa: S311 - as above
        st.sampled_from(seeds),
        st.integers(0, 2**32 - 1),
    )


def mutate_archive(content: bytes, random: Random) -> bytes:
    """Return a ZIP archive, such as a workbook, in which one file is changed; it can still be unpacked."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        chosen = random.choice(archive.namelist())
        for name in archive.namelist():
            inner = archive.read(name)
            changed.writestr(name, mutate(inner, random) if name == chosen else inner)
    return made.getvalue()


def _places(document: object) -> list[tuple[Any, Any]]:
    """Return every place of a document at which a value stands: what holds it, and its key or number."""
    found: list[tuple[Any, Any]] = []
    left = [document]
    while left:
        holder = left.pop()
        if isinstance(holder, dict):
            inner = cast("dict[str, object]", holder)
            found += [(inner, key) for key in inner]
            left += inner.values()
        elif isinstance(holder, list):
            items = cast("list[object]", holder)
            found += [(items, number) for number in range(len(items))]
            left += items
    return found


def _flip(content: bytes, random: Random) -> bytes:
    if not content:
        return b"\x00"
    at = random.randrange(len(content))
    return content[:at] + bytes([random.randrange(256)]) + content[at + 1 :]


def _cut(content: bytes, random: Random) -> bytes:
    start, end = _span(content, random)
    return content[:start] + content[end:]


def _truncate(content: bytes, random: Random) -> bytes:
    return content[: random.randint(0, len(content))]


def _repeat(content: bytes, random: Random) -> bytes:
    start, end = _span(content, random)
    return content[:end] + content[start:end] * random.choice((1, 2, 50)) + content[end:]


def _insert(content: bytes, random: Random) -> bytes:
    at = random.randint(0, len(content))
    return content[:at] + random.choice(TOKENS) + content[at:]


def _replace(content: bytes, random: Random) -> bytes:
    """Put a token in the place of a word: what stands alone in its cell or value does so afterwards."""
    words = [match.span() for match in _WORD.finditer(content)]
    start, end = random.choice(words) if words else (0, 0)
    return content[:start] + random.choice(TOKENS) + content[end:]


def _swap(content: bytes, random: Random) -> bytes:
    words = _WORD.findall(content)
    if len(words) > 1:
        one, other = random.randrange(len(words)), random.randrange(len(words))
        words[one], words[other] = words[other], words[one]
    return b"".join(words)


def _nest(content: bytes, random: Random) -> bytes:
    start, end = _span(content, random)
    (opening, closing), depth = random.choice(_PAIRS), random.choice((1, 3, 150, 20_000))
    return content[:start] + opening * depth + content[start:end] + closing * depth + content[end:]


def _reorder(content: bytes, random: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    random.shuffle(lines)
    return b"".join(lines)


def _recode(content: bytes, random: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(random.choice(("utf-16", "utf-32", "latin-1", "utf-7")), "replace")


def _span(content: bytes, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(content))
    return start, min(len(content), start + random.randint(0, 60))


_CHANGES: Final[Sequence[Callable[[bytes, Random], bytes]]] = (
    *(_flip, _cut, _truncate, _repeat, _swap, _nest, _reorder, _recode),
    *(_insert, _insert, _replace, _replace, _replace),
)
