"""The table of routes: every page that it names is there, and no two routes are one."""

import importlib
from collections import Counter

import pytest

from simpul.site.routes import ROUTES, Route


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_every_page_is_there(route: Route) -> None:
    module, _colon, function = route.page.partition(":")
    assert callable(getattr(importlib.import_module(f"simpul.site.{module}"), function))


def test_each_path_has_one_page() -> None:
    assert [
        path for path, count in Counter(route.path for route in ROUTES).items() if count > 1
    ] == []
