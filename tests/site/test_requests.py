"""What is read of a request: its headers and its parameters, as the standards write them."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simpul.site.failures import RefusedError
from simpul.site.requests import parameters, received

_PIECES = st.sampled_from(
    ["%", "%%", "%4", "%41", "%3D", "%c3%a9", "%2B", "%00", "%0A", "=41", "%\n", "\r\n"]
) | st.sampled_from("=&+a_ .;\n\r\t\0")
_WRITTEN = st.lists(_PIECES.map(str.encode), max_size=12).map(b"".join)


@given(pairs=st.lists(st.tuples(st.text(), st.text())))
def test_what_a_client_writes_is_read(pairs: list[tuple[str, str]]) -> None:
    assert parameters(urlencode(pairs).encode()) == pairs


@given(written=_WRITTEN)
@example(written=b"query=100%")
@example(written=b"a=%\n41&b=%%41&c=%=41")
def test_what_is_badly_written_is_read_as_others_read_it(written: bytes) -> None:
    assert parameters(written) == parse_qsl(
        written.decode(), keep_blank_values=True, errors="strict"
    )


@pytest.mark.parametrize("written", [b"a=%ff", b"%c3=1", b"a=\xc3\xa9", b"&" * 5000])
def test_what_is_no_text_or_too_much_is_refused(written: bytes) -> None:
    with pytest.raises(RefusedError) as refused:
        parameters(written)
    assert refused.value.status == 400


def test_of_several_headers_of_one_name_the_first_counts() -> None:
    headers = [(b"host", b"a.example"), (b"accept", b"text/turtle"), (b"host", b"b.example")]
    assert received({"headers": headers}) == {"host": "a.example", "accept": "text/turtle"}
