"""An official comes with a question and leaves with its answer: the page of the curated graph, read and clicked."""

import csv
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Watched
from simpul.analysis.analyses import analyse
from simpul.analysis.findings import Request as Asked
from simpul.analysis.paths import shortest_paths
from simpul.locale import said
from simpul.projection import Projection, project
from simpul.projection.memberships import shared
from simpul.projection.neighbourhood import compare, ego
from simpul.store import OxigraphStore
from simpul.terms import ID
from world import JAKARTA, SEOUL

pytestmark = pytest.mark.browser

ROTTERDAM = "city/2747891"
J, S = f"city/{JAKARTA}", f"city/{SEOUL}"
Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def curated_whole(curated: OxigraphStore) -> Projection:
    return project(curated)


@pytest.fixture
def page(watched: Watched, curated_page: Path) -> Opened:
    """Open the page at an address."""
    return lambda address="": watched.open(curated_page, address)


def _panel(page: Page) -> Locator:
    return page.locator("#panel")


def _fill(page: Page, question: str, *names: str) -> Locator:
    """Fill the gaps of a question, ask it, and return its answer."""
    form = page.locator(f'[data-question="{question}"]')
    for number, name in enumerate(names):
        box = form.get_by_role("combobox").nth(number)
        if box.input_value() != name:
            box.fill(name)
            box.press("Enter")
    form.get_by_role("button").click()
    return page.locator(".answered")


def _pair(page: Page, scene: str, a: str, b: str, more: str = "") -> None:
    page.evaluate(
        "([scene, a, b, more]) => { location.hash = `scene=${scene}&a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}${more}` }",
        [scene, a, b, more],
    )


# ---- Six tasks, in Indonesian, within four steps --------------------------------------------------------------


def test_which_networks_two_cities_share_and_who_says_so(page: Opened) -> None:
    answer = _fill(page("#language=id"), "shared", "Jakarta", "Seoul")
    expect(answer.locator(".answer")).to_contain_text("Jakarta dan Seoul sama-sama anggota 5")
    rows = answer.locator("tbody tr")
    expect(rows).to_have_count(5)
    for network in ("C40 Cities", "CityNet", "100 Resilient Cities"):
        expect(answer.locator("tbody")).to_contain_text(network)
    rows.first.locator("sup a").first.click()
    expect(_panel(answer.page)).to_contain_text("Penerbit")


def test_what_was_measured_about_an_initiative(page: Opened) -> None:
    answer = _fill(page("#language=id"), "measured", "Seoullo 7017")
    expect(answer).to_contain_text("869 m")
    expect(answer).to_contain_text("50.000 orang")
    expect(answer).to_contain_text("305 hari")


def test_who_has_worked_on_a_theme_is_told_also_when_nobody_has(page: Opened) -> None:
    opened = page("#language=id")
    answer = _fill(opened, "worked", "Air limbah")
    told = answer.locator(".answer").inner_text()
    rows = answer.locator("tbody tr").count()
    # Whether anybody has is for the data to say; that nobody has is said in a sentence, with what is nearest.
    assert rows or "Tidak tercatat siapa pun" in told
    assert rows or "Yang paling dekat yang diketahui" in told


def test_what_one_city_asked_of_another_and_that_nobody_answered(page: Opened) -> None:
    answer = _fill(page("#language=id"), "asked", "Jakarta", "Seoul")
    expect(answer.locator(".answer")).to_contain_text("tidak ada jawaban yang tercatat")
    expect(answer.locator("tbody tr")).to_have_count(3)
    expect(answer).to_contain_text("Kunjungan balasan Seoul ke Jakarta")


def test_how_both_stood_at_the_end_of_a_year_that_is_typed(page: Opened) -> None:
    opened = page("#language=id")
    _fill(opened, "shared", "Jakarta", "Seoul")
    opened.get_by_label("Tahun", exact=True).fill("2010")
    opened.get_by_label("Tahun", exact=True).press("Enter")
    expect(opened.locator(".answered")).not_to_contain_text("100 Resilient Cities")
    expect(opened.locator("#asof-text")).to_have_text("akhir 2010")


