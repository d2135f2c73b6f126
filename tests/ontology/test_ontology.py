"""Hygiene of the ontology: headers, documentation, declarations, OWL 2 DL, vocabularies and rules."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Final

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from closures import closed
from simpul.store import OxigraphStore
from simpul.tables.extensions import BOUND_OF, EXACT, VERBATIM
from simpul.terms import ONTOLOGY_GRAPH, XSD, DefaultGraph, NamedNode, Quad, rdf_type

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = "https://w3id.org/simpul/ontology"
SIMPUL = Namespace(f"{ONTOLOGY}#")
ID = "https://w3id.org/simpul/id/"
XSD_DATE = URIRef(f"{XSD}date")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
CC_BY = URIRef("https://creativecommons.org/licenses/by/4.0/")

FILES = {file.stem: file for file in sorted((ROOT / "ontology").glob("*.ttl"))}
MODULES = {
    *("core", "places", "organisations", "memberships", "initiatives", "events", "agreements"),
    *("cooperation", "knowledge", "observations", "sources", "vocabularies", "themes"),
    *("targets", "world-regions"),
}
RULES = {file.stem: file for file in sorted((ROOT / "ontology" / "rules").glob("*.rq"))}
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
KINDS = (OWL.Class, *PROPERTIES, OWL.NamedIndividual, RDFS.Datatype)
FOREIGN_PARENTS = {
    "http://www.w3.org/2004/02/skos/core#Concept": ("concept", "konsep"),
    "http://www.w3.org/ns/dcat#Dataset": ("dataset", "himpunan data"),
    "http://www.w3.org/ns/prov#Entity": ("entity", "entitas"),
}
ORDER = ("a", "rdfs:label", "skos:definition", "skos:example", "dct:source", "rdfs:isDefinedBy")

modules = pytest.mark.parametrize("name", sorted(FILES))


def iri(name: str) -> URIRef:
    return URIRef(ONTOLOGY if name == "simpul" else f"{ONTOLOGY}/{name}")


@cache
def module(name: str) -> Graph:
    return Graph().parse(FILES[name])


def imports(name: str) -> set[str]:
    """Return the module and all that it imports, directly or not."""
    names, pending = {name}, [name]
    while pending:
        for target in module(pending.pop()).objects(None, OWL.imports):
            found = str(target).removeprefix(ONTOLOGY).strip("/")
            if found not in names:
                names.add(found)
                pending.append(found)
    return names


def terms(graph: Graph) -> set[URIRef]:
    """Return the classes and properties of Simpul's own that a graph declares."""
    return {
        term
        for kind in (OWL.Class, *PROPERTIES)
        for term in graph.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and term in SIMPUL
    }


def texts(graph: Graph, term: URIRef, predicate: URIRef, language: str) -> list[str]:
    found = (text for text in graph.objects(term, predicate) if isinstance(text, Literal))
    return [str(text) for text in found if text.language == language]


