"""`simpul gazetteer`: the world's cities in a store."""

from pathlib import Path

import pytest

from support import simpul

pytestmark = pytest.mark.slow


def test_a_gazetteer_of_another_size_is_told(cache: Path, tmp_path: Path) -> None:
    assert cache.is_dir()
    ran = simpul("gazetteer", "--min-population", "7", store=tmp_path)
    assert ran.returncode == 2
    assert "500, 1000, 5000, 15000" in ran.stderr


def test_the_world_alone_makes_a_store_that_answers(cache: Path, tmp_path: Path) -> None:
    assert cache.is_dir()
    loaded = simpul("gazetteer", "--min-population", "15000", store=tmp_path / "s")
    assert loaded.returncode == 0
    assert "GeoNames" in loaded.stdout
    asked = simpul("query", "memberships", "-p", "city=Kota Medan", store=tmp_path / "s")
    assert asked.returncode == 0
    unsure = simpul(
        "query", "memberships", "-p", "city=Springfield", store=tmp_path / "s", SIMPUL_LANG="id"
    )
    assert unsure.returncode == 2
    assert "Illinois, Amerika Serikat" in unsure.stderr
