import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from partner import MEMBERSHIP, load_partner, write
from simpul.errors import DataError, SimpulError
from simpul.store import current_build, open_store
from simpul.store.oxigraph import serialise
from simpul.terms import ID, ONTOLOGY, DefaultGraph, NamedNode

OWN = f"<{ID}source/partner>"


def test_turtle_goes_into_its_sources_graph_and_the_merge(store: Path, tmp_path: Path) -> None:
    report = load_partner(store, write(tmp_path, MEMBERSHIP))
    assert (report.triples, report.changed) == (4, True)
    graph = open_store(store)
    node = NamedNode(f"{ID}membership/1838524-c40")
    for place in (NamedNode(f"{ID}source/partner"), DefaultGraph()):
        assert len(list(graph.matching(node, None, None, place))) >= 4
    assert graph.ask(f"ASK {{ <{ID}city/1838524> a simpul:City ; simpul:memberOf <{ID}org/c40> }}")
    assert not load_partner(store, write(tmp_path, MEMBERSHIP)).changed


def test_every_format_gives_the_same(store: Path, tmp_path: Path) -> None:
    load_partner(store, write(tmp_path, MEMBERSHIP))
    says = [
        quad.triple for quad in open_store(store).matching(graph=NamedNode(f"{ID}source/partner"))
    ]
    lines = "".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in says)
    files = {
        "b.nt": lines.encode(),
        "b.nq": lines.replace(" .\n", f" {OWN} .\n").encode(),
        "b.trig": f"GRAPH {OWN} {{ {lines} }}".encode(),
        "b.rdf": serialise(says, "rdfxml", {}),
        "b.jsonld": serialise(says, "jsonld", {}),
    }
    for name, content in files.items():
        file = tmp_path / name
        file.write_bytes(content)
        assert not load_partner(store, file).changed, name


def test_a_file_may_describe_its_own_source(store: Path, tmp_path: Path) -> None:
    text = f'{OWN} dct:title "Partner"@en , "Mitra"@id ; dct:license <https://creativecommons.org/licenses/by/4.0/> .\n'
    load_partner(store, write(tmp_path, MEMBERSHIP + text), access=None)
    graph = open_store(store)
    where = f"GRAPH <{ID}graph/sources>"
    assert graph.ask(
        f'ASK {{ {where} {{ {OWN} dct:title "Mitra"@id ; dct:accessRights <{ID}access/internal> }} }}'
    )
    assert not graph.ask(f"ASK {{ {where} {{ {OWN} dct:rights ?any }} }}")


WRONG = [
    ("a.ttl", f"<{ID}membership/x> a s:Membership ; s:member [ a s:City ] .", "have a blank node, as .*member"),
    ("a.ttl", f"<{ID}source/test-list> dct:title 'mine' .", "describes another source"),
    ("a.ttl", "s:Membership rdfs:label 'mine' .", "terms that are not its own"),
    ("a.ttl", "rdfs:label rdfs:label 'mine' .", "terms that are not its own"),
    ("a.ttl", f"<{ID}graph/sources> rdfs:label 'mine' .", "terms that are not its own"),
    ("a.trig", f"GRAPH <{ID}graph/inferred> {{ {MEMBERSHIP} }}", "not this source's"),
    ("a.trig", f"GRAPH <{ID}graph/sources> {{ {MEMBERSHIP} }}", "not this source's"),
    ("a.trig", f"GRAPH <{ID}graph/new> {{ {MEMBERSHIP} }}", "not this source's"),
    ("a.trig", f"GRAPH <{ONTOLOGY[:-1]}> {{ {MEMBERSHIP} }}", "not this source's"),
    ("a.trig", f"GRAPH <{ID}source/test-list> {{ {MEMBERSHIP} }}", "not this source's"),
    ("a.trig", f"GRAPH <{ID}source/geonames> {{ {MEMBERSHIP} }}", "not this source's"),
    ("a.ttl", MEMBERSHIP.replace("s:network", "s:netwrok"), "netwrok is not a term of the ontology. Did you mean .*network"),
    ("a.ttl", MEMBERSHIP.replace("org/c40", "org/c41"), "org/c41 is not described.*org/c40"),
    ("a.ttl", MEMBERSHIP.replace("1838524>", "99999999>"), "no city with the id 99999999"),
    ("a.ttl", MEMBERSHIP.replace("s:network", "rdfs:seeAlso"), "which network"),
    ("a.ttl", f"<{ID}org/x> a s:Network ; rdfs:label 'X'@en ; dct:source <{ID}document/report> .", "org/x rdfs:label @id: Give it a label in Indonesian"),
    ("a.ttl", MEMBERSHIP.replace("document/report", "document/rapport"), "document/rapport is not described.*document/report"),
    ("a.ttl", MEMBERSHIP.replace("document/report", "zzz/0"), "zzz/0 is not described in any source. Describe it"),
    ("a.ttl", f"<{ID}membership/x> a s:Membership ; s:member <<( <{ID}a/b> a s:City )>> .", "triples about triples"),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_what_a_graph_may_not_say_is_refused_whether_rows_may_be_left_out_or_not(
    ground: Path, tmp_path: Path, number: int
) -> None:
    name, text, said = WRONG[number]
    before = current_build(ground)
    with pytest.raises(DataError, match=f"(?s){said}") as raised:
        load_partner(ground, write(tmp_path, text, name), keep_going=number % 2 == 0)
    assert not re.search(r"\b(column|row|cell|table)s?\b", str(raised.value))
    assert current_build(ground) == before


def test_a_graph_of_no_known_source_comes_home_with_a_word(store: Path, tmp_path: Path) -> None:
    report = load_partner(
        store, write(tmp_path, f"GRAPH <http://partner/g> {{ {MEMBERSHIP} }}", "a.trig")
    )
    assert "go into the graph of this source" in str(report.problems[0])
    assert not any("partner/g" in name.value for name in open_store(store).graph_names())


def test_things_of_others_are_kept_with_a_word(store: Path, tmp_path: Path) -> None:
    report = load_partner(
        store,
        write(tmp_path, MEMBERSHIP + "<http://dbpedia.org/resource/Busan> rdfs:label 'Busan' ."),
    )
    assert "1 things lie outside" in str(report.problems[0])
    assert open_store(store).ask("ASK { <http://dbpedia.org/resource/Busan> rdfs:label 'Busan' }")


def test_a_removed_label_that_geonames_has_too_stays(store: Path, tmp_path: Path) -> None:
    said = f'<{ID}city/1642911> rdfs:label "Jakarta" ; rdfs:label "J-Town"@en .\n'
    load_partner(store, write(tmp_path, MEMBERSHIP + said))
    load_partner(store, write(tmp_path, MEMBERSHIP))
    graph = open_store(store)
    assert graph.ask(f'ASK {{ <{ID}city/1642911> rdfs:label "Jakarta" }}')
    assert not graph.ask(f'ASK {{ <{ID}city/1642911> rdfs:label "J-Town"@en }}')


@pytest.mark.slow
@settings(
    max_examples=12,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)),
    name=st.sampled_from(["a.ttl", "a.trig", "a.nt", "a.nq", "a.jsonld", "a.rdf"]),
)
def test_no_bytes_make_a_graph_fail(
    ground: Path, tmp_path: Path, content: bytes, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with contextlib.suppress(SimpulError):
        load_partner(ground, file, dry_run=True)
