"""Which city a typed name means: the index of the world's cities, official forms, and the weighing of evidence."""

from simpul.naming.atlas.evidence import NOTHING, Evidence, kilometres
from simpul.naming.atlas.folding import fold, key, tidy
from simpul.naming.atlas.forms import Level, Reading, readings
from simpul.naming.atlas.index import (
    DISTRICT,
    FILE,
    Atlas,
    Bearer,
    Label,
    Place,
    Rank,
    about,
    write,
)
from simpul.naming.atlas.match import THRESHOLD, Candidate, Match
from simpul.naming.atlas.matching import Matcher
from simpul.naming.atlas.method import Method

__all__ = [
    "DISTRICT",
    "FILE",
    "NOTHING",
    "THRESHOLD",
    "Atlas",
    "Bearer",
    "Candidate",
    "Evidence",
    "Label",
    "Level",
    "Match",
    "Matcher",
    "Method",
    "Place",
    "Rank",
    "Reading",
    "about",
    "fold",
    "key",
    "kilometres",
    "readings",
    "tidy",
    "write",
]
