"""A browser that is watched while a person uses a page."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page


class Watched:
    """A page whose every request, dialog and error is noted, in a browser without a network."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))

    def open(self, file: Path, address: str = "") -> Page:
        """Open a file and wait until it is drawn."""
        self.page.goto(f"{file.as_uri()}{address}")
        self.page.wait_for_selector('body[data-ready="true"]')
        return self.page
