"""A pack: the data for a partner with all that is needed to load it, check it, cite it and correct it."""

from simpul.exchange.pack.contents import HTML, PackFile
from simpul.exchange.pack.description import Publisher
from simpul.exchange.pack.packing import Packed, Wishes, write_pack

__all__ = ["HTML", "PackFile", "Packed", "Publisher", "Wishes", "write_pack"]
