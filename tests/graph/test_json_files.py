"""JSON as persons and programs write it: read, or told of with the name of its file."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutations import mutated, mutated_json
from simpul.errors import DataError
from simpul.json_files import parsed, read_object

GOOD = [
    (b'{"a": [1, -2.5, 1e3, true, null, "\\u00e9"]}', {"a": [1, -2.5, 1e3, True, None, "é"]}),
    (b'\xef\xbb\xbf{"a": "\\ud83d\\ude00"}', {"a": "\U0001f600"}),
    (b'{"\\\\ud800": "\\\\udfff"}', {"\\ud800": "\\udfff"}),
    (b"[" * 90 + b"]" * 90, None),
    (b"9" * 900, None),
]
BAD = [
    (b'{"a": "\\ud800"}', "half of a sign"),
    (b'{"\\udfff": 1}', "half of a sign"),
    (b'[[["\\ude00\\ud83d"]]]', "half of a sign"),
    (b'"\xed\xa0\x80"', "is not UTF-8"),
    (b"NaN", "NaN, which is no number"),
    (b"[-Infinity]", "-Infinity, which is no number"),
    (b"1e400", "too large a number"),
    (b"9" * 5_000, "too long"),
    (b"1." + b"0" * 5_000, "too long"),
    (b"[" * 101 + b"]" * 101, "nested too deeply"),
    (b'{"a":' * 200_000, "nested too deeply"),
    (b"{'a': 1}", "is not JSON at line 1, column 2"),
    (b"", "is not JSON"),
    (b"\xff\xfe{\x00", "is not UTF-8"),
]
SEEDS = tuple(content for content, _value in GOOD)


@pytest.mark.parametrize(("content", "value"), GOOD)
def test_json_means_what_the_standard_says(content: bytes, value: object) -> None:
    assert parsed(content, "a.json") == (json.loads(content) if value is None else value)


@pytest.mark.parametrize(("content", "words"), BAD)
def test_what_is_no_json_or_no_use_is_told_with_the_files_name(content: bytes, words: str) -> None:
    with pytest.raises(DataError, match=words) as told:
        parsed(content, "a.json")
    assert [problem.place.file for problem in told.value.problems] == ["a.json"]


@given(st.one_of(mutated(*SEEDS), mutated_json(*SEEDS[:3]), st.binary()))
def test_whatever_stands_in_a_file_it_is_a_value_that_can_be_written_again_or_told_of(
    content: bytes,
) -> None:
    try:
        value = parsed(content, "a.json")
    except DataError:
        return
    json.dumps(value, allow_nan=False, ensure_ascii=False).encode()


def test_an_object_is_read_from_a_file_and_nothing_else_is(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"a": 1}')
    assert read_object(file, "a.json") == {"a": 1}
    file.write_text("[1]")
    with pytest.raises(DataError, match="is not a JSON object"):
        read_object(file, "a.json")
    with pytest.raises(DataError, match="cannot be read"):
        read_object(tmp_path, "a.json")
    with pytest.raises(DataError, match="too large"):
        read_object(Path("/dev/zero"), "zero")
