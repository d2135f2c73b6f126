"""Assistants ask by the official client of the Model Context Protocol: over HTTP, and on the standard streams."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import httpx
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError

from simpul.cli import main
from simpul.site.assistants import is_own

SHARED = {"name": "shared-networks", "parameters": {"a": "Jakarta", "b": "Seoul"}}
LISTED = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
JSON = {"accept": "application/json, text/event-stream"}


async def _talk(client: Client) -> None:
    """Ask all that can be asked, once."""
    async with client as server:
        tools = (await server.list_tools()).tools
        assert [one.name for one in tools][:2] == ["find", "describe"]
        assert all(one.annotations and one.annotations.read_only_hint for one in tools)
        answer = await server.call_tool("ask_question", SHARED)
        assert not answer.is_error
        assert answer.structured_content["rows"]
        assert "100 Resilient Cities" in answer.content[0].text  # type: ignore[union-attr]
        wrong = await server.call_tool("describe", {"thing": "nowhere at all"})
        assert wrong.is_error
        with pytest.raises(MCPError, match="Did you mean find"):
            await server.call_tool("finde", {})
        (template,) = (await server.list_resource_templates()).resource_templates
        assert template.uri_template == "https://w3id.org/simpul/id/{+key}"
        read = await server.read_resource("https://w3id.org/simpul/id/org/c40")
        assert read.contents[0].mime_type == "text/turtle"
        with pytest.raises(MCPError, match="Nothing is known here"):
            await server.read_resource("https://w3id.org/simpul/id/org/none")


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_assistant_asks_over_http_without_a_session(
    served: httpx.Client, mode: Literal["auto", "legacy"]
) -> None:
    asyncio.run(_talk(Client(str(served.base_url).rstrip("/") + "/mcp", mode=mode)))


def test_an_assistant_asks_on_the_standard_streams(curated_store: Path) -> None:
    command = ["-m", "simpul", "--lang", "en", "serve", "--mcp", "--store", str(curated_store)]
    parameters = StdioServerParameters(command=sys.executable, args=command)
    asyncio.run(_talk(Client(stdio_client(parameters))))


def test_nothing_but_the_protocol_is_written_on_the_standard_output(curated_store: Path) -> None:
    command = [sys.executable, "-m", "simpul", "serve", "--mcp", "--store", str(curated_store)]
    opening = {
        "jsonrpc": "2.0",
        "id": 0,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    run = subprocess.run(
        command, input=f"{json.dumps(opening)}\n", capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    (line,) = run.stdout.splitlines()
    answer: dict[str, Any] = json.loads(line)
    assert answer["result"]["serverInfo"]["name"] == "simpul"
    assert "Traceback" not in run.stderr


def test_a_token_that_opens_nothing_is_refused(served: httpx.Client) -> None:
    headers = JSON | {"authorization": "Bearer nonsense"}
    assert served.post("/mcp", json=LISTED, headers=headers).status_code == 401


def test_pages_of_other_sites_may_not_ask(served: httpx.Client) -> None:
    elsewhere = JSON | {"origin": "https://evil.example"}
    answer = served.post("/mcp", json=LISTED, headers=elsewhere)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
    renamed = JSON | {"host": "evil.example"}
    assert served.post("/mcp", json=LISTED, headers=renamed).status_code == 421


def test_nothing_is_listened_for_and_nothing_ended(served: httpx.Client) -> None:
    for method in ("GET", "DELETE", "PUT"):
        answer = served.request(method, "/mcp")
        assert (answer.status_code, answer.headers["allow"]) == (405, "OPTIONS, POST")


def test_an_answer_is_kept_by_nobody_and_runs_nowhere(served: httpx.Client) -> None:
    answer = served.post("/mcp", json=LISTED, headers=JSON)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.json()["result"]["tools"]) == 5


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"jsonrpc": "2.0"}', b"\xff"])
def test_what_is_no_request_of_the_protocol_is_an_error_of_the_protocol(
    served: httpx.Client, content: bytes
) -> None:
    headers = JSON | {"content-type": "application/json"}
    answer = served.post("/mcp", content=content, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] < 0


@pytest.mark.parametrize(
    ("origin", "hosts", "host", "own"),
    [
        ("", (), "a.example", True),
        ("https://a.example", (), "a.example", True),
        ("http://[::1]:80", ("[::1]",), "[::1]:80", True),
        ("http://localhost:9", ("localhost",), "localhost:9", True),
        ("null", (), "a.example", False),
        ("https://a.example.evil", ("a.example",), "a.example", False),
        ("http://[", ("a.example",), "a.example", False),
    ],
)
def test_an_origin_is_ours_where_its_name_is(
    origin: str, hosts: tuple[str, ...], host: str, *, own: bool
) -> None:
    assert is_own(origin, frozenset(hosts), host) is own


@pytest.mark.parametrize(
    "given", [["--port", "0"], ["--open"], ["--tokens", "t.json"], ["--proxy", "10.0.0.2"]]
)
def test_what_says_how_a_site_is_served_is_refused_where_there_is_none(
    curated_store: Path, capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    assert main(["--lang", "en", "serve", "--mcp", "--store", str(curated_store), *given]) == 2
    assert f"simpul serve --mcp has no use for {given[0]}." in capsys.readouterr().err
