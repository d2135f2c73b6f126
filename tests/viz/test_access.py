"""Nothing serious keeps a person out of a page: axe-core looks at each view in each of its states."""

from pathlib import Path

import pytest

from browsing import Watched, serious_findings
from simpul_viz import VIEWS
from world import JAKARTA

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", [*VIEWS, "query"])
def test_axe_finds_nothing_serious(watched: Watched, pages: Path, name: str) -> None:
    page = watched.open(pages / f"{name}.html")
    assert serious_findings(page) == []
    # In another look the same page differs in its colours, and in nothing else.
    page.locator("#look").click()
    assert page.evaluate("document.documentElement.dataset.look") == "dark"
    assert serious_findings(page, "color-contrast", "link-in-text-block") == []


@pytest.mark.parametrize(
    "address",
    [
        f"#selected=city%2F{JAKARTA}&asof=2012",
        "#view=table&language=id",
        f"#selected=city%2F{JAKARTA}&language=ko&view=table",
        f"#look=dark&selected=city%2F{JAKARTA}&asof=2012",
        f"#look=dark&scene=compare&a=city%2F{JAKARTA}&b=city%2F1835848&view=timeline",
    ],
)
def test_axe_finds_nothing_serious_in_what_opens(
    watched: Watched, pages: Path, address: str
) -> None:
    page = watched.open(pages / "explorer.html", address)
    page.get_by_role("combobox").first.fill("seo")
    assert serious_findings(page) == []


def test_axe_finds_nothing_serious_on_a_phone(watched: Watched, pages: Path) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 800})
    for name in ("explorer", "timeline"):
        page = watched.open(pages / f"{name}.html", f"#selected=city%2F{JAKARTA}")
        assert serious_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_would_find_a_fault(watched: Watched, pages: Path) -> None:
    page = watched.open(pages / "explorer.html")
    page.evaluate("document.getElementById('zoom-in').removeAttribute('aria-label')")
    page.evaluate("document.getElementById('zoom-in').textContent = ''")
    assert [rule for rule, _help, _where in serious_findings(page)] == ["button-name"]
