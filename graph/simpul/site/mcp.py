"""The Model Context Protocol (the only door to the library ``mcp``): tools and resources of the graph, for assistants.

https://modelcontextprotocol.io/specification says what is spoken. No session is kept: each request stands alone, so that
any process answers it, and a stop or a new build breaks none. What is asked goes to the processes that make pages.
"""

import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final, cast

import mcp_types as types
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from starlette.types import Receive, Scope, Send

from simpul import json_files
from simpul.errors import SimpulError
from simpul.locale import translate as _
from simpul.site.asking import Asked, Reply
from simpul.terms import ID
from simpul.version import __version__

ASKER: Final = "simpul.asker"
"""Where the scope of a request says who asks."""
_FOUND: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks.

    Attributes:
        right: The access right.
        language: The language of answers, where a call names none.
        client: What tells one client from others.
    """

    right: str = "public"
    language: str = "en"
    client: str = ""


Ask = Callable[[Asked, Asker], Awaitable[Reply]]
"""Has a page answer; raises ``SimpulError`` where none does."""
_Context = ServerRequestContext[Any, Any]


def server(ask: Ask, *, usual: Asker) -> Server[Any]:
    """Return what answers an assistant.

    Args:
        ask: Has a page answer.
        usual: Who asks where a request does not say.
    """
    tools = _Tools(ask, usual)
    return Server(
        "simpul",
        title="Simpul",
        version=__version__,
        instructions=_(
            "Simpul is a knowledge graph of how cities cooperate: networks and their members, sister cities, events, initiatives, agreements, "
            "institutions, lessons and commitments, each fact with its source. Look names up with find; tell of a thing with describe; ask the "
            "catalogue with list_questions and ask_question; check a fact with why. Say only what an answer says, name its sources, and pass "
            "on its caveats: what is not on record here may be so all the same."
        ),
        on_list_tools=tools.listed,
        on_call_tool=tools.called,
        on_list_resources=tools.resources,
        on_list_resource_templates=tools.templates,
        on_read_resource=tools.read,
    )


class _Tools:
    """The handlers of the protocol's requests."""

    def __init__(self, ask: Ask, usual: Asker) -> None:
        self._ask, self._usual = ask, usual

    async def listed(
        self, context: _Context, _params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        """List the tools; all of them only read."""
        found = await self._page("listed", b"", context)
        hints = types.ToolAnnotations(
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        )
        tools = [types.Tool.model_validate(one) for one in found["tools"]]
        return types.ListToolsResult(
            tools=[one.model_copy(update={"annotations": hints}) for one in tools]
        )

    async def called(
        self, context: _Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """Call a tool; what goes wrong is told to the assistant, which may mend it."""
        call = {"name": params.name, "arguments": params.arguments or {}}
        found: dict[str, Any]
        try:
            found = await self._page("called", json.dumps(call).encode(), context)
        except SimpulError as error:
            found = {"text": str(error), "value": None, "is_error": True}
        if found.get("is_unknown"):
            raise MCPError(code=types.INVALID_PARAMS, message=found["text"])
        content: list[types.ContentBlock] = [types.TextContent(text=found["text"])]
        return types.CallToolResult(
            content=content,
            structured_content=found["value"],
            is_error=found["is_error"],
        )

    async def resources(
        self, _context: _Context, _params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        """List no resources: there are tens of thousands, and ``find`` finds them."""
        return types.ListResourcesResult(resources=[])

    async def templates(
        self, _context: _Context, _params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        """Say that every thing is a resource, by its IRI."""
        template = types.ResourceTemplate(
            name="thing",
            title=_("What is stated about a thing"),
            uri_template=f"{ID}{{+key}}",
            description=_("All statements about the thing with this IRI, with who states them, as RDF in Turtle."),
            mime_type="text/turtle",
        )  # fmt: skip
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read(
        self, context: _Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """Read a resource."""
        try:
            found = await self._page("resource", params.uri.encode(), context)
        except SimpulError as error:
            raise MCPError(code=types.INVALID_PARAMS, message=str(error)) from None
        content = types.TextResourceContents(
            uri=params.uri, text=found["text"], mime_type=found["mime_type"]
        )
        return types.ReadResourceResult(contents=[content])

    async def _page(self, page: str, content: bytes, context: _Context) -> dict[str, Any]:
        """Return what a page answers.

        Raises:
            SimpulError: It answers nothing.
        """
        scope: dict[str, Any] = getattr(context.request, "scope", {})
        asker: Asker = scope.get(ASKER, self._usual)
        asked = Asked(
            page=f"tools.pages:{page}",
            path="/mcp",
            method="POST",
            content=content,
            content_type="application/json",
            accept="application/json",
            language=asker.language,
            right=asker.right,
        )
        reply = await self._ask(asked, asker)
        found = cast("dict[str, Any]", json_files.parsed(reply.body, page))
        if reply.status != _FOUND:
            raise SimpulError(found["detail"])
        return found


class OverHttp:
    """The protocol over HTTP ("streamable HTTP"), without sessions; an answer is one JSON document.

    Host and Origin of a request are looked at by who hands it on.
    """

    def __init__(self, ask: Ask) -> None:
        self._manager = StreamableHTTPSessionManager(
            server(ask, usual=Asker()), json_response=True, stateless=True
        )

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None]:
        """Be ready to answer, until the block ends."""
        async with self._manager.run():
            yield

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request of ASGI whose scope says who asks."""
        await self._manager.handle_request(scope, receive, send)


async def over_stdio(ask: Ask, asker: Asker) -> None:
    """Speak the protocol on the standard streams until the other end is gone; nothing else is written there."""
    answering = server(ask, usual=asker)
    async with stdio_server() as (reading, writing):
        await answering.run(reading, writing, answering.create_initialization_options())
