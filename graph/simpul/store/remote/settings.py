"""Endpoints that a person has named: profiles in ``simpul.toml``, and addresses; no secret is kept here.

There are two files. The user's own (``simpul.paths.settings``) may say everything. A project's (``simpul.toml`` in the
folder at hand, or in one above it up to the repository or the home folder) may come from anybody, so it says only where
an endpoint is and what it is: who asks, what is sent along, and who may see what is published there, stay the user's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Final, TypeAlias, cast
from urllib.parse import SplitResult, urlsplit, urlunsplit

from simpul import paths
from simpul.errors import UsageError, did_you_mean, shortened
from simpul.locale import translate as _
from simpul.store.remote.engines import ENGINES

FILE: Final = "simpul.toml"
AUTHS: Final = ("none", "basic", "digest", "bearer", "hook")
ANSWERS: Final = ("endpoint", "mirror")
_ACCESS: Final = ("public", "partner", "internal")
_LARGEST: Final = 1_000_000
"""Bytes of a settings file."""
_MOST_SECONDS: Final = 1_000_000
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_LOOPBACK: Final = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1")
_SECRET: Final = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]*|keyring")
_HOOK: Final = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")
_ENVIRONMENT: Final = "env:"
_OWN: Final = frozenset(
    ("access", "auth", "certificates", "headers", "hook", "insecure", "secret", "user")
)
"""What only the user's own file may say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A SPARQL engine over HTTP, as a person named it.

    Attributes:
        query: Address of queries, or of the server alone.
        update: Address of updates; empty where it follows from the engine.
        graph_store: Address of the graph store; empty where it follows from the engine.
        name: The profile's name; empty where only an address was given.
        engine: A key of ``engines.ENGINES``; empty where it is found out.
        auth: How the endpoint knows who asks: one of ``AUTHS``.
        user: The name for ``basic`` and ``digest``.
        secret: Where the password or token is: ``env:NAME`` or ``keyring``; never the secret itself.
        hook: ``module:function`` that signs a request, for ``hook``.
        headers: Headers sent along; a value ``env:NAME`` is read from the environment.
        access: The most restricted access of the sources that are published there.
        answers: Who answers questions: the ``endpoint``, or a ``mirror`` of it on this machine.
        rows: Rows after which it cuts an answer; 0 where it is not known.
        piece: Triples in one request that writes; 0 where it follows from the engine.
        seconds: Seconds of silence after which it is given up.
        certificates: File of the certificates of a TLS authority of one's own; empty for the system's.
        insecure: Whether a secret may go to another machine without TLS.
    """

    query: str
    update: str = ""
    graph_store: str = ""
    name: str = ""
    engine: str = ""
    auth: str = "none"
    user: str = ""
    secret: str = ""
    hook: str = ""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    access: str = "public"
    answers: str = "endpoint"
    rows: int = 0
    piece: int = 0
    seconds: float = 60
    certificates: str = ""
    insecure: bool = False

    def __post_init__(self) -> None:
        for address in filter(None, (self.query, self.update, self.graph_store)):
            parts = _checked_address(address)
            if self._has_secret and not self.insecure and not _is_private(parts):
                raise UsageError(
                    _(
                        "{address} is without TLS, and what proves who you are would go through the network in the "
                        "open. Use https, or write insecure = true into the profile.",
                        address=shown(address),
                    )
                )
        self._check_words()

    def _check_words(self) -> None:
        allowed = {
            "engine": ("", *ENGINES),
            "auth": AUTHS,
            "access": _ACCESS,
            "answers": ANSWERS,
        }
        for name, known in allowed.items():
            if getattr(self, name) not in known:
                raise _wrong(self.name, name, _one_of(str(getattr(self, name)), known))
        if self.auth in {"basic", "digest", "bearer"} and not _SECRET.fullmatch(self.secret):
            raise _wrong(self.name, "secret", _where_secrets_are())
        if self.auth == "hook" and not _HOOK.fullmatch(self.hook):
            raise _wrong(self.name, "hook", _("Write module:function."))
        for value in (self.user, *self.headers, *self.headers.values()):
            if not value.isascii() or not value.isprintable():
                raise _wrong(
                    self.name, "headers", _("Write letters, digits and signs of ASCII only.")
                )
        # NaN is within no bounds.
        if min(self.rows, self.piece) < 0 or not 0 <= self.seconds <= _MOST_SECONDS:
            raise _wrong(self.name, "seconds", _("write a number of {least} or more.", least=0))

    @property
    def _has_secret(self) -> bool:
        secret_headers = any(value.startswith(_ENVIRONMENT) for value in self.headers.values())
        return self.auth != "none" or secret_headers

    def __str__(self) -> str:
        return f"{self.name} ({self.address})" if self.name else self.address

    @property
    def address(self) -> str:
        """Its address as messages show it: without what may be secret in it."""
        return shown(self.query)


def shown(address: str) -> str:
    """Return an address as messages show it: no user, password, query or fragment.

    >>> shown("https://me:secret@graph.example.org/sparql?key=1")
    'https://graph.example.org/sparql'
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return shortened(address.partition("://")[0] + "://…")
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


