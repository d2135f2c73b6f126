"""Which page answers which path: the one table of the site.

A path is written as Starlette writes it (``{name}``, ``{name:path}``). A page is named, not imported: the process that
listens needs none of them, and one that answers imports a page when it is first asked for.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A path and its page.

    Attributes:
        path: The path below the address of the site.
        page: The function that answers, as ``module:function`` below ``simpul.site``.
        methods: What may be done there; ``HEAD`` goes with ``GET``.
        open_to_scripts: Whether scripts of pages of other sites may read it (CORS): what a machine reads.
        kept: Whether an answer that is made once may be kept for as long as the build is served.
        packed: Whether texts go packed to clients that take them so.
        warm: Whether each process makes it once before anybody asks, since what it keeps of it takes a while.
        warmed_by: The parameters with which it does.
    """

    path: str
    page: str
    methods: tuple[str, ...] = ("GET",)
    open_to_scripts: bool = False
    kept: bool = True
    packed: bool = True
    warm: bool = False
    warmed_by: tuple[tuple[str, str], ...] = ()


_MATCHING: Final = tuple(
    Route(
        path=f"{endpoint}{path}",
        page=f"matching.{page}",
        methods=("GET", "POST") if not path else ("GET",),
        open_to_scripts=True,
    )
    for path, page in (
        ("/suggest/entity", "suggestions:entity"),
        ("/suggest/type", "suggestions:kind"),
        ("/suggest/property", "suggestions:named_property"),
        ("/extend/propose", "fetching:propose"),
        ("/preview", "previews:preview"),
        ("/view", "previews:view"),
        ("", "service:page"),
    )
    for endpoint in ("/reconcile", "/reconcile/{language}")
)
"""The service that matches names, in the language of who asks and in the one that its address names."""

ROUTES: Final = (
    Route(
        path="/sparql",
        page="sparql:page",
        methods=("GET", "POST"),
        open_to_scripts=True,
        packed=False,
    ),
    Route(path="/sparql/terms", page="editor:terms"),
    Route(path="/", page="home:page", warm=True),
    Route(path="/language", page="language:page", methods=("POST",), kept=False),
    Route(path="/search", page="search:page", warm=True, warmed_by=(("q", "kota"),)),
    Route(path="/browse", page="browse:page", warm=True),
    Route(path="/changes", page="changes:page"),
    Route(path="/feed.atom", page="feeds:everything", open_to_scripts=True),
    Route(path="/feed/{key:path}.atom", page="feeds:of_thing", open_to_scripts=True),
    Route(path="/catalogue", page="catalogue:page", open_to_scripts=True),
    Route(path="/catalogue/data.{ending}", page="downloads:data", open_to_scripts=True),
    Route(path="/catalogue.{ending}", page="catalogue:file", open_to_scripts=True),
    Route(path="/.well-known/void", page="catalogue:well_known", open_to_scripts=True),
    Route(path="/robots.txt", page="crawling:robots"),
    Route(path="/sitemap.xml", page="crawling:sitemap"),
    Route(path="/sitemap/{number}.xml", page="crawling:part"),
    Route(path="/opensearch.xml", page="crawling:opensearch"),
    Route(path="/sources", page="sources:page", warm=True),
    Route(path="/sources/{key}", page="sources:source"),
    Route(path="/questions", page="questions:page", warm=True),
    Route(path="/questions/{name}/picture", page="pictures:page"),
    Route(path="/questions/{name}", page="questions:question"),
    Route(path="/compare", page="pairs:compare"),
    Route(path="/path", page="pairs:path"),
    Route(path="/brief", page="briefs:page"),
    Route(path="/explore", page="explorer:page", kept=False, packed=False),
    Route(path="/complete", page="questions:complete", open_to_scripts=True),
    Route(path="/api", page="openapi:page"),
    Route(path="/api/openapi.json", page="openapi:description", open_to_scripts=True),
    Route(path="/api/questions", page="api:questions", open_to_scripts=True),
    Route(path="/api/questions/{name}", page="api:question", open_to_scripts=True),
    Route(path="/id/{key:path}", page="things:identified", open_to_scripts=True),
    Route(path="/simpul/id/{key:path}", page="things:identified", open_to_scripts=True),
    Route(path="/page/{key:path}", page="things:page"),
    Route(path="/data/{key:path}", page="things:data", open_to_scripts=True),
    Route(path="/why", page="why:page", open_to_scripts=True),
    Route(path="/ontology", page="ontology:page", open_to_scripts=True),
    Route(path="/ontology.{ending}", page="ontology:page", open_to_scripts=True),
    Route(path="/simpul/ontology", page="ontology:page", open_to_scripts=True),
    Route(path="/simpul/ontology.{ending}", page="ontology:page", open_to_scripts=True),
    *_MATCHING,
)
