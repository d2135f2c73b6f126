"""A brief as a page prints on two sheets and fits a phone, in either theme, with nothing that its policy refuses."""

import io
from pathlib import Path
from typing import Literal

import pypdf
import pytest
from playwright.sync_api import Browser

import simpul as api


@pytest.fixture(scope="module")
def page_file(curated_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    brief = api.open(curated_store, lang="id").brief("Jakarta", "Seoul")
    return brief.save(tmp_path_factory.mktemp("brief") / "brief.html")


@pytest.mark.parametrize("things", [("Jakarta",), ("Jakarta", "Seoul"), ("ICLEI",)])
def test_it_prints_on_two_sheets(
    browser: Browser, curated_store: Path, tmp_path: Path, things: tuple[str, ...]
) -> None:
    page_file = api.open(curated_store, lang="id").brief(*things).save(tmp_path / "brief.html")
    page = browser.new_page()
    page.goto(page_file.as_uri())
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()
    assert len(printed.pages) <= 2
    assert "Sumber" in "".join(sheet.extract_text() for sheet in printed.pages)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_in_either_theme(
    browser: Browser, page_file: Path, scheme: Literal["light", "dark"]
) -> None:
    told: list[str] = []
    page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    page.on("console", lambda message: told.append(message.text))
    page.goto(page_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.close()
    assert (colour == "rgb(255, 255, 255)") == (scheme == "light")
    assert told == []


def test_a_number_leads_to_its_source(browser: Browser, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.locator("a.ref").first.click()
    assert page.evaluate("document.querySelector(':target').tagName") == "LI"
    page.close()
