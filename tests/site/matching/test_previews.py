"""Previews and the way on to a thing's page, by sections 2.1 and 5 of the API."""

from collections.abc import Callable

import pytest

from simpul.site.asking import Reply
from simpul.site.failures import NotFoundError
from simpul.site.matching import previews

Replies = Callable[..., Reply]


def test_a_preview_is_html_that_other_sites_may_frame_and_that_runs_nothing(reply: Replies) -> None:
    answer = reply(previews.preview, id="org/c40")
    assert answer.media_type == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors *" in policy
    assert "script" not in policy
    page = answer.body.decode()
    assert "C40 Cities</a>" in page
    assert "https://simpul.example/kota/reconcile/view?id=org/c40" in page
    assert "United Kingdom" in page


def test_a_preview_is_in_the_language_of_its_address(reply: Replies) -> None:
    page = reply(previews.preview, id="city/1835848", path="id").body.decode()
    assert '<html lang="id">' in page
    assert "Korea Selatan" in page
    assert "jumlah penduduk" in page


def test_an_id_leads_to_the_page_of_its_thing(reply: Replies) -> None:
    answer = reply(previews.view, id="org/c40")
    assert (answer.status, answer.headers["location"]) == (303, "/page/org/c40")


def test_a_city_that_the_graph_does_not_mention_leads_to_geonames(reply: Replies) -> None:
    answer = reply(previews.view, id="city/2357048")
    assert answer.headers["location"] == "https://www.geonames.org/2357048"
    assert "Ouagadougou" in reply(previews.preview, id="city/2357048").body.decode()


@pytest.mark.parametrize(
    "key", ["", "city/1", "org/none", "https://evil.example/", "<script>", "measure/x"]
)
@pytest.mark.parametrize("page", [previews.preview, previews.view])
def test_of_no_thing_there_is_no_preview(reply: Replies, page: object, key: str) -> None:
    with pytest.raises(NotFoundError):
        reply(page, id=key)
