"""What the site says where somebody asks a question, compares, or looks for a way, in Indonesian."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "About these words": "Tentang kata-kata ini",
    "Also ties that a single dataset lists": "Juga hubungan yang hanya ada dalam satu himpunan data",
    "Ask": "Tanyakan",
    "Find": "Cari",
    "Only JSON can be had from a later row on.": "Hanya JSON yang dapat dimulai dari baris berikutnya.",
    "Open it in the editor": "Buka di penyunting",
    "Show an example": "Tampilkan contoh",
    "Take it with you:": "Bawa serta:",
    "The first {shown} are shown; show more": "{shown} yang pertama ditampilkan; tampilkan lebih banyak",
    "The parameter {name} is a whole number.": "Parameter {name} adalah bilangan bulat.",
    "There is no parameter {name}.": "Tidak ada parameter {name}.",
    "There is no question {name}.": "Tidak ada pertanyaan {name}.",
    "This address brings the answer back:": "Alamat ini membuka kembali jawabannya:",
    "This is needed.": "Ini perlu diisi.",
    "This is too long.": "Ini terlalu panjang.",
    "This takes one value, not several.": "Ini menerima satu nilai, bukan beberapa.",
    "example": "contoh",
    "needed": "perlu diisi",
    "{name} may be one of several. Which one?": "{name} dapat berarti beberapa hal. Yang mana?",
}
