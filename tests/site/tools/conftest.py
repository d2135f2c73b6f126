import json
from collections.abc import Callable
from typing import Any

import pytest

from simpul.site.asking import Asked
from simpul.site.site import Site
from simpul.site.tools import pages


@pytest.fixture
def call(site: Site) -> Callable[..., dict[str, Any]]:
    """Call a tool by its name, and get what the protocol's door gets."""

    def ask(tool: str, /, *, spoken: str = "en", **arguments: object) -> dict[str, Any]:
        site.told.clear()
        content = json.dumps({"name": tool, "arguments": arguments}).encode()
        asked = Asked(page="test", path="/mcp", method="POST", content=content, language=spoken)
        found: dict[str, Any] = json.loads(pages.called(site, asked).body)
        return found

    return ask
