import pytest

from simpul.projection import Projection, project
from simpul.store import Store


@pytest.fixture(scope="session")
def whole(many: Store) -> Projection:
    """All things and ties of a made-up world."""
    return project(many)


@pytest.fixture(scope="session")
def seoul(article: Store) -> Projection:
    """All things and ties of the article."""
    return project(article)