def blocks(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each term of a module with the predicates of its lines, in their order."""
    text = FILES[name].read_text(encoding="utf-8")
    for match in re.finditer(r"^(simpul:\w+)\n((?: {4,}.*\n)+)", text, re.MULTILINE):
        lines = re.findall(r"^ {4}([\w:]+) ?", match[2], re.MULTILINE)
        yield match[1], lines


def test_there_is_one_file_for_each_module_and_one_that_joins_them() -> None:
    assert set(FILES) == {"simpul", *MODULES}


def test_the_root_imports_every_module() -> None:
    assert set(module("simpul").objects(None, OWL.imports)) == {iri(name) for name in MODULES}


@modules
def test_a_module_has_one_full_header(name: str) -> None:
    graph = module(name)
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    assert header == iri(name)
    assert graph.value(header, OWL.versionIRI) == URIRef(f"{iri(name)}/0.1.0")
    assert graph.value(header, OWL.versionInfo) == Literal("0.1.0")
    assert graph.value(header, DCTERMS.license) == CC_BY
    created = graph.value(header, DCTERMS.created)
    assert isinstance(created, Literal)
    assert created.datatype == XSD_DATE
    for predicate in (DCTERMS.title, DCTERMS.description):
        for language in ("en", "id"):
            assert len(texts(graph, iri(name), predicate, language)) == 1


@modules
def test_a_module_imports_only_modules_that_are_there_and_none_that_imports_it(name: str) -> None:
    direct = {str(t).removeprefix(f"{ONTOLOGY}/") for t in module(name).objects(None, OWL.imports)}
    assert direct <= MODULES
    assert all(name not in imports(other) for other in direct)


@modules
def test_a_module_uses_no_term_that_neither_it_nor_its_imports_declare(name: str) -> None:
    whole = Graph()
    for other in imports(name):
        whole.parse(FILES[other])
    declared = {s for kind in (*KINDS, OWL.Ontology) for s in whole.subjects(RDF.type, kind)}
    builtin = tuple(str(space) for space in (OWL, RDF, RDFS, XSD))
    addresses = {OWL.versionIRI, OWL.imports, RDFS.isDefinedBy, DCTERMS.license, DCTERMS.source}
    used = {
        term
        for subject, predicate, object_ in module(name)
        for term in (subject, predicate, *([] if predicate in addresses else [object_]))
        if isinstance(term, URIRef) and not str(term).startswith(builtin)
    }
    assert used
    assert used - declared == set()


@pytest.mark.parametrize("name", sorted(MODULES - {"vocabularies", "themes", "world-regions"}))
def test_every_term_is_labelled_defined_shown_by_example_and_assigned_to_its_module(
    name: str,
) -> None:
    graph = module(name)
    own = terms(graph)
    assert own
    for term in own:
        for language in ("en", "id"):
            assert len(texts(graph, term, RDFS.label, language)) == 1, term
            (definition,) = texts(graph, term, SKOS.definition, language)
            assert not definition.endswith("."), term
        assert texts(graph, term, SKOS.example, "en"), term
        assert list(graph.objects(term, RDFS.isDefinedBy)) == [iri(name)], term


@pytest.mark.parametrize("name", sorted(MODULES - {"vocabularies", "themes", "world-regions"}))
def test_the_lines_of_every_term_stand_in_one_order(name: str) -> None:
    found = list(blocks(name))
    assert {f"simpul:{t.removeprefix(SIMPUL)}" for t in terms(module(name))} <= {
        term for term, _ in found
    }
    for term, lines in found:
        documentation = [line for line in lines if line in ORDER]
        expected = [p for p in ORDER if p != "dct:source" or p in documentation]
        assert documentation == lines[: len(documentation)] == expected, term


def test_a_class_is_defined_as_a_kind_of_its_parent(ontology: Graph) -> None:
    classes = [term for term in terms(ontology) if (term, RDF.type, OWL.Class) in ontology]
    assert classes
    for term in classes:
        parents = {p for p in ontology.objects(term, RDFS.subClassOf) if isinstance(p, URIRef)}
        names = {
            FOREIGN_PARENTS.get(str(parent))
            or (
                texts(ontology, parent, RDFS.label, "en")[0].lower(),
                texts(ontology, parent, RDFS.label, "id")[0].lower(),
            )
            for parent in parents
        } or {("thing", "hal")}
        (english,) = texts(ontology, term, SKOS.definition, "en")
        (indonesian,) = texts(ontology, term, SKOS.definition, "id")
        assert any(re.match(rf"an? {en} (that|whose)\b", english) for en, _ in names), term
        assert any(re.match(rf"sebuah {id_} (yang|berupa)\b", indonesian) for _, id_ in names), term


def test_labels_tell_the_terms_of_a_kind_apart(ontology: Graph) -> None:
    own = terms(ontology)
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for language in ("en", "id"):
            labels = [
                label
                for term in own
                if (term, RDF.type, kind) in ontology
                for label in texts(ontology, term, RDFS.label, language)
            ]
            assert labels
            assert len(labels) == len(set(labels)), [x for x in labels if labels.count(x) > 1]


def test_classes_are_upper_camel_case_and_properties_lower(ontology: Graph) -> None:
    for term in terms(ontology):
        upper = (term, RDF.type, OWL.Class) in ontology
        assert re.fullmatch(r"[A-Z]\w*" if upper else r"[a-z]\w*", term.removeprefix(SIMPUL)), term


def test_nothing_is_of_two_kinds_of_term(ontology: Graph) -> None:
    for one, other in combinations(KINDS, 2):
        both = set(ontology.subjects(RDF.type, one)) & set(ontology.subjects(RDF.type, other))
        assert {term for term in both if isinstance(term, URIRef)} == set()


def test_no_property_has_two_domains_or_ranges(ontology: Graph) -> None:
    for predicate in (RDFS.domain, RDFS.range):
        subjects = list(ontology.subjects(predicate, None))
        assert subjects
        assert len(subjects) == len(set(subjects))


def test_properties_that_are_not_simple_have_no_characteristic_that_owl_dl_forbids_them(
    ontology: Graph,
) -> None:
    composite = set(ontology.subjects(RDF.type, OWL.TransitiveProperty))
    composite |= set(ontology.subjects(OWL.propertyChainAxiom, None))
    assert composite
    for child, _, parent in ontology.triples((None, RDFS.subPropertyOf, None)):
        assert child not in composite or parent in composite
    forbidden = (
        *(OWL.FunctionalProperty, OWL.InverseFunctionalProperty),
        *(OWL.AsymmetricProperty, OWL.IrreflexiveProperty),
    )
    for characteristic in forbidden:
        assert not composite & set(ontology.subjects(RDF.type, characteristic))
    for restriction in ontology.subjects(RDF.type, OWL.Restriction):
        assert ontology.value(restriction, OWL.onProperty) not in composite


def test_every_inverse_swaps_domain_and_range(ontology: Graph) -> None:
    def ends(term: Node, predicate: URIRef) -> object:
        end = ontology.value(term, predicate)
        if not isinstance(end, BNode):
            return end
        union = ontology.value(end, OWL.unionOf)
        assert union is not None
        return frozenset(ontology.items(union))

    pairs = list(ontology.subject_objects(OWL.inverseOf))
    assert pairs
    for one, other in pairs:
        assert ends(one, RDFS.domain) == ends(other, RDFS.range)
        assert ends(one, RDFS.range) == ends(other, RDFS.domain)


def test_every_date_comes_with_both_bounds(ontology: Graph) -> None:
    edtf = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
    dates = set(ontology.subjects(RDFS.range, edtf))
    of_targets = {SIMPUL.baseline, SIMPUL.targetStatusSince}
    assert {SIMPUL.begin, SIMPUL.end, SIMPUL.asOf, SIMPUL.due, SIMPUL.issued, *of_targets} == dates
    for date in dates:
        for bound in ("Earliest", "Latest"):
            assert (URIRef(f"{date}{bound}"), RDFS.range, XSD_DATE) in ontology


# Vocabularies


@pytest.mark.parametrize("name", ["vocabularies", "themes"])
def test_every_concept_is_labelled_defined_and_placed_in_one_scheme(name: str) -> None:
    graph = module(name)
    concepts = [c for c in graph.subjects(SKOS.inScheme, None) if isinstance(c, URIRef)]
    assert concepts
    for concept in concepts:
        for language in ("en", "id", "ko"):
            (label,) = texts(graph, concept, RDFS.label, language)
            assert texts(graph, concept, SKOS.prefLabel, language) == [label], concept
        for language in ("en", "id"):
            assert len(texts(graph, concept, SKOS.definition, language)) == 1, concept
        (scheme,) = graph.objects(concept, SKOS.inScheme)
        assert str(scheme).startswith(f"{ID}scheme/")
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
        tops = list(graph.objects(concept, SKOS.topConceptOf))
        broader = list(graph.objects(concept, SKOS.broader))
        assert (tops == [scheme]) != bool(broader), concept
        assert all((parent, SKOS.inScheme, scheme) in graph for parent in broader)


@pytest.mark.parametrize("name", ["vocabularies", "themes"])
def test_labels_tell_the_concepts_of_a_scheme_apart(name: str) -> None:
    graph = module(name)
    schemes = [s for s in graph.subjects(RDF.type, SKOS.ConceptScheme) if isinstance(s, URIRef)]
    assert schemes
    for scheme in schemes:
        concepts = [c for c in graph.subjects(SKOS.inScheme, scheme) if isinstance(c, URIRef)]
        assert concepts
        for language in ("en", "id", "ko"):
            labels = [t for c in concepts for t in texts(graph, c, SKOS.prefLabel, language)]
            assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("status", "proposed accepted under-way done declined lapsed"),
        ("certainty", "stated doubtful disputed former"),
        ("access", "public partner internal"),
        ("completeness", "complete partial sample"),
        ("source-kind", "curated dataset"),
        (
            "role",
            "leader delegate host presenter counterpart organiser party intermediary participant",
        ),
        ("office-kind", "leadership committee host task"),
        ("membership-status", "active on-hold"),
        ("pledge", "covenant-2020 covenant-2030 covenant-2050 mayors-adapt"),
        ("way-of-joining", "individual group-one-plan group-own-plans"),
        ("sector", "public private civil"),
        (
            "target-kind",
            (
                "emissions-reduction absolute-emissions emissions-intensity business-as-usual net-zero "
                "carbon-neutral climate-neutral ghg-neutral zero-carbon zero-emissions climate-positive "
                "within-1-5-degrees other"
            ),
        ),
        ("target-status", "proposed pledged in-policy in-law achieved"),
        ("reporting-cycle", "every-year less-often no-reporting"),
    ],
)
def test_a_closed_list_has_the_words_that_tables_may_use(kind: str, keys: str) -> None:
    concepts = {str(c) for c in module("vocabularies").subjects(SKOS.inScheme, None)}
    of_kind = {c.removeprefix(f"{ID}{kind}/") for c in concepts if c.startswith(f"{ID}{kind}/")}
    assert of_kind == set(keys.split())


# What follows


PROMISES: Final = [
    (":a simpul:participant :b ; simpul:event :c .", "b", "takesPartIn", "c"),
    (":a simpul:participant :b ; simpul:event :c .", "c", "hasParticipant", "b"),
    (":a simpul:party :b ; simpul:agreement :c .", "b", "partyTo", "c"),
    (":a simpul:party :b ; simpul:agreement :c .", "c", "hasParty", "b"),
    (":a simpul:within :b . :b simpul:inCountry :c .", "a", "within", "c"),
    (":a simpul:partOf :b . :b simpul:partOf :c .", "c", "hasPart", "a"),
    (":a simpul:subEventOf :b . :b simpul:subEventOf :c .", "c", "hasSubEvent", "a"),
    (":a simpul:steeredBy :b .", "a", "involves", "b"),
    (":a simpul:governs :b .", "b", "governedBy", "a"),
    (":a simpul:sisterCityOf :b .", "b", "sisterCityOf", "a"),
    (":a simpul:memberOf :b .", "b", "hasMember", "a"),
    (":a simpul:phaseOf :b .", "b", "hasPhase", "a"),
    (":a simpul:partOf :b . :b simpul:governs :c .", "a", "actsFor", "c"),
    (":a simpul:postIn :b . :b simpul:governs :c .", "a", "actsFor", "c"),
    (":a simpul:subEventOf :b . :a simpul:engages :c .", "b", "engages", "c"),
]
"""What is stated, and the subject, predicate and object of what follows."""
CONTRADICTIONS: Final = [
    ":a a simpul:City ; simpul:postIn :b .",
    ":a a simpul:City . :b simpul:ledBy :a .",
    ":a a simpul:City , simpul:Country .",
    ":a a simpul:Visit , simpul:Session .",
    ":a a simpul:Lesson , simpul:Commitment .",
    ":a simpul:measure :b ; a simpul:Event .",
    ":a a simpul:Network . :b simpul:heldAt :a .",
    ":a simpul:sisterCityOf :a .",
]


def cases(turtles: Iterable[str]) -> Graph:
    """Return Turtle as one graph; each case has things of its own, so that one closure serves all."""
    graph = Graph()
    for number, turtle in enumerate(turtles):
        prefixes = f"@prefix simpul: <{SIMPUL}> .\n@prefix : <{ID}{number}/> .\n"
        graph.parse(data=prefixes + turtle)
    return graph


@pytest.fixture(scope="module")
def promised(ontology: Graph, common: Path) -> Graph:
    stated = cases([*(said for said, *_follows in PROMISES), ":a simpul:involves :b ."])
    return closed(ontology, stated, common / "promised")


@pytest.fixture(scope="module")
def contradicted(ontology: Graph, common: Path) -> list[str]:
    """What a reasoner says is wrong with what contradicts itself, and with something that does not."""
    stated = cases([*CONTRADICTIONS, ":a a simpul:City ; simpul:sisterCityOf :b ."])
    graph = closed(ontology, stated, common / "contradicted")
    return [str(text) for text in graph.objects(None, ERROR)]


@pytest.mark.parametrize(
    "number", range(len(PROMISES)), ids=[f"{s} {p} {o}" for _said, s, p, o in PROMISES]
)
def test_what_the_axioms_promise_follows(promised: Graph, number: int) -> None:
    _stated, subject, predicate, object_ = PROMISES[number]
    of = f"{ID}{number}/"
    assert (URIRef(of + subject), SIMPUL[predicate], URIRef(of + object_)) in promised


def test_involvement_in_general_says_nothing_of_leadership(promised: Graph) -> None:
    one, other = (URIRef(f"{ID}{len(PROMISES)}/{name}") for name in "ab")
    assert (one, SIMPUL.involves, other) in promised
    assert (one, SIMPUL.ledBy, other) not in promised


def test_the_samples_contradict_nothing(closure: Graph) -> None:
    assert (None, SIMPUL.takesPartIn, None) in closure
    assert [str(text) for text in closure.objects(None, ERROR)] == []


@pytest.mark.parametrize("number", range(len(CONTRADICTIONS)), ids=CONTRADICTIONS)
def test_what_cannot_be_is_a_contradiction(contradicted: Sequence[str], number: int) -> None:
    assert [said for said in contradicted if f"{ID}{number}/" in said]


def test_what_can_be_is_no_contradiction(contradicted: Sequence[str]) -> None:
    assert [said for said in contradicted if f"{ID}{len(CONTRADICTIONS)}/" in said] == []


# Rules

MEMBERSHIP = "an-undoubted-membership-makes-a-member"
SISTERS = "a-sister-city-agreement-ties-its-cities"
ENDING = "the-end-of-a-network-ends-its-memberships"
MEASURES = (
    "a-measure-is-a-top-concept-of-its-scheme",
    "the-label-of-a-measure-is-its-preferred-one",
)
TOPS = "a-scheme-has-its-top-concepts"
VOICE = "one-dataset-is-one-voice"
OFFICE = "an-elected-office-is-held-by-a-member"
PLACES = "a-matter-engages-the-places-in-it"
ACTORS = "a-matter-engages-the-places-of-its-actors"


def apply(rule: str, turtle: str) -> set[tuple[str, str, str]]:
    """Return what a rule says of some Turtle, as local names."""
    prefixes = (
        f"@prefix simpul: <{SIMPUL}> .\n@prefix : <{ID}> .\n@prefix certainty: <{ID}certainty/> .\n"
        f"@prefix office-kind: <{ID}office-kind/> .\n"
        f"@prefix skos: <{SKOS}> .\n@prefix rdfs: <{RDFS}> .\n@prefix dct: <{DCTERMS}> .\n"
    )
    graph = Graph().parse(data=prefixes + turtle)
    made = graph.query(RULES[rule].read_text(encoding="utf-8")).graph
    assert made is not None
    return {
        (s.removeprefix(ID), p.removeprefix(SIMPUL), o.removeprefix(ID))
        for s, p, o in ((str(s), str(p), str(o)) for s, p, o in made)
    }


def test_every_rule_is_a_construct_with_a_summary_and_a_test() -> None:
    assert set(RULES) == {
        MEMBERSHIP,
        SISTERS,
        ENDING,
        OFFICE,
        PLACES,
        ACTORS,
        *MEASURES,
        TOPS,
        VOICE,
    }
    for file in RULES.values():
        text = file.read_text(encoding="utf-8")
        assert re.match(r"#\+ summary: [A-Z].+\.\n#\+ summary_id: [A-Z].+\.\n", text)
        assert re.search(r"^CONSTRUCT \{", text, re.MULTILINE)
        assert f"PREFIX simpul: <{SIMPUL}>" in text or f"PREFIX skos: <{SKOS}>" in text


def test_every_property_that_a_rule_writes_or_reads_is_a_term(ontology: Graph) -> None:
    for file in RULES.values():
        text = file.read_text(encoding="utf-8")
        named = {SIMPUL[name] for name in re.findall(r"simpul:(\w+)", text)}
        declared = {SKOS[name] for name in re.findall(r"\bskos:(\w+)", text)}
        assert named | declared
        assert named <= terms(ontology)
        assert declared <= set(ontology.subjects(RDF.type, None))


VISITORS = ":visitors a simpul:Measure ; rdfs:label 'Visitors'@en , 'Pengunjung'@id . "


def test_a_measure_is_a_top_concept_with_its_labels() -> None:
    scheme = ("visitors", "scheme/measures")
    placed, labelled = (apply(rule, VISITORS) for rule in MEASURES)
    assert placed == {
        (scheme[0], str(SKOS.inScheme), scheme[1]),
        (scheme[0], str(SKOS.topConceptOf), scheme[1]),
    }
    labels = {("visitors", str(SKOS.prefLabel), label) for label in ("Visitors", "Pengunjung")}
    assert labelled == labels
    assert [apply(rule, VISITORS.replace("Measure", "Theme")) for rule in MEASURES] == [
        set(),
        set(),
    ]


def test_a_scheme_has_its_top_concepts_and_no_others() -> None:
    concepts = ":a skos:topConceptOf :s . :b skos:broader :a ; skos:inScheme :s ."
    assert apply(TOPS, concepts) == {("s", str(SKOS.hasTopConcept), "a")}


JAKARTA_IN_C40 = ":m a simpul:Membership ; simpul:member :jakarta ; simpul:network :c40 . "


@pytest.mark.parametrize("said", ["", ":m simpul:certainty certainty:stated ."])
def test_an_undoubted_membership_makes_a_member(said: str) -> None:
    assert apply(MEMBERSHIP, JAKARTA_IN_C40 + said) == {("jakarta", "memberOf", "c40")}


@pytest.mark.parametrize("word", ["doubtful", "disputed", "former", "stated , certainty:doubtful"])
def test_a_membership_that_any_source_doubts_makes_no_member(word: str) -> None:
    said = f":m simpul:certainty certainty:{word} ."
    assert apply(MEMBERSHIP, JAKARTA_IN_C40 + said) == set()


def test_a_doubtful_membership_takes_nothing_from_an_undoubted_one() -> None:
    other = ":n a simpul:Membership ; simpul:member :jakarta ; simpul:network :c40 ; "
    made = apply(MEMBERSHIP, JAKARTA_IN_C40 + other + "simpul:certainty certainty:doubtful .")
    assert made == {("jakarta", "memberOf", "c40")}


JAKARTA_IN_OFFICE = (
    ":jakarta a simpul:City , simpul:Place . "
    ":o simpul:holder :jakarta ; simpul:officeIn :c40 ; simpul:officeKind office-kind:{} . "
)


@pytest.mark.parametrize("kind", ["leadership", "committee"])
def test_who_holds_an_elected_office_is_a_member(kind: str) -> None:
    assert apply(OFFICE, JAKARTA_IN_OFFICE.format(kind)) == {("jakarta", "memberOf", "c40")}


@pytest.mark.parametrize("kind", ["host", "task"])
def test_hosting_an_office_or_leading_a_task_makes_no_member(kind: str) -> None:
    assert apply(OFFICE, JAKARTA_IN_OFFICE.format(kind)) == set()


def test_an_office_in_doubt_makes_no_member() -> None:
    doubt = ":o simpul:certainty certainty:disputed ."
    assert apply(OFFICE, JAKARTA_IN_OFFICE.format("committee") + doubt) == set()


PARTIES = ":jakarta a simpul:City . :seoul a simpul:City . :a simpul:hasParty :jakarta , {} . "
BOTH_WAYS = {("jakarta", "sisterCityOf", "seoul"), ("seoul", "sisterCityOf", "jakarta")}


def test_a_sister_city_agreement_ties_its_cities_both_ways() -> None:
    made = apply(SISTERS, PARTIES.format(":seoul") + ":a a simpul:SisterCityAgreement .")
    assert made == BOTH_WAYS


def test_a_government_that_is_party_to_a_sister_city_agreement_ties_its_city() -> None:
    government = ":smg simpul:governs :seoul . :a a simpul:SisterCityAgreement ."
    assert apply(SISTERS, PARTIES.format(":smg") + government) == BOTH_WAYS


@pytest.mark.parametrize(
    "said",
    [
        ":a a simpul:MemorandumOfUnderstanding .",
        ":a a simpul:SisterCityAgreement ; simpul:certainty certainty:doubtful .",
        ":a a simpul:SisterCityAgreement ; simpul:listedOnlyIn :wikidata .",
    ],
)
def test_no_other_and_no_doubtful_agreement_ties_cities(said: str) -> None:
    assert apply(SISTERS, PARTIES.format(":seoul") + said) == set()


def test_an_agreement_between_a_city_and_a_firm_ties_no_cities() -> None:
    made = apply(SISTERS, PARTIES.format(":firm") + ":a a simpul:SisterCityAgreement .")
    assert made == set()


EXTRACTS = (
    ":a a simpul:Agreement . :crawl simpul:extractOf :wikidata . :later simpul:extractOf :wikidata . "
    ":lists simpul:extractOf :wikipedia . "
)
ONE_VOICE = {("a", "listedOnlyIn", "wikidata")}


@pytest.mark.parametrize("said", [":a dct:source :crawl .", ":a dct:source :crawl , :later ."])
def test_an_agreement_that_extracts_of_one_dataset_state_is_listed_only_there(said: str) -> None:
    assert apply(VOICE, EXTRACTS + said) == ONE_VOICE


@pytest.mark.parametrize(
    "said",
    [
        ":a dct:source :crawl , :lists .",
        ":a dct:source :crawl , :page .",
        ":a dct:source :page .",
        ":a dct:source :crawl ; simpul:claimedBy :jakarta .",
    ],
)
def test_a_second_publisher_a_page_and_a_claim_are_other_voices(said: str) -> None:
    assert apply(VOICE, EXTRACTS + said) == set()


OVER = ":c40 simpul:endLatest '2019-07-31'^^<http://www.w3.org/2001/XMLSchema#date> . "


def test_the_end_of_a_network_ends_its_memberships() -> None:
    assert apply(ENDING, JAKARTA_IN_C40 + OVER) == {("m", "endedWith", "c40")}


@pytest.mark.parametrize("said", [JAKARTA_IN_C40, JAKARTA_IN_C40 + OVER + ":m simpul:end '2017' ."])
def test_a_membership_that_ended_before_and_a_network_that_goes_on_are_left_alone(
    said: str,
) -> None:
    assert apply(ENDING, said) == set()


SIDES = [
    *("learnedBy", "learnedFrom", "interestOf", "seeksFrom", "requestedBy", "requestedOf"),
    *("promisedBy", "promisedTo", "hasParty"),
]


@pytest.mark.parametrize("side", [*SIDES, "visitingCity", "hostCity", "locatedIn"])
def test_a_matter_engages_the_places_in_it(side: str) -> None:
    said = f":m simpul:{side} :seoul . :seoul a simpul:City , simpul:Place ."
    assert apply(PLACES, said) == {("m", "engages", "seoul")}


@pytest.mark.parametrize("side", [*SIDES, "hasParticipant", "involves"])
def test_a_matter_engages_the_places_of_its_actors(side: str) -> None:
    said = f":m simpul:{side} :smg . :smg simpul:actsFor :seoul ."
    assert apply(ACTORS, said) == {("m", "engages", "seoul")}


@pytest.mark.parametrize(
    "said",
    [
        ":m simpul:heldIn :seoul . :seoul a simpul:Place .",
        ":m simpul:locatedIn :square . :square a simpul:Place , simpul:Site .",
        ":m simpul:inspiredBy :skywalk . :skywalk simpul:locatedIn :new-york .",
        ":m simpul:hasParticipant :firm . :firm simpul:seatedIn :seoul . :seoul a simpul:Place .",
    ],
)
def test_what_merely_happens_somewhere_engages_no_place(said: str) -> None:
    assert ("m", "engages") not in {made[:2] for made in apply(PLACES, said) | apply(ACTORS, said)}


def test_every_term_occurs_in_data_a_query_a_shape_or_a_rule(
    ontology: Graph, curated: OxigraphStore
) -> None:
    held = {str(part) for quad in curated.matching() for part in (quad.predicate, quad.object)}
    held = {part[1:-1] for part in held if part.startswith("<")}
    axioms = {str(part) for triple in ontology for part in triple}
    stated = {
        iri
        for iri in held & axioms
        if any(quad.graph_name != ONTOLOGY_GRAPH for quad in _used(curated, iri))
    }
    texts = [
        file.read_text(encoding="utf-8")
        for folder, pattern in (
            ("queries", "*.rq"),
            ("ontology/shapes", "*.ttl"),
            ("ontology/rules", "*.rq"),
            ("data/schemas", "*.json"),
        )
        for file in (ROOT / folder).rglob(pattern)
    ]
    named = {name for body in texts for name in re.findall(r"(?:simpul:|ontology#)(\w+)", body)}
    # Tables that are handed on say these in their metadata.
    named |= {word.removeprefix(SIMPUL) for word in (BOUND_OF, VERBATIM, EXACT)}
    unused = {t.removeprefix(SIMPUL) for t in terms(ontology) if str(t) not in stated} - named
    assert unused == set()


def _used(store: OxigraphStore, iri: str) -> list[Quad]:
    node = NamedNode(iri)
    merge = [*store.matching(None, node, None), *store.matching(None, rdf_type, node)]
    return [quad for quad in merge if not isinstance(quad.graph_name, DefaultGraph)]
