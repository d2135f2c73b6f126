"""Tables in: a source folder's CSV files and CSVW metadata become triples (only door to ``csvw``).

Metadata Vocabulary for Tabular Data: https://www.w3.org/TR/tabular-metadata/; the triples follow
Generating RDF from Tabular Data on the Web, minimal mode: https://www.w3.org/TR/csv2rdf/. Two things
are ours and said by annotation: ``valueUrlOfEach`` makes an IRI of each item of a list (CSVW's own
``valueUrl`` makes one per cell), and a cell of datatype EDTF also yields its two bounds.
"""

from simpul.tables.metadata import METADATA, SourceFolder, find_sources, read_document, read_folder
from simpul.tables.rows import Fact, NameCheck, SourceTables, read_tables
from simpul.tables.w3c.convert import TableTriples, table_to_rdf

__all__ = [
    "METADATA",
    "Fact",
    "NameCheck",
    "SourceFolder",
    "SourceTables",
    "TableTriples",
    "find_sources",
    "read_document",
    "read_folder",
    "read_tables",
    "table_to_rdf",
]
