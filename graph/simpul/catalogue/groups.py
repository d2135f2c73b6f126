"""What the groups of the catalogue are called."""

from simpul.locale import translate as _


def group_word(name: str) -> str:
    """Return what a group of questions is called, in the language in use; one that is not ours by its folder."""
    words = {
        "commitments": _("commitments"),
        "events": _("events"),
        "initiatives": _("initiatives"),
        "institutions": _("institutions"),
        "lessons": _("lessons"),
        "networks": _("networks"),
        "ties": _("ties"),
        "trust": _("trust"),
    }
    return words.get(name, name)
