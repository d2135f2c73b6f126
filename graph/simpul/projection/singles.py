"""Ties that one dataset alone lists: drawn only when asked for, and told of where they are not."""

from typing import Final

from simpul.projection.model import Projection, Texts

_NOTE: Final[Texts] = {
    "en": "Ties that a single dataset has and nobody else are left aside: {b}. Draw them with --also-single-datasets.",
    "id": "Hubungan yang hanya ada dalam satu himpunan data dikesampingkan: {b}. Gambarkan dengan --also-single-datasets.",
    "ko": "한 데이터셋에만 있는 관계는 제외했습니다: {b}개. --also-single-datasets로 표시합니다.",
}


def notes_of(projection: Projection) -> list[Texts]:
    """Return what a reader must know of the ties that are left aside, by language; nothing where none are."""
    count = len(projection.left_aside)
    return [{language: text.format(b=count) for language, text in _NOTE.items()}] if count else []
