"""Sources as folders of tables with CSVW metadata, which any reader of CSVW and ``simpul load`` turn into the same facts.

The way back of `simpul.tables`: a table for each kind of thing, by the schema that people fill in; what no row can
say, in tables of statements. Each cell is tried, as it is made, by the engine that reads it.
"""

from simpul.exchange.tables.folders import TableFile, source_files, table_files
from simpul.exchange.tables.reading import facts_in

__all__ = ["TableFile", "facts_in", "source_files", "table_files"]
