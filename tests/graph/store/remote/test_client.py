"""What comes of each answer, and of none: whatever an endpoint does, a person is told what to do, and no secret."""

import base64
import re
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
import trustme

import fake_endpoint
from engines import Server
from fake_endpoint import Asked, FakeEndpoint, Says, boolean
from simpul.errors import (
    AnswerCutError,
    EndpointError,
    EndpointRefusedError,
    EndpointSilentError,
    UsageError,
)
from simpul.locale import speaking
from simpul.store.remote.client import JSON, NTRIPLES, Client
from simpul.store.remote.request import Dataset
from simpul.store.remote.settings import Endpoint

PASSWORD: Final = "s3cret-of-the-office"  # noqa: S105 - of nothing
GRAPH: Final = "https://w3id.org/simpul/build/test/g"
OTHER: Final = "https://w3id.org/simpul/build/test/h"
CONSTRUCT: Final = "CONSTRUCT WHERE { ?s ?p ?o }"
LINE: Final = b"<urn:a> <urn:b> <urn:c> .\n"
STEERING: Final = "\x1b]0;owned\x07\x1b[2Jall is well\r\nError: none\u202e"


@pytest.fixture
def fake() -> Iterator[FakeEndpoint]:
    with fake_endpoint.running(lambda _asked: boolean()) as running:
        yield running


@pytest.fixture
def paused() -> list[float]:
    """How long was waited before each further try."""
    return []


@pytest.fixture
def client(fake: FakeEndpoint, paused: list[float]) -> Iterator[Client]:
    with Client(Endpoint(query=fake.url, seconds=5), pause=paused.append) as made:
        yield made


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICE", PASSWORD)


def profile(fake: FakeEndpoint, auth: str) -> Endpoint:
    return Endpoint(
        query=fake.url, update=fake.url, name="office", auth=auth, user="me", secret="env:OFFICE"
    )


def ask(client: Client, accept: str = JSON, seconds: float | None = None) -> bytes:
    with client.query("ASK {}", accept=accept, seconds=seconds) as answer:
        return answer.read()


HTML: Final = "<html><head><title>Sign in</title></head><body>Welcome</body></html>"
REFUSALS: Final[dict[str, tuple[Says, type[EndpointError], str]]] = {
    "who asks": (Says(status=401), EndpointRefusedError, "Write a profile"),
    "not allowed": (Says(status=403), EndpointRefusedError, "right to query"),
    "nothing there": (Says(status=404), EndpointError, "path of the address"),
    "no posts": (Says(status=405), EndpointError, "path of the address"),
    "gave up": (Says(status=504), EndpointSilentError, "Narrow the question"),
    "too large": (Says(status=413), EndpointError, "smaller `piece`"),
    "busy for an hour": (
        Says(status=429, headers={"Retry-After": "3600"}),
        EndpointError,
        "again in 3600 seconds",
    ),
    "broken": (Says(status=500, body=b"out of memory"), EndpointError, "It says: out of memory"),
    "the proxy": (Says(status=407), EndpointRefusedError, "HTTPS_PROXY"),
    "a proxy's page": (
        Says(status=502, body=HTML.encode(), media="text/html"),
        EndpointError,
        "It says: Sign in",
    ),
    "HTML for an answer": (
        Says(body=HTML.encode(), media="text/html"),
        EndpointError,
        "page for people.* It says: Sign in .*login",
    ),
    "another format": (
        Says(body=b"<sparql/>", media="application/sparql-results+xml"),
        EndpointError,
        "page for people",
    ),
    "text": (Says(body=b"yes", media="text/plain"), EndpointError, "format that was not asked for"),
    "no type": (Says(body=b"yes", media=""), EndpointError, "format that was not asked for: [?]"),
    "elsewhere": (
        Says(status=302, headers={"Location": "https://me:pw@evil.example/sparql?key=1"}),
        EndpointError,
        "If you trust https://evil.example/sparql, give that",
    ),
    "elsewhere on the same host": (
        Says(status=307, headers={"Location": "/login"}),
        EndpointError,
        "Give the address that answers itself",
    ),
    "no room": (Says(status=418), EndpointError, "cannot do what was asked"),
}


