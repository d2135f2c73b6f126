"""A person uses each view, in a real browser without a network."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Watched
from simpul.store import OxigraphStore
from simpul.store.statements import holds
from world import CITIES, JAKARTA

pytestmark = pytest.mark.browser

JAKARTA_PAGE = f"#selected=city%2F{JAKARTA}"


@pytest.fixture
def view(watched: Watched, pages: Path) -> Callable[..., Page]:
    """Open a view by its name."""
    return lambda name, address="": watched.open(pages / f"{name}.html", address)


def _panel(page: Page) -> Locator:
    return page.locator("#panel")


def _counts(page: Page) -> list[int]:
    """Return what the page says it shows: things shown, things in all, ties."""
    text = page.locator("#counts").inner_text().replace(",", "")
    return [int(number) for number in re.findall(r"\d+", text)]


def _set(page: Page, slider: str, value: str) -> None:
    page.locator(slider).evaluate(
        "(box, value) => { box.value = value; box.dispatchEvent(new Event('input')) }", value
    )


def test_the_explorer_opens_on_a_part_and_says_what_it_leaves_out(
    view: Callable[..., Page],
) -> None:
    page = view("explorer")
    shown, whole, _ties = _counts(page)
    assert shown < 60 < whole
    expect(_panel(page)).to_contain_text("leaves out")
    page.get_by_role("button", name="Show everything").click()
    assert _counts(page)[0] > shown
    page.get_by_role("button", name="Overview").click()
    assert _counts(page)[0] == shown


def test_a_hub_expands_in_steps_and_collapses(view: Callable[..., Page]) -> None:
    page = view("explorer", "#selected=org%2Fnet-1")
    before = _counts(page)[0]
    lead = _panel(page).get_by_role("button", name=re.compile("Show 12 more neighbours"))
    lead.click()
    assert _counts(page)[0] == before + 12
    lead.click()
    assert _counts(page)[0] == before + 24
    assert "open=" in page.evaluate("location.hash")
    _panel(page).get_by_role("button", name="Collapse").click()
    assert _counts(page)[0] == before


def test_hide_pin_and_undo(view: Callable[..., Page]) -> None:
    page = view("explorer", "#selected=org%2Fnet-1")
    before = _counts(page)[0]
    _panel(page).get_by_role("button", name="Hide").click()
    assert _counts(page)[0] == before - 1
    page.get_by_role("button", name="Undo").click()
    assert _counts(page)[0] == before
    _panel(page).get_by_role("button", name="Pin").click()
    page.get_by_label("Networks").uncheck()
    assert _counts(page)[0] > 0
    assert "pin=org%252Fnet-1" in page.evaluate("location.hash")
    page.keyboard.press("Control+z")
    expect(page.get_by_label("Networks")).to_be_checked()


def test_the_slider_hides_what_was_not_yet_or_no_longer(view: Callable[..., Page]) -> None:
    page = view("networks", "#all=yes")
    ties = _counts(page)[2]
    _set(page, "#asof", "2005")
    then = _counts(page)[2]
    assert 0 < then < ties
    expect(page.locator("#undated-text")).to_contain_text(f"({CITIES // 2})")
    _set(page, "#asof", "2018")
    page.evaluate("location.hash = 'all=yes&asof=2018&selected=org%2Fnet-9'")
    expect(_panel(page).locator("h2")).to_have_text("Network 9")
    page.evaluate("location.hash = 'all=yes&asof=2020&view=table'")
    expect(page.locator("#table td.name").filter(has_text="Network 8")).to_have_count(1)
    expect(page.locator("#table td.name").filter(has_text="Network 9")).to_have_count(0)


def test_what_ended_is_struck_through_where_it_is_still_told(view: Callable[..., Page]) -> None:
    page = view("networks", f"{JAKARTA_PAGE}&asof=2020")
    expect(_panel(page).locator("li.past").first).to_contain_text("Network 9")
    expect(_panel(page).locator("li.past").first).to_contain_text("not at the end of 2020")


def test_filters_by_region_network_and_theme(view: Callable[..., Page]) -> None:
    page = view("explorer", "#view=table")
    page.get_by_label("Region").select_option(
        label="Indonesia (1)".replace("1", str(_regional(page)))
    )
    expect(page.locator("#table")).to_contain_text("Jakarta")
    expect(page.locator("#table")).not_to_contain_text("Tokyo")
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_label("Network", exact=True).select_option("org/net-9")
    rows = page.locator("#table tbody tr")
    expect(rows).to_have_count(len(range(0, CITIES, 9)) + 1)
    page.get_by_label("Network", exact=True).select_option("")
    page.get_by_label("Theme", exact=True).select_option("theme/water")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Flood walls")


def test_a_region_may_be_a_part_of_a_continent(view: Callable[..., Page]) -> None:
    page = view("explorer", "#view=table")
    region = page.locator("#region")
    assert region.locator("optgroup").evaluate_all("all => all.map(one => one.label)") == [
        "Continents",
        "Parts of continents",
        "Countries",
    ]
    region.select_option("area/035")
    names = page.locator("#table td.name")
    for name in ("Jakarta", "Bangkok"):
        expect(names.get_by_text(name, exact=True)).to_have_count(1)
    for name in ("Tokyo", "Mumbai"):
        expect(names.get_by_text(name, exact=True)).to_have_count(0)
    page.get_by_label("Language").select_option("id")
    assert "Asia Tenggara" in region.locator("option:checked").inner_text()


def test_networks_in_the_table_are_those_of_the_year(view: Callable[..., Page]) -> None:
    page = view("networks", "#view=table")
    row = page.locator("#table tr", has=page.get_by_role("link", name="Jakarta", exact=True))
    expect(row.locator("td.network_facet")).to_contain_text("N9")
    _set(page, "#asof", "2020")
    expect(row.locator("td.network_facet")).not_to_contain_text("N9")
    expect(row.locator("td.network_facet")).to_contain_text("N8")
    ended = page.locator('#network option[value="org/net-9"]')
    expect(ended).to_have_count(0)
    _set(page, "#asof", "2018")
    page.get_by_label("Network", exact=True).select_option("org/net-9")
    expect(row).to_have_count(1)


def _regional(page: Page) -> int:
    text = page.locator("#region option", has_text="Indonesia").inner_text()
    return int(re.findall(r"\d+", text)[0])


def test_a_partial_list_says_so_where_members_are_counted(view: Callable[..., Page]) -> None:
    page = view("explorer", "#selected=org%2Fnet-2")
    expect(_panel(page)).to_contain_text("Members (35)")
    expect(_panel(page).locator(".gap")).to_contain_text(
        "not complete: List made-up-world (sample)"
    )
    expect(_panel(page).locator(".lines-of .go")).to_have_count(8)
    _panel(page).get_by_role("button", name="+ 27 more").click()
    expect(_panel(page).locator(".lines-of .go")).to_have_count(35)


def test_light_ties_can_be_left_out_of_shared_networks(view: Callable[..., Page]) -> None:
    page = view("shared")
    before = _counts(page)[2]
    assert 0 < before <= 170
    _set(page, "#least", page.locator("#least").get_attribute("max") or "")
    assert 0 < _counts(page)[2] < before
    page.get_by_role("button", name="Undo").click()
    assert _counts(page)[2] == before


def test_a_kind_of_tie_can_be_hidden_in_cooperation(view: Callable[..., Page]) -> None:
    page = view("cooperation")
    before = _counts(page)[2]
    page.get_by_label("Visit", exact=False).first.uncheck()
    assert _counts(page)[2] == before - 8
    page.evaluate(f"location.hash = '{JAKARTA_PAGE[1:]}'")
    expect(_panel(page)).to_contain_text("Visit 1 (2011-05)")


def test_compare_tells_what_two_cities_share_and_who_says_so(view: Callable[..., Page]) -> None:
    page = view("compare")
    expect(page).to_have_title("Simpul: Jakarta and Seoul compared")
    networks = _panel(page).locator("h3", has_text="Networks").locator("~ ul").first
    expect(networks.locator("li")).to_have_count(1)
    expect(networks).to_contain_text("Network 1")
    expect(_panel(page).locator("ol")).to_contain_text("Report, List made-up-world")
    expect(_panel(page).locator(".gap").first).to_contain_text("Others may be missing")
    networks.get_by_role("link", name="Network 1").click()
    expect(_panel(page).locator("h2")).to_have_text("Network 1")


def test_a_path_gives_each_step_its_reason(view: Callable[..., Page]) -> None:
    page = view("path")
    first = _panel(page).locator(".ways > li").first
    expect(first).to_contain_text("Jakarta")
    expect(first).to_contain_text("located in")
    expect(first).to_contain_text("Flood walls")
    expect(first.locator("sup")).to_have_count(1)


def test_ego_opens_on_its_thing(view: Callable[..., Page]) -> None:
    page = view("ego")
    expect(_panel(page).locator("h2")).to_have_text("Jakarta")
    page.get_by_label("Language").select_option("ko")
    expect(page).to_have_title("심풀: 자카르타 주변")
    expect(_panel(page).locator("h2")).to_have_text("자카르타")


def test_the_map_zooms_clusters_and_explains(view: Callable[..., Page]) -> None:
    page = view("map")
    marks = page.locator("#picture circle")
    before = marks.count()
    assert 5 < before < CITIES
    assert page.locator("#picture path").count() > 20
    # A crowded place is opened by a click: what it holds stands apart, by its own marks.
    crowded = page.locator("#picture g[cursor=pointer]").filter(has=page.locator("text"))
    held = crowded.first.locator("title").text_content() or ""
    crowded.first.click()
    titles = page.locator("#picture g[cursor=pointer] title").all_text_contents()
    assert held not in titles
    assert held.split(", ")[0] in ", ".join(titles)
    page.get_by_role("combobox").first.fill("jakar")
    page.keyboard.press("Enter")
    expect(_panel(page).locator("h2")).to_have_text("Jakarta")
    page.locator("#picture").focus()
    page.keyboard.press("ArrowUp")
    expect(_panel(page).locator("h2")).not_to_have_text("Jakarta")


def test_the_map_moves_with_the_mouse(view: Callable[..., Page]) -> None:
    page = view("map")
    ground = page.locator("#picture svg > g").first
    before = ground.get_attribute("transform")
    page.mouse.move(600, 400)
    page.mouse.down()
    page.mouse.move(680, 430, steps=4)
    page.mouse.up()
    expect(ground).not_to_have_attribute("transform", before or "")
    page.mouse.wheel(0, -200)
    assert page.locator("#picture circle").count() > 5


def test_the_timeline_has_bars_marks_and_due_dates(view: Callable[..., Page]) -> None:
    page = view("timeline")
    picture = page.locator("#picture")
    for heading in ("Memberships", "Agreements", "Phases of initiatives", "due date"):
        expect(picture).to_contain_text(heading)
    expect(picture.get_by_role("button", name="Share flood maps, due 2027-03")).to_be_visible()
    lead = picture.get_by_role("button", name=re.compile(r"N1 \(70\)"))
    bars = picture.locator(".bar")
    before = bars.count()
    lead.click()
    expect(lead).to_have_attribute("aria-expanded", "true")
    assert bars.count() == before + CITIES
    picture.get_by_role("button", name=re.compile("^Jakarta, from 2001")).click()
    expect(_panel(page).locator("h2")).to_have_text("Jakarta")
    expect(_panel(page)).to_contain_text("Network 1")


def test_a_query_is_drawn_with_what_is_known_of_its_things(view: Callable[..., Page]) -> None:
    page = view("query", JAKARTA_PAGE)
    expect(page).to_have_title("Simpul: members")
    expect(_panel(page)).to_contain_text("Networks (9)")
    expect(_panel(page)).to_contain_text("in the answer")
    expect(_panel(page).locator("dt", has_text="population")).to_have_count(1)


def test_the_ontology_is_drawn(view: Callable[..., Page]) -> None:
    page = view("ontology", "#selected=City")
    expect(_panel(page)).to_contain_text("is a kind of")


@pytest.mark.parametrize("name", ["explorer", "map", "timeline"])
def test_the_picture_is_saved_as_png(view: Callable[..., Page], name: str) -> None:
    page = view(name)
    with page.expect_download() as got:
        page.get_by_role("button", name="Save as PNG").click()
    content = Path(got.value.path()).read_bytes()
    assert re.fullmatch(r"simpul-[a-z-]+\.png", got.value.suggested_filename)
    assert content.startswith(b"\x89PNG")
    assert len(content) > 5_000


def test_the_table_is_saved_as_csv(view: Callable[..., Page]) -> None:
    page = view("networks")
    with page.expect_download() as got:
        page.get_by_role("button", name="Save table as CSV").click()
    text = Path(got.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert rows[0][:3] == ["Name", "Kind", "Ties"]
    assert len(rows) == CITIES + 9 + 1
    assert any(row[0] == "Jakarta" and "N1; N2" in row[4] for row in rows)


def test_turtle_and_sparql_of_a_thing_hold_what_the_store_holds(
    view: Callable[..., Page], many: OxigraphStore
) -> None:
    page = view("explorer", JAKARTA_PAGE)
    # A page opened as a file is not let near the clipboard: the text is shown to be copied by hand.
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Copy as Turtle").click()
    expect(page.locator("#copied")).to_be_visible()
    turtle = page.locator("#copied").input_value()
    page.get_by_role("button", name="Close", exact=True).last.click()
    page.get_by_role("button", name="Copy the SPARQL").click()
    expect(page.locator("#copied")).to_be_visible()
    query = page.locator("#copied").input_value()
    parsed = set(pyoxigraph.parse(turtle, pyoxigraph.RdfFormat.TURTLE))
    assert len(parsed) > 60
    for quad in parsed:
        assert holds(many, quad.triple), quad
    answered = many.select(query).rows
    memberships = {row["subject"].value for row in answered if "membership/" in str(row["subject"])}  # type: ignore[union-attr]  # subjects are IRIs
    assert len(memberships) == 9


def test_a_thing_is_dragged_and_opened_by_mouse(view: Callable[..., Page]) -> None:
    page = view("networks", "#selected=org%2Fnet-1")
    before = _counts(page)[0]
    box = page.locator("#picture canvas").bounding_box()
    assert box is not None
    # The page opens with what is chosen in the middle.
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile("at=org"))
    page.mouse.dblclick(x + 60, y + 40)
    expect(page).to_have_url(re.compile("open=org"))
    assert _counts(page)[0] == before + 12
    page.get_by_role("button", name="Undo").click()
    assert _counts(page)[0] == before


@pytest.mark.parametrize("name", ["networks", "map", "timeline", "compare"])
def test_a_saved_address_brings_each_view_back(
    view: Callable[..., Page], watched: Watched, name: str
) -> None:
    page = view(name)
    _set(page, "#asof", "2012")
    page.locator("#legend [data-group=city]").uncheck()
    page.get_by_label("Language").select_option("id")
    address = page.evaluate("location.hash")
    page.goto("about:blank")
    again = view(name, address)
    expect(again.locator("#asof-text")).to_have_text("akhir 2012")
    expect(again.locator("#legend [data-group=city]")).not_to_be_checked()
    expect(again.locator("html")).to_have_attribute("lang", "id")
    assert watched.complaints == []


def test_the_keyboard_alone_goes_from_thing_to_thing(view: Callable[..., Page]) -> None:
    page = view("networks")
    for _press in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "picture":
            break
    assert page.evaluate("document.activeElement.id") == "picture"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("ArrowRight")
    first = _panel(page).locator("h2").inner_text()
    page.keyboard.press("ArrowLeft")
    expect(_panel(page).locator("h2")).not_to_have_text(first)
    before = _counts(page)[0]
    page.keyboard.press("h")
    assert _counts(page)[0] == before - 1
    page.keyboard.press("Control+z")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
