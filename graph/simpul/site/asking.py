"""What a client asks and what it gets, free of HTTP: what goes between the process that listens and those that answer."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import BinaryIO, Final, Self
from urllib.parse import quote

HTML: Final = "text/html; charset=utf-8"
JSON: Final = "application/json"
TEXT: Final = "text/plain; charset=utf-8"
IN_A_PATH: Final = "/:@!$&'()*+,;=~"
"""What stands as it is in a path, besides letters, digits and ``-._`` (RFC 3986, section 3.3)."""
_NONE: Final[Mapping[str, str]] = {}

_DIGITS: Final = 10
"""A number of as many digits is larger than all that can be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a client asks.

    Attributes:
        page: The function that answers, as ``module:function``.
        path: The path of the address below that of the site, decoded, such as ``/page/city/1642911``.
        sent: The same as it was sent, encoded; empty where nobody sent it.
        words: The named parts of the path, decoded.
        parameters: Names and values of the query string, and of a form that was sent, decoded, in their order.
        method: ``GET``, ``HEAD`` or ``POST``.
        content: What was sent in the body, where that is no form.
        content_type: Its media type with parameters; empty where nothing was sent.
        accept: What the client would have, as its ``Accept`` header says.
        language: The language of the answer: ``en`` or ``id``, or ``ko``, which has English sentences and Korean names.
        right: The access right of who asks.
    """

    page: str
    path: str
    sent: str = ""
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    parameters: Sequence[tuple[str, str]] = ()
    method: str = "GET"
    content: bytes = b""
    content_type: str = ""
    accept: str = "*/*"
    language: str = "en"
    right: str = "public"

    @property
    def place(self) -> str:
        """The path as an address has it: encoded."""
        return quote(self.path, safe=IN_A_PATH, errors="replace")

    def value(self, name: str, default: str = "") -> str:
        """Return the first value of a parameter, without spaces around it."""
        return next((value.strip() for key, value in self.parameters if key == name), default)

    def values(self, name: str) -> list[str]:
        """Return all values of a parameter that are not empty."""
        return [value.strip() for key, value in self.parameters if key == name and value.strip()]

    def number(self, name: str) -> int | None:
        """Return a parameter that is a whole number; None where it is not given, and a bound where it is huge.

        Raises:
            ValueError: It is no whole number.
        """
        written = self.value(name)
        if not written:
            return None
        if not (written.isascii() and written.isdecimal()):
            raise ValueError(written)
        return int(written) if len(written) < _DIGITS else 10**_DIGITS

    def encoded(self) -> bytes:
        """Return it as bytes; ``decoded`` takes them back."""
        parts = {name: getattr(self, name) for name in self.__slots__ if name != "content"}
        head = json.dumps(parts).encode()
        return len(head).to_bytes(4, "big") + head + self.content

    @classmethod
    def decoded(cls, message: bytes) -> Self:
        """Return what ``encoded`` made."""
        length = 4 + int.from_bytes(message[:4], "big")
        parts = json.loads(message[4:length])
        parts["parameters"] = [(key, value) for key, value in parts["parameters"]]
        return cls(**parts | {"content": message[length:]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a client gets.

    Attributes:
        status: The status of HTTP.
        media_type: Of the body.
        body: The body, whole: what cannot be made whole is an error, never half an answer.
        file: The body where it is large, as a file that nobody else has; read from its beginning.
        headers: Further headers; their values are ASCII without line ends.
        vary: Names of the request's headers that the answer depends on, besides those of the language and the right.
        seconds: How long a cache may keep it without asking whether it is still so.
        changes: Whether it is about more than the build: then it has no tag by which a client asks whether it is still so.
    """

    status: int = 200
    media_type: str = HTML
    body: bytes = b""
    file: BinaryIO | None = None
    headers: Mapping[str, str] = field(default_factory=lambda: _NONE)
    vary: Sequence[str] = ()
    seconds: int = 0
    changes: bool = False

    @property
    def tag(self) -> str:
        """What tells its content from any other (a weak ``ETag``); empty where it may be another at any time, or is in a file."""
        if self.changes or self.status != HTTPStatus.OK or self.file is not None:
            return ""
        digest = hashlib.blake2b(self.body, digest_size=16)
        digest.update(self.media_type.encode())
        return f'W/"{digest.hexdigest()}"'


def as_json(
    value: object, *, status: int = 200, media_type: str = JSON, vary: Sequence[str] = ()
) -> Reply:
    """Return a value as JSON."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(status=status, media_type=media_type, body=body, vary=vary)


def see_other(path: str, *, vary: Sequence[str] = (), headers: Mapping[str, str] = _NONE) -> Reply:
    """Return what sends a client on to another address, below that of the site: another document (303)."""
    return Reply(status=303, headers={"location": path, **headers}, vary=vary)
