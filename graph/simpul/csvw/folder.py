"""Addresses that stand for files in one folder; all else is refused, nothing is fetched."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from simpul.csvw.tags import tags_in
from simpul.errors import UsageError
from simpul.folders import named_in
from simpul.json_files import Json, read_object
from simpul.locale import translate as _
from simpul.terms import NamedNode

_RELATIVE_IN: Final = frozenset(("http", "https", "file", "urn", "ftp"))
_ENCODED: Final = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED: Final = re.compile("[A-Za-z0-9._~-]")
_BAD: Final = re.compile(r'[\x00-\x20<>"{}|\\^`]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The files below a folder, and the address that stands for it.

    Attributes:
        root: The folder.
        base: Its address; ends with ``/``.
        given: Files named on the command line, which may lie elsewhere, by address.
        tags: Tags of languages that documents write with capitals, by their lower case.
    """

    root: Path
    base: str
    given: dict[str, Path] = field(default_factory=dict[str, Path])
    tags: dict[str, str] = field(default_factory=dict[str, str])

    def admit(self, file: Path) -> str:
        """Return the address of a file that the user named; outside the folder, it is as if within.

        A query behind the name (``table.csv?year=2018``) stays in the address.
        """
        path, query = file, ""
        if not file.exists() and "?" in file.name:
            name, _mark, rest = file.name.partition("?")
            path, query = file.with_name(name), f"?{rest}"
        whole = path.resolve()
        inside = whole.is_relative_to(self.root)
        name = whole.relative_to(self.root).as_posix() if inside else whole.name
        address = self.base + quote(name) + query
        self.given[address] = path
        return address

    def resolve(self, reference: str, against: str) -> str:
        """Return the address that a reference means, relative to another (RFC 3986)."""
        return join(against, reference)

    def holds(self, address: str) -> bool:
        """Return whether an address is one of the folder's."""
        return normalised(address).startswith(normalised(self.base))

    def path(self, address: str, asked_by: str) -> Path:
        """Return the file that an address stands for.

        Raises:
            DataError: The address is outside the folder, or of a device or a pipe; the problem names the metadata that asked.
        """
        plain = normalised(address.partition("#")[0])
        for given, file in self.given.items():
            if normalised(given) == plain:
                return file
        plain = plain.partition("?")[0]
        name = unquote(plain.removeprefix(normalised(self.base)))
        return named_in(
            self.root,
            name if self.holds(plain) else None,
            shown=address,
            by=asked_by,
            remedy=_(
                "Only files in the folder are read ({base}); nothing is fetched. If it is a file of yours, "
                "name the folder that holds both: --within FOLDER.",
                base=self.base,
            ),
        )

    def shown(self, address: str) -> str:
        """Return the name of a file as the user knows it."""
        if address in self.given:
            return str(self.given[address])
        name = unquote(address.partition("?")[0])
        return name.removeprefix(self.base) or "./"

    def document(self, address: str, asked_by: str) -> Json:
        """Return the JSON object in a file.

        Raises:
            DataError: It is not there, not readable, no JSON, or no object.
        """
        document = read_object(self.path(address, asked_by), self.shown(address))
        self.tags.update((tag.lower(), tag) for tag in tags_in(document) if not tag.islower())
        return document


def normalised(address: str) -> str:
    """Return an address in its usual form, by which addresses are compared (RFC 3986, section 6.2).

    Scheme and host are in lower case, the usual port, ``.``, ``..`` and needless percent-encodings are gone.

    >>> normalised("HTTP://Example.ORG:80/a/../%7ecsv%2f"), normalised("a/b.csv")
    ('http://example.org/~csv%2F', 'a/b.csv')
    """
    scheme, colon, rest = address.partition("://")
    if not colon:
        return address
    host, slash, path = _ENCODED.sub(_usual, rest).partition("/")
    port = {"http": ":80", "https": ":443"}.get(scheme.lower(), "")
    path, mark, query = path.partition("?")
    if "./" in f"{path}/":
        path = urljoin("http://host/", f"./{path}").removeprefix("http://host/")
    return f"{scheme.lower()}://{host.lower().removesuffix(port)}{slash}{path}{mark}{query}"


def _usual(match: re.Match[str]) -> str:
    """Return a percent-encoded octet as it is usually written: as itself if it is a letter, digit or ``-._~``."""
    character = chr(int(match[0][1:], 16))
    return character if _UNRESERVED.fullmatch(character) else match[0].upper()


def folder_of(file: Path, base: str | None, within: Path | None = None) -> Folder:
    """Return the folder of a file, standing for ``base``, else for its own ``file:`` address.

    Args:
        file: A table or its metadata.
        base: Address that the folder stands for.
        within: A folder above the file's, to be taken instead of it.

    Raises:
        UsageError: ``base`` is no absolute address, or the file does not lie in ``within``.
    """
    root = (within or file.parent).resolve()
    if within and not file.resolve().is_relative_to(root):
        raise UsageError(_("{path} is not in {folder}.", path=file, folder=within))
    if base is None:
        return Folder(root=root, base=root.as_uri().rstrip("/") + "/")
    if urlsplit(base).scheme not in _RELATIVE_IN or re.search(r'[\s<>"{}|\\^`]', base):
        raise UsageError(
            _("{base} is not an absolute address, such as https://example.org/data/.", base=base)
        )
    return Folder(root=root, base=base if base.endswith("/") else base + "/")


def join(base: str, reference: str) -> str:
    """Resolve a reference; an empty one means the base itself, without its fragment.

    >>> join("http://example.org/a/b.csv", "#row=2"), join("http://example.org/a/b.csv", "")
    ('http://example.org/a/b.csv#row=2', 'http://example.org/a/b.csv')
    >>> join("http://example.org/a/b.csv", "#a#b%")
    'http://example.org/a/b.csv#a%23b%25'
    """
    if not reference:
        return base.partition("#")[0]
    if reference.startswith("#"):
        return _fragment(base.partition("#")[0], reference[1:])
    try:
        whole = _safe(urljoin(base, reference))
        return NamedNode(whole).value
    except ValueError:
        # Such as http://[: no address, so a name in the folder, which then is not there.
        return urljoin(base, quote(reference, safe=""))


def _fragment(base: str, fragment: str) -> str:
    try:
        return NamedNode(f"{base}#{_safe(fragment)}").value
    except ValueError:
        return f"{base}#{quote(fragment, safe='')}"  # a second #, or % without a code behind it


def _safe(text: str) -> str:
    """Return a text with what may not stand in an IRI percent-encoded."""
    return _BAD.sub(lambda match: quote(match[0]), text)
