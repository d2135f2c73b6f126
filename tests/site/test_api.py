"""The machine side of the site, held to its own description."""

import json
import re
from typing import Any

import httpx
from hypothesis import HealthCheck, given, settings

from simpul.catalogue import every
from simpul.site.routes import ROUTES
from simpul.site.site import Site
from site_pages import get

NAMES = sorted(question.name for question in every())


def described(site: Site, language: str = "en") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(get(site, "openapi:description", language=language).body)
    return found


def test_whatever_a_program_sends_is_answered_as_described(
    site: Site, served: httpx.Client
) -> None:
    import schemathesis  # takes a second, which only who runs this test spends
    from schemathesis.specs.openapi import checks

    about_values: list[Any] = [checks.positive_data_acceptance, checks.negative_data_rejection]
    schema: Any = schemathesis.openapi.from_dict(described(site))  # its types are open
    found: list[Any] = list(schema.get_all_operations())
    operations: list[Any] = [one.ok() for one in found]
    tried: list[Any] = [one for one in operations if one.path.startswith("/api/questions")]
    assert len(tried) == len(NAMES) + 1
    # All are made by one function: a third of them stands for the rest.
    for operation in tried[::3]:

        @given(case=operation.as_strategy())
        @settings(
            max_examples=1,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        )
        def answered(case: Any) -> None:  # noqa: ANN401 - of whatever types its body has
            # A name is a text, and few texts are names: what is of the right type may mean nothing.
            case.call_and_validate(
                base_url=str(served.base_url),
                excluded_checks=about_values,
            )

        answered()


def test_every_question_and_every_route_of_machines_is_described(site: Site) -> None:
    paths = described(site)["paths"]
    assert {f"/api/questions/{name}" for name in NAMES} <= paths.keys()
    for route in ROUTES:
        path = re.sub(r"\{(\w+):path\}", r"{\1}", route.path)
        if route.open_to_scripts and path != "/api/questions/{name}":
            assert {method.lower() for method in route.methods} == paths[path].keys()
            assert all(one["summary"] for one in paths[path].values())


def test_the_description_speaks_the_language_of_who_asks(site: Site) -> None:
    english, indonesian = (described(site, language) for language in ("en", "id"))
    for one in (english, indonesian):
        assert one["openapi"] == "3.1.1"
        assert one["servers"] == [{"url": "https://simpul.example/kota"}]
    told = [one["paths"]["/api/questions/members"]["get"] for one in (english, indonesian)]
    assert told[0]["summary"] == "Members of a network as of a day"
    assert told[1]["summary"] == "Anggota suatu jejaring per tanggal tertentu"
    assert told[1]["parameters"][0]["description"] == "Jejaring"


def test_a_person_reads_the_description_and_tries_each_question(site: Site) -> None:
    page = get(site, "openapi:page").body.decode()
    assert all(f"/api/questions/{name}<" in page for name in NAMES)
    assert 'href="/kota/api/questions/shared-networks?a=Jakarta&amp;b=Seoul"' in page
    assert "<script>" not in page


def test_pages_of_other_sites_may_read_answers(served: httpx.Client) -> None:
    answer = served.get("/api/questions/networks.csv", params={"limit": "1"})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    problem = served.get("/api/questions/shared-networks")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.headers["access-control-allow-origin"] == "*"
