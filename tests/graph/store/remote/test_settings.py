"""What ``--store`` may name, and what settings say of endpoints: an address is never taken for a folder."""

from pathlib import Path

import pytest

from simpul import paths
from simpul.errors import UsageError
from simpul.store.remote.settings import Endpoint, is_loopback, place, profiles, service, shown

OFFICE = """
[endpoints.office]
query = "https://graph.example.org/sparql"
engine = "virtuoso"
auth = "digest"
user = "me"
secret = "env:OFFICE"
access = "partner"
seconds = 30
rows = 5000
headers = { X-Team = "cities" }
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a project at hand, with a user whose own settings are elsewhere."""
    monkeypatch.setattr(paths, "settings", lambda: tmp_path / "own" / "simpul.toml")
    here = tmp_path / "project" / "work"
    here.mkdir(parents=True)
    (tmp_path / "project" / ".git").mkdir()
    (tmp_path / "own").mkdir()
    monkeypatch.chdir(here)
    return here


def own(text: str) -> None:
    paths.settings().write_text(text, encoding="utf-8")


def test_a_folder_is_a_folder(project: Path) -> None:
    assert place("somewhere/store") == Path("somewhere/store")
    assert place(project) == project
    assert place("store") == Path("store")
    assert place(None) == paths.default_store()


def test_an_address_is_an_endpoint() -> None:
    assert place("https://graph.example.org/sparql") == Endpoint(
        query="https://graph.example.org/sparql"
    )
    assert place("http://10.0.0.7:7878") == Endpoint(query="http://10.0.0.7:7878")


def test_the_name_of_a_profile_is_that_profile_and_so_is_its_address() -> None:
    own(OFFICE)
    office = place("office")
    assert isinstance(office, Endpoint)
    assert (office.name, office.auth, office.rows) == ("office", "digest", 5000)
    assert office.seconds == 30
    assert office.headers == {"X-Team": "cities"}
    assert place("https://graph.example.org/sparql/") == office
    assert place("https://graph.example.org/other") != office
    assert place("./office") == Path("office")
    assert place("factory") == Path("factory")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://graph.example.org/sparql",
        "file:///var/store",
        "https://",
        "https:///sparql",
        "https://graph.example.org:port/",
        "https://graph.example.org/a b",
        "https://graph.example.org/\u202esparql",
        "https://[::1/sparql",
        "://",
    ],
)
def test_what_is_no_address_of_an_endpoint_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="no address of a SPARQL endpoint"):
        place(address)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError, match=r"simpul\.toml that says where") as told:
        place("https://me:s3cret@graph.example.org/sparql")
    assert "s3cret" not in str(told.value)


def test_a_fragment_is_refused() -> None:
    with pytest.raises(UsageError, match="leave out the #"):
        place("https://graph.example.org/sparql#top")


@pytest.mark.parametrize("written", ["http://localhost/query", "https://graph.example.org/sparql"])
def test_an_address_that_was_made_a_path_is_no_folder(written: str) -> None:
    with pytest.raises(UsageError, match="is an address, and was given as a folder"):
        place(Path(written))
    with pytest.raises(UsageError, match="is an address, and was given as a folder"):
        place(str(Path(written)))


def test_what_is_secret_in_an_address_is_not_shown() -> None:
    assert shown("https://a:b@h.example:8/p?key=1#f") == "https://h.example:8/p"
    assert "s3cret" not in shown("https://me:s3cret@[::1/")


@pytest.mark.parametrize(
    ("address", "is_it"),
    [
        ("http://localhost:80/", True),
        ("http://127.0.0.1/", True),
        ("http://[::1]:9/", True),
        ("http://localhost.evil.example/", False),
        ("http://127.0.0.1.evil.example/", False),
        ("http://10.0.0.1/", False),
    ],
)
def test_loopback_is_this_machine_alone(address: str, *, is_it: bool) -> None:
    assert is_loopback(address) is is_it


WRONG = {
    'query = "https://h.example/"\nspeed = 3': "says speed, which is not known",
    'query = "https://h.example/"\ngraph_store = "x"': "did you mean|Did you mean graph-store",
    'engine = "virtuoso"': "query of endpoint office is wrong. Write its address",
    'query = "ftp://h.example/"': "no address of a SPARQL endpoint",
    'query = "https://h.example/"\nengine = "oracle"': "'oracle' is not one of: oxigraph, virtuoso",
    'query = "https://h.example/"\nauth = "kerberos"': "not one of: none, basic",
    'query = "https://h.example/"\nauth = "basic"\nsecret = "hunter2"': 'Write "env:NAME"',
    'query = "https://h.example/"\nauth = "hook"\nhook = "os"': "Write module:function",
    'query = "https://h.example/"\naccess = "secret"': "not one of: public",
    'query = "https://h.example/"\nrows = "many"': "Write a number",
    'query = "https://h.example/"\nrows = true': "Write a number",
    'query = "https://h.example/"\nseconds = -1': "0 or more",
    'query = "https://h.example/"\ninsecure = 1': "Write true or false",
    "query = 3": "Write it in quotation marks",
    'query = "https://h.example/"\nheaders = "X"': 'NAME = "value"',
    'query = "https://h.example/"\nheaders = { X = "a\\nInjected: b" }': "ASCII",
    'query = "http://h.example/"\nauth = "basic"\nuser = "me"\nsecret = "env:P"': "Use https",
    'query = "http://h.example/"\nheaders = { X = "env:P" }': "Use https",
}


