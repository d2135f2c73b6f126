"""A pack tells in words what changed since an earlier one, and nothing that its readers may not see."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from simpul.errors import FormatError, UsageError
from simpul.exchange.pack import Wishes, write_pack
from simpul.exchange.pack.verification import verify
from simpul.exchange.profiles import Selection, select_all
from simpul.ingest.build import build
from simpul.store import open_store
from support import MEMBERSHIPS, write_source

DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Selection:
    """The same small source with a city more in it, and a secret one."""
    folder = tmp_path_factory.mktemp("later")
    more = f"{MEMBERSHIPS}1850147-c40,1850147,Tokyo,c40,2005,report\n"
    write_source(folder / "data", {"membership": more}, described=True)
    build([folder / "data"], folder / "store")
    return select_all(open_store(folder / "store"), access="public")


def test_changes_since_an_earlier_pack_are_told_in_both_languages(
    small_pack: Path, later: Selection, tmp_path: Path
) -> None:
    write_pack(tmp_path / "pack", later, Wishes(issued=DAY, since=small_pack))
    english, indonesian = (
        (tmp_path / "pack" / "CHANGES.md").read_text(encoding="utf-8").split("\n---\n")
    )
    assert "**C40 Cities" in english
    assert "+ Tokyo (since 2005)" in english
    assert "small" in english.splitlines()[0]
    assert "+ Tokyo (sejak 2005)" in indonesian
    assert "Seoul" not in english
    assert "CHANGES.md" in (tmp_path / "pack" / "README.md").read_text(encoding="utf-8")
    assert verify(tmp_path / "pack").errors == 0


def test_a_pack_of_the_same_facts_says_that_nothing_changed(
    small_pack: Path, small_selection: Selection, tmp_path: Path
) -> None:
    same_day = Wishes(issued=DAY - timedelta(days=1), since=small_pack)
    write_pack(tmp_path / "pack", small_selection, same_day)
    text = (tmp_path / "pack" / "CHANGES.md").read_text(encoding="utf-8")
    assert "say the same" in text
    assert "- **" not in text


def test_a_pack_that_its_readers_may_not_see_is_not_compared(
    small_pack: Path, small_selection: Selection, tmp_path: Path
) -> None:
    secret = Path(shutil.copytree(small_pack, tmp_path / "secret"))
    data = (secret / "data.trig").read_text(encoding="utf-8")
    assert "access:public" in data
    (secret / "data.trig").write_text(data.replace("access:public", "access:internal"), encoding="utf-8")  # fmt: skip
    wishes = Wishes(issued=DAY, since=secret)
    with pytest.raises(UsageError, match="holds sources that are internal"):
        write_pack(tmp_path / "pack", small_selection, wishes)
    assert not (tmp_path / "pack").exists()


def test_what_is_no_pack_is_not_compared(small_selection: Selection, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    with pytest.raises(FormatError, match="no pack that"):
        write_pack(tmp_path / "pack", small_selection, Wishes(issued=DAY, since=tmp_path / "old"))
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
