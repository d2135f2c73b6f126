"""Tokens: what proves that somebody may see more than what is public.

A token is 256 bits of chance, shown once, when it is made. The file has its SHA-256 and no more, so that who reads
the file cannot ask with it. A slow hash guards what people make up, which can be tried from a list; what chance made
cannot, and a slow one would only let strangers keep the site busy with wrong tokens.

The file is the owner's alone and is read anew when it changes, so that a token that is removed opens nothing from then on.
"""

import hmac
import logging
import os
import re
import secrets
import stat
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, NoReturn

from simpul import json_files
from simpul.access import ACCESS
from simpul.errors import DataError, OutputError, UsageError, did_you_mean, shortened
from simpul.locale import translate as _
from simpul.site.failures import RefusedError
from simpul.store import Waiting, own_files, silently
from simpul.store.lock import locked

RIGHTS: Final = ACCESS[1:]
"""What a token can open."""
COOKIE: Final = "simpul-token"
"""Has the token of somebody who entered it in a browser."""
_FORMAT: Final = 1
_BEGIN: Final = "simpul_"
"""So that a token is known as one where it should not be, as in a repository."""
_BYTES: Final = 32
_LONGEST: Final = 100
"""Characters of a token or a label."""
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_LOG: Final = logging.getLogger(__name__)

Today = Callable[[], date]


