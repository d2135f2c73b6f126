"""Which thing a name means where anything may be meant: of several of one name, the city."""

from simpul.catalogue import Parameter
from simpul.errors import ParameterError
from simpul.locale import Texts
from simpul.naming import Names


class CityFirst:
    """Finds things as ``KnowledgeGraph`` does where any will do."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def resolve(self, text: str, kind: str, /) -> str:
        """Return the IRI of the thing that a name means; where any will do, a city before others of its name."""
        if not kind:
            try:
                return self._names.resolve(text, "City")
            except ParameterError:
                pass
        return self._names.resolve(text, kind)

    def label(self, iri: str) -> str:
        """Return what a thing is called in the language in use."""
        return self._names.label(iri)


def thing(
    name: str, example: str, summary: Texts, *, type_: str = "thing", required: bool = True
) -> Parameter:
    """Return what a form asks for that takes the name of a thing."""
    return Parameter(name=name, type=type_, examples=(example,), summary=summary, required=required)
