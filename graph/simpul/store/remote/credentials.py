"""What proves to an endpoint who asks: read when it is needed, and shown nowhere."""

import base64
import html
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias
from urllib.parse import quote

from simpul.errors import MissingToolError, UsageError
from simpul.locale import translate as _
from simpul.store.remote.settings import Endpoint

_ENVIRONMENT: Final = "env:"
_KEYRING: Final = "simpul"
"""The service under which a keyring has the passwords; the account is the profile's name."""
_SHORTEST: Final = 4
"""Characters; what is shorter stands in any text, and hiding it would only show where."""

Hook: TypeAlias = Callable[[str, str, Mapping[str, str], bytes], Mapping[str, str]]
"""Called with method, address, headers and content of a request; returns headers to add, such as a signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What is sent along with each request; its ``repr`` says nothing.

    Attributes:
        password: The password or token; empty where there is none.
        headers: Headers to add.
        hook: Signs a request, where the profile names one.
    """

    password: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    hook: Hook | None = None
    hidden: tuple[str, ...] = field(default=(), repr=False)

    def hide(self, text: str) -> str:
        """Return a text in which no secret stands."""
        for secret in self.hidden:
            text = text.replace(secret, "***")
        return text


def credentials(endpoint: Endpoint) -> Credentials:
    """Return what the profile of an endpoint says to send along.

    Raises:
        UsageError: A secret is not where the profile says.
        MissingToolError: It is in a keyring, and keyrings cannot be read here.
    """
    password = _password(endpoint) if endpoint.auth in {"basic", "digest", "bearer"} else ""
    headers = {
        name: _in_a_header(endpoint, _from_environment(endpoint, value))
        if value.startswith(_ENVIRONMENT)
        else value
        for name, value in endpoint.headers.items()
    }
    secret_headers = [
        headers[name] for name, value in endpoint.headers.items() if value.startswith(_ENVIRONMENT)
    ]
    return Credentials(
        password=password,
        headers=headers,
        hook=_hook(endpoint) if endpoint.auth == "hook" else None,
        hidden=tuple(_forms(endpoint.user, password, secret_headers)),
    )


def _forms(user: str, password: str, others: list[str]) -> Iterator[str]:
    """Yield each form in which a server may say a secret back."""
    if password:
        yield base64.b64encode(f"{user}:{password}".encode()).decode()
    for secret in sorted((password, *others), key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            yield from dict.fromkeys((secret, quote(secret, safe=""), html.escape(secret)))


def _password(endpoint: Endpoint) -> str:
    if endpoint.secret.startswith(_ENVIRONMENT):
        return _from_environment(endpoint, endpoint.secret)
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise MissingToolError("keyring", _("Install it: pip install 'simpul[keyring]'.")) from None
    try:
        found = keyring.get_password(_KEYRING, endpoint.name)
    except KeyringError:
        # What the keyring says may name what it holds.
        found = None
    if not found:
        raise UsageError(
            _(
                "The keyring has no password for endpoint {name}. Store it: {command}",
                name=endpoint.name,
                command=f"keyring set {_KEYRING} {endpoint.name}",
            )
        )
    return _sendable(endpoint, found)


def _from_environment(endpoint: Endpoint, said: str) -> str:
    variable = said.removeprefix(_ENVIRONMENT)
    value = os.environ.get(variable, "")
    if not value:
        raise UsageError(
            _(
                "Endpoint {name} needs the environment variable {variable}, which is not set. Set it, and run the "
                "command again.",
                name=endpoint.name,
                variable=variable,
            )
        )
    return _sendable(endpoint, value)


def _sendable(endpoint: Endpoint, secret: str) -> str:
    if endpoint.auth == "bearer":
        return _in_a_header(endpoint, secret)
    if not secret.isprintable():
        raise _unsendable(endpoint)
    return secret


def _in_a_header(endpoint: Endpoint, secret: str) -> str:
    """Return a secret that goes as it is into a header (RFC 9110, section 5.5), unlike a password of basic and digest."""
    if not secret.isascii() or not secret.isprintable() or secret != secret.strip():
        raise _unsendable(endpoint)
    return secret


def _unsendable(endpoint: Endpoint) -> UsageError:
    return UsageError(
        _(
            "The secret of endpoint {name} has characters in it that cannot be sent, such as a line break at its "
            "end.",
            name=endpoint.name,
        )
    )


def _hook(endpoint: Endpoint) -> Hook:
    import importlib

    module, _colon, name = endpoint.hook.partition(":")
    try:
        hook = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise UsageError(
            _(
                "Endpoint {name}: {hook} cannot be imported ({reason}).",
                name=endpoint.name,
                hook=endpoint.hook,
                reason=error,
            )
        ) from None
    found: Hook = hook
    return found
