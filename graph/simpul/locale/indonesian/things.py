"""The pages of things and what is stated of them, for machines."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "Brief for a meeting": "Ringkasan untuk rapat",
    "Compare with …": "Bandingkan dengan …",
    "Each statement, and who makes it": "Setiap pernyataan, dan siapa yang menyatakannya",
    "Statements": "Pernyataan",
    "Why?": "Mengapa?",
    "Explore what lies around it": "Jelajahi sekitarnya",
    "For machines": "Untuk mesin",
    "Map: {places}": "Peta: {places}",
    "Nothing is known here by this address.": "Tidak ada yang dikenal di sini dengan alamat ini.",
    "Nothing more is stated of it here.": "Tidak ada lagi yang dinyatakan tentangnya di sini.",
    "Other looks at it": "Cara lain melihatnya",
    "Path to …": "Jalan ke …",
    "Questions about it": "Pertanyaan tentangnya",
    "There is no such page of this list.": "Halaman daftar itu tidak ada.",
    "This can be had as: {types}.": "Ini tersedia sebagai: {types}.",
    "What changes about it (Atom)": "Perubahan tentangnya (Atom)",
    "Where it stands as “{property}”": "Tempat ini disebut sebagai “{property}”",
    "{name}: {count} of {total} neighbours": "{name}: {count} dari {total} tetangga",
}
