"""What changed is told from build to build: on a page, in feeds, to each as much as they may see."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from partner import write
from simpul.exchange.history.reading import History, place_of
from simpul.ingest import About, Options, load
from simpul.session import KnowledgeGraph
from simpul.site import changes, feeds, home
from simpul.site.comparing import make_all
from simpul.site.failures import NotFoundError
from simpul.site.making import main
from simpul.site.site import Settings, Site
from simpul.store.builds import current_build
from simpul.terms import ID
from site_server import asked

ATOM = "{http://www.w3.org/2005/Atom}"
FACT = (
    f"<{ID}document/report> a s:Document ; rdfs:label 'Report'@en , 'Laporan'@id ; dct:title 'A report'@en , 'Sebuah laporan'@id .\n"
    f"<{ID}org/harbours> a s:Network ; rdfs:label 'League of Harbours'@en , 'Liga Pelabuhan'@id ; dct:source <{ID}document/report> .\n"
    f"<{ID}membership/1642911-harbours> a s:Membership ; s:member <{ID}city/1642911> ; s:network <{ID}org/harbours> ;"
    f" s:begin '2019'^^edtf:EDTF ; dct:source <{ID}document/report> .\n"
)


def _built(store: Path) -> Path:
    build = current_build(store)
    assert build is not None
    return build


def _load(store: Path, file: Path, access: str) -> None:
    about = About(today=date(2026, 11, 24), access=access)
    load([file], store, Options(about=about, source="harbours"))


@pytest.fixture(scope="module")
def changed(article_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two builds: a source came with the second."""
    folder = tmp_path_factory.mktemp("changed")
    store = Path(shutil.copytree(article_store, folder / "store"))
    file = write(folder, FACT)
    _load(store, file, "public")
    make_all(str(store))
    return store


@pytest.fixture(scope="module")
def changed_site(changed: Path) -> Iterator[Site]:
    """The site of that store."""
    kg = KnowledgeGraph(changed, tell=lambda _told: None)
    site = Site(Settings(store=str(changed), public="https://simpul.example/kota", prefix="/kota"), kg, build=_built(changed).name)  # fmt: skip
    yield site
    site.close()


def _feed(site: Site, key: str = "") -> ET.Element:
    if key:
        answered = feeds.of_thing(site, asked("feeds:of_thing", f"/feed/{key}.atom", words={"key": key}))  # fmt: skip
    else:
        answered = feeds.everything(site, asked("feeds:everything", "/feed.atom"))
    assert answered.media_type.startswith("application/atom+xml")
    return ET.fromstring(answered.body)  # noqa: S314 - our own


def test_a_change_is_told_on_the_page_and_on_the_first_page(changed_site: Site) -> None:
    page = changes.page(changed_site, asked("changes:page", "/changes")).body.decode()
    assert "League of Harbours" in page
    first = home.page(changed_site, asked("home:page")).body.decode()
    assert "League of Harbours" in first


def test_a_feed_is_as_rfc_4287_has_it(changed_site: Site) -> None:
    feed = _feed(changed_site)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1, name
    (own,) = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own.get("href") == "https://simpul.example/kota/feed.atom"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        for name in ("id", "title", "updated", "content"):
            assert entry.findtext(f"{ATOM}{name}"), name
        assert datetime.fromisoformat(str(entry.findtext(f"{ATOM}updated"))).tzinfo
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]


def test_what_it_says_depends_on_no_clock(changed_site: Site) -> None:
    question = asked("feeds:everything", "/feed.atom")
    assert feeds.everything(changed_site, question).body == feeds.everything(changed_site, question).body  # fmt: skip
    stamp = changed_site.build.partition("-")[0]
    moment = str(_feed(changed_site).findtext(f"{ATOM}updated"))
    assert moment.replace("-", "").replace(":", "").removesuffix("Z") == stamp


@pytest.mark.parametrize("key", ["org/harbours", "city/1642911", "source/harbours"])
def test_a_network_a_city_and_a_source_have_feeds_of_their_own(
    changed_site: Site, key: str
) -> None:
    titles = [entry.findtext(f"{ATOM}title") for entry in _feed(changed_site, key).iter(f"{ATOM}entry")]  # fmt: skip
    assert any("League of Harbours" in str(title) for title in titles)


def test_a_thing_of_which_nothing_changed_has_an_empty_feed(changed_site: Site) -> None:
    assert not list(_feed(changed_site, "city/1835848").iter(f"{ATOM}entry"))


def test_a_thing_that_never_was_has_none(changed_site: Site) -> None:
    with pytest.raises(NotFoundError):
        _feed(changed_site, "org/never-was")


def test_history_goes_on_with_the_next_build(changed: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(changed, tmp_path / "store"))
    before = _built(store).name
    _load(store, write(tmp_path, FACT.replace("'2019'", "'2021'")), "public")
    assert main([str(store)]) == 0
    history = History(place_of(_built(store), "public"))
    assert [build.name for build in history.builds()] == [_built(store).name, before]
    told = history.changes("en", thing=f"{ID}city/1642911")
    assert {change.build for change in told} == {_built(store).name, before}
    history.close()


def test_what_may_no_longer_be_seen_is_told_no_more(changed: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(changed, tmp_path / "store"))
    file = write(tmp_path, FACT)
    _load(store, file, "internal")
    assert main([str(store)]) == 0
    public, office = (History(place_of(_built(store), right)) for right in ("public", "internal"))
    assert (public.count(), public.builds()) == (0, [])
    assert office.count() > 0
    public.close()
    office.close()
    assert b"arbours" not in place_of(_built(store), "public").read_bytes()


def test_a_store_with_one_build_has_no_history(site: Site) -> None:
    page = changes.page(site, asked("changes:page", "/changes"))
    assert b"No earlier build is known here" in page.body
    assert not page.changes
