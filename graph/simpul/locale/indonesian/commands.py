"""What the help of the commands says, and what is said of a wrong command line."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "The name of a question, a file with a query, the SPARQL itself, or - to read it from stdin.": "Nama pertanyaan, berkas berisi kueri, SPARQL itu sendiri, atau - untuk membacanya dari masukan standar.",
    "COLUMN": "KOLOM",
    "COMMAND": "PERINTAH",
    "KIND": "JENIS",
    "NAME": "NAMA",
    "List only questions about these words.": "Hanya pertanyaan yang menyebut kata-kata ini.",
    "TEXT": "TEKS",
    "The shell you use: bash, zsh or fish.": "Shell yang Anda pakai: bash, zsh, atau fish.",
    "[OPTIONS]": "[OPSI]",
    "{command} has no use for {words}.": "{command} tidak memerlukan {words}.",
    "{name} takes no value.": "{name} tidak menerima nilai.",
    "NAME=VALUE": "NAMA=NILAI",
    "SHELL": "SHELL",
    "Also ties that a single dataset lists and that no city, network or second publisher states; by default they are left aside, and their number is told.": "Juga hubungan yang hanya ada dalam satu himpunan data dan tidak dinyatakan kota, jejaring, atau penerbit kedua; jika tidak, dikesampingkan dan jumlahnya disebut.",
}
