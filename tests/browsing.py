"""A browser that is watched while a person uses a page."""

import contextlib
import os
import shutil
from collections.abc import Generator
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

_QUIET: Final = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN: Final = {"width": 1280, "height": 800}


class Watched:
    """A page whose every request, dialog and error is noted, in a browser without a network.

    A browser takes longer to make a page than to open a file in it: tests share one, and each begins anew.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))

    def begin(self) -> None:
        """Forget what was: an empty page on a desk's screen, and whatever else was opened is closed."""
        for other in self.page.context.pages:
            if other != self.page:
                other.close()
        self.page.goto("about:blank")
        self.page.emulate_media(media="screen")
        if self.page.viewport_size != SCREEN:
            self.page.set_viewport_size({"width": SCREEN["width"], "height": SCREEN["height"]})
        self.requests.clear()
        self.complaints.clear()

    def open(self, file: Path, address: str = "") -> Page:
        """Open a file and wait until it is drawn."""
        self.page.goto(f"{file.as_uri()}{address}")
        self.page.wait_for_selector('body[data-ready="true"]')
        return self.page


@contextlib.contextmanager
def opened_browser() -> Generator[Browser]:
    """Open the browser of this machine."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = next((found for name in names if (found := shutil.which(name))), None)
    # Chromium's sandbox does not start for root.
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=[*_QUIET, *root])
        yield opened
        opened.close()


def serious_findings(page: Page, *rules: str) -> list[tuple[str, str, str]]:
    """Return the serious findings of axe-core: rule, help and where; of some of its rules alone where they are named."""
    # The page's own policy lets no other script in; a browser's tools may still evaluate one.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"]} | ({"runOnly": [*rules]} if rules else {})
    found: dict[str, Any] = page.evaluate("options => axe.run(options)", options)
    return [
        (one["id"], one["help"], node["html"][:160])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
