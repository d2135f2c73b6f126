"""More than can be read at once: all of it is drawn, named, found and opened, and the year and the legend hold for it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from browsing import Watched
from simpul.projection import Citation, Projection, Span, Thing, Tie
from simpul.projection.crowds import folded
from simpul_viz.picture_page import draw

pytestmark = pytest.mark.browser

CITIES: Final = 2000
NETWORKS: Final = 20


def _crowd() -> Projection:
    """Return cities in three networks each; those in network 0 joined in 2000, all others in 2010."""
    things = [
        Thing(key=f"org/net-{n}", kind="Network", group="network", labels={"en": f"Network {n}"})
        for n in range(NETWORKS)
    ] + [
        Thing(key=f"city/{n}", kind="City", group="city", labels={"en": f"City {n}"})
        for n in range(CITIES)
    ]
    ties = [
        Tie(
            source=f"city/{city}",
            target=f"org/net-{number}",
            relation="membership",
            name={"en": "Membership"},
            span=Span(begin="2010-01-01" if number else "2000-01-01"),
            dates={"begin": "2010" if number else "2000"},
            member=True,
        )
        for city in range(CITIES)
        for number in sorted({0, city % NETWORKS, (city * 7 + 3) % NETWORKS})
    ]
    kinds = {"City": {"en": "City"}, "Network": {"en": "Network"}}
    return Projection(things=things, ties=ties, kinds=kinds)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("crowd") / "crowd.html"
    file.write_text(draw(_crowd(), language="en"), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def folded_crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the same, in which those in network 0 alone are told of; a hundred of these joined in 2010."""
    whole = _crowd()
    alone = {f"city/{city}" for city in range(500)}
    late = {f"city/{city}" for city in range(100)}
    ties = [
        replace(
            tie,
            citations=(Citation(title=(("en", "The list"),)),),
            span=Span(begin="2010-01-01") if tie.source in late else tie.span,
        )
        for tie in whole.ties
        if tie.source not in alone or tie.target == "org/net-0"
    ]
    drawn = folded(replace(whole, ties=ties))
    file = tmp_path_factory.mktemp("folded") / "folded.html"
    file.write_text(draw(drawn, language="en"), encoding="utf-8")
    return file


def _inked(page: Page) -> int:
    """Return how many pixels of the picture are drawn."""
    found: int = page.evaluate(
        """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
             const canvas = document.querySelector("#picture canvas");
             const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
             let inked = 0;
             for (let i = 3; i < data.length; i += 4) inked += data[i] > 0;
             done(inked);
           })))"""
    )
    return found


def _zoomed_out(watched: Watched, crowd: Path, key: str) -> tuple[Page, float, float]:
    """Open the whole with one thing in the middle, let go of it, and go far away; return where the middle is."""
    page = watched.open(crowd, f"#all=yes&selected={key}")
    page.keyboard.press("Escape")
    for _step in range(4):
        page.get_by_role("button", name="Zoom out").click()
    box = page.locator("#picture canvas").bounding_box()
    assert box is not None
    return page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_everything_is_drawn_and_counted(watched: Watched, crowd: Path) -> None:
    page = watched.open(crowd)
    part = _inked(page)
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator("#counts")).to_contain_text("2,020 of 2,020 things shown")
    whole = _inked(page)
    assert whole > 2 * part
    page.get_by_label("Cities").uncheck()
    assert 0 < _inked(page) < whole / 10


def test_a_far_dot_is_named_under_the_pointer_and_opened_by_a_click(
    watched: Watched, crowd: Path
) -> None:
    page, x, y = _zoomed_out(watched, crowd, "city%2F77")
    page.mouse.move(x, y)
    expect(page.locator("#picture .sheet").first).to_have_css("cursor", "pointer")
    page.mouse.click(x, y)
    expect(page.locator("#panel h2")).to_have_text("City 77")
    assert "selected=city%2F77" in page.evaluate("location.hash")
    page.mouse.click(x, 130)
    expect(page.locator("#panel h2")).to_have_count(0)
    assert watched.complaints == []


def test_a_far_thing_is_found_by_its_name_and_by_the_keyboard(
    watched: Watched, crowd: Path
) -> None:
    page = watched.open(crowd, "#all=yes")
    page.get_by_role("combobox").first.fill("city 1999")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("City 1999")
    page.locator("#picture").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel h2")).not_to_have_text("City 1999")
    page.keyboard.press("h")
    expect(page.locator("#counts")).to_contain_text("2,019 of 2,020")


