"""What every answer of the site has in common, asked of a real server."""

import httpx


def test_the_first_page_is_html_with_a_policy_that_lets_nothing_else_in(
    served: httpx.Client,
) -> None:
    answer = served.get("/", headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
