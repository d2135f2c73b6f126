"""What sources state of things."""

from simpul.projection import Projection
from simpul.projection.reader import Reader
from simpul.projection.statements import statements
from simpul.projection.subgraph import subgraph
from simpul.store import OxigraphStore
from world import JAKARTA, SEOUL

J, S = f"city/{JAKARTA}", f"city/{SEOUL}"


def test_statements_are_what_sources_state(many: OxigraphStore, whole: Projection) -> None:
    found = statements(Reader(many), subgraph(whole, [J]))
    (own, *others) = found.of[J]
    assert found.blocks[own].startswith(f"<city/{JAKARTA}>\n  a simpul:City ;\n")
    subjects = {found.blocks[number].split("\n")[0] for number in others}
    assert f"<membership/{JAKARTA}-net-1>" in subjects
