"""The pages of the site as a browser shows them: for everybody, light and dark, on a desk and on a phone."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page

from browsing import SCREEN, serious_findings

pytestmark = pytest.mark.browser
PAGES = (
    "/",
    "/search?q=jakarta",
    "/browse?kind=Network&region=region/142",
    "/sources",
    "/sources/wego-founders",
    "/changes",
    "/catalogue",
)
IN_THE_DARK = PAGES[:3]
PHONE = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def site_page(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page of a browser, and what it complains of."""
    context = browser.new_context(viewport={"width": SCREEN["width"], "height": SCREEN["height"]})
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda got: complaints.append(got.url) if got.status >= 400 else None)
    yield page, complaints
    context.close()


@pytest.fixture
def phone(site_page: tuple[Page, list[str]]) -> Iterator[Page]:
    """The page on the screen of a phone."""
    page, _complaints = site_page
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    yield page
    page.set_viewport_size({"width": SCREEN["width"], "height": SCREEN["height"]})


def _open(page: Page, served: httpx.Client, path: str) -> None:
    page.goto(str(served.base_url).rstrip("/") + path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_nobody_out(
    site_page: tuple[Page, list[str]], served: httpx.Client, path: str
) -> None:
    page, complaints = site_page
    page.emulate_media(color_scheme="light")
    _open(page, served, path)
    assert serious_findings(page) == []
    if path in IN_THE_DARK:
        page.emulate_media(color_scheme="dark")
        assert serious_findings(page, "color-contrast") == []
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": SCREEN["width"], "height": SCREEN["height"]})
    assert complaints == []


def test_light_and_dark_can_be_chosen_and_stay(
    site_page: tuple[Page, list[str]], served: httpx.Client
) -> None:
    page, _complaints = site_page
    page.emulate_media(color_scheme="light")
    _open(page, served, "/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Light or dark").click()
    dark = page.evaluate(ground)
    assert dark != light
    _open(page, served, "/sources")
    assert page.evaluate(ground) == dark
    page.get_by_role("button", name="Light or dark").click()


def test_a_language_is_chosen_on_any_page_and_stays(
    site_page: tuple[Page, list[str]], served: httpx.Client
) -> None:
    page, _complaints = site_page
    _open(page, served, "/search?q=jakarta")
    page.get_by_role("button", name="Bahasa Indonesia").click()
    assert page.url.endswith("/search?q=jakarta")
    assert page.locator("html").get_attribute("lang") == "id"
    _open(page, served, "/")
    assert page.get_by_text("Pertanyaan untuk memulai").is_visible()
    page.get_by_role("button", name="English").click()


@pytest.mark.parametrize("language", ["en", "id", "ko"])
def test_the_head_of_a_page_is_one_line_from_where_the_menu_is_in_it(
    site_page: tuple[Page, list[str]], served: httpx.Client, language: str
) -> None:
    page, _complaints = site_page
    for width in (1181, 1200, 1280):
        page.set_viewport_size({"width": width, "height": SCREEN["height"]})
        _open(page, served, f"/search?q=jakarta&lang={language}")
        head, last = (page.locator(one).bounding_box() for one in ("header.site", "#look"))
        assert head
        assert last
        assert last["y"] + last["height"] / 2 == pytest.approx(
            head["y"] + head["height"] / 2, abs=2
        )
    page.set_viewport_size({"width": SCREEN["width"], "height": SCREEN["height"]})


def test_a_question_of_the_first_page_is_answered(
    site_page: tuple[Page, list[str]], served: httpx.Client
) -> None:
    page, complaints = site_page
    complaints.clear()
    _open(page, served, "/")
    page.get_by_role("button", name="Ask").first.click()
    assert "/questions/shared-networks?a=Jakarta&b=Seoul" in page.url
    assert page.locator("table").first.is_visible()
    assert complaints == []


def test_on_a_phone_no_label_of_an_answer_stands_in_its_value(
    phone: Page, served: httpx.Client
) -> None:
    _open(phone, served, "/questions/shared-networks?a=Jakarta&b=Seoul")
    looks = phone.locator(".sheet td.short").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell, '::before')).map(look => [look.whiteSpace, look.textAlign])"
    )
    assert {tuple(look) for look in looks} == {("normal", "left")}


def test_on_a_phone_the_names_of_a_brief_s_time_line_are_whole(
    phone: Page, served: httpx.Client
) -> None:
    _open(phone, served, "/brief?of=Jakarta&with=Seoul&lang=id")
    names = phone.locator(".brief svg .name")
    assert names.count() > 1
    left = names.evaluate_all("names => names.map(name => name.getBoundingClientRect().left)")
    assert min(left) >= 0
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_facets_lead_on_by_the_keyboard_alone(
    site_page: tuple[Page, list[str]], served: httpx.Client
) -> None:
    page, _complaints = site_page
    _open(page, served, "/browse")
    link = page.locator(".facets a").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/browse?kind=*")
    assert page.locator(".chips a").count() == 2
