"""A process that answers: ``python -m simpul.site.worker DESCRIPTOR``; see ``simpul.site.messages``."""

import gc
import importlib
import json
import logging
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from simpul import locale
from simpul.errors import SimpulError
from simpul.limits import Limits
from simpul.locale import translate as _
from simpul.session import KnowledgeGraph
from simpul.site.asking import Asked, Reply
from simpul.site.failures import RefusedError, refusal
from simpul.site.messages import Ended, receive, send, send_reply
from simpul.site.site import Settings, Site
from simpul.store.worker import end_with_parent

Page = Callable[[Site, Asked], Reply]

_LOG: Final = logging.getLogger(__name__)


def main(words: Sequence[str]) -> int:
    """Answer what comes over the socket of this descriptor, until its other end is gone."""
    (descriptor,) = words
    for number in (
        signal.SIGINT,
        signal.SIGTERM,
    ):  # the process that listens hears them, too, and decides
        signal.signal(number, signal.SIG_IGN)
    end_with_parent()
    connection = socket.socket(fileno=int(descriptor))
    try:
        site = opened(settings_from(json.loads(receive(connection))))
    except SimpulError as error:
        send(connection, json.dumps({"error": str(error), "code": error.exit_code}).encode())
        return error.exit_code
    send(connection, json.dumps({"build": site.build}).encode())
    gc.freeze()
    try:
        while True:
            send_reply(connection, answered(site, Asked.decoded(receive(connection))))
    except (Ended, OSError):
        return 0


def settings_to(settings: Settings) -> dict[str, Any]:
    """Return settings as JSON has them."""
    return asdict(settings)


def settings_from(parts: dict[str, Any]) -> Settings:
    """Return the settings that ``settings_to`` made this of."""
    made: dict[str, Any] = {**parts, "limits": Limits(**parts["limits"])}
    return Settings(**made)


def opened(settings: Settings) -> Site:
    """Return the site of the build that is in use."""
    told: list[str] = []
    locale.use(settings.language)
    graph = KnowledgeGraph(
        settings.store or None, own_queries=settings.queries or None, tell=told.append
    )
    return Site(settings, graph, build=graph.build, told=told)


def answered(site: Site, asked: Asked) -> Reply:
    """Return what a page answers; whatever goes wrong is a reply, too."""
    site.told.clear()
    with locale.speaking(asked.language):
        try:
            return _page(asked.page)(site, asked)
        except SimpulError as error:
            return refusal(asked, error, prefix=site.settings.prefix)
        except Exception:  # noqa: BLE001 - a fault of ours: the person is told so, and the log has the rest
            _LOG.exception("%s", asked.page)
            fault = RefusedError(
                HTTPStatus.INTERNAL_SERVER_ERROR,
                _("This is a fault of the site. What it was stands in its log."),
            )
            return refusal(asked, fault, prefix=site.settings.prefix)


@cache
def _page(name: str) -> Page:
    module, _colon, function = name.partition(":")
    page: Page = getattr(importlib.import_module(f"simpul.site.{module}"), function)
    return page


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