def test_the_ways_between_two_cities_have_the_water_agreements_among_them(page: Opened) -> None:
    answer = _fill(page("#language=id"), "ways", "Jakarta", "Rotterdam")
    text = answer.inner_text()
    assert text.count("Kota bersaudara Jakarta") == 0
    moa = answer.get_by_role(
        "link", name=re.compile("Rotterdam.*air|air.*Rotterdam", re.IGNORECASE)
    )
    expect(moa.first).to_be_visible()


# ---- The same as Python says --------------------------------------------------------------------------------


def _shown_ids(page: Page, what: str) -> list[str]:
    """Return the keys of the links in a part of the panel."""
    hrefs = page.locator(what).evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return [href.removeprefix("#selected=").replace("%2F", "/") for href in hrefs]


def test_ways_are_those_of_the_analysis(page: Opened, curated_whole: Projection) -> None:
    opened = page()
    _pair(opened, "ways", J, ROTTERDAM)
    items = opened.locator(".ways > li")
    found = []
    for number in range(items.count()):
        links = items.nth(number).locator("div:not(.step) > .go")
        hrefs = links.evaluate_all("all => all.map(one => one.getAttribute('href'))")
        found.append([href.removeprefix("#selected=").replace("%2F", "/") for href in hrefs])
    expected = shortest_paths(curated_whole, J, ROTTERDAM, most=8)
    assert found[0] == expected[0] == [J, ROTTERDAM]
    assert sorted(found) == sorted(expected)
    assert ["event/jakarta-rotterdam-moa-2017"] in [path[1:-1] for path in found]


def test_what_two_cities_have_in_common_is_what_python_finds(
    page: Opened, curated_whole: Projection
) -> None:
    opened = page()
    _pair(opened, "compare", J, S)
    found = _shown_ids(opened, "#panel .common > li > .go")
    assert sorted(found) == sorted(compare(curated_whole, J, S).both)


def test_what_lies_around_a_thing_is_what_python_finds(
    page: Opened, curated_whole: Projection
) -> None:
    opened = page("#scene=around&a=initiative%2Fseoullo-7017&view=table&off=")
    around = ego(curated_whole, "initiative/seoullo-7017", hops=2)
    expect(opened.locator("#table tbody tr")).to_have_count(len(around.things))


