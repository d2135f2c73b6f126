"""Parts of SPARQL that several definitions share."""

from typing import Final

from simpul.terms import ID, PREFIXES

HEAD: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dct", "simpul")) + "\n"
"""Prefixes of every query that a page offers, so that it runs anywhere."""


def stated_by_several(variable: str) -> str:
    """Return a filter that leaves aside what one dataset alone lists, as the rule ``one-dataset-is-one-voice`` marks it."""
    return f"""  FILTER NOT EXISTS {{ ?{variable} simpul:listedOnlyIn ?dataset }}"""


def undoubted(variable: str) -> str:
    """Return a filter that drops what any source calls doubtful, disputed or former."""
    return f"""  FILTER NOT EXISTS {{
    {doubted(variable)}
  }}"""


def doubted(variable: str) -> str:
    """Return a pattern of what a source calls doubtful, disputed or former."""
    return (
        f"?{variable} simpul:certainty ?certainty . FILTER (?certainty != <{ID}certainty/stated>)"
    )
