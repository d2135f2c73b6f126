"""What is said of the quality of sources."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "How well each source is borne out, dated and free of doubt.": "Seberapa baik tiap sumber dikuatkan, bertanggal, dan bebas dari keraguan.",
    "facts": "fakta",
    "borne out": "dikuatkan",
    "dated": "bertanggal",
    "oldest": "tertua",
    "doubts": "keraguan",
    "complete as of": "lengkap per",
    "A fact is a thing that cites a document; it is borne out where documents of two publishers say it. Dated is of those that can have a date; oldest is the earliest day that one of them may mean.": "Fakta adalah hal yang merujuk suatu dokumen; fakta dikuatkan bila dokumen dari dua penerbit menyatakannya. Bertanggal dihitung dari yang dapat bertanggal; tertua adalah hari paling awal yang mungkin dimaksud salah satunya.",
}