def test_the_strongest_pairs_are_those_of_python(page: Opened, curated_whole: Projection) -> None:
    opened = page("#scene=shared&least=1&view=table")
    with opened.expect_download() as got:
        opened.get_by_role("button", name="Save table as CSV").click()
    rows = list(csv.reader(Path(got.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    names = {thing.key: said(thing.labels, "en") for thing in curated_whole.things}
    expected = {
        (frozenset((names[t.source], names[t.target])), t.weight)
        for t in shared(curated_whole).ties
    }
    weight = rows[0].index("Strength")
    assert {(frozenset((row[0], row[2])), float(row[weight])) for row in rows[1:]} == expected
    assert rows[0].count("Made of") == 1


def test_the_panel_of_shared_networks_begins_with_the_strongest_pairs_and_keeps_to_the_strength_chosen(
    page: Opened, curated_whole: Projection
) -> None:
    pairs = page("#scene=shared&least=3").locator("#panel li:has(button.link)")
    weights = [int(text.rsplit("(", 1)[1].rstrip(") ")) for text in pairs.all_inner_texts()]
    expected = sorted((tie.weight for tie in shared(curated_whole).ties), reverse=True)
    assert len(weights) > 1
    assert weights == expected[: len(weights)]
    heaviest = weights[0]
    assert len({*expected}) > 1
    opened = page(f"#scene=shared&least={heaviest:.0f}")
    texts = opened.locator("#panel li:has(button.link)").all_inner_texts()
    assert texts
    assert all(text.endswith(f"({heaviest})") for text in texts)


@pytest.mark.parametrize("chosen", ["asof=1990", "network=org%2Fc40", "source=0"])
def test_the_legend_counts_what_the_filters_leave(page: Opened, chosen: str) -> None:
    def counted(opened: Page) -> int:
        return sum(int(text) for text in opened.locator("#legend small").all_inner_texts())

    everything = counted(page("#view=table&off="))
    opened = page(f"#view=table&off=&{chosen}")
    assert 0 < counted(opened) < everything
    expect(opened.locator("#table tbody tr")).to_have_count(counted(opened))


# ---- Time and doubt --------------------------------------------------------------------------------------------


def test_panel_and_picture_agree_on_the_networks_of_a_year(page: Opened) -> None:
    opened = page()
    _pair(opened, "compare", J, S, "&asof=2009")
    expect(_panel(opened).locator(".common").first).not_to_contain_text("100 Resilient Cities")
    expect(_panel(opened).locator(".answer")).to_contain_text("end of 2009")


def test_what_is_undated_or_doubtful_looks_so_and_can_be_left_out(page: Opened) -> None:
    opened = page("#scene=networks&asof=2010&all=yes")
    ties = opened.locator("#counts")
    before = ties.inner_text()
    opened.get_by_label("Undated, may have held").uncheck()
    expect(ties).not_to_have_text(before)
    opened.get_by_label("Doubtful").uncheck()
    expect(opened.locator("#chips")).to_contain_text("without doubtful")


def test_an_office_seen_later_is_not_proven_before(page: Opened) -> None:
    opened = page(f"#selected=city%2F{JAKARTA}&asof=2010")
    line = _panel(opened).locator("li", has=opened.get_by_role("link", name="C40 Cities")).first
    expect(line).to_contain_text("not dated to the end of 2010")
    expect(line).to_have_class("undated")


def test_a_list_of_one_year_is_a_mark_and_no_bar(page: Opened) -> None:
    opened = page(f"#view=timeline&selected=city%2F{JAKARTA}")
    mark = opened.locator(".sheet.timeline .point[aria-label='Jakarta, as of 2016']")
    expect(mark.first).to_be_visible()
    expect(opened.locator(".sheet.timeline .bar[aria-label='Jakarta, as of 2016']")).to_have_count(
        0
    )


# ---- Nothing ends in a blank ----------------------------------------------------------------------------------


def test_one_kind_alone_is_drawn_though_the_overview_has_none_of_it(page: Opened) -> None:
    opened = page()
    opened.get_by_role("button", name="None", exact=True).click()
    opened.locator("[data-group=request]").check()
    expect(opened.locator("#counts")).to_contain_text("3 of")
    expect(opened.locator("#blank")).to_be_hidden()
    expect(opened.locator("#chips")).to_contain_text("only Requests and commitments")


def test_filters_that_nothing_passes_say_so_and_offer_a_way_out(page: Opened) -> None:
    opened = page("#theme=theme%2Fwalkability&network=org%2Faimf")
    blank = opened.locator("#blank")
    expect(blank).to_contain_text("Nothing matches all of these")
    blank.get_by_role("button").first.click()
    expect(blank).to_be_hidden()


# ---- Finding ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("seullo", "Seoullo 7017"),
        ("wastewater", "Waste water"),
        ("waste water", "Waste water"),
        ("request", "Requests and commitments"),
        ("jakrata", "Jakarta"),
        ("banjir", "Disaster risk"),
        ("limbah", "Waste water"),
    ],
)
def test_the_search_forgives(page: Opened, sought: str, found: str) -> None:
    opened = page()
    opened.get_by_role("combobox", name="Search").fill(sought)
    expect(opened.locator("#results")).to_contain_text(found)


def test_two_names_are_compared(page: Opened) -> None:
    opened = page()
    opened.get_by_role("combobox", name="Search").fill("Jakarta Rotterdam")
    opened.locator("#results li", has_text="Compare Jakarta and Rotterdam").click()
    expect(opened.locator("#title")).to_have_text("Jakarta and Rotterdam compared")


def test_the_number_of_hits_is_no_cap_and_a_found_theme_opens_its_neighbours(page: Opened) -> None:
    opened = page()
    box = opened.get_by_role("combobox", name="Search")
    box.fill("jakarta")
    count = int((opened.locator("#status").text_content() or "0").split()[0])
    assert count > 12
    box.fill("walkability")
    box.press("Enter")
    assert "open=" in opened.evaluate("location.hash")


def test_back_undoes_the_last_step(page: Opened) -> None:
    opened = page()
    opened.get_by_role("combobox", name="Search").fill("c40")
    opened.keyboard.press("Enter")
    expect(_panel(opened).locator("h2")).to_have_text("C40 Cities")
    opened.get_by_role("button", name="Map", exact=True).click()
    opened.go_back()
    expect(_panel(opened).locator("h2")).to_have_text("C40 Cities")
    expect(opened.get_by_role("button", name="Network", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    opened.go_back()
    expect(_panel(opened)).to_contain_text("Search or click")
    opened.go_forward()
    expect(_panel(opened).locator("h2")).to_have_text("C40 Cities")


# ---- Cards -----------------------------------------------------------------------------------------------------


def test_from_a_card_one_goes_to_another_pair_around_and_to_the_map(page: Opened) -> None:
    opened = page(f"#selected=city%2F{JAKARTA}")
    box = _panel(opened).get_by_role("combobox", name="Compare with")
    box.fill("Rotterdam")
    box.press("Enter")
    expect(opened.locator("#title")).to_have_text("Jakarta and Rotterdam compared")
    opened.go_back()
    box = _panel(opened).get_by_role("combobox", name="Way to")
    box.fill("Bangkok")
    box.press("Enter")
    expect(opened.locator("#title")).to_have_text("From Jakarta to Bangkok")
    opened.go_back()
    _panel(opened).get_by_role("button", name="Around").click()
    expect(opened.locator("#title")).to_have_text("Around Jakarta")
    _panel(opened).get_by_role("button", name="On the map").click()
    expect(opened.locator("body")).to_have_class("map")
    expect(_panel(opened).locator("h2")).to_have_text("Jakarta")


def test_a_city_says_what_its_government_asked_and_repeats_no_note(page: Opened) -> None:
    opened = page(f"#selected=city%2F{JAKARTA}")
    headings = _panel(opened).locator("h3").all_inner_texts()
    assert [re.sub(r" \(\d+\)", "", text) for text in headings[:5]] == [
        "Networks",
        "Requests and commitments",
        "Visits and meetings with others",
        "Lessons and interests",
        "Sister cities",
    ]
    expect(_panel(opened)).to_contain_text("A return visit of Seoul to Jakarta")
    expect(_panel(opened)).to_contain_text("no answer is on record")
    assert _panel(opened).inner_text().count("The article names five networks") == 1
    assert "claimed by" not in _panel(opened).inner_text()


def test_figures_that_disagree_stand_side_by_side(page: Opened) -> None:
    opened = page("#selected=initiative%2Fcheonggyecheon")
    tile = _panel(opened).locator(".tile.split")
    expect(tile).to_contain_text("370,000,000,000 KRW")
    expect(tile).to_contain_text("386,000,000,000 KRW")
    expect(tile).to_contain_text("sources disagree")
    expect(tile).to_contain_text("over 370 or over 386 billion")


def test_the_figures_of_an_initiative_come_first_and_its_report_is_listed_once(
    page: Opened,
) -> None:
    opened = page("#selected=initiative%2Fseoullo-7017")
    expect(_panel(opened).locator("h3").first).to_have_text("Figures")
    titles = _panel(opened).locator(".sources li").all_inner_texts()
    assert len([text for text in titles if "day 4 in Seoul" in text]) == 1


def test_a_number_opens_the_card_of_its_document(page: Opened) -> None:
    opened = page("#selected=initiative%2Fseoullo-7017")
    _panel(opened).locator("sup a").first.click()
    for label in ("Document", "Passage", "In the dataset", "Licence"):
        expect(_panel(opened)).to_contain_text(label)
    _panel(opened).get_by_role("button", name="Back").click()
    expect(_panel(opened).locator("h2")).to_have_text("Seoullo 7017")


def test_a_tie_of_a_way_opens_what_is_known_of_it(page: Opened) -> None:
    opened = page()
    _pair(opened, "ways", J, ROTTERDAM)
    opened.locator(".ways .link", has_text="sister city of").click()
    expect(_panel(opened).locator("h2")).to_have_text("Jakarta — Rotterdam")
    expect(_panel(opened)).to_contain_text("from 1986")


def test_the_selection_stays_when_the_drawing_changes(page: Opened) -> None:
    opened = page(f"#selected=city%2F{SEOUL}")
    for drawing in ("Map", "Timeline", "Table", "Network"):
        opened.get_by_role("button", name=drawing, exact=True).click()
        expect(_panel(opened).locator("h2")).to_have_text("Seoul")
    opened.get_by_role("button", name="Timeline", exact=True).click()
    expect(opened.locator(".sheet.timeline h3").first).to_have_text("Seoul")


# ---- Looks and what is saved ------------------------------------------------------------------------------------


def test_a_picture_is_saved_with_title_date_sources_and_licence(page: Opened) -> None:
    opened = page("#scene=networks&asof=2015")
    with opened.expect_download() as got:
        opened.get_by_role("button", name="Save as SVG").click()
    text = Path(got.value.path()).read_text(encoding="utf-8")
    for part in ("Simpul: cities and their networks", "end of 2015", "Sources:", "creativecommons"):
        assert part in text
    with opened.expect_download() as got:
        opened.get_by_role("button", name="Save as PNG").click()
    content = Path(got.value.path()).read_bytes()
    wide = int.from_bytes(content[16:20], "big")
    assert wide == 2 * opened.locator("#picture").evaluate("node => node.clientWidth")


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("#view=timeline", "Since"),
        (f"#scene=ways&a=city%2F{JAKARTA}&b=city%2F2747891&view=table", "Step"),
        ("#scene=shared&view=table", "Strength"),
        ("#view=table&rows=dates", "As of"),
    ],
)
def test_the_saved_table_holds_dates_steps_and_pairs(
    page: Opened, address: str, heading: str
) -> None:
    opened = page(address)
    if "timeline" in address:
        opened.get_by_role("button", name="Table", exact=True).click()
        opened.get_by_role("button", name="Dates").click()
    with opened.expect_download() as got:
        opened.get_by_role("button", name="Save table as CSV").click()
    rows = list(csv.reader(Path(got.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert heading in rows[0]
    assert len(rows) > 3


def test_cities_have_their_korean_names(page: Opened) -> None:
    opened = page("#view=table&language=ko")
    for name in ("부산", "베이징", "하노이"):
        expect(opened.locator("#table").get_by_role("link", name=name, exact=True)).to_have_count(1)


def test_a_dark_screen_is_respected_and_can_be_changed(page: Opened, watched: Watched) -> None:
    watched.page.emulate_media(color_scheme="dark")
    opened = page()
    expect(opened.locator("html")).to_have_attribute("data-look", "dark")
    opened.locator("#look").click()
    expect(opened.locator("html")).to_have_attribute("data-look", "light")
    watched.page.emulate_media(color_scheme="light")


def test_a_printed_timeline_has_its_bars_and_all_its_rows(page: Opened) -> None:
    opened = page("#view=timeline")
    rows = opened.locator(".sheet.timeline .row").count()
    opened.emulate_media(media="print")
    bar = opened.locator(".sheet.timeline .bar i").first
    expect(bar).to_have_css("print-color-adjust", "exact")
    # All rows lie in the page, none in a window that would cut them off.
    assert (
        opened.locator(".sheet.timeline").evaluate("node => getComputedStyle(node).overflow")
        == "visible"
    )
    assert opened.locator(".sheet.timeline .row").count() >= rows - 60
    names = opened.locator(".axis span").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert all(one[1] <= other[0] + 1 for one, other in itertools.pairwise(names))


def test_who_should_meet_is_what_the_analysis_finds(page: Opened, curated: OxigraphStore) -> None:
    opened = page(f"#selected=city%2F{JAKARTA}")
    folded = _panel(opened).locator("details", has_text="Whom to meet")
    folded.locator("summary").click()
    hrefs = folded.locator(".go").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    found = [href.removeprefix("#selected=").replace("%2F", "/") for href in hrefs]
    rows = analyse("meet", curated, Asked(of=ID + J)).rows
    expected = [str(row["b"]).removeprefix(ID) for row in rows][:10]
    assert found == expected


def test_the_years_can_be_played(page: Opened) -> None:
    opened = page("#scene=networks&asof=2010")
    opened.get_by_role("button", name="Play the years").click()
    expect(opened.locator("#asof-text")).to_have_text("end of 2011")
    opened.get_by_role("button", name="Play the years").click()
    expect(opened.locator("#play")).to_have_attribute("aria-pressed", "false")


# ---- What is shown of what was asked for ------------------------------------------------------------------------


def test_what_a_year_leaves_without_a_tie_leaves_too(page: Opened) -> None:
    today = page("#scene=cooperation&view=table")
    expect(today.locator("#table")).to_contain_text("Semarang")
    then = page("#scene=cooperation&view=table&asof=2010")
    expect(then.locator("#table")).to_contain_text("Beijing")
    expect(then.locator("#table")).not_to_contain_text("Semarang")


@pytest.mark.parametrize(
    ("key", "name"),
    [(J, "Jakarta"), ("org/c40", "C40 Cities"), ("event/clv-seoul-2018", "Cross-learning visit")],
)
def test_a_card_says_how_its_brief_is_made(page: Opened, key: str, name: str) -> None:
    brief = _panel(page(f"#selected={key.replace('/', '%2F')}")).locator("details.brief")
    brief.locator("summary").click()
    expect(brief.locator("code")).to_contain_text(f'simpul brief "{name}')
    expect(brief.get_by_role("button", name="Copy the command")).to_be_visible()


def test_a_page_of_a_site_leads_to_briefs_and_pages(watched: Watched, curated_page: Path) -> None:
    html = curated_page.read_text(encoding="utf-8")
    served = html.replace('data-look="light"', 'data-look="light" data-site="/simpul"', 1)
    address = "http://site.test/simpul/explore"
    watched.page.route(f"{address}*", lambda route: route.fulfill(body=served, content_type="text/html"))  # fmt: skip
    watched.page.goto(f"{address}#selected={J.replace('/', '%2F')}")
    panel = _panel(watched.page)
    expect(panel.get_by_role("link", name="Its own page")).to_have_attribute("href", f"/simpul/page/{J}")  # fmt: skip
    expect(panel.get_by_role("link", name="Brief for a meeting")).to_have_attribute("href", "/simpul/brief?of=city%2F1642911")  # fmt: skip
    _pair(watched.page, "compare", J, S)
    expect(panel.get_by_role("link", name="Brief for a meeting")).to_have_attribute("href", "/simpul/brief?of=city%2F1642911&with=city%2F1835848")  # fmt: skip
    watched.page.unroute(f"{address}*")


def test_a_saved_timeline_fades_what_nobody_ends(page: Opened) -> None:
    opened = page("#view=timeline")
    with opened.expect_download() as saved:
        opened.get_by_role("button", name="Save as SVG").click()
    drawn = Path(saved.value.path()).read_text(encoding="utf-8")
    assert 'stop-opacity="0"' in drawn
    assert "url(#fade-" in drawn
