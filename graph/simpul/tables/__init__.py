"""Tables in: a source folder's tables and its CSVW metadata become facts, each with its cell.

Before the engine (`simpul.csvw`) come what people's tables need: headings in any order and either language,
separators, workbooks, columns left out. The engine then reads strictly: what the W3C's recommendations let a
converter go on with, in a warning, is an error here. What is ours beyond them is in `simpul.tables.extensions`.
"""

from simpul.tables.accounting import Accounting, RowCount, account, accounting_of
from simpul.tables.metadata import METADATA, SourceFolder, find_sources, read_document, read_folder
from simpul.tables.rows import Fact, NameCheck, SourceTables, read_tables

__all__ = [
    "METADATA",
    "Accounting",
    "Fact",
    "NameCheck",
    "RowCount",
    "SourceFolder",
    "SourceTables",
    "account",
    "accounting_of",
    "find_sources",
    "read_document",
    "read_folder",
    "read_tables",
]
