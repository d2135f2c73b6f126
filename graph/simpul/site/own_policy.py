"""Pages that bring a policy of their own: made as files that need nothing but themselves, and served as they are.

Their styles and scripts are within them, known by their hashes. The policy in the page is given as a header, too, in the
place of the site's, which would let none of them run.
"""

import re
from collections.abc import Sequence
from html import unescape
from typing import Final

from simpul.errors import SimpulError
from simpul.site.asking import HTML, Reply

_BEGIN: Final = 4096
"""Bytes of a page that its policy is within."""
_POLICY: Final = re.compile(
    rb'<meta http-equiv="Content-Security-Policy" content="(?P<policy>[^"]*)">'
)
_NOT_FRAMED: Final = "frame-ancestors 'none'"
"""What a page cannot say of itself (CSP 3, section 3.3)."""


def served_page(page: bytes, *, changes: bool = False, vary: Sequence[str] = ()) -> Reply:
    """Return a page with its own policy.

    Args:
        page: The page.
        changes: As in ``Reply``.
        vary: As in ``Reply``.
    """
    found = _POLICY.search(page, 0, _BEGIN)
    if found is None:
        raise _WithoutPolicyError
    policy = f"{unescape(found['policy'].decode())}; {_NOT_FRAMED}"
    return Reply(
        media_type=HTML,
        body=page,
        headers={"content-security-policy": policy},
        changes=changes,
        vary=vary,
    )


class _WithoutPolicyError(SimpulError):
    """A page of ours has no policy: it is not served."""
