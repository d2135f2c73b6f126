"""Words for the classes of the things that are asked for by name."""

from simpul.locale import LANGUAGES, speaking
from simpul.locale import translate as _
from simpul.naming.atlas import fold


def word_for(kind: str) -> str:
    """Return the word for a class, in the language in use; its local name where there is none.

    >>> word_for("City"), word_for(""), word_for("Bridge")
    ('City', 'thing', 'Bridge')
    """
    return _words().get(kind, kind)


def kind_called(text: str) -> str:
    """Return the class whose word a text is, in any language; empty where it is none's.

    >>> kind_called("permintaan"), kind_called("bridge")
    ('Request', '')
    """
    for language in LANGUAGES:
        with speaking(language):
            for kind, word in _words().items():
                if kind and fold(word) == fold(text):
                    return kind
    return ""


def _words() -> dict[str, str]:
    return {
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
