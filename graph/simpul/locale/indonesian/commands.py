"""What the help of the commands says, and what is said of a wrong command line."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "A question of the catalogue, a file with a query, SPARQL itself, or - for stdin.": "Pertanyaan dari katalog, berkas berisi kueri, SPARQL itu sendiri, atau - untuk masukan standar.",
    "COLUMN": "KOLOM",
    "COMMAND": "PERINTAH",
    "KIND": "JENIS",
    "NAME": "NAMA",
    "Only questions that speak of these words.": "Hanya pertanyaan yang menyebut kata-kata ini.",
    "TEXT": "TEKS",
    "The shell that completes.": "Shell yang melengkapi.",
    "[OPTIONS]": "[OPSI]",
    "{command} has no use for {words}.": "{command} tidak memerlukan {words}.",
    "{name} takes no value.": "{name} tidak menerima nilai.",
}
