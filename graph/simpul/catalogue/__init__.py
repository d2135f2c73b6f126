"""Named questions: one ``.rq`` file each, its header in the grlc convention (https://grlc.io).

A header line begins with ``#+`` and the header is YAML. ``?_city_iri`` in the query is the parameter
``city``; with two underscores the parameter may be left out, and the variable then stays unbound (write
``BIND (?__city_iri AS ?city)``, since ``BOUND`` takes no value). A parameter with ``multiple: true`` may have
several values and is written in ``VALUES ?city { ?_city_iri }``. ``?_lang`` is the language in use,
``?__alsoSingleDatasets_boolean`` whether ties that one dataset alone lists are asked for.
docs/querying.md tells it all.
"""

from simpul.catalogue.completion import values
from simpul.catalogue.decorators import remarks
from simpul.catalogue.filling import (
    Given,
    Resolver,
    Supply,
    Value,
    fill,
    in_words,
    keys_of,
    leaves_aside,
    quoted,
    term,
    terms_given,
    terms_of,
    values_given,
)
from simpul.catalogue.question import CLASSES, TYPES, Parameter, Question
from simpul.catalogue.reading import LANGUAGE, decode, every, parse, question, questions, read
from simpul.catalogue.searching import Matches, near_words, search
from simpul.locale import Texts, said

__all__ = [
    "CLASSES",
    "LANGUAGE",
    "TYPES",
    "Given",
    "Matches",
    "Parameter",
    "Question",
    "Resolver",
    "Supply",
    "Texts",
    "Value",
    "decode",
    "every",
    "fill",
    "in_words",
    "keys_of",
    "leaves_aside",
    "near_words",
    "parse",
    "question",
    "questions",
    "quoted",
    "read",
    "remarks",
    "said",
    "search",
    "term",
    "terms_given",
    "terms_of",
    "values",
    "values_given",
]
