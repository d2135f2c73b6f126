from html import unescape
from pathlib import Path

import simpul as api
from simpul_viz.notebook import frame


def test_a_view_is_shown_in_a_frame_and_saved_as_the_command_writes_it(
    article_store: Path, tmp_path: Path
) -> None:
    kg = api.open(article_store, lang="en")
    view = kg.view("compare", a="Jakarta", b="Seoul")
    assert view.html == kg.page("compare", {"a": "Jakarta", "b": "Seoul"})
    assert view.save(tmp_path / "compare.html").read_text(encoding="utf-8") == view.html
    shown = view._repr_html_()  # pyright: ignore[reportPrivateUsage]  # as a notebook calls it
    assert unescape(shown.split('srcdoc="')[1].split('"')[0]) == view.html


def test_nothing_of_a_page_reaches_out_of_its_frame() -> None:
    shown = frame('<p title="a">"quoted" & \'more\'</p></iframe><script>1</script>', scripts=True)
    assert shown.count("<") == 2
    assert "allow-same-origin" not in shown
    assert 'sandbox=""' in frame("x", scripts=False)