@pytest.mark.parametrize("case", REFUSALS)
@pytest.mark.parametrize("language", ["en", "id"])
def test_what_is_no_answer_is_told_of_with_a_remedy(
    client: Client, fake: FakeEndpoint, case: str, language: str
) -> None:
    says, kind, remedy = REFUSALS[case]
    fake.behaviour = lambda _asked: says
    with speaking(language), pytest.raises(kind) as told:
        ask(client)
    assert told.value.exit_code == 3
    assert str(told.value).startswith(client.address)
    assert told.value.sure
    if language == "en":
        told.match(remedy)
    else:
        # Of what is said, only what the server says is in English.
        assert not re.search(r"\b(the|It|is)\b", str(told.value).replace(told.value.body, ""))


def test_no_redirect_is_followed_and_no_secret_goes_there(fake: FakeEndpoint) -> None:
    with fake_endpoint.running(lambda _asked: boolean()) as other:
        fake.behaviour = lambda _asked: Says(status=307, headers={"Location": other.url})
        with Client(profile(fake, "basic")) as client, pytest.raises(EndpointError):
            ask(client)
        assert other.asked == []


def test_no_secret_is_in_what_is_told_even_where_the_server_says_it_back(
    fake: FakeEndpoint,
) -> None:
    both = base64.b64encode(f"me:{PASSWORD}".encode()).decode()

    def echo(asked: Asked) -> Says:
        said = f"password={PASSWORD} Basic {both} {asked.headers}"
        return Says(status=500, body=said.encode(), headers={"X-Said": PASSWORD})

    fake.behaviour = echo
    for auth in ("basic", "bearer", "digest"):
        with Client(profile(fake, auth)) as client:
            with pytest.raises(EndpointError) as told:
                ask(client)
            shown = f"{told.value} {told.value!r} {told.value.body} {client!r} {client.endpoint!r}"
        assert PASSWORD not in shown
        assert both not in shown
        assert "***" in told.value.body


def test_a_header_from_the_environment_is_sent_and_not_told(fake: FakeEndpoint) -> None:
    fake.behaviour = lambda asked: Says(status=400, body=str(asked.headers).encode())
    endpoint = Endpoint(query=fake.url, headers={"X-Key": "env:OFFICE", "X-Team": "cities"})
    with Client(endpoint) as client, pytest.raises(EndpointError) as told:
        ask(client)
    assert fake.asked[0].headers["x-key"] == PASSWORD
    assert fake.asked[0].headers["x-team"] == "cities"
    assert PASSWORD not in str(told.value)


def test_what_a_server_says_cannot_steer_a_terminal(client: Client, fake: FakeEndpoint) -> None:
    fake.behaviour = lambda _asked: Says(status=500, body=STEERING.encode())
    with pytest.raises(EndpointError) as told:
        ask(client)
    assert "all is well" in str(told.value)
    assert not set(str(told.value)) & set("\x1b\x07\r\n\u202e")


def test_an_endless_refusal_is_not_read_on(client: Client, fake: FakeEndpoint) -> None:
    fake.behaviour = lambda _asked: Says(status=500, body=b"no " * 1000, endless=True)
    with pytest.raises(EndpointError, match="It failed"):
        ask(client)


def test_nobody_listens_at_a_wrong_port() -> None:
    address = f"http://localhost:{fake_endpoint.closed_port()}/query"
    with (
        Client(Endpoint(query=address)) as client,
        pytest.raises(EndpointSilentError, match="port in the address") as told,
    ):
        ask(client)
    assert told.value.sure


def test_a_host_that_does_not_exist_is_told_of() -> None:
    with (
        Client(Endpoint(query="http://no-such-host.invalid/query")) as client,
        pytest.raises(EndpointSilentError, match=r"no host no-such-host\.invalid"),
    ):
        ask(client)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def encrypted(authority: trustme.CA) -> Iterator[FakeEndpoint]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with fake_endpoint.running(lambda _asked: boolean(), tls=context) as running:
        yield running


