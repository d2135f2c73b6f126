"""What can be written down as text, in a file, a store or an answer."""

import re
from typing import Final

_NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")


def is_text(text: str) -> bool:
    r"""Return whether a text can be written down: NUL, or half of a surrogate pair, cannot.

    Bytes that are no UTF-8 become such halves on a command line, and so do escapes in JSON.

    >>> is_text("São Paulo"), is_text("\udc80")
    (True, False)
    """
    return not _NO_TEXT.search(text)


def is_utf8(text: str) -> bool:
    r"""Return whether a text can be encoded: NUL can, and a query may look for it.

    >>> is_utf8("a\0b"), is_utf8("\udc80")
    (True, False)
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
