"""The page of a thing: its facts with who says so, and nothing in the data that could run."""

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.locale import speaking
from simpul.site import things
from simpul.site.asking import Asked
from simpul.site.embedded import embedded
from simpul.site.failures import NotFoundError
from simpul.site.site import Site
from simpul.terms import ID, Literal, NamedNode, Triple, rdfs_label, text

_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "path", "circle"))
_SAMPLE = 150


class _Read(HTMLParser):
    """A page as a browser reads it: texts, elements with their attributes, and whether they close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


def _page(site: Site, key: str, language: str = "en", **words: str) -> _Read:
    asked = Asked(page="things", path=f"/page/{key}", words={"key": key}, language=language, parameters=list(words.items()))  # fmt: skip
    with speaking(language):
        reply = things.page(site, asked)
    assert reply.status == 200
    return _Read(reply.body.decode())


def _rows(root: Path, source: str, table: str) -> list[dict[str, str]]:
    with (root / "data" / source / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_page_has_every_figure_of_the_table_with_its_passage(site: Site, root: Path) -> None:
    rows = _rows(root, "jakarta-seoul-visit-2018", "observations")
    figures = [row for row in rows if row["about"] == "initiative/seoullo-7017" and row["value"]]
    assert len(figures) > 5
    told = _page(site, "initiative/seoullo-7017").text
    for row in figures:
        assert f"{float(row['value']):,.10g}" in told
        assert row["passage"].partition(";")[0] in told
    other = _page(site, "initiative/ok-otrip").text
    assert "8,070,000" in told
    assert "8,070,000" not in other


def _links(page: _Read) -> set[str]:
    return {attributes.get("href", "") for tag, attributes in page.elements if tag == "a"}


def _members(root: Path, source: str, network: str) -> set[str]:
    """Return the addresses of the cities that a table says are members of a network."""
    rows = _rows(root, source, "memberships")
    return {f"/kota/page/city/{row['member']}" for row in rows if row["network"] == network and row["member"].isdecimal()}  # fmt: skip


def test_a_network_has_every_member_of_its_table(site: Site, root: Path) -> None:
    members = _members(root, "c40-members", "c40")
    assert len(members) > 80
    assert members <= _links(_page(site, "org/c40"))


def test_what_is_inferred_is_marked(site: Site) -> None:
    assert "inferred from what sources say" in _page(site, "city/1642911").text
    assert "inferred from what sources say" not in _page(site, "initiative/seoullo-7017").text


def test_each_mark_leads_to_a_source_of_the_page(site: Site) -> None:
    page = _page(site, "city/1642911")
    ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
    marks = {a["href"] for tag, a in page.elements if tag == "a" and a.get("class") == "note"}
    assert len(marks) > 20
    assert len(ids) == len(set(ids))
    assert marks == {f"#{one}" for one in ids if one.startswith("source-")}


def test_a_page_is_in_the_language_of_who_reads_it(site: Site) -> None:
    assert "Siapa yang menjalankan" in _page(site, "initiative/seoullo-7017", "id").text
    korean = _page(site, "city/1835848", "ko").text
    assert "서울" in korean
    assert "네트워크" in korean


def test_the_page_of_a_figure_says_its_unit_and_number_in_words(site: Site) -> None:
    page = _page(site, "observation/seoullo-7017-visitors", "id").text
    assert "nilai angka 8.070.000" in page
    assert "satuan pengunjung" in page


def test_a_page_tells_machines_where_the_statements_are(site: Site) -> None:
    page = _page(site, "city/1642911")
    alternates = {a["type"]: a["href"] for tag, a in page.elements if tag == "link" and a.get("rel") == "alternate"}  # fmt: skip
    assert alternates["text/turtle"] == "/kota/data/city/1642911.ttl"
    assert {"application/ld+json", "application/n-triples", "application/rdf+xml"} <= alternates.keys()  # fmt: skip
    asked = Asked(page="things", path="/page", words={"key": "city/1642911"})
    link = things.page(site, asked).headers["Link"]
    assert '<https://simpul.example/kota/data/city/1642911.ttl>; rel="alternate"; type="text/turtle"' in link  # fmt: skip
    assert f'<{ID}city/1642911>; rel="about"' in link


def test_what_a_page_says_to_machines_is_json_about_its_thing(site: Site) -> None:
    asked = Asked(page="things", path="/page", words={"key": "initiative/seoullo-7017"})
    page = things.page(site, asked).body.decode()
    written = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert [one["@id"] for one in json.loads(written)] == [f"{ID}initiative/seoullo-7017"]


def test_a_long_list_is_read_page_by_page_and_nothing_is_left_out(site: Site, root: Path) -> None:
    members = _members(root, "eurocities-members", "eurocities")
    assert len(members) > 150
    pages = [_page(site, "org/eurocities", section="members_of", page=str(page)) for page in (1, 2, 3)]  # fmt: skip
    assert members <= set[str]().union(*map(_links, pages))
    assert not members <= _links(pages[0])
    assert "?section=members_of" in _links(_page(site, "org/eurocities"))


def test_a_list_that_is_not_there_is_not_found(site: Site) -> None:
    for section in ("nothing", "<script>", "sources", "facts"):
        with pytest.raises(NotFoundError):
            _page(site, "org/eurocities", section=section)


def _iris(site: Site) -> list[str]:
    query = f"SELECT DISTINCT ?iri {{ ?iri a ?class FILTER (STRSTARTS(STR(?iri), '{ID}')) }}"
    return sorted(text(row["iri"]) for row in site.graph("public").store.select(query))


def test_pages_of_all_kinds_hold_to_the_policy_of_the_site(site: Site) -> None:
    keys = [iri.removeprefix(ID) for iri in _iris(site)]
    kinds = {key.partition("/")[0]: key for key in keys}
    assert len(kinds) > 25
    for key in sorted({*kinds.values(), *keys[::_SAMPLE]}):
        page = _page(site, key)
        assert page.open == []
        for tag, attributes in page.elements:
            assert "style" not in attributes
            assert not any(name.startswith("on") for name in attributes)
            assert not attributes.get("href", "").lower().startswith(("javascript:", "data:"))
            assert tag not in {"style", "iframe", "object", "embed", "base"}
            is_script = tag == "script" and "src" not in attributes
            assert not is_script or attributes == {"type": "application/ld+json"}


@given(words=st.text(max_size=40))
def test_no_text_ends_the_script_that_it_stands_in(words: str) -> None:
    given_text = f"</script><!--{words}"
    written = embedded([Triple(NamedNode(ID + "city/1"), rdfs_label, Literal(given_text))])
    assert not set("<>&\u2028\u2029") & set(written)
    label = json.loads(written)[0][rdfs_label.value][0]["@value"]
    assert label == given_text
