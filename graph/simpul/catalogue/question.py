"""What a question is: a query with a name, parameters and columns that are explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from simpul.locale import Texts, said
from simpul.store.sparql import Template

CLASSES: Final = {
    "agreement": "Agreement",
    "city": "City",
    "commitment": "Commitment",
    "country": "Country",
    "document": "Document",
    "event": "Event",
    "initiative": "Initiative",
    "network": "Network",
    "organisation": "Organisation",
    "place": "Place",
    "region": "WorldRegion",
    "request": "Request",
    "source": "Source",
    "theme": "Theme",
    "thing": "",
    "visit": "Visit",
}
"""The class of the things that a parameter of each type takes; empty for any."""
TYPES: Final = frozenset((*CLASSES, "date", "integer", "language", "number", "text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a question asks for.

    Attributes:
        type: One of ``TYPES``.
        examples: Values that give an answer; several where it may have several.
        default: What is taken when nothing is given.
        choices: The values that it may have; none for any.
        required: False where the query has its variable with two underscores.
        multiple: It may have several values.
        language: The language of a text in the query.
        datatype: The IRI of a plain value's datatype where the type does not say it.
    """

    name: str
    type: str
    summary: Texts
    examples: Sequence[str] = ()
    default: Sequence[str] = ()
    choices: Sequence[str] = ()
    required: bool = True
    multiple: bool = False
    language: str = ""
    datatype: str = ""

    @property
    def example(self) -> str:
        """The first example; empty if there is none."""
        return next(iter(self.examples), "")

    @property
    def kind(self) -> str | None:
        """The class of the things it takes, empty for any; None where it takes a plain value."""
        return CLASSES.get(self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with a name, parameters and columns that are explained.

    Attributes:
        group: The folder it is in, under the catalogue's; empty at the top.
        facts: Variables that hold the facts a row rests on; shown only with their sources.
        one_language: Rows that differ only in the language of a text become one.
        unused: The decorators of its header that say nothing here; see ``simpul.catalogue.decorators``.
    """

    name: str
    summary: Texts
    description: Texts
    template: Template
    group: str = ""
    tags: Sequence[str] = ()
    parameters: Sequence[Parameter] = ()
    columns: Mapping[str, Texts] = field(default_factory=dict[str, Texts])
    facts: Sequence[str] = ()
    one_language: bool = False
    unused: Sequence[str] = ()

    @property
    def title(self) -> str:
        """What it asks, in the language in use."""
        return said(self.summary)

    @property
    def query(self) -> str:
        """The text of the file."""
        return self.template.text
