"""What is said of the quality of sources."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "Show how well each source is confirmed, dated and free of doubt.": "Seberapa baik tiap sumber dikuatkan, bertanggal, dan bebas dari keraguan.",
    "facts": "fakta",
    "confirmed": "dikuatkan",
    "dated": "bertanggal",
    "oldest": "tertua",
    "doubts": "keraguan",
    "complete as of": "lengkap per",
    'A fact is a thing that cites a document; it is confirmed where documents of two publishers say it. "Dated" counts those that can have a date; "oldest" is the earliest day that one of them may mean.': "Fakta adalah hal yang merujuk suatu dokumen; fakta dikuatkan bila dokumen dari dua penerbit menyatakannya. Bertanggal dihitung dari yang dapat bertanggal; tertua adalah hari paling awal yang mungkin dimaksud salah satunya.",
}
