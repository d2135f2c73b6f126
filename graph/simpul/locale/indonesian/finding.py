"""What is said of words that are sought, in Indonesian."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "It is a kind of thing; such are {names}.": "Itu satu jenis hal, misalnya {names}.",
    "No question has {words} as it is written; these have words near it.": "Tidak ada pertanyaan yang memuat {words} persis seperti ditulis; yang berikut memuat kata yang mirip.",
    "{word} is a kind of thing here: {label}.": "{word} di sini satu jenis hal: {label}.",
    "{word} is a theme here: {label}. Ask for example: simpul query {question} -p {name}={value}": "{word} di sini sebuah tema: {label}. Tanyakan misalnya: simpul query {question} -p {name}={value}",
    "Without {value} there is more: {rows}.": "Tanpa {value} ada lebih banyak: {rows}.",
    "On record is, under “{title}”: {rows}; `simpul query {question} {values}` shows them.": "Yang tercatat, pada “{title}”: {rows}; `simpul query {question} {values}` menampilkannya.",
    "What it says of both is explained by {commands}.": "Yang dikatakannya tentang keduanya dijelaskan oleh {commands}.",
}
