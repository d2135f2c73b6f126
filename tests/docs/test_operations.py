"""What docs/operations.md says of serving is what the programs named there read, and what the site answers through them."""

import contextlib
import importlib
import json
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.routing import Match
from starlette.routing import Route as Path_

from simpul.site.routes import ROUTES
from site_server import serving
from support import ROOT

if TYPE_CHECKING:
    import click

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PUBLIC = "https://cities.example.org/simpul"
HOST = {"host": "cities.example.org", "accept": "text/html"}
_TRIES = 200


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"(?ms)^```{kind}\n(.*?)^```", PAGE)


def _parsed(words: list[str]) -> dict[str, object]:
    """Return what a command makes of its words, by parameter."""
    name, *rest = words
    command: click.Command = importlib.import_module(f"simpul.cli.{name}").command()
    return command.make_context(name, rest).params


def test_the_commands_on_the_page_are_commands() -> None:
    lines = [line for block in _blocks("sh") for line in block.splitlines()]
    words = [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("simpul ")]
    assert len(words) > 8
    for each in words:
        assert _parsed(each)


def test_the_service_and_the_container_begin_as_they_should() -> None:
    (unit,), (container,) = _blocks("systemd"), _blocks("dockerfile")
    begun = shlex.split(re.findall(r"(?m)^ExecStart=(.*)$", unit)[0])
    entry, more = (json.loads(found) for found in re.findall(r"(?m)^(?:ENTRYPOINT|CMD) (.*)$", container))  # fmt: skip
    for words in (begun, [*entry, *more]):
        said = _parsed(words[1:])
        assert said["public"] == PUBLIC
        assert said["port"] == 8000


def test_the_container_serves_as_its_own_user_what_a_build_puts_into_its_volume() -> None:
    (container,) = _blocks("dockerfile")
    steps = [line.split(" ", 1) for line in container.splitlines()]
    named = {step: rest for step, rest in steps if step in {"USER", "VOLUME"}}
    at = {step: place for place, (step, _) in enumerate(steps)}
    # An engine gives a volume that is new the owner of the folder in the image: only while root can it be made so.
    made = re.findall(
        r"install --directory --owner=(\S+) .*?(/\S+)$", container, flags=re.MULTILINE
    )
    assert made == [(named["USER"], named["VOLUME"])]
    assert at["RUN"] < at["USER"] < at["VOLUME"]
    built = re.findall(
        r"(?m)^podman run .*--volume \S+?:(\S+) --entrypoint simpul simpul (.+)$", PAGE
    )
    (entry,) = re.findall(r"(?m)^ENTRYPOINT (.*)$", container)
    served = _parsed(json.loads(entry)[1:])["store"]
    assert [(folder, _parsed(shlex.split(said))["store"]) for folder, said in built] == [(named["VOLUME"], served)]  # fmt: skip
    assert str(served).startswith(named["VOLUME"])


@pytest.mark.parametrize("path", ["id/city/1642911", "id/org/c40.ttl"])
def test_what_w3id_leads_on_leads_to_a_page(path: str) -> None:
    (rules,) = _blocks("apache")
    pattern, target = re.findall(r"(?m)^RewriteRule (\S+) (\S+)", rules)[0]
    led = re.sub(pattern, target.replace("$1", r"\1"), path)
    assert led == f"{PUBLIC}/{path}"
    scope = {"type": "http", "path": f"/{path}", "method": "GET"}
    assert any(Path_(route.path, print).matches(scope)[0] is Match.FULL for route in ROUTES)


def test_nothing_else_of_w3id_leads_anywhere() -> None:
    (rules,) = _blocks("apache")
    pattern = re.findall(r"(?m)^RewriteRule (\S+)", rules)[0]
    assert not [path for path in ("idea", "ontologyx", "../id", "x/id/y") if re.match(pattern, path)]  # fmt: skip


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _of_nginx(site: int, port: int, folder: Path) -> list[str]:
    (block,) = _blocks("nginx")
    block = re.sub(r"(?m)^ *ssl_.*\n", "", block).replace("listen 443 ssl http2", f"listen 127.0.0.1:{port}")  # fmt: skip
    block = block.replace("127.0.0.1:8000", f"127.0.0.1:{site}")
    paths = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))  # fmt: skip
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{paths}{block}}}\n"
    )
    begin = ["nginx", "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]
    assert subprocess.run([*begin, "-t"], check=False).returncode == 0
    return begin


def _of_caddy(site: int, port: int, folder: Path) -> list[str]:
    (block,) = _blocks("caddy")
    block = block.replace("cities.example.org", f"http://cities.example.org:{port}", 1)
    block = block.replace("127.0.0.1:8000", f"127.0.0.1:{site}")
    (folder / "Caddyfile").write_text(f"{{\nadmin off\nauto_https off\n}}\n{block}")  # fmt: skip
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


PROXIES = {"nginx": _of_nginx, "caddy": _of_caddy}


@pytest.fixture(params=PROXIES)
def proxied(
    request: pytest.FixtureRequest, curated_store: Path, tmp_path: Path
) -> Iterator[httpx.Client]:
    """A client of the site behind a proxy that is configured as the page says."""
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not on this machine")
    site, port = _free(), _free()
    begin = PROXIES[request.param](site, port, tmp_path)
    with (
        serving(curated_store, "--public", PUBLIC, "--port", str(site), "--workers", "1"),
        subprocess.Popen(begin, stderr=subprocess.DEVNULL) as proxy,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=HOST, timeout=30) as client,
    ):
        try:
            for _try in range(_TRIES):
                with contextlib.suppress(httpx.ConnectError):
                    client.get("/simpul/health")
                    break
                time.sleep(0.05)
            yield client
        finally:
            proxy.terminate()


def test_the_site_answers_through_the_proxy(proxied: httpx.Client) -> None:
    first = proxied.get("/simpul/")
    assert first.status_code == 200
    assert 'href="/simpul/questions"' in first.text
    assert proxied.get("/simpul").headers["location"].endswith("/simpul/")
    led = proxied.get("/simpul/id/city/1642911")
    assert led.status_code == 303
    assert led.headers["location"].startswith("/simpul/page/city/1642911")
    assert proxied.get(led.headers["location"]).status_code == 200
    assert proxied.get("/simpul/metrics").status_code == 404
    assert proxied.get("/simpul/", headers={"authorization": "Bearer no"}).status_code == 401
    assert proxied.post("/simpul/sparql", content=b"x" * 5_000_000, headers={"content-type": "application/sparql-query"}).status_code == 413  # fmt: skip
