"""Pages of the site asked in this process, as the process asks them that answers."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlencode

from simpul.site.asking import Asked, Reply
from simpul.site.site import Site
from simpul.site.worker import answered

Query = str | Mapping[str, str | Sequence[str]]


def get(
    site: Site,
    page: str,
    name: str = "",
    query: Query = "",
    *,
    accept: str = "*/*",
    language: str = "en",
) -> Reply:
    """Return what a page replies.

    Args:
        site: The site.
        page: The page, as ``module:function``.
        name: The ``name`` of its path; empty where it has none.
        query: The query string, or its names and values.
        accept: What the client would have.
        language: The language of the answer.
    """
    text = query if isinstance(query, str) else urlencode(query, doseq=True)
    request = Asked(
        page=page,
        path=f"/{name}",
        words={"name": name} if name else {},
        parameters=parse_qsl(text, keep_blank_values=True),
        accept=accept,
        language=language,
    )
    return answered(site, request)
