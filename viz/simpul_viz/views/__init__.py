"""The views, one in each module: whatever module here has a ``VIEW`` is listed, asked for and drawn by its name."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from simpul_viz.view import View


def _all() -> list[View]:
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    views: list[View] = [module.VIEW for module in modules]
    return sorted(views, key=lambda view: (view.position, view.name))


VIEWS: Final[Mapping[str, View]] = {view.name: view for view in _all()}
"""The views by name, in the order in which they are listed."""
