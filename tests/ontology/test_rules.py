"""A rule holds of whatever is stated, not of the samples alone."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from simpul import paths
from simpul.terms import ID, ONTOLOGY

_DCT: Final = "http://purl.org/dc/terms/"
_RULE: Final = (paths.ontology() / "rules" / "one-dataset-is-one-voice.rq").read_text("utf-8")
_EXTRACTS: Final[Mapping[str, str]] = {
    "crawl": "wikidata",
    "later": "wikidata",
    "lists": "wikipedia",
}
"""Documents that are extracts, and of which dataset; other documents are none."""


class Stated(NamedTuple):
    """An agreement: the documents that state it, and who claims it."""

    documents: Sequence[str]
    claims: Sequence[str]


agreements = st.lists(
    st.builds(
        Stated,
        st.lists(st.sampled_from([*_EXTRACTS, "page", "minutes"]), max_size=4, unique=True),
        st.lists(st.sampled_from(["jakarta", "seoul"]), max_size=2, unique=True),
    ),
    max_size=6,
)


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(ID + name)


def _marked(stated: Sequence[Stated]) -> set[tuple[str, str]]:
    """Return the agreements that the rule marks, by their numbers, each with its dataset."""
    store = ox.Store()
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    triples = [
        (_node(extract), ox.NamedNode(ONTOLOGY + "extractOf"), _node(dataset))
        for extract, dataset in _EXTRACTS.items()
    ]
    for number, one in enumerate(stated):
        it = _node(str(number))
        triples.append((it, kind, ox.NamedNode(ONTOLOGY + "Agreement")))
        triples += [(it, ox.NamedNode(_DCT + "source"), _node(name)) for name in one.documents]
        triples += [(it, ox.NamedNode(ONTOLOGY + "claimedBy"), _node(name)) for name in one.claims]
    store.extend(ox.Quad(*triple) for triple in triples)
    found = store.query(_RULE)
    assert isinstance(found, ox.QueryTriples)
    return {
        (
            str(one.subject).strip("<>").removeprefix(ID),
            str(one.object).strip("<>").removeprefix(ID),
        )
        for one in found
    }


@given(agreements)
def test_one_dataset_is_one_voice_whatever_is_stated(stated: Sequence[Stated]) -> None:
    expected: set[tuple[str, str]] = set()
    for number, one in enumerate(stated):
        voices = {_EXTRACTS.get(document, document) for document in one.documents} | {*one.claims}
        if len(voices) == 1 and voices <= {*_EXTRACTS.values()}:
            expected.add((str(number), voices.pop()))
    assert _marked(stated) == expected