def today() -> date:
    """Return the day by which tokens expire: that of UTC."""
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What is known of a token.

    Attributes:
        label: Whose it is, in the words of who made it.
        right: What it opens, of ``RIGHTS``.
        hash: Its SHA-256 in hexadecimals; it says nothing of the token.
        made: The day on which it was made.
        expires: The last day on which it opens anything.
    """

    label: str
    right: str
    hash: str = field(repr=False)
    made: date
    expires: date

    def is_expired(self, day: date) -> bool:
        """Return whether it opens nothing any more."""
        return day > self.expires


def _hash(token: str) -> str:
    return sha256(token.encode(errors="surrogateescape")).hexdigest()


def read(file: Path) -> list[Token]:
    """Return the tokens of a file, by label; none where there is no file.

    Raises:
        UsageError: Others than its owner may write to it.
        DataError: It is no file of tokens.
        OutputError: It cannot be read.
    """
    try:
        about = file.stat()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise OutputError(file, error) from None
    if not stat.S_ISREG(about.st_mode):
        raise _no_tokens(file)
    if os.name != "nt" and about.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise UsageError(
            _(
                "Others may write to {path}, and so let in whom they like. Take that from them: chmod 600 {path}",
                path=file,
            )
        )
    return _tokens(json_files.read_object(file, str(file)), file)


def _tokens(found: Mapping[str, Any], file: Path) -> list[Token]:
    if found.get("format") != _FORMAT or not isinstance(found.get("tokens"), list):
        raise _no_tokens(file)
    return sorted((_token(one, file) for one in found["tokens"]), key=lambda token: token.label)


def _token(said: object, file: Path) -> Token:
    match said:
        case {
            "label": str(label),
            "right": str(right),
            "hash": str(hash_),
            "made": str(made),
            "expires": str(expires),
        } if right in RIGHTS and _HASH.fullmatch(hash_) and _is_label(label):
            try:
                days = date.fromisoformat(made), date.fromisoformat(expires)
            except ValueError:
                raise _no_tokens(file) from None
            return Token(label=label, right=right, hash=hash_, made=days[0], expires=days[1])
        case _:
            raise _no_tokens(file)


def _no_tokens(file: Path) -> DataError:
    return json_files.wrong(
        str(file),
        _("is no file of tokens that `simpul token` wrote, or was changed since."),
        _("Take it from a backup; or remove it, and make new tokens."),
    )


def _is_label(label: str) -> bool:
    return bool(label.strip()) and label.isprintable() and len(label) <= _LONGEST


def add(  # noqa: PLR0913 - what a token is, by name
    file: Path,
    label: str,
    *,
    right: str,
    expires: date,
    day: date,
    waiting: Waiting = silently,
) -> str:
    """Make a token, write down what it opens, and return it: nobody can tell it again.

    Args:
        file: The file of tokens; made where there is none.
        label: Whose it is; no other of the file has the same.
        right: What it opens.
        expires: The last day on which it does.
        day: Today.
        waiting: Called with a sentence if another process has to be waited for.

    Raises:
        UsageError: The label is none or has a token, or the day is over.
        OutputError: The file cannot be written.
    """
    if not _is_label(label):
        raise UsageError(_("A label is up to {most} letters and signs in one line.", most=_LONGEST))
    if expires < day:
        raise UsageError(_("{day} is over: such a token would open nothing.", day=expires))
    made = _BEGIN + urlsafe_b64encode(secrets.token_bytes(_BYTES)).decode().rstrip("=")

    def with_it(tokens: Sequence[Token]) -> list[Token]:
        if label in {token.label for token in tokens}:
            raise UsageError(
                _(
                    "There is a token {label} already. Remove it first, or choose another label.",
                    label=repr(label),
                )
            )
        fresh = Token(label=label, right=right, hash=_hash(made), made=day, expires=expires)
        return [*tokens, fresh]

    _change(file, with_it, waiting)
    return made


def remove(file: Path, label: str, *, waiting: Waiting = silently) -> None:
    """Have a token open nothing any more.

    Raises:
        UsageError: There is none of this label.
        OutputError: The file cannot be written.
    """

    def without_it(tokens: Sequence[Token]) -> list[Token]:
        labels = [token.label for token in tokens]
        if label not in labels:
            raise UsageError(
                _("There is no token {label}.", label=repr(shortened(label)))
                + did_you_mean(label, labels)
            )
        return [token for token in tokens if token.label != label]

    _change(file, without_it, waiting)


def _change(
    file: Path, change: Callable[[Sequence[Token]], Iterable[Token]], waiting: Waiting
) -> None:
    """Write the tokens that a change makes of those that are there, while nobody else does."""
    try:
        own_files.make_folder(file.parent)
        with locked(file.parent, waiting=waiting):
            tokens = change(read(file))
            said = [
                asdict(token) | {"made": str(token.made), "expires": str(token.expires)}
                for token in tokens
            ]
            own_files.write_json(file, {"format": _FORMAT, "tokens": said})
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(file, error) from None


class Tokens:
    """The tokens of a file, as they are at any moment."""

    def __init__(self, file: Path, *, today: Today = today) -> None:
        """Read them.

        Raises:
            SimpulError: The file is there and cannot be read, or is no file of tokens.
        """
        self._file, self._today = file, today
        self._state = _state(file)
        self._tokens = read(file)

    def right_of(self, headers: Mapping[str, str]) -> str:
        """Return the access right of who sends these headers.

        Args:
            headers: Headers of a request, found by their names in small letters.

        Raises:
            RefusedError: There is something that is to prove a right, and does not; who sends it is told so, and not
                shown what is public as if that were all.
        """
        if (said := headers.get("authorization")) is not None:
            scheme, _space, token = said.strip().partition(" ")
            if scheme.lower() != "bearer":
                _refuse(_("This site takes a token: Authorization: Bearer TOKEN."))
            return self.right(token.strip())
        if (entered := _entered(headers.get("cookie", ""))) is not None:
            return self.right(entered)
        return ACCESS[0]

    def right(self, token: str) -> str:
        """Return what a token opens.

        Raises:
            RefusedError: Nothing.
        """
        asked, found = _hash(token[:_LONGEST]), None
        for known in self._known():
            # Each is looked at to its end: how long that takes says nothing of any.
            if hmac.compare_digest(known.hash, asked):
                found = known
        if found is None:
            _refuse(_("This token opens nothing here: it is unknown, or was removed."))
        if found.is_expired(self._today()):
            _refuse(_("This token expired on {day}. Ask who gave it to you for another.", day=found.expires))  # fmt: skip
        return found.right

    def _known(self) -> Sequence[Token]:
        """Return the tokens as they are now; none where the file cannot be read any more, so that nobody is let in by mistake."""
        state = _state(self._file)
        if state != self._state:
            self._state = state
            try:
                self._tokens = read(self._file)
            except (UsageError, DataError, OutputError) as error:
                self._tokens = []
                _LOG.warning("%s", error)
        return self._tokens


def _state(file: Path) -> tuple[int, int, int, int] | None:
    """Return what changes with the content of a file, or with who may write to it; None where there is none."""
    try:
        about = file.stat()
    except OSError:
        return None
    return about.st_ino, about.st_mtime_ns, about.st_size, about.st_mode


def _refuse(said: str) -> NoReturn:
    raise RefusedError(
        HTTPStatus.UNAUTHORIZED, said, headers={"www-authenticate": 'Bearer realm="simpul"'}
    )


def _entered(cookies: str) -> str | None:
    """Return the token that somebody entered in a browser; None where nobody did."""
    for part in cookies.split(";"):
        name, sign, value = part.strip().partition("=")
        if sign and name == COOKIE:
            return value
    return None
