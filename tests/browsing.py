"""A browser that is watched while a person uses a page."""

from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Page

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
