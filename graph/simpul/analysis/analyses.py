"""The analyses by name, and how a request is answered: check its options, make its graph, collect its caveats."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from simpul.analysis import lists, measures, pairs
from simpul.analysis.findings import Analysis, Findings, Request
from simpul.analysis.graphs import graph_of
from simpul.errors import NothingToAnalyseError, ParameterError, UsageError, did_you_mean
from simpul.locale import current
from simpul.locale import translate as _
from simpul.store import Queryable

ANALYSES: Final[Mapping[str, Analysis]] = {
    analysis.name: analysis for analysis in (*lists.ALL, *measures.ALL, *pairs.ALL)
}
"""Every analysis by its name on the command line; lists first."""


def analysis(name: str) -> Analysis:
    """Return the analysis of this name.

    Raises:
        UsageError: There is none; the error names near ones.
    """
    if name not in ANALYSES:
        raise UsageError(
            _("There is no analysis {name}.", name=repr(name))
            + did_you_mean(name, list(ANALYSES))
            + " "
            + _("`simpul analyse` lists them.")
        )
    return ANALYSES[name]


def analyse(name: str, store: Queryable, request: Request) -> Findings:
    """Answer a request, with all its rows.

    Raises:
        UsageError: There is no such analysis or graph, or the request does not fit it.
        NothingToAnalyseError: No fact in the store fits.
    """
    chosen = analysis(name)
    _check(name, chosen, request)
    graph = graph_of(store, request.graph or chosen.graph, request.scope)
    if not graph:
        raise NothingToAnalyseError(
            _(
                "There is nothing to analyse: no fact in the store makes a tie in the graph "
                "{graph} for this time, network and theme. Remove a restriction, or add sources "
                "with `simpul build`.",
                graph=request.graph or chosen.graph,
            )
        )
    for iri in filter(None, (request.of, request.source, request.target)):
        if iri not in graph:
            label = store.labels([iri], current()).get(iri, iri)
            raise ParameterError(
                _(
                    "{thing} has no tie in the graph {graph} for this time, network and theme.",
                    thing=label,
                    graph=request.graph or chosen.graph,
                )
            )
    answer = chosen.run(store, graph, request)
    caveats = dict.fromkeys((*graph.graph["caveats"], *answer.caveats))
    return replace(answer, caveats=tuple(caveats), total=len(answer.rows))


def _check(name: str, chosen: Analysis, request: Request) -> None:
    """Refuse options that the analysis does not take, and the lack of those it needs."""
    given = {"of": request.of, "from": request.source, "to": request.target}
    for option, iri in given.items():
        if iri and option not in {*chosen.needs, *chosen.takes}:
            raise UsageError(_("{name} has no option --{option}.", name=name, option=option))
        if not iri and option in chosen.needs:
            example = " ".join(
                f"--{word} {place}"
                for word, place in zip(chosen.needs, ("Jakarta", "Seoul"), strict=False)
            )
            raise UsageError(
                _(
                    "{name} needs --{option}: simpul analyse {name} {example}",
                    name=name,
                    option=option,
                    example=example,
                )
            )
    if request.source and request.source == request.target:
        raise UsageError(_("--from and --to are the same thing."))
    if request.graph and chosen.fixed and request.graph != chosen.graph:
        raise UsageError(
            _("{name} only works on the graph {graph}.", name=name, graph=chosen.graph)
        )
