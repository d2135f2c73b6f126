"""A build as it would be had some of its sources never come in: what those see who may not see these sources.

It is made as ``simpul unload`` makes it, so that nothing is left of a source: neither its facts and description nor
what follows from it, the places that it alone mentions, and the names by which it alone calls something. Nothing of
the build is copied that does not change: the files of its graph, which may hold the world's cities, are linked.
"""

import contextlib
from collections.abc import Collection

from simpul.files import PassingFolder
from simpul.ingest.transaction import Revision, Statement
from simpul.naming import atlas
from simpul.store import open_build
from simpul.store.builds import Build, open_build_read_only
from simpul.store.lock import Hold
from simpul.store.unfinished import link
from simpul.terms import NamedNode


def without(build: Build, sources: Collection[NamedNode]) -> Build:
    """Return a build without these sources, in a folder of its own that goes when its graph is closed or forgotten.

    Args:
        build: A build, which stays for as long as the other is in use.
        sources: The sources, which a query is told it may not name.
    """
    hold, passing = Hold(build.folder), PassingFolder()
    folder = passing.path
    link(build.folder, folder, unchanging={atlas.FILE})
    with contextlib.closing(Revision(folder, open_build(folder))) as transaction:
        transaction.state([Statement(source=iri) for iri in sources])
        transaction.infer()
        transaction.index(dict.fromkeys(sources, ()))
    graph = open_build_read_only(
        folder, services=build.graph.services, withheld=[iri.value for iri in sources]
    )
    graph.keep(passing)
    graph.keep(hold)
    return Build(graph=graph, folder=folder)
