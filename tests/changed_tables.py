"""Small sources whose tables are changed cell by cell, and what is different then."""

from collections.abc import Callable, Mapping
from pathlib import Path

from simpul.exchange.difference.model import Difference
from simpul.ingest import build
from support import write_source

TABLES: Mapping[str, str] = {
    "document": (
        "key,label_en,label_id,title_en,title_id\n"
        "report,Report,Laporan,A report,Sebuah laporan\n"
        "letter,Letter,Surat,A letter,Sepucuk surat\n"
    ),
    "organisation": (
        "key,kind,label_en,label_id,source\n"
        "citynet,Network,CityNet,CityNet,report\n"
        "iclei,Network,ICLEI,ICLEI,report\n"
    ),
    "membership": (
        "key,member,member_name,network,begin,source\n"
        "1835848-citynet,1835848,Seoul,citynet,2006-02,report\n"
        "1835553-citynet,1835553,Suwon,citynet,2013,report\n"
        "1642911-iclei,1642911,Jakarta,iclei,2007~,report\n"
    ),
    "initiative": (
        "key,kind,label_en,label_id,begin,source\n"
        "seoullo-7017,Project,Seoullo 7017,Seoullo 7017,2017,report\n"
    ),
    "measure": "key,label_en,label_id,definition_en,definition_id\nguests,Guests,Tamu,how many came,berapa yang datang\n",
    "observation": (
        "key,about,measure,value,unit,as_of,source\n"
        "seoullo-guests,initiative/seoullo-7017,guests,8070000,{visitor},2018-03-21,report\n"
    ),
}
"""Two networks with their members, and an initiative with a measured fact."""

Change = Callable[..., Difference]
"""Takes edits (a table, a text in it, what to put in its place) and returns the difference that they make."""


def built_after(folder: Path, *edits: tuple[str, str, str]) -> Path:
    """Build a store of the tables with texts in them replaced: table, old text, new text."""
    tables = dict(TABLES)
    for table, old, new in edits:
        assert old in tables[table]
        tables[table] = tables[table].replace(old, new)
    build([write_source(folder, tables)], folder / "store")
    return folder / "store"
