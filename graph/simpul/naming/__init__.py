"""The store's side index (SQLite): which thing a name means, and which rows made it.

Two questions SPARQL is slow or silent at: which thing bears this name, and which row of which table
a thing came from. The index is written with the build and opened in a millisecond. Where the store holds the
world's cities, their index (``simpul.naming.atlas``) lies beside it and is asked too.
"""

from simpul.naming.atlas import fold
from simpul.naming.cities import CITY, COUNTRY, Cities, Meaning, several
from simpul.naming.index import Entries, Name, Origin, copy, revise, write
from simpul.naming.names import Found, Names, Resolver

__all__ = [
    "CITY",
    "COUNTRY",
    "Cities",
    "Entries",
    "Found",
    "Meaning",
    "Name",
    "Names",
    "Origin",
    "Resolver",
    "copy",
    "fold",
    "revise",
    "several",
    "write",
]
