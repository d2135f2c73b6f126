"""A person opens the page in a real browser without a network."""

import csv
import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Watched
from simpul.cells import shield
from simpul.projection import Citation, Projection, Thing
from simpul.store import OxigraphStore
from simpul.terms import Literal, NamedNode, Quad, dct, rdf_type, rdfs_label, simpul, thing
from simpul_viz import VIEWS
from simpul_viz.picture_page import draw
from support import ROOT

pytestmark = pytest.mark.browser


def _find(page: Page, words: str) -> None:
    page.get_by_role("combobox", name="Search").fill(words)
    page.locator("#results li[role=option]").first.click()


def _panel(page: Page) -> Locator:
    return page.locator("#panel")


def test_seoullo_7017_is_found_with_its_facts_and_their_source(
    watched: Watched, explorer: Path
) -> None:
    page = watched.open(explorer)
    _find(page, "seoullo 7017")
    panel = _panel(page)
    expect(panel.locator("h2")).to_have_text("Seoullo 7017")
    expect(panel).to_contain_text("869 m")
    expect(panel.locator(".tile", has_text="(2018-03-21)").last).to_contain_text(
        "8,070,000 visitors"
    )
    expect(panel).to_contain_text("1,027 programmes")
    expect(panel).to_contain_text("Elevated road for vehicles")
    source = panel.locator(".sources li", has_text="Report on day 4 in Seoul, March 2018")
    expect(source).to_have_count(1)
    expect(source).to_contain_text("I.13")


def test_the_page_switches_to_indonesian_and_korean(watched: Watched, explorer: Path) -> None:
    page = watched.open(explorer)
    _find(page, "seoullo 7017")
    page.get_by_label("Language").select_option("id")
    expect(page.locator("html")).to_have_attribute("lang", "id")
    expect(_panel(page)).to_contain_text("Panjang")
    expect(_panel(page)).to_contain_text("8.070.000 pengunjung")
    expect(page.get_by_role("button", name="Tampilkan semua")).to_be_visible()
    expect(page).to_have_title("Simpul: kota dan yang menghubungkannya")
    expect(page.locator("#legend")).to_contain_text("Jejaring")
    page.get_by_label("Bahasa").select_option("ko")
    expect(_panel(page).locator("h2")).to_have_text("서울로 7017")


def test_no_url_leaves_the_page_and_nothing_complains(watched: Watched, explorer: Path) -> None:
    page = watched.open(explorer)
    _find(page, "Jakarta")
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("button", name="Network", exact=True).click()
    assert watched.requests == [explorer.as_uri()]
    assert watched.complaints == []


def test_one_can_search_in_any_language_and_by_alias(watched: Watched, explorer: Path) -> None:
    page = watched.open(explorer)
    for words, name in (
        ("서울시", "Seoul"),
        ("batavia", "Jakarta"),
        ("100rc", "100 Resilient Cities"),
    ):
        _find(page, words)
        expect(_panel(page).locator("h2")).to_have_text(name)
    page.get_by_role("combobox", name="Search").fill("zzzz")
    expect(page.locator("#results")).to_contain_text("Nothing found")


def test_a_kind_can_be_hidden_in_picture_and_table(watched: Watched, explorer: Path) -> None:
    page = watched.open(explorer)
    page.get_by_role("button", name="Table", exact=True).click()
    rows = page.locator("#table tbody tr")
    before = rows.count()
    events = int(
        page.locator("#legend li", has_text="Visits and events").locator("small").inner_text()
    )
    page.get_by_label("Visits and events").uncheck()
    expect(rows).to_have_count(before - events)
    expect(page.locator("#table")).not_to_contain_text("Session III")


def test_the_table_has_a_row_for_each_thing(watched: Watched, explorer: Path) -> None:
    page = watched.open(explorer)
    page.get_by_role("button", name="All", exact=True).click()
    page.get_by_role("button", name="Table", exact=True).click()
    total = sum(int(text) for text in page.locator("#legend small").all_inner_texts())
    expect(page.locator("#table tbody tr")).to_have_count(total)


def test_the_table_sorts_by_each_column(watched: Watched, explorer: Path) -> None:
    page = watched.open(explorer, "#view=table")
    first = page.locator("#table tbody tr td").first
    expect(first).to_have_text("Seoul")
    page.locator("#table").get_by_role("button", name="Name").click()
    expect(first).to_have_text("100 Resilient Cities")
    expect(page.locator("#table th").first).to_have_attribute("aria-sort", "ascending")


def test_a_source_can_be_chosen(watched: Watched, explorer: Path) -> None:
    page = watched.open(explorer, "#view=table")
    page.get_by_label("Source", exact=True).select_option("GeoNames: cities and countries")
    expect(page.locator("#table")).to_contain_text("Jakarta")
    expect(page.locator("#table")).not_to_contain_text("Seoullo 7017")


