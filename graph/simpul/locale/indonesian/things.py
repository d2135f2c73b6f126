"""The pages of things and what is stated of them, for machines."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "Nothing is known here by this address.": "Tidak ada yang dikenal di sini dengan alamat ini.",
    "There is no such page of this list.": "Halaman daftar itu tidak ada.",
    "This can be had as: {types}.": "Ini tersedia sebagai: {types}.",
    "Where it stands as “{property}”": "Tempat ini disebut sebagai “{property}”",
}