def is_loopback(address: str) -> bool:
    """Return whether an address is of this machine itself."""
    return bool(_LOOPBACK.fullmatch(urlsplit(address).hostname or ""))


Place: TypeAlias = Path | Endpoint
"""Where a store is: in a folder, or at an endpoint."""


def place(given: str | Place | None) -> Place:
    """Return what a person names as a store: a folder, or an endpoint by its address or its profile's name.

    Args:
        given: A text with ``://`` is an address; the name of a profile is that profile, so that a folder of this name is
            written ``./NAME``; anything else is a folder, and None the user's default.

    Raises:
        UsageError: It is an address that cannot be used, or the settings are wrong.
    """
    if given is None:
        return paths.default_store()
    if isinstance(given, Endpoint):
        return given
    if isinstance(given, Path):
        return _folder(given)
    if "://" in given:
        return _at(given)
    if _NAME.fullmatch(given) and (profile := profiles().get(given)):
        return profile
    return _folder(Path(given))


def service(given: str) -> str:
    """Return the address that SERVICE may ask, of an endpoint named by its address or its profile's name.

    What a profile says else is not used: the engine that runs the query asks the endpoint, and gives nobody's secret.

    Raises:
        UsageError: It is no address, and no profile of this name is there.
    """
    if "://" in given:
        _checked_address(given)
        return given
    known = profiles()
    if given not in known:
        raise UsageError(
            _(
                "{name} is no address, and no endpoint of this name is in {file}.",
                name=shortened(given),
                file=paths.settings(),
            )
            + did_you_mean(given, known)
        )
    return known[given].query


def profiles() -> dict[str, Endpoint]:
    """Return the endpoints that the settings name, the project's over the user's own.

    Raises:
        UsageError: The settings are wrong; the error says in which file.
    """
    own = paths.settings()
    found = {name: _profile(own, name, said) for name, said in _tables(own).items()}
    project = _project_file()
    if project is not None and project != own:
        for name, said in _tables(project).items():
            found[name] = _of_project(project, name, said, found.get(name))
    return found


def _at(address: str) -> Endpoint:
    """Return the endpoint at an address: the profile that has it, if one does."""
    _checked_address(address)
    wanted = address.rstrip("/")
    for profile in profiles().values():
        if wanted == profile.query.rstrip("/"):
            return profile
    return Endpoint(query=address)


def _folder(folder: Path) -> Path:
    # A path of two slashes is one of one: what was an address reads like a folder called "https:".
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]+:", folder.parts[0] if folder.parts else ""):
        raise UsageError(
            _(
                "{path} is an address, and was given as a folder. Write it as a text with :// in it.",
                path=folder,
            )
        )
    return folder


