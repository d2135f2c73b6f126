import json
from collections.abc import Callable
from typing import Any

import pytest

from simpul.site.asking import Asked, Reply
from simpul.site.matching import service
from simpul.site.site import Site

Told = Callable[..., dict[str, Any]]


@pytest.fixture
def reply(site: Site) -> Callable[..., Reply]:
    """Ask a page of the service, in a language perhaps, and get what HTTP gets."""

    def ask(
        page: Callable[[Site, Asked], Reply] = service.page,
        *,
        method: str = "GET",
        language: str = "en",
        path: str = "",
        **parameters: str,
    ) -> Reply:
        words = {"language": path} if path else {}
        asked = Asked(
            page="test",
            path="/reconcile",
            words=words,
            parameters=[*parameters.items()],
            method=method,
            language=language,
        )
        return page(site, asked)

    return ask


@pytest.fixture
def told(reply: Callable[..., Reply]) -> Told:
    """Ask a page of the service, and get what its JSON says."""

    def ask(*page: Callable[[Site, Asked], Reply], **parameters: object) -> dict[str, Any]:
        answer = reply(*page, **parameters)
        assert answer.status == 200
        assert answer.media_type == "application/json"
        found: dict[str, Any] = json.loads(answer.body)
        return found

    return ask


@pytest.fixture
def candidates(told: Told) -> Callable[..., list[dict[str, Any]]]:
    """Ask what one query may mean."""

    def ask(text: str = "", **query: object) -> list[dict[str, Any]]:
        asked = {"query": text, **query} if text else query
        answer = told(method="POST", queries=json.dumps({"q0": asked}))
        found: list[dict[str, Any]] = answer["q0"]["result"]
        return found

    return ask
