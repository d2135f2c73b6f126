"""Words for the classes of the things that are asked for by name."""

from simpul.locale import translate as _


def word_for(kind: str) -> str:
    """Return the word for a class, in the language in use; its local name where there is none.

    >>> word_for("City"), word_for(""), word_for("Bridge")
    ('City', 'thing', 'Bridge')
    """
    words = {
        "": _("thing"),
        "Agreement": _("Agreement"),
        "City": _("City"),
        "Commitment": _("Commitment"),
        "Country": _("Country"),
        "Document": _("Document"),
        "Event": _("Event"),
        "Initiative": _("Initiative"),
        "Network": _("Network"),
        "Organisation": _("Organisation"),
        "Place": _("Place"),
        "Request": _("Request"),
        "Source": _("Source"),
        "Theme": _("Theme"),
        "Visit": _("Visit"),
        "WorldRegion": _("World region"),
    }
    return words.get(kind, kind)
