"""The catalogue of a pack keeps what DCAT-AP 3 asks for, and says what is true of the pack."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from dcat_ap import ASKED, SPDX, faults
from simpul.exchange.pack import Wishes, write_pack
from simpul.exchange.profiles import Selection


@pytest.fixture(scope="module")
def catalogue(network_pack: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(network_pack / "catalogue.ttl")


def test_the_catalogue_keeps_what_dcat_ap_asks_for(catalogue: rdflib.Graph) -> None:
    assert list(faults(catalogue)) == []
    assert all(next(catalogue.subjects(RDF.type, kind), None) for kind in ASKED)


@pytest.mark.parametrize("kind", ASKED)
def test_a_catalogue_that_lacks_what_it_asks_for_is_found(
    catalogue: rdflib.Graph, kind: rdflib.URIRef
) -> None:
    broken = rdflib.Graph() + catalogue
    node = next(catalogue.subjects(RDF.type, kind))
    broken.remove((node, ASKED[kind][0][0], None))
    assert list(faults(broken)) != []


def test_nothing_in_the_catalogue_is_a_blank_node_or_without_a_type(
    catalogue: rdflib.Graph,
) -> None:
    nodes = {*catalogue.subjects(), *catalogue.objects()}
    assert not [node for node in nodes if isinstance(node, rdflib.BNode)]


def test_each_distribution_is_a_file_with_its_size_and_its_sum(
    catalogue: rdflib.Graph, network_pack: Path
) -> None:
    told = {
        str(catalogue.value(node, DCTERMS.identifier)): (
            int(str(catalogue.value(node, DCAT.byteSize))),
            str(catalogue.value(catalogue.value(node, SPDX.checksum), SPDX.checksumValue)).lower(),
        )
        for node in catalogue.subjects(RDF.type, DCAT.Distribution)
    }
    files = {
        path.relative_to(network_pack).as_posix(): path.read_bytes()
        for path in network_pack.rglob("*")
        if path.is_file() and path.name not in {"catalogue.ttl", "SHA256SUMS"}
    }
    assert told == {
        name: (len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items()
    }


def test_the_catalogue_counts_what_is_there(
    catalogue: rdflib.Graph, network_data: rdflib.Graph
) -> None:
    data = network_data
    (dataset,) = catalogue.subjects(RDF.type, VOID.Dataset)
    assert int(str(catalogue.value(dataset, VOID.triples))) == len(data)
    assert int(str(catalogue.value(dataset, VOID.distinctSubjects))) == len({*data.subjects()})
    classes = {
        catalogue.value(part, VOID["class"]): int(str(catalogue.value(part, VOID.entities)))
        for part in catalogue.objects(dataset, VOID.classPartition)
    }
    assert classes == {
        kind: len({*data.subjects(RDF.type, kind)}) for kind in {*data.objects(None, RDF.type)}
    }
    properties = {
        catalogue.value(part, VOID.property): int(str(catalogue.value(part, VOID.triples)))
        for part in catalogue.objects(dataset, VOID.propertyPartition)
    }
    assert properties == {
        name: sum(1 for _triple in data.triples((None, name, None)))
        for name in {*data.predicates()}
    }
    examples = {*catalogue.objects(dataset, VOID.exampleResource)}
    assert examples
    assert examples <= {*data.subjects()}


def test_files_have_an_address_where_the_pack_is_published(
    small_selection: Selection, small_pack: Path, tmp_path: Path
) -> None:
    wishes = Wishes(issued=date(2026, 1, 1), address="https://example.org/packs/a/")
    write_pack(tmp_path / "pack", small_selection, wishes)
    published = rdflib.Graph().parse(tmp_path / "pack" / "catalogue.ttl")
    places = {str(place) for place in published.objects(None, DCAT.downloadURL)}
    assert "https://example.org/packs/a/data.ttl" in places
    assert list(faults(published)) == []
    sent = rdflib.Graph().parse(small_pack / "catalogue.ttl")
    assert not list(sent.objects(None, DCAT.downloadURL))
