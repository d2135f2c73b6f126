"""Every analysis by name: what it says, what it does not say, who thought of it, and how it is run.

``simpul.analysis.answering`` answers them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from simpul.analysis import lists, measures, pairs
from simpul.analysis.bibliography import PAPERS, Paper

if TYPE_CHECKING:
    import networkx as nx

    from simpul.analysis.answer import Answer, Request
    from simpul.store import Store


def _(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A list of ties or a measure.

    Attributes:
        says: What a high value, or a row, means.
        silent: What it does not say, and how it misleads.
        papers: Keys of ``PAPERS``.
        graph: The projection it is made on unless another is asked for.
        fixed: It is made on that projection only.
        needs: Which of ``of``, ``from`` and ``to`` it must be given.
        takes: Which of them it may be given besides.
    """

    summary: str
    says: str
    silent: str
    run: "Callable[[Store, nx.Graph[str], Request], Answer]"
    papers: tuple[str, ...] = ()
    graph: str = "shared"
    fixed: bool = False
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()

    def cited(self) -> list[Paper]:
        """Return the papers it rests on."""
        return [PAPERS[key] for key in self.papers]


ANALYSES: Final[Mapping[str, Analysis]] = {
    "memberships": Analysis(
        summary=_("places and the networks they belong to"),
        says=_("A row is a membership that no source doubts."),
        silent=_(
            "A membership that no source lists is not here, which does not mean there is none."
        ),
        run=lists.memberships,
        graph="memberships",
        fixed=True,
    ),
    "shared": Analysis(
        summary=_("places tied by the networks they share"),
        says=_(
            "The number counts shared networks; for closeness each counts one divided by the number of its "
            "other members, so that a small network says more than a large one."
        ),
        silent=_("To share a network is not to work together: see cooperation."),
        papers=("newman-2001",),
        run=lists.shared,
        fixed=True,
    ),
    "cooperation": Analysis(
        summary=_("what cities did with each other: visits, agreements, sister ties, lessons"),
        says=_(
            "A visit goes from guest to host, a lesson from who taught to who learned, an interest, a request or "
            "a commitment from whose it is to the other; agreements and sister ties go both ways. A government, "
            "its units and its posts stand for their place; an institution that only sits there does not."
        ),
        silent=_("It counts acts, not what came of them; what nobody reported is missing."),
        run=lists.cooperation,
        graph="cooperation",
        fixed=True,
    ),
    "institutions": Analysis(
        summary=_("organisations tied by events, agreements and initiatives they shared"),
        says=_("The number counts what two did together; closeness counts small circles for more."),
        silent=_(
            "To sit in one meeting is little; look at what they did together before concluding."
        ),
        papers=("newman-2001",),
        run=lists.institutions,
        graph="institutions",
        fixed=True,
    ),
    "ties": Analysis(
        summary=_("every tie between two things, with who says so"),
        says=_("A row is one tie, as the explorer draws it."),
        silent=_("Ties of different kinds stand side by side; their number compares nothing."),
        run=lists.ties,
        graph="ties",
        fixed=True,
    ),
    "degree": Analysis(
        summary=_("how many others each is tied to, and by how many ties"),
        says=_("High: in touch with many. Ties count every act or shared network."),
        silent=_(
            "It sees the nearest only, and grows with how much was reported: who reports much, ranks high."
        ),
        papers=("freeman-1978", "barrat-2004"),
        run=measures.degree,
    ),
    "betweenness": Analysis(
        summary=_("how much each stands between others: a broker"),
        says=_(
            "The part of all shortest ways between two others that leads over it, from 0 to 1; strong ties "
            "are short ways. High: others reach each other through it."
        ),
        silent=_(
            "Real contacts do not keep to shortest ways, and one missing tie can change it much."
        ),
        papers=("freeman-1977", "brandes-2001", "brandes-pich-2007", "newman-2001"),
        run=measures.betweenness,
    ),
    "closeness": Analysis(
        summary=_("how few steps each is from all others"),
        says=_(
            "The mean of one divided by the steps to each other one, from 0 to 1: 1 is tied to all."
        ),
        silent=_("Where nearly all are tied to each other, all are about as close."),
        papers=("marchiori-2000",),
        run=measures.closeness,
    ),
    "eigenvector": Analysis(
        summary=_("how much each is tied to those who are much tied themselves"),
        says=_("High: in the middle of the middle. The highest is 1."),
        silent=_(
            "It speaks of the largest part that hangs together only; a dense corner takes it all."
        ),
        papers=("bonacich-1972",),
        run=measures.eigenvector,
    ),
    "core": Analysis(
        summary=_("in how dense a core each lies (k-core)"),
        says=_("k: it belongs to a group in which everyone has at least k ties within the group."),
        silent=_(
            "Members of one large network are a core by themselves, whether they work together or not."
        ),
        papers=("seidman-1983", "batagelj-2011"),
        run=measures.core,
    ),
    "communities": Analysis(
        summary=_("groups that are tied more to each other than to the rest (Louvain)"),
        says=_("Who belongs together by ties alone. Modularity tells how marked the groups are."),
        silent=_(
            "Other divisions may be nearly as good, small groups hide in large ones, and the number of "
            "groups is the method's, not nature's."
        ),
        papers=("blondel-2008", "newman-girvan-2004", "fortunato-2007"),
        run=measures.communities,
    ),
    "bridges": Analysis(
        summary=_("ties that alone join two parts"),
        says=_(
            "Without such a tie, the things on its smaller side are out of reach of the others."
        ),
        silent=_("A bridge is often only a gap in what was reported."),
        papers=("tarjan-1974",),
        run=measures.bridges,
        graph="ties",
    ),
    "cutpoints": Analysis(
        summary=_("things that alone hold parts together (articulation points)"),
        says=_(
            "Without such a thing its part falls into that many parts, and so many things are cut off."
        ),
        silent=_("A city that one source describes alone often looks like one."),
        papers=("hopcroft-1973",),
        run=measures.cutpoints,
        graph="ties",
    ),
    "path": Analysis(
        summary=_("the few shortest chains of ties between two things, each step with its reason"),
        says=_(
            "Each chain explains how the two are connected. Fewest steps first; of equals, the chain over "
            "rarer things; a common theme or country counts as two steps."
        ),
        silent=_("A short chain is a possible way, not proof of contact."),
        papers=("yen-1971",),
        run=pairs.path,
        graph="ties",
        fixed=True,
        needs=("from", "to"),
    ),
    "similar": Analysis(
        summary=_("what is tied to the same things as something: shared networks by default"),
        says=_(
            "Jaccard: shared by all of both; cosine: shared by the geometric mean of the two numbers. "
            "Both from 0 to 1."
        ),
        silent=_("With few ties known the numbers are coarse: one in common of one is 1."),
        papers=("jaccard-1912", "salton-1975"),
        run=pairs.alike,
        graph="memberships",
        needs=("of",),
    ),
    "meet": Analysis(
        summary=_("who should meet: members of the same networks with no cooperation on record"),
        says=_(
            "Shared networks, small ones for more: Adamic-Adar divides by the logarithm of their size, "
            "resource allocation by their size."
        ),
        silent=_(
            "It finds chances, not reasons: what the two could talk about is for people to say. Where "
            "reports are missing, they may have met long ago."
        ),
        papers=("adamic-2003", "zhou-2009"),
        run=pairs.meet,
        graph="memberships",
        fixed=True,
        takes=("of",),
    ),
}
"""Every analysis by its name on the command line; lists first."""
