"""What each kind of table is for, as one would tell a colleague; the ontology's definitions are exact instead."""

from simpul.locale import translate as _


def in_plain_words(kind: str) -> str:
    """Return what the rows of a kind of table are, in the language in use; empty for a kind of nobody's.

    >>> in_plain_words("lesson")
    'something one side learned from another and can use at home'
    """
    words = {
        "agreement": _("what two or more cities or bodies signed: a sister-city tie, a memorandum, a letter of intent"),
        "assessment": _("what somebody judged: how well something works, and why they think so"),
        "commitment": _("what somebody promised to do, for whom and by when"),
        "concern": _("what somebody fears that a project may bring"),
        "document": _("a page, report, list or file that others can look up: where your facts come from"),
        "event": _("a visit, meeting, conference, workshop or festival, with its dates and place"),
        "initiative": _("a project, programme, service or policy of a city: what it does, who leads it, since when"),
        "interest": _("what somebody wants to know more about, without having asked for it"),
        "lesson": _("something one side learned from another and can use at home"),
        "measure": _("the name of something that is counted or measured, such as visitors or length"),
        "membership": _("that a city is or was in a network, since when and until when"),
        "observation": _("one figure: what was measured, about what, how much, and when"),
        "office": _("a seat that a city or person holds in a network, such as chair or vice-president"),
        "organisation": _("an agency, ministry, company, university, association or network"),
        "participation": _("who took part in an event, and as what: host, speaker, guest"),
        "party": _("who signed an agreement, one row for each side"),
        "phase": _("a stage of a project: first, second, since when"),
        "place": _("a district, province or place that is no city in the gazetteer"),
        "post": _("a position in an organisation, such as a head of department, whoever holds it"),
        "request": _("what one side asked of another, and whether there was an answer"),
        "target": _("how far a city wants to cut its emissions, and by which year"),
    }  # fmt: skip
    return words.get(kind, "")