def test_the_address_brings_the_view_back(watched: Watched, explorer: Path) -> None:
    page = watched.open(explorer)
    _find(page, "c40")
    page.get_by_label("Posts").uncheck()
    page.get_by_label("Language").select_option("id")
    address = page.evaluate("location.hash")
    page.goto("about:blank")
    again = watched.open(explorer, address)
    expect(_panel(again).locator("h2")).to_have_text("C40 Cities")
    expect(again.get_by_label("Jabatan")).not_to_be_checked()
    expect(again.locator("html")).to_have_attribute("lang", "id")


@pytest.mark.parametrize(
    "address", ["#selected=nothing&off=x,y&source=99&language=xx&view=zz", "#%%%", "#selected=<b>"]
)
def test_a_broken_address_opens_the_first_view(
    watched: Watched, explorer: Path, address: str
) -> None:
    page = watched.open(explorer, address)
    expect(_panel(page)).to_contain_text("Search or click")
    assert watched.complaints == []


def test_everything_can_be_done_by_keyboard(watched: Watched, explorer: Path) -> None:
    page = watched.open(explorer)
    page.keyboard.press("Tab")
    page.keyboard.type("seou")
    expect(page.locator("#results li[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(_panel(page).locator("h2")).to_have_text("Seoul")
    page.locator("#panel .go").first.focus()
    page.keyboard.press("Enter")
    expect(_panel(page).locator("h2")).not_to_have_text("Seoul")
    page.keyboard.press("Escape")
    expect(_panel(page)).to_contain_text("Search or click")


def test_a_click_in_the_picture_explains_a_thing(watched: Watched, explorer: Path) -> None:
    page = watched.open(explorer, "#selected=initiative/seoullo-7017")
    box = page.locator("#picture canvas").bounding_box()
    assert box is not None
    page.keyboard.press("Escape")
    expect(_panel(page)).to_contain_text("Search or click")
    # The page opened with Seoullo 7017 in the middle, and it is there still.
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(_panel(page).locator("h2")).to_have_text("Seoullo 7017")


def test_neighbours_lead_on(watched: Watched, explorer: Path) -> None:
    page = watched.open(explorer, "#selected=initiative/seoullo-7017")
    _panel(page).get_by_role("link", name="Steering committee of Seoullo 7017").click()
    expect(_panel(page).locator("h2")).to_have_text("Steering committee of Seoullo 7017")


def test_a_source_leads_to_its_page_and_hands_nothing_over(
    watched: Watched, explorer: Path
) -> None:
    page = watched.open(explorer, "#selected=city%2F1642911")
    link = _panel(page).get_by_role("link", name="GeoNames: cities and countries")
    expect(link).to_have_attribute("href", "https://www.geonames.org/")
    with page.context.expect_page() as opened:
        link.click()
    assert opened.value.evaluate("window.opener") is None
    assert watched.requests == [explorer.as_uri()]


def test_a_print_has_the_picture_and_the_facts_alone(watched: Watched, explorer: Path) -> None:
    page = watched.open(explorer, "#selected=initiative%2Fseoullo-7017")
    page.emulate_media(media="print")
    for hidden in ("#legend input", "#tools", "#finder", "#region"):
        expect(page.locator(hidden).first).to_be_hidden()
    printed = page.locator("#printed svg").first
    expect(printed).to_be_visible()
    for said in ("Simpul: cities and what ties them", "Initiatives", "Sources:", "Licence:"):
        expect(printed).to_contain_text(said)
    expect(_panel(page)).to_contain_text("869 m")


def test_the_page_fits_a_phone(watched: Watched, explorer: Path) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 800})
    page = watched.open(explorer)
    _find(page, "seoullo")
    expect(_panel(page).locator("h2")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


_WRITTEN = """
window.written = new Map();
const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.clearRect = function (...where) {
  if (this.canvas.isConnected) window.written.clear();
  return clearRect.apply(this, where);
};
CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
  const half = this.measureText(text).width / 2;
  if (/^600|^12[.]5px/.test(this.font)) window.written.set(text, [x - half, x + half, y]);
  return fillText.call(this, text, x, y, ...rest);
};
"""
"""Notes where names are written, and those of what stands together."""
_LINE = 10
"""Pixels that two lines are apart at least."""


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_stands_together_on_a_phone_is_named_in_a_place_of_its_own(
    watched: Watched, curated_page: Path, language: str
) -> None:
    page = watched.page.context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_init_script(_WRITTEN)
    page.goto(f"{curated_page.as_uri()}#language={language}")
    page.wait_for_selector('body[data-ready="true"]')
    page.wait_for_selector("canvas[data-still]")
    page.wait_for_function("window.written.size > 5")
    written: dict[str, list[float]] = page.evaluate("Object.fromEntries(window.written)")
    for (one, (left, right, high)), (other, (begin, end, line)) in itertools.combinations(
        written.items(), 2
    ):
        assert right <= begin or end <= left or abs(high - line) >= _LINE, (one, other)


def test_a_thing_of_many_sources_takes_few_lines_and_all_of_them_along(
    watched: Watched, tmp_path: Path
) -> None:
    cited = tuple(Citation(title=(("en", f"List {n}"),)) for n in range(5))
    things = [
        Thing(key="city/1", kind="City", group="city", labels={"en": "One"}, citations=cited),
        Thing(key="city/2", kind="City", group="city", labels={"en": "Two"}, citations=cited[:3]),
    ]
    file = tmp_path / "many.html"
    projection = Projection(things=things, ties=[], kinds={"City": {"en": "City"}})
    file.write_text(draw(projection, language="en"), encoding="utf-8")
    page = watched.open(file, "#view=table")
    assert page.locator("#table td.sources").all_inner_texts() == [
        "List 0; List 1 + 3 more",
        "List 0; List 1; List 2",
    ]
    with page.expect_download() as got:
        page.get_by_role("button", name="Save table as CSV").click()
    text = Path(got.value.path()).read_text(encoding="utf-8-sig")
    assert "List 0; List 1; List 2; List 3; List 4" in text


EVIL = [
    '<img src=x onerror="window.pwned=1">',
    "</script><script>window.pwned=1</script>",
    "<!--<script>",
    "{{ 7*7 }} ${alert(1)}",
    "=HYPERLINK('https://example.org')",
    "\u202egnp.exe \u2028 \u2029 \x00".replace("\x00", ""),
]


@pytest.fixture(params=["explorer", "networks", "institutions"])
def hostile(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A page of a store whose every text would like to run."""
    store = OxigraphStore.in_memory()
    graph, document = thing("source", "evil"), thing("document", "evil")
    store.add([Quad(graph, dct("title"), Literal(EVIL[0], language="en"))])
    quads: list[Quad] = []
    for number, text in enumerate(EVIL):
        node = thing("org", f"evil-{number}")
        quads += [
            Quad(node, rdf_type, simpul("Network"), graph),
            Quad(node, rdf_type, simpul("Organisation"), graph),
            Quad(thing("initiative", "evil"), simpul("involves"), node, graph),
            Quad(node, rdfs_label, Literal(text, language="en"), graph),
            Quad(node, dct("description"), Literal(text, language="en"), graph),
            Quad(node, simpul("aim"), Literal(text, language="en"), graph),
            Quad(node, simpul("partOf"), thing("org", "evil-0"), graph),
            Quad(node, simpul("unknown"), NamedNode("javascript:window.pwned=1"), graph),
            Quad(node, dct("source"), document, graph),
        ]
    quads.append(
        Quad(
            document,
            NamedNode("http://www.w3.org/ns/dcat#landingPage"),
            NamedNode("javascript:window.pwned=1"),
            graph,
        )
    )
    quads.append(Quad(document, dct("title"), Literal(EVIL[1], language="en"), graph))
    quads.append(Quad(thing("initiative", "evil"), rdf_type, simpul("Initiative"), graph))
    store.add(quads)
    store.add(Quad(q.subject, q.predicate, q.object) for q in quads)
    file = tmp_path / "hostile.html"
    file.write_text(VIEWS[request.param].page(store, "en"), encoding="utf-8")
    return file


def test_no_cell_of_the_saved_table_is_a_formula(watched: Watched, hostile: Path) -> None:
    page = watched.open(hostile)
    with page.expect_download() as got:
        page.get_by_role("button", name="Save table as CSV").click()
    text = Path(got.value.path()).read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_the_script_shields_cells_as_the_rest_of_simpul_does(watched: Watched) -> None:
    script = (ROOT / "viz/simpul_viz/page/script/cells.js").read_text(encoding="utf-8")
    parts = [*"=+-@\uff1d;,|\t\n\r\"' \ufeff\xa0\x00\x1c\x85\u2028", "-5", "-6.2e5", "x", "1"]
    texts = [
        "".join(some) for length in (1, 2, 3) for some in itertools.product(parts, repeat=length)
    ]
    code = script.replace("export const", "const")
    shielded = watched.page.evaluate(f"(texts) => {{ {code}; return texts.map(shield); }}", texts)
    assert shielded == list(map(shield, texts))


def test_nothing_in_the_data_can_run(watched: Watched, hostile: Path) -> None:
    page = watched.open(hostile)
    for number, text in enumerate(EVIL):
        page.evaluate(f"location.hash = 'selected=org/evil-{number}'")
        expect(_panel(page).locator("h2")).to_contain_text(text.strip("\u202e").split()[0])
        assert "\u202e" not in page.locator("body").inner_text()
        for link in page.locator("a").all():
            assert (link.get_attribute("href") or "").startswith(
                ("http", "#selected=", "#document=")
            )
    page.get_by_role("button", name="Table", exact=True).click()
    assert page.evaluate("window.pwned") is None
    assert page.locator("img").count() == 0
    assert watched.requests == [hostile.as_uri()]
    assert watched.complaints == []
