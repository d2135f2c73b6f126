"""Briefs: two pages on a city, two cities, a network or a visit, to be read before a meeting.

What is in one is asked by the questions of the catalogue (``contents`` and a module for each subject) and becomes one
value, a ``Brief``; each format is a function of it (``formats``).
"""

from simpul.briefing.contents import Asks, brief_on
from simpul.briefing.formats import FORMATS, content
from simpul.briefing.model import Brief

__all__ = ["FORMATS", "Asks", "Brief", "brief_on", "content"]
