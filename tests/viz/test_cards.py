"""A thing's card is the same in the explorer and on its page of the site: sections, lines, numbers of sources."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from browsing import Watched
from simpul.locale import speaking
from simpul.projection import project
from simpul.session import KnowledgeGraph
from simpul.site import things
from simpul.site.asking import Asked
from simpul.site.site import Settings, Site
from simpul.store import OxigraphStore

pytestmark = pytest.mark.browser

TOLD = """(root) => {
  const told = [];
  const read = (node) => {
    for (const one of node.children) {
      if (one.matches("h2, h3")) told.push(`# ${one.textContent.trim()}`);
      else if (one.matches("summary")) { if (!one.parentElement.matches(".more")) told.push(`# ${one.textContent.trim()}`); }
      else if (one.matches("ul.lines-of > li, dt, dd, ul.tiles > li")) told.push(one.textContent.replace(/\\s+/g, ""));
      else if (!one.matches(".actions, .sources")) read(one);
    }
  };
  read(root);
  return told;
}"""
"""Headings and lines of a card, without spaces."""
ELSEWHERE = re.compile(r"# (Where it stands as|Who says so|Brief|Ties that a single dataset)")
"""Headings of what only one of the two has, or has in another way."""


@pytest.fixture(scope="module")
def site(article_store: Path) -> Iterator[Site]:
    site = Site(Settings(), KnowledgeGraph(article_store, tell=lambda _told: None))
    yield site
    site.close()


def _of_explorer(watched: Watched, explorer: Path, key: str) -> list[str]:
    watched.page.goto("about:blank")
    page = watched.open(explorer, f"#selected={key.replace('/', '%2F')}")
    while page.locator("#panel button.more").count():
        page.evaluate("document.querySelector('#panel button.more').click()")
    told: list[str] = page.locator("#panel").evaluate(TOLD)
    return [line for line in told[1:] if not ELSEWHERE.match(line)]


def _of_site(watched: Watched, site: Site, key: str) -> list[str]:
    with speaking("en"):
        reply = things.page(site, Asked(page="things", path="/page", words={"key": key}))
    alone = re.sub(r"<link[^>]*>|<script.*?</script>", "", reply.body.decode(), flags=re.DOTALL)
    watched.page.set_content(alone)
    told: list[str] = watched.page.locator(".tells").evaluate(TOLD)
    named = [n for n, line in enumerate(told) if line.startswith("# Where it stands as")]
    return [line for line in told[: named[0] if named else None] if not ELSEWHERE.match(line)]


def test_the_site_tells_of_a_thing_what_the_explorer_does(
    watched: Watched, explorer: Path, site: Site, article: OxigraphStore
) -> None:
    things_ = [thing for thing in project(article).things if thing.group != "theme"]
    by_group = {thing.group: thing.key for thing in things_}
    assert len(by_group) > 6
    for key in sorted(by_group.values()):
        assert _of_site(watched, site, key) == _of_explorer(watched, explorer, key), key
