"""Sources with a mark in every place that could give away what not everybody may see."""

from collections.abc import Mapping, Sequence
from typing import Final

PLACES: Final = ("network", "alias", "initiative", "event", "agreement", "observation", "office")
"""Where a source may have its mark; its documents, its key and its titles have it always."""


def marked_tables(mark: str, places: Sequence[str] = PLACES) -> Mapping[str, str]:
    """Return tables of a source whose every text, key, label and alias has a mark.

    Args:
        mark: A word of letters in small letters.
        places: Of ``PLACES``; what else may follow from a fact (a membership, a sister city, what a city engages in)
            comes with them.
    """
    paper = f"{mark}-paper"
    tables = {
        "document": (
            "key,label_en,label_id,title_en,title_id\n"
            f"{paper},Paper {mark},Makalah {mark},The paper {mark},Makalah {mark}\n"
        ),
        "organisation": "key,kind,label_en,label_id,aliases,city,source\n",
        "membership": "key,member,network,begin,note_en,note_id,source\n",
    }
    tables["membership"] += (
        f"1642911-c40-{mark},1642911,c40,2019,Note {mark},Catatan {mark},{paper}\n"
    )
    if "network" in places:
        tables["organisation"] += (
            f"{mark},Network,League {mark},Liga {mark},Short {mark},,{paper}\n"
        )
        tables["membership"] += f"1642911-{mark},1642911,{mark},2019,,,{paper}\n"
    if "alias" in places:
        tables["organisation"] += f"c40,Network,C40 Cities,C40 Cities,Alias {mark},,{paper}\n"
    if "office" in places:
        tables["organisation"] += (
            f"{mark}-office,Agency,Office {mark},Kantor {mark},,1642911,{paper}\n"
        )
    if "initiative" in places or "observation" in places:
        tables["initiative"] = (
            "key,kind,label_en,label_id,city,themes,begin,source\n"
            f"{mark}-plan,Programme,Plan {mark},Rencana {mark},1642911,climate-change,2019,{paper}\n"
        )
    if "observation" in places:
        tables["measure"] = (
            "key,label_en,label_id,definition_en,definition_id\n"
            f"{mark}-count,Count {mark},Jumlah {mark},The count of {mark},Jumlah {mark}\n"
        )
        tables["observation"] = (
            "key,about,measure,value,unit,value_as_stated,as_of,source\n"
            f"{mark}-seen,initiative/{mark}-plan,{mark}-count,7,{{visitor}},seven {mark},2019,{paper}\n"
        )
    if "event" in places:
        tables["event"] = (
            "key,kind,label_en,label_id,begin,city,source\n"
            f"{mark}-talk,Meeting,Talk {mark},Pertemuan {mark},2019-03-01,1642911,{paper}\n"
        )
    if "agreement" in places:
        tables["agreement"] = (
            f"key,kind,label_en,label_id,begin,source\n{mark}-sisters,SisterCityAgreement,"
            f"Sisters {mark},Saudara {mark},2019,{paper}\n"
        )
        tables["party"] = (
            "key,agreement,party,role,source\n"
            f"{mark}-a,{mark}-sisters,city/1642911,party,{paper}\n"
            f"{mark}-b,{mark}-sisters,city/1835848,party,{paper}\n"
        )
    return tables
