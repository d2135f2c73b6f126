"""A token opens what its file says until its day, and nothing else does; what opens nothing is said to."""

import json
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from simpul.errors import DataError, OutputError, UsageError
from simpul.site import tokens
from simpul.site.failures import RefusedError
from simpul.site.tokens import Tokens

DAY = date(2026, 11, 27)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "tokens.json"


def _add(file: Path, label: str = "Office of C40", right: str = "partner", days: int = 30) -> str:
    return tokens.add(file, label, right=right, expires=DAY + timedelta(days=days), day=DAY)


def _opened(file: Path, day: date = DAY) -> Tokens:
    return Tokens(file, today=lambda: day)


def _bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_the_file_has_no_token_and_is_its_owners_alone(file: Path) -> None:
    token = _add(file)
    assert len(token) >= 43
    text = file.read_text()
    assert token not in text
    assert token.removeprefix("simpul_") not in text
    assert sha256(token.encode()).hexdigest() in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert token not in repr(tokens.read(file))
    assert json.loads(text)["tokens"][0]["hash"] not in repr(tokens.read(file))


def test_no_token_is_like_another(file: Path) -> None:
    assert len({_add(file, f"label {number}") for number in range(5)}) == 5


@pytest.mark.parametrize("right", tokens.RIGHTS)
def test_a_token_opens_its_right_by_header_and_by_cookie(file: Path, right: str) -> None:
    token = _add(file, right=right)
    opened = _opened(file)
    assert opened.right_of(_bearer(token)) == right
    assert opened.right_of({"authorization": f"bearer  {token} "}) == right
    assert opened.right_of({"cookie": f"language=id; simpul-token={token}"}) == right


def test_who_proves_nothing_sees_what_is_public(file: Path) -> None:
    for headers in ({}, {"cookie": "language=id"}, {"cookie": ""}, {"cookie": "other-simpul-token=x"}):  # fmt: skip
        assert _opened(file).right_of(headers) == "public"


FORGED: dict[str, Callable[[str], dict[str, str]]] = {
    "nothing": lambda _token: {"authorization": ""},
    "a scheme alone": lambda _token: {"authorization": "Bearer"},
    "a scheme and a space": lambda _token: {"authorization": "Bearer "},
    "no scheme": lambda token: {"authorization": token},
    "another scheme": lambda token: {"authorization": f"Basic {token}"},
    "a letter less": lambda token: _bearer(token[:-1]),
    "a letter more": lambda token: _bearer(f"{token}A"),
    "other letters": lambda token: _bearer(token.swapcase()),
    "much more": lambda token: _bearer(token + "x" * 100_000),
    "half a sign": lambda _token: _bearer("\udcff"),
    "what the file has": lambda token: _bearer(sha256(token.encode()).hexdigest()),
    "an empty cookie": lambda _token: {"cookie": "simpul-token="},
    "a cookie with a letter less": lambda token: {"cookie": f"simpul-token={token[:-1]}"},
    "a cookie in quotes": lambda token: {"cookie": f'simpul-token="{token}"'},
    "a wrong header": lambda token: {
        "cookie": f"simpul-token={token}",
        "authorization": "Bearer x",
    },
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_what_is_no_token_is_refused_and_never_taken_for_public(
    file: Path, forged: Callable[[str], dict[str, str]]
) -> None:
    token = _add(file)
    with pytest.raises(RefusedError) as raised:
        _opened(file).right_of(forged(token))
    assert raised.value.status == 401
    assert raised.value.headers["www-authenticate"].startswith("Bearer")
    assert token not in str(raised.value)


def test_a_token_opens_until_the_end_of_its_day(file: Path) -> None:
    token = _add(file, days=3)
    last = DAY + timedelta(days=3)
    assert _opened(file, last).right_of(_bearer(token)) == "partner"
    with pytest.raises(RefusedError, match="expired on 2026-11-30"):
        _opened(file, last + timedelta(days=1)).right_of(_bearer(token))


def test_what_changes_in_the_file_holds_at_once(file: Path) -> None:
    opened = _opened(file)
    token = _add(file)
    assert opened.right_of(_bearer(token)) == "partner"
    tokens.remove(file, "Office of C40")
    with pytest.raises(RefusedError):
        opened.right_of(_bearer(token))
    again = _add(file)
    assert opened.right_of(_bearer(again)) == "partner"


@pytest.mark.parametrize("harm", ["gone", "broken", "open to others"])
def test_a_file_that_is_harmed_lets_nobody_in(file: Path, harm: str) -> None:
    token = _add(file)
    opened = _opened(file)
    match harm:
        case "gone":
            file.unlink()
        case "broken":
            file.write_text("{")
        case _:
            file.chmod(0o622)
    with pytest.raises(RefusedError):
        opened.right_of(_bearer(token))
    assert opened.right_of({}) == "public"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "tokens": []}',
        '{"format": 1, "tokens": {}}',
        '{"format": 1, "tokens": [{}]}',
        '{"format": 1, "tokens": [{"label": "a", "right": "public", "hash": "' + "0" * 64 + '", "made": "2026-01-01", "expires": "2027-01-01"}]}',
        '{"format": 1, "tokens": [{"label": "a", "right": "internal", "hash": "", "made": "2026-01-01", "expires": "2027-01-01"}]}',
        '{"format": 1, "tokens": [{"label": "a", "right": "internal", "hash": "' + "0" * 64 + '", "made": "2026-01-01", "expires": "never"}]}',
    ],
)  # fmt: skip
def test_a_file_that_is_no_file_of_tokens_is_told(file: Path, content: str) -> None:
    file.parent.mkdir()
    file.write_text(content)
    with pytest.raises(DataError):
        tokens.read(file)


def test_a_folder_or_device_is_no_file_of_tokens(tmp_path: Path) -> None:
    for place in (tmp_path, Path("/dev/null")):
        with pytest.raises(DataError):
            tokens.read(place)


def test_a_file_that_others_may_write_is_refused_with_the_remedy(file: Path) -> None:
    _add(file)
    file.chmod(0o620)
    with pytest.raises(UsageError, match="chmod 600"):
        Tokens(file)


@pytest.mark.parametrize("label", ["", "  ", "a\nb", "a\x1b[2J", "x" * 101])
def test_a_label_that_cannot_be_shown_in_one_line_is_refused(file: Path, label: str) -> None:
    with pytest.raises(UsageError, match="label"):
        _add(file, label)
    assert not file.exists()


def test_one_label_has_one_token_and_no_day_that_is_over(file: Path) -> None:
    _add(file)
    with pytest.raises(UsageError, match="already"):
        _add(file)
    with pytest.raises(UsageError, match="is over"):
        _add(file, "other", days=-1)
    with pytest.raises(UsageError, match="Did you mean Office of C40"):
        tokens.remove(file, "Office of C41")


def test_several_who_add_at_once_lose_none(file: Path) -> None:
    with ThreadPoolExecutor(4) as makers:
        made = [*makers.map(partial(_add, file), [f"label {number}" for number in range(8)])]
    opened = _opened(file)
    assert {opened.right_of(_bearer(token)) for token in made} == {"partner"}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        _add(tmp_path / "file" / "tokens.json")
