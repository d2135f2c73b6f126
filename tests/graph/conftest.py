import pytest

from simpul.projection import Projection, project
from simpul.store import OxigraphStore


@pytest.fixture(scope="session")
def whole(many: OxigraphStore) -> Projection:
    """All things and ties of a made-up world."""
    return project(many)


@pytest.fixture(scope="session")
def seoul(article: OxigraphStore) -> Projection:
    """All things and ties of the article."""
    return project(article)
