"""The papers that measures rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper, as one cites it."""

    authors: str
    year: int
    title: str
    doi: str

    def __str__(self) -> str:
        return f"{self.authors}, {self.title}, {self.year}, doi:{self.doi}"


def _paper(authors: str, year: int, title: str, doi: str) -> Paper:
    return Paper(authors=authors, year=year, title=title, doi=doi)


PAPERS: Final[Mapping[str, Paper]] = {
    "freeman-1978": _paper(
        "Freeman",
        1978,
        "Centrality in social networks: conceptual clarification",
        "10.1016/0378-8733(78)90021-7",
    ),
    "barrat-2004": _paper(
        "Barrat, Barthélemy, Pastor-Satorras and Vespignani",
        2004,
        "The architecture of complex weighted networks",
        "10.1073/pnas.0400087101",
    ),
    "newman-2001": _paper(
        "Newman",
        2001,
        "Scientific collaboration networks II",
        "10.1103/PhysRevE.64.016132",
    ),
    "freeman-1977": _paper(
        "Freeman",
        1977,
        "A set of measures of centrality based on betweenness",
        "10.2307/3033543",
    ),
    "brandes-2001": _paper(
        "Brandes",
        2001,
        "A faster algorithm for betweenness centrality",
        "10.1080/0022250X.2001.9990249",
    ),
    "brandes-pich-2007": _paper(
        "Brandes and Pich",
        2007,
        "Centrality estimation in large networks",
        "10.1142/S0218127407018403",
    ),
    "marchiori-2000": _paper(
        "Marchiori and Latora",
        2000,
        "Harmony in the small-world",
        "10.1016/S0378-4371(00)00311-3",
    ),
    "bonacich-1972": _paper(
        "Bonacich",
        1972,
        "Factoring and weighting approaches to status scores and clique identification",
        "10.1080/0022250X.1972.9989806",
    ),
    "seidman-1983": _paper(
        "Seidman",
        1983,
        "Network structure and minimum degree",
        "10.1016/0378-8733(83)90028-X",
    ),
    "batagelj-2011": _paper(
        "Batagelj and Zaveršnik",
        2011,
        "Fast algorithms for determining (generalized) core groups in social networks",
        "10.1007/s11634-010-0079-y",
    ),
    "blondel-2008": _paper(
        "Blondel, Guillaume, Lambiotte and Lefebvre",
        2008,
        "Fast unfolding of communities in large networks",
        "10.1088/1742-5468/2008/10/P10008",
    ),
    "newman-girvan-2004": _paper(
        "Newman and Girvan",
        2004,
        "Finding and evaluating community structure in networks",
        "10.1103/PhysRevE.69.026113",
    ),
    "fortunato-2007": _paper(
        "Fortunato and Barthélemy",
        2007,
        "Resolution limit in community detection",
        "10.1073/pnas.0605965104",
    ),
    "tarjan-1974": _paper(
        "Tarjan",
        1974,
        "A note on finding the bridges of a graph",
        "10.1016/0020-0190(74)90003-9",
    ),
    "hopcroft-1973": _paper(
        "Hopcroft and Tarjan",
        1973,
        "Algorithm 447: efficient algorithms for graph manipulation",
        "10.1145/362248.362272",
    ),
    "yen-1971": _paper(
        "Yen",
        1971,
        "Finding the k shortest loopless paths in a network",
        "10.1287/mnsc.17.11.712",
    ),
    "jaccard-1912": _paper(
        "Jaccard",
        1912,
        "The distribution of the flora in the alpine zone",
        "10.1111/j.1469-8137.1912.tb05611.x",
    ),
    "salton-1975": _paper(
        "Salton, Wong and Yang",
        1975,
        "A vector space model for automatic indexing",
        "10.1145/361219.361220",
    ),
    "adamic-2003": _paper(
        "Adamic and Adar",
        2003,
        "Friends and neighbors on the Web",
        "10.1016/S0378-8733(03)00009-1",
    ),
    "zhou-2009": _paper(
        "Zhou, Lü and Zhang",
        2009,
        "Predicting missing links via local information",
        "10.1140/epjb/e2009-00335-8",
    ),
}