def test_the_year_hides_far_ties(watched: Watched, crowd: Path) -> None:
    page = watched.open(crowd, "#all=yes")
    before = _inked(page)
    page.locator("#asof").evaluate(
        "box => { box.value = '2005'; box.dispatchEvent(new Event('input')) }"
    )
    expect(page.locator("#counts")).to_contain_text("2,000 ties")
    assert 0 < _inked(page) < before


def test_a_thing_near_enough_to_be_read_is_dragged(watched: Watched, crowd: Path) -> None:
    page = watched.open(crowd, "#all=yes&selected=city%2F77")
    box = page.locator("#picture canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.wait_for_selector("#picture canvas[data-still]")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("at=city"))


def test_a_moved_picture_is_drawn_to_its_edges(watched: Watched, crowd: Path) -> None:
    page, x, y = _zoomed_out(watched, crowd, "city%2F77")
    page.get_by_role("button", name="Zoom in").click(click_count=3)
    corner = """() => {
        const canvas = document.querySelector("#picture canvas");
        const { data } = canvas.getContext("2d").getImageData(canvas.width * 0.8, 0, canvas.width * 0.2, canvas.height);
        return data.some((value, i) => i % 4 === 3 && value > 0);
    }"""
    for _turn in range(3):
        page.mouse.move(x + 300, y)
        page.mouse.down()
        page.mouse.move(x - 300, y, steps=3)
        assert page.evaluate(corner)
        page.mouse.up()


def test_who_is_told_of_and_not_drawn_is_found_and_opened_at_the_network(
    watched: Watched, folded_crowd: Path
) -> None:
    page = watched.open(folded_crowd)
    expect(page.locator("#counts")).to_contain_text("of 1,520 things")
    page.get_by_role("combobox").first.fill("city 499")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("City 499")
    expect(page.locator("#panel")).to_contain_text("Network 0 (from 2000)[1]")
    expect(page.locator("#panel")).to_contain_text("It has no other tie and is not drawn.")
    address = page.evaluate("location.hash")
    assert "member=city%2F499" in address
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#panel h2")).to_have_text("Network 0")
    watched.open(folded_crowd, address)
    expect(page.locator("#panel h2")).to_have_text("City 499")
    assert watched.complaints == []


def test_a_network_lists_by_country_whom_the_picture_does_not_draw(
    watched: Watched, folded_crowd: Path
) -> None:
    page = watched.open(folded_crowd, "#selected=org%2Fnet-0")
    expect(page.locator("#panel")).to_contain_text("Members without another tie, by country (500)")
    page.get_by_text("Country unknown (500)").click()
    page.get_by_role("link", name="City 77", exact=True).click()
    expect(page.locator("#panel h2")).to_have_text("City 77")
    page.get_by_role("button", name="Undo").click()
    page.locator("#asof").evaluate(
        "box => { box.value = '2005'; box.dispatchEvent(new Event('input')) }"
    )
    expect(page.locator("#panel h2")).to_have_text("Network 0")
    expect(page.locator("#panel")).to_contain_text("by country (400)")


def test_ties_of_a_single_dataset_are_switched_off_with_whom_they_alone_tie(
    watched: Watched, tmp_path: Path
) -> None:
    cities = [Thing(key=f"city/{n}", kind="City", group="city", labels={"en": f"City {n}"}) for n in range(3)]  # fmt: skip
    name = {"en": "Sister city agreement"}
    ties = [
        Tie(source="city/0", target="city/1", relation="sisterCityOf", name=name, directed=False),
        Tie(
            source="city/1",
            target="city/2",
            relation="sisterCityAgreement",
            name=name,
            directed=False,
            single=True,
        ),
    ]
    file = tmp_path / "singles.html"
    whole = Projection(things=cities, ties=ties, kinds={"City": {"en": "City"}})
    file.write_text(draw(whole, language="en"), encoding="utf-8")
    page = watched.open(file)
    expect(page.locator("#counts")).to_contain_text("3 of 3 things shown, 2 ties")
    page.get_by_label("Ties that a single dataset has (1)").uncheck()
    expect(page.locator("#counts")).to_contain_text("2 of 3 things shown, 1 ties")
    assert "singles=no" in page.evaluate("location.hash")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Ties that a single dataset has (1)")).to_be_checked()


def test_a_crowd_on_a_phone_fits(watched: Watched, crowd: Path) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 800})
    page = watched.open(crowd, "#all=yes")
    assert _inked(page) > 5000
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
