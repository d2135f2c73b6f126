"""What is known of a thing, line by line."""

from pathlib import Path

from simpul.projection.facts import facts_of
from simpul.projection.reader import Reader
from worlds import iri, store_of

TARGET = """
i:aim a s:ClimateTarget ; rdfs:label "Less"@en ; s:due "2030"^^edtf:EDTF ; s:reduction 49 ;
    s:hasPlan true ; s:coversAllGases false ; s:allowsOffsets "perhaps"^^xsd:boolean .
"""


def test_what_is_true_or_false_is_yes_or_no_in_each_language(tmp_path: Path) -> None:
    facts = facts_of(Reader(store_of(tmp_path, tracker=TARGET)), iri("initiative/aim"))
    said = {fact.key: (fact.value, fact.date) for fact in facts}
    assert said == {
        "due": ({}, "2030"),
        "reduction": ({"": "49"}, ""),
        "hasPlan": ({"en": "yes", "id": "ya", "ko": "예"}, ""),
        "coversAllGases": ({"en": "no", "id": "tidak", "ko": "아니요"}, ""),
        "allowsOffsets": ({"": "perhaps"}, ""),
    }