@pytest.mark.parametrize("said", WRONG)
def test_what_is_wrong_in_settings_is_told_of_with_its_file(said: str) -> None:
    own(f"[endpoints.office]\n{said}\n")
    with pytest.raises(UsageError, match=WRONG[said]) as told:
        place("office")
    assert str(paths.settings()) in str(told.value)
    assert "hunter2" not in str(told.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[endpoints.office", "not readable as TOML"),
        ("[endpoint.office]", "endpoint is not known.*Did you mean endpoints"),
        ("endpoints = 3", r"write \[endpoints\.NAME\]"),
        ("[endpoints]\noffice = 3", r"write \[endpoints\.NAME\]"),
        ('[endpoints."../x"]\nquery = "https://h.example/"', "cannot be the name"),
    ],
)
def test_settings_that_cannot_be_read_are_told_of(text: str, told: str) -> None:
    own(text)
    with pytest.raises(UsageError, match=told):
        profiles()


def test_settings_that_are_no_text_or_too_large_are_told_of() -> None:
    paths.settings().write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="not readable as TOML"):
        profiles()
    own("#" * 1_000_001)
    with pytest.raises(UsageError, match="too large"):
        profiles()


def test_a_secret_may_go_to_this_machine_or_where_a_person_says_so() -> None:
    for address, insecure in (
        ("http://localhost:7878/query", False),
        ("https://h.example/", False),
        ("http://h.example/", True),
    ):
        endpoint = Endpoint(
            query=address, auth="basic", user="me", secret="env:P", insecure=insecure
        )
        assert endpoint.query == address
    with pytest.raises(UsageError, match="Use https"):
        Endpoint(
            query="https://h.example/",
            update="http://h.example/update",
            auth="basic",
            user="me",
            secret="env:P",
        )


def test_a_projects_file_says_where_an_endpoint_is_and_the_user_who_asks(project: Path) -> None:
    own(OFFICE)
    (project.parent / "simpul.toml").write_text(
        '[endpoints.office]\nquery = "https://graph.example.org/new"\nrows = 9\n'
        '[endpoints.open]\nquery = "https://open.example.org/sparql"\n'
    )
    office = place("office")
    assert isinstance(office, Endpoint)
    assert office.query == "https://graph.example.org/new"
    assert (office.rows, office.seconds) == (9, 60)
    assert (office.auth, office.secret, office.access) == ("digest", "env:OFFICE", "partner")
    assert set(profiles()) == {"office", "open"}


@pytest.mark.parametrize(
    "key",
    [
        'secret = "env:AWS_SECRET_ACCESS_KEY"',
        'auth = "bearer"',
        'hook = "os:system"',
        'headers = { X = "env:HOME" }',
        'access = "internal"',
        "insecure = true",
        'certificates = "theirs.pem"',
    ],
)
def test_a_projects_file_cannot_say_what_is_sent_or_seen(project: Path, key: str) -> None:
    (project / "simpul.toml").write_text(
        f'[endpoints.office]\nquery = "https://graph.example.org/sparql"\n{key}\n'
    )
    with pytest.raises(UsageError, match="yours to say, not the project's"):
        place("office")


def test_a_projects_file_cannot_send_a_secret_to_another_host(project: Path) -> None:
    own(OFFICE)
    (project / "simpul.toml").write_text(
        '[endpoints.office]\nquery = "https://evil.example/sparql"\n'
    )
    with pytest.raises(UsageError, match="at another host"):
        place("office")


def test_settings_above_the_repository_are_not_the_projects(project: Path) -> None:
    (project.parent.parent / "simpul.toml").write_text(OFFICE)
    assert profiles() == {}


def test_a_service_is_an_address_or_a_profile(project: Path) -> None:
    own(OFFICE)
    assert project.is_dir()
    assert service("office") == profiles()["office"].query
    assert service("https://other.example/sparql") == "https://other.example/sparql"
    for wrong, words in (("ofice", "Did you mean office"), ("ftp://other.example/", "no address")):
        with pytest.raises(UsageError, match=words):
            service(wrong)


@pytest.mark.parametrize("key", ["update", "graph-store"])
def test_a_projects_file_cannot_send_changes_to_another_host(project: Path, key: str) -> None:
    (project / "simpul.toml").write_text(
        f'[endpoints.x]\nquery = "https://good.example/q"\n{key} = "https://evil.example/u"\n'
    )
    for named in ("x", "https://good.example/q"):
        with pytest.raises(UsageError, match="another host than it is asked at"):
            place(named)


@pytest.mark.parametrize("seconds", ["inf", "nan", "1e11", "-1.0"])
def test_seconds_are_a_number_that_can_be_waited(project: Path, seconds: str) -> None:
    assert project.is_dir()
    own(f'[endpoints.x]\nquery = "https://good.example/q"\nseconds = {seconds}\n')
    with pytest.raises(UsageError, match="seconds"):
        place("x")
