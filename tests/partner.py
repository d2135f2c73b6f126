"""RDF files as a partner writes them, and their way into a store."""

from datetime import date
from pathlib import Path

from simpul.ingest import About, Options, SourceReport, load
from simpul.terms import EDTF, ID, ONTOLOGY, XSD

PREFIXES = (
    f"@prefix s: <{ONTOLOGY}> .\n"
    f"@prefix i: <{ID}> .\n"
    f"@prefix xsd: <{XSD}> .\n"
    f"@prefix edtf: <{EDTF.removesuffix('EDTF')}> .\n"
    "@prefix dct: <http://purl.org/dc/terms/> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix org: <http://www.w3.org/ns/org#> .\n"
    "@prefix time: <http://www.w3.org/2006/time#> .\n"
    "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
    "@prefix schema: <https://schema.org/> .\n"
)
MEMBERSHIP = (
    f"<{ID}membership/1838524-c40> a s:Membership ; s:member <{ID}city/1838524> ;"
    f" s:network <{ID}org/c40> ; dct:source <{ID}document/report> .\n"
)


def write(folder: Path, text: str, name: str = "a.ttl") -> Path:
    """Write a file; Turtle gets the prefixes."""
    file = folder / name
    file.write_text((PREFIXES if name.endswith(("ttl", "trig")) else "") + text, encoding="utf-8")
    return file


def load_partner(
    store: Path,
    *paths: Path,
    source: str = "partner",
    access: str | None = "public",
    **options: object,
) -> SourceReport:
    """Load files as the source of a partner; of what everybody may see, no second edition is made."""
    about = About(today=date(2026, 11, 24), access=access)
    asked = Options(about=about, source=source, **options)  # type: ignore[arg-type]  # tests name them
    return load(paths, store, asked)[0]
