"""Any table to RDF, by the W3C's recommendations on tabular data; strictly, where a source asks for it.

Model for Tabular Data and Metadata (https://www.w3.org/TR/tabular-data-model/), Metadata Vocabulary
(https://www.w3.org/TR/tabular-metadata/) and Generating RDF (https://www.w3.org/TR/csv2rdf/).
"""

from simpul.csvw.conversion import TableTriples, check_table, table_to_rdf
from simpul.csvw.tags import as_written

__all__ = ["TableTriples", "as_written", "check_table", "table_to_rdf"]
