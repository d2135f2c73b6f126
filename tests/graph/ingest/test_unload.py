"""Whatever could be loaded can be taken out again, and the store is as it was."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from outcomes import quads_of
from partner import MEMBERSHIP, load_partner, write
from simpul.errors import DataError
from simpul.ingest import unload
from simpul.terms import ID

PIECES = (
    MEMBERSHIP,
    # Addresses that others point at: of a city, a licence, a document's page, a source.
    '<https://sws.geonames.org/1642911/> a schema:City ; schema:name "Jakarta" .',
    '<https://creativecommons.org/licenses/by/4.0/> a schema:CreativeWork ; schema:name "CC BY 4.0" .',
    '<https://example.org/report> a schema:WebPage ; schema:name "Report" .',
    '<https://w3id.org/simpul/ontology/core> a schema:CreativeWork .',
    # Things of ours that others describe too, in other words or as another class.
    f'<{ID}city/1642911> a s:City ; rdfs:label "J-Town"@en .',
    f'<{ID}org/c40> a s:Organisation , schema:Organization ; rdfs:label "C40"@en-GB .',
    f"<{ID}country/ID> a s:Place .",
    f"<{ID}document/report> a s:Document .",
    f"<{ID}source/partner> dct:title \"Partner\"@en , \"Mitra\"@id ; dct:publisher <{ID}org/c40> .",
    # Lists that are read through the alignments, with things that are made.
    f'<https://net.example.org/net> a org:Organization ; skos:prefLabel "Harbour Cities" ; schema:member <{ID}city/1838524> .',
    f'<{ID}city/1642911> schema:memberOf <https://net.example.org/other> . <https://net.example.org/other> schema:name "Quay Cities" .',
    # A network of its own, with what it needs, and a member.
    f'<{ID}org/own> a s:Network ; rdfs:label "Own"@en , "Sendiri"@id ; dct:source <{ID}document/report> . <{ID}membership/own> a s:Membership ; s:member <{ID}city/1838524> ; s:network <{ID}org/own> ; s:begin "2019" ; dct:source <{ID}document/report> .',
)  # fmt: skip


@settings(
    max_examples=3,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(said=st.sets(st.sampled_from(PIECES), min_size=4), kept=st.sets(st.sampled_from(PIECES)))
def test_what_is_loaded_and_shortened_can_be_taken_out(
    store: Path, tmp_path: Path, said: set[str], kept: set[str]
) -> None:
    before = quads_of(store)
    load_partner(store, write(tmp_path, "\n".join(sorted(said))))
    shorter = "\n".join(sorted(said & kept)) or MEMBERSHIP
    load_partner(store, write(tmp_path, shorter))
    unload(["partner"], store)
    assert quads_of(store) == before


def test_all_that_there_is_can_be_loaded_and_taken_out(store: Path, tmp_path: Path) -> None:
    before = quads_of(store)
    for count in (len(PIECES), 3, 0):
        text = "\n".join(PIECES[:count]) or MEMBERSHIP
        load_partner(store, write(tmp_path, text))
    unload(["partner"], store)
    assert quads_of(store) == before


def test_a_list_may_become_a_graph_and_the_other_way(store: Path, tmp_path: Path) -> None:
    before = quads_of(store)
    table = write(tmp_path, "member_name,network\nBusan,C40\n", "a.csv")
    load_partner(store, table)
    load_partner(store, write(tmp_path, MEMBERSHIP))
    load_partner(store, table)
    unload(["partner"], store)
    assert quads_of(store) == before


NETWORK = f'<{ID}org/own> a s:Network ; rdfs:label "Own"@en , "Sendiri"@id ; dct:source <{ID}document/report> .'
NEEDS_IT = {
    "the thing": MEMBERSHIP.replace("org/c40", "org/own"),
    "what it says of the thing": f'<{ID}org/own> skos:altLabel "Mine" .',
    "its label": MEMBERSHIP.replace("org/c40", "org/own") + f'<{ID}org/own> a s:Network ; rdfs:label "Own"@en ; dct:source <{ID}document/report> .',
}  # fmt: skip


@pytest.mark.parametrize("needed", NEEDS_IT)
def test_what_another_source_needs_is_not_taken_out_alone(
    store: Path, tmp_path: Path, needed: str
) -> None:
    load_partner(store, write(tmp_path, NETWORK))
    other = write(tmp_path, NEEDS_IT[needed], "other.ttl")
    load_partner(store, other, source="other")
    before = quads_of(store)
    with pytest.raises(DataError, match="simpul unload partner other"):
        unload(["partner"], store)
    assert quads_of(store) == before
    unload(["partner", "other"], store)
    with pytest.raises(DataError):  # for a build, which judges all, would refuse it too
        load_partner(store, other, source="other")