def test_a_certificate_of_nobody_is_refused(encrypted: FakeEndpoint) -> None:
    with (
        Client(Endpoint(query=encrypted.url)) as client,
        pytest.raises(EndpointError, match=r"certificate proves nothing .*`certificates`"),
    ):
        ask(client)
    assert encrypted.asked == []


def test_a_certificate_of_ones_own_authority_is_taken(
    encrypted: FakeEndpoint, authority: trustme.CA, tmp_path: Path
) -> None:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    with Client(Endpoint(query=encrypted.url, certificates=str(file))) as client:
        assert b"true" in ask(client)


def test_a_certificate_for_another_host_is_refused(authority: trustme.CA, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("other.example").configure_cert(context)
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    with (
        fake_endpoint.running(lambda _asked: boolean(), tls=context) as running,
        Client(Endpoint(query=running.url, certificates=str(file))) as client,
        pytest.raises(EndpointError, match="certificate proves nothing"),
    ):
        ask(client)


def test_a_file_that_holds_no_certificates_is_told_of(
    encrypted: FakeEndpoint, tmp_path: Path
) -> None:
    file = tmp_path / "authority.pem"
    file.write_text("nothing")
    with (
        Client(Endpoint(query=encrypted.url, certificates=str(file))) as client,
        pytest.raises(UsageError, match="cannot be read as certificates"),
    ):
        ask(client)


def test_tls_where_there_is_none_is_told_of(fake: FakeEndpoint) -> None:
    with (
        Client(Endpoint(query=fake.url.replace("http:", "https:"))) as client,
        pytest.raises(EndpointError, match="speak TLS"),
    ):
        ask(client)


SHORT: Final = b'{"head": {}, "bool'
CUT: Final = {
    "shorter than it says": Says(body=SHORT, length=1000, cut=True),
    "the last chunk is missing": Says(body=SHORT, chunked=True, cut=True),
}


@pytest.mark.parametrize("case", CUT)
def test_an_answer_that_is_cut_is_told_of(client: Client, fake: FakeEndpoint, case: str) -> None:
    fake.behaviour = lambda _asked: CUT[case]
    with pytest.raises(AnswerCutError, match="before its answer did"):
        ask(client)


def test_an_answer_without_a_length_does_not_say_where_it_ends(
    client: Client, fake: FakeEndpoint
) -> None:
    fake.behaviour = lambda _asked: Says(body=LINE, media=NTRIPLES, length=-1)
    with client.query(CONSTRUCT, accept=NTRIPLES) as answer:
        assert not answer.ends
    fake.behaviour = lambda _asked: Says(body=LINE, media=NTRIPLES)
    with client.query(CONSTRUCT, accept=NTRIPLES) as answer:
        assert answer.ends
        assert (answer.media, list(answer)) == (NTRIPLES, [LINE])


@pytest.mark.parametrize(
    "says",
    [
        Says(body=b'{"head": {"vars": [', chunked=True, silent=True),
        Says(body=b'{"head": {"vars": [', endless=True),
        Says(length=10, silent=True),
    ],
)
def test_an_answer_that_does_not_end_is_given_up_at_the_deadline(
    client: Client, fake: FakeEndpoint, says: Says
) -> None:
    fake.behaviour = lambda _asked: says
    with pytest.raises(EndpointSilentError, match=r"after 0\.2 seconds"):
        ask(client, seconds=0.2)


def test_a_server_that_only_sleeps_is_given_up(fake: FakeEndpoint) -> None:
    asked: list[Asked] = []

    def sleep(request: Asked) -> Says:
        asked.append(request)
        return Says(length=10, silent=True)

    fake.behaviour = sleep
    with Client(Endpoint(query=fake.url, seconds=0.2)) as client:
        began = time.monotonic()
        with pytest.raises(EndpointSilentError, match=r"0\.2 seconds.*`seconds`"):
            ask(client)
    assert time.monotonic() > began
    assert len(asked) == 1


def _then(*answers: Says | None) -> Callable[[Asked], Says | None]:
    left = iter(answers)
    return lambda _asked: next(left)


BUSY: Final = Says(status=503, headers={"Retry-After": "7"})


def test_a_question_is_asked_again_when_a_busy_server_says(
    client: Client, fake: FakeEndpoint, paused: list[float]
) -> None:
    fake.behaviour = _then(BUSY, Says(status=429), None, boolean())
    assert b"true" in ask(client)
    assert paused[:2] == [7.0, 2.0]
    assert len(paused) == 3


def test_a_busy_server_is_not_asked_for_ever(
    client: Client, fake: FakeEndpoint, paused: list[float]
) -> None:
    fake.behaviour = lambda _asked: BUSY
    with pytest.raises(EndpointError, match="again in 7 seconds"):
        ask(client)
    assert paused == [7.0, 7.0, 7.0]


def test_nothing_is_waited_for_beyond_the_deadline(
    client: Client, fake: FakeEndpoint, paused: list[float]
) -> None:
    fake.behaviour = lambda _asked: BUSY
    with pytest.raises(EndpointError, match="again in 7 seconds"):
        ask(client, seconds=5)
    assert paused == []


def test_a_change_is_sent_once_unless_it_may_arrive_twice(
    fake: FakeEndpoint, paused: list[float]
) -> None:
    endpoint = Endpoint(query=fake.url, update=fake.url, graph_store=fake.url)
    with Client(endpoint, pause=paused.append) as client:
        for says in (None, BUSY):
            fake.asked.clear()
            fake.behaviour = _then(says, Says(status=204))
            with pytest.raises(EndpointError) as told:
                client.update("INSERT DATA { [] <urn:b> 1 }")
            assert not told.value.sure
            assert len(fake.asked) == 1
            writes: list[Callable[[], None]] = [
                lambda: client.update("DROP SILENT GRAPH <urn:g>", repeatable=True),
                lambda: client.put_graph(GRAPH, iter([LINE, LINE])),
                lambda: client.post_graph(GRAPH, LINE),
                lambda: client.delete_graph(GRAPH),
            ]
            for write in writes:
                fake.asked.clear()
                fake.behaviour = _then(says, Says(status=204))
                write()
                assert len(fake.asked) == 2
                assert fake.asked[0].body == fake.asked[1].body


def test_a_change_that_is_not_allowed_is_told_of(fake: FakeEndpoint) -> None:
    fake.behaviour = lambda _asked: Says(status=403)
    with (
        Client(Endpoint(query=fake.url, update=fake.url)) as client,
        pytest.raises(EndpointRefusedError, match="right to update") as told,
    ):
        client.update("DROP ALL")
    assert told.value.sure


def test_where_changes_go_must_be_known(client: Client) -> None:
    with pytest.raises(
        EndpointError, match="Write a profile for it with `engine`, or with `update`"
    ):
        client.update("DROP ALL")


def test_a_signed_request_has_what_the_hook_adds(
    fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "signing_for_a_test.py").write_text(
        "def sign(method, address, headers, content):\n"
        "    return {'X-Signature': f'{method} {len(content)}'}\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    with Client(Endpoint(query=fake.url, auth="hook", hook="signing_for_a_test:sign")) as client:
        ask(client)
    request = fake.asked[0]
    assert request.headers["x-signature"] == f"POST {len(request.body)}"
    with (
        Client(Endpoint(query=fake.url, auth="hook", hook="signing_for_a_test:none")) as other,
        pytest.raises(UsageError, match="cannot be imported"),
    ):
        ask(other)


@pytest.mark.parametrize("value", [None, "", "line\nbreak"])
def test_a_secret_that_is_not_there_or_cannot_be_sent_is_told_of(
    fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("OFFICE")
    if value is not None:
        monkeypatch.setenv("OFFICE", value)
    with (
        Client(profile(fake, "basic")) as client,
        pytest.raises(UsageError, match="office"),
    ):
        ask(client)
    assert fake.asked == []


def test_a_password_comes_from_the_keyring(
    fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring

    held = {("simpul", "office"): PASSWORD}
    monkeypatch.setattr(keyring, "get_password", lambda *of: held.get(of))
    endpoint = Endpoint(query=fake.url, name="office", auth="bearer", secret="keyring")
    with Client(endpoint) as client:
        ask(client)
    assert fake.asked[0].headers["authorization"] == f"Bearer {PASSWORD}"
    held.clear()
    with Client(endpoint) as client, pytest.raises(UsageError, match="keyring set simpul office"):
        ask(client)


def test_a_proxy_of_the_environment_is_used_but_not_for_this_machine(
    fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fake_endpoint.running(
        lambda _asked: Says(status=502, body=HTML.encode(), media="text/html")
    ) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.replace("://", "://user:word@"))
        monkeypatch.delenv("no_proxy", raising=False)
        with Client(Endpoint(query=fake.url)) as client:
            assert b"true" in ask(client)
        with (
            Client(Endpoint(query="http://graph.example/query"), pause=lambda _s: None) as client,
            pytest.raises(EndpointError, match="Sign in") as told,
        ):
            ask(client)
        assert proxy.asked[0].path == "http://graph.example/query"
        assert "word" not in str(told.value)


def test_an_engine_says_what_it_is(server: Server) -> None:
    with Client(Endpoint(query=server.query)) as client:
        assert client.engine.key == server.engine
        assert client.addresses.update == server.update
        assert client.addresses.graph_store == server.graph_store
    with Client(Endpoint(query=server.query.rpartition("/")[0])) as client:
        ask(client)
        assert client.addresses.query == server.query


def writer(server: Server, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setenv("WRITER", server.password or "none")
    auth = "digest" if server.user else "none"
    return Client(
        Endpoint(
            query=server.query,
            engine=server.engine,
            auth=auth,
            user=server.user,
            secret="env:WRITER",
        )
    )


def test_graphs_are_put_added_to_read_and_removed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [b'<urn:a%d> <urn:b> "\xc3\xa9%d" .\n' % (n, n) for n in range(3_000)]
    with writer(server, monkeypatch) as client:
        client.put_graph(GRAPH, b"<urn:x> <urn:y> <urn:z> .\n")
        client.put_graph(GRAPH, iter(lines))
        client.post_graph(GRAPH, LINE)
        client.update(f"INSERT DATA {{ GRAPH <{OTHER}> {{ <urn:o> <urn:p> 1 }} }}", repeatable=True)
        assert _count(client, Dataset(default=(GRAPH,))) == len(lines) + 1
        assert _count(client, Dataset(default=(GRAPH, OTHER))) == len(lines) + 2
        with client.get_graph(OTHER) as answer:
            assert b"<urn:o>" in answer.read()
        client.delete_graph(GRAPH)
        client.delete_graph(GRAPH)
        assert _count(client, Dataset(default=(GRAPH,))) == 0


def _count(client: Client, dataset: Dataset) -> int:
    with client.query(
        "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", dataset=dataset, accept=JSON
    ) as answer:
        import json

        found = json.loads(answer.read())
    return int(found["results"]["bindings"][0]["n"]["value"])


def test_strangers_change_nothing_where_the_engine_wants_to_know_them(
    virtuoso_server: Server,
) -> None:
    with (
        Client(Endpoint(query=virtuoso_server.query)) as client,
        pytest.raises(EndpointRefusedError, match="Write a profile"),
    ):
        client.update("CLEAR GRAPH <urn:g>")
    with (
        Client(
            Endpoint(
                query=virtuoso_server.query,
                name="office",
                auth="digest",
                user="dba",
                secret="env:OFFICE",
            )
        ) as client,
        pytest.raises(EndpointRefusedError, match="auth, user and secret of endpoint office"),
    ):
        client.update("CLEAR GRAPH <urn:g>")