def _checked_address(address: str) -> SplitResult:
    """Return the parts of an address.

    Raises:
        UsageError: It is none that can be asked.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    del port
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            _(
                "{address} has a name or password in it, which would be seen in lists of processes and in logs. Write a "
                "profile into {file} that says where the password is.",
                address=shown(address),
                file=paths.settings(),
            )
        )
    if parts.scheme not in {"http", "https"} or not host or not _is_plain(address):
        raise UsageError(
            _(
                "{address} is no address of a SPARQL endpoint. Write https://HOST/PATH; a folder is written without ://.",
                address=shortened(shown(address)),
            )
        )
    if parts.fragment:
        raise UsageError(
            _(
                "{address}: leave out the # and what follows; a server does not see it.",
                address=shown(address),
            )
        )
    return parts


def _is_plain(address: str) -> bool:
    return address.isascii() and address.isprintable() and not set(address) & set(' <>"{}|\\^`')


def _is_private(parts: SplitResult) -> bool:
    """Return whether nobody on the way can read what is sent to an address."""
    return parts.scheme == "https" or bool(_LOOPBACK.fullmatch(parts.hostname or ""))


def _tables(file: Path) -> dict[str, dict[str, object]]:
    """Return the table of each endpoint in a settings file; none where there is no file."""
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise UsageError(
            _("{path}: {reason}.", path=file, reason=error.strerror or error)
        ) from None
    import tomllib

    try:
        if len(content) > _LARGEST:
            raise UsageError(_("{path} is too large for settings.", path=file))
        document = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(
            _("{path} is not readable as TOML: {reason}.", path=file, reason=str(error).rstrip("."))
        ) from None
    return _endpoints_in(document, file)


def _endpoints_in(document: Mapping[str, object], file: Path) -> dict[str, dict[str, object]]:
    for name in document:
        if name != "endpoints":
            raise UsageError(
                _("{path}: {name} is not known. Write [endpoints.NAME].", path=file, name=name)
                + did_you_mean(name, ["endpoints"])
            )
    tables = document.get("endpoints", {})
    found = cast("dict[str, dict[str, object]]", tables)
    of_tables = isinstance(tables, dict) and all(
        isinstance(table, dict) for table in cast("dict[str, object]", tables).values()
    )
    if not of_tables:
        raise UsageError(_("{path}: write [endpoints.NAME] above what it says.", path=file))
    for name in found:
        if not _NAME.fullmatch(name):
            raise UsageError(
                _(
                    "{path}: {name} cannot be the name of an endpoint. Use letters, digits, - and _.",
                    path=file,
                    name=shortened(name),
                )
            )
    return found


def _profile(file: Path, name: str, said: Mapping[str, object]) -> Endpoint:
    """Return the endpoint that a table describes.

    Raises:
        UsageError: It says something that is not known, or is not of its kind.
    """
    kinds = _kinds()
    values: dict[str, object] = {}
    for written, value in said.items():
        key = written.replace("-", "_")
        if key not in kinds or "_" in written:
            known = [kind.replace("_", "-") for kind in kinds]
            raise UsageError(
                _(
                    "{path}: endpoint {name} says {key}, which is not known.",
                    path=file,
                    name=name,
                    key=shortened(written),
                )
                + did_you_mean(written, known)
            )
        if not _is_of_kind(value, kinds[key]):
            raise _wrong(name, written, _expected(kinds[key]), file=file)
        values[key] = value
    if "query" not in values:
        raise _wrong(name, "query", _("Write its address."), file=file)
    return _made(file, name, values)


def _made(file: Path, name: str, values: Mapping[str, object]) -> Endpoint:
    try:
        return Endpoint(name=name, **values)  # type: ignore[arg-type]  # their kinds were looked at
    except UsageError as error:
        raise UsageError(_("{path}: {reason}", path=file, reason=error)) from None


def _kinds() -> dict[str, type]:
    """Return what a profile may say, with the kind of each value."""
    special: dict[str, type] = {
        "headers": dict,
        "rows": int,
        "piece": int,
        "seconds": float,
        "insecure": bool,
    }
    return {
        item.name: special.get(item.name, str) for item in fields(Endpoint) if item.name != "name"
    }


def _is_of_kind(value: object, kind: type) -> bool:
    if kind is dict:
        pairs = cast("dict[object, object]", value)
        return isinstance(value, dict) and all(isinstance(v, str) for v in pairs.values())
    if kind in {int, float}:
        return isinstance(value, int | kind) and not isinstance(value, bool)
    return isinstance(value, kind)


def _expected(kind: type) -> str:
    if kind is dict:
        return _('Write {{ NAME = "value" }}.')
    if kind is bool:
        return _("Write true or false.")
    return _("Write a number.") if kind in {int, float} else _("Write it in quotation marks.")


def _of_project(
    file: Path, name: str, said: Mapping[str, object], own: Endpoint | None
) -> Endpoint:
    """Return the endpoint of a project's file: who asks and what is secret comes from the user's own profile.

    Raises:
        UsageError: The file says what only the user may, or names another host than the user's own profile.
    """
    for key in said:
        if key in _OWN:
            raise UsageError(
                _(
                    "{path}: {key} of endpoint {name} is yours to say, not the project's. Write it into {own}.",
                    path=file,
                    key=key,
                    name=name,
                    own=paths.settings(),
                )
            )
    theirs = _profile(file, name, said)
    for address in filter(None, (theirs.update, theirs.graph_store)):
        if _host(address) != _host(theirs.query):
            raise UsageError(
                _(
                    "{path}: endpoint {name} is changed at another host than it is asked at, which only your own settings may "
                    "say. Write it into {own}.",
                    path=file,
                    name=name,
                    own=paths.settings(),
                )
            )
    if own is None:
        return theirs
    for address in filter(None, (theirs.query, theirs.update, theirs.graph_store)):
        if _host(address) != _host(own.query):
            raise UsageError(
                _(
                    "{path}: endpoint {name} is at another host than in {own}, and what proves who you are is not sent "
                    "there. Give it another name.",
                    path=file,
                    name=name,
                    own=paths.settings(),
                )
            )
    return replace(theirs, **{key: getattr(own, key) for key in _OWN})


def _host(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def _project_file() -> Path | None:
    """Return the settings file of the project at hand: the nearest one, up to its repository or the home folder."""
    try:
        here, home = Path.cwd(), Path.home()
    except (OSError, RuntimeError):
        return None
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        if (folder / ".git").exists() or folder == home:
            return None
    return None


def _wrong(name: str, key: str, remedy: str, *, file: Path | None = None) -> UsageError:
    what = _("{key} of endpoint {name} is wrong.", key=key, name=name or "…")
    return UsageError(f"{file}: {what} {remedy}" if file else f"{what} {remedy}")


def _one_of(word: str, known: tuple[str, ...]) -> str:
    listed = ", ".join(filter(None, known))
    return _("{word} is not one of: {known}.", word=shortened(repr(word)), known=listed)


def _where_secrets_are() -> str:
    return _(
        'Write "env:NAME" for a secret in the environment, or "keyring"; a secret itself does not belong into settings.'
    )
