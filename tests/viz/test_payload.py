"""What a page's script reads."""

from hypothesis import given
from hypothesis import strategies as st

from simpul.projection import Citation, Projection, Tie
from simpul_viz.payload import payload

_CITATIONS = st.builds(
    Citation,
    iri=st.just("https://example.org/document"),
    title=st.sampled_from(["Minutes", "Report"]).map(lambda title: (("en", title),)),
    dataset=st.sampled_from(["Visits", "Members"]).map(lambda title: (("en", title),)),
    passage=st.sampled_from(["", "page 1", "page 2"]),
    licence=st.sampled_from(["", "CC BY 4.0"]),
    address=st.just(""),
    inferred=st.just(False),
    completeness=st.just(()),
    publisher=st.just(""),
    issued=st.just(""),
)


@given(st.lists(_CITATIONS))
def test_each_citation_is_held_once_and_says_all_that_it_says(cited: list[Citation]) -> None:
    tie = Tie(source="a", target="b", relation="x", name={}, citations=tuple(cited))
    data = payload(Projection(things=(), ties=(), kinds={}), also=[tie])

    held = [
        (
            data["documents"][one["document"]]["title"]["en"],
            data["sources"][one["source"]]["title"]["en"],
            data["sources"][one["source"]].get("licence", ""),
            one["passage"],
        )
        for one in data["citations"]
    ]
    said = [(one.title[0][1], one.dataset[0][1], one.licence, one.passage) for one in cited]
    assert held == list(dict.fromkeys(said))
    assert [held[number] for number in data["ties"].get("citations", [[]])[0]] == said


@given(st.lists(_CITATIONS))
def test_a_document_that_several_passages_are_cited_of_is_one(cited: list[Citation]) -> None:
    tie = Tie(source="a", target="b", relation="x", name={}, citations=tuple(cited))
    data = payload(Projection(things=(), ties=(), kinds={}), also=[tie])

    assert len(data["documents"]) == len({one.title for one in cited})
    assert len(data["sources"]) == len({(one.dataset, one.licence) for one in cited})
