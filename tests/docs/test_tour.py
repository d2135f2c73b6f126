"""The notebook runs from top to bottom and gives the outputs that stand in it.

Its cells are run here in one namespace, as a kernel does: nbclient and a kernel would add twenty packages, to
learn the same.
"""

import ast
import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from simpul import locale
from support import ROOT

NOTEBOOK = ROOT / "docs" / "tour.ipynb"


def _run(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    """Run a cell and return its outputs as a notebook keeps them."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own notebook
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - same
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        text = printed.getvalue().splitlines(keepends=True)
        outputs.append({"name": "stdout", "output_type": "stream", "text": text})
    if value is not None:
        outputs.append(_shown(value))
    return outputs


def _shown(value: object) -> dict[str, Any]:
    data: dict[str, list[str]] = {}
    as_html = getattr(value, "_repr_html_", None)
    if as_html is not None:
        data["text/html"] = as_html().splitlines(keepends=True)
    data["text/plain"] = repr(value).splitlines(keepends=True)
    return {"data": data, "execution_count": None, "metadata": {}, "output_type": "execute_result"}


def test_the_notebook_gives_the_outputs_that_stand_in_it(
    article_store: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("SIMPUL_STORE", str(article_store))
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    try:
        made = [_run("".join(cell["source"]), names) for cell in cells]
    finally:
        locale.use("en")
    if request.config.getoption("--update-golden"):
        for cell, outputs in zip(cells, made, strict=True):
            cell["outputs"] = outputs
        text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
        NOTEBOOK.write_text(text, encoding="utf-8")
    assert len(cells) > 10
    assert [cell["outputs"] for cell in cells] == made
    assert sum(bool(outputs) for outputs in made) >= len(cells) - 2
