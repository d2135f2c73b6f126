"""What is said of people's sheets: how they are laid out, and what was left in their cells."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "rows {rows}": "baris {rows}",
    "cells that say {words} were taken as empty: {count} ({rows}).": "sel yang berisi {words} dianggap kosong: {count} ({rows}).",
    "If one of them is a value, write it in another word.": "Kalau ada yang memang nilai, tulis dengan kata lain.",
    "the headings are in row {row}; what stands above them was passed over ({rows}: {texts}).": "judul kolom ada di baris {row}; "
    "yang di atasnya dilewati ({rows}: {texts}).",
    "the headings are in rows {upper} and {lower}; of each column the lower was taken, or else the upper.": "judul kolom ada di "
    "baris {upper} dan {lower}; untuk tiap kolom dipakai yang bawah, kalau tidak ada yang atas.",
    "this row has only texts in brackets, and was passed over as one of units.": "baris ini hanya berisi teks dalam kurung, "
    "dan dilewati sebagai baris satuan.",
    "this row, the last, is one of totals, and was passed over.": "baris ini, yang terakhir, adalah baris jumlah, dan dilewati.",
    "column {number} only counts the rows, and was passed over.": "kolom {number} hanya menomori baris, dan dilewati.",
    "column {number} has cells and no heading.": "kolom {number} berisi sel tetapi tidak berjudul.",
    "Remove it, or name it as `simpul template {kind}` does.": "Hapus, atau beri nama seperti dalam `simpul template {kind}`.",
    "Give it a heading, or delete it.": "Beri judul, atau hapus.",
    "the first line, {line}, was taken for what it says of the separator.": "baris pertama, {line}, dibaca sebagai keterangan "
    "tentang pemisah.",
    "it says that it is in {encoding}, and is not": "katanya memakai {encoding}, padahal tidak",
    "its encoding {encoding} is not read; save it as UTF-8": "pengodeannya, {encoding}, tidak dapat dibaca; simpan sebagai UTF-8",
    "line {line} is not UTF-8; save it as UTF-8, or let its first line say its encoding: {example}": "baris {line} bukan UTF-8; "
    "simpan sebagai UTF-8, atau sebutkan pengodeannya di baris pertama: {example}",
    "line {line} is not UTF-8; save it as UTF-8": "baris {line} bukan UTF-8; simpan sebagai UTF-8",
    "line {line} is not in its encoding {encoding}": "baris {line} bukan dalam pengodean {encoding}",
    "the first line, {line}, is for Excel alone; CSV on the Web takes it for the headings.": "baris pertama, {line}, hanya untuk "
    "Excel; CSV on the Web menganggapnya judul kolom.",
    "Delete it, or say {dialect} in the metadata.": "Hapus, atau tulis {dialect} dalam metadata.",
    "the first row of this table is blank; what stands below begins in row {row}.": "baris pertama tabel ini kosong; isinya "
    "mulai di baris {row}.",
    "Delete the rows above.": "Hapus baris di atasnya.",
    "the headings are in row {row}, below other rows.": "judul kolom ada di baris {row}, di bawah baris lain.",
    'Delete the rows above, or say "dialect": {{"skipRows": {count}}} in the metadata of a text table.': "Hapus baris di atasnya, "
    'atau tulis "dialect": {{"skipRows": {count}}} dalam metadata tabel teks.',
    "no heading of this table is one of its schema.": "tidak ada judul tabel ini yang dikenal skemanya.",
    "The columns are: {columns}.": "Kolomnya: {columns}.",
    "rows that a filter hides are read all the same: {count} ({rows}).": "baris yang disembunyikan saringan tetap dibaca: {count} ({rows}).",
    "hidden rows are read all the same: {count} ({rows}).": "baris tersembunyi tetap dibaca: {count} ({rows}).",
    "hidden columns are read all the same: {count} ({letters}).": "kolom tersembunyi tetap dibaca: {count} ({letters}).",
    "Delete what is not meant.": "Hapus yang tidak dimaksud.",
    "This file says that it is in UTF-16, and is not.": "Berkas ini bertanda UTF-16, padahal bukan.",
    "The headings stand in one row, as `simpul template` writes them; delete what is above and beside them.": "Judul kolom ada dalam "
    "satu baris, seperti yang dibuat `simpul template`; hapus yang di atas dan di sampingnya.",
    "Write the headings in one row, as `simpul template` does, and nothing above them. The kinds are: {kinds}.": "Tulis judul kolom "
    "dalam satu baris, seperti `simpul template`, tanpa apa pun di atasnya. Jenis yang ada: {kinds}.",
}
