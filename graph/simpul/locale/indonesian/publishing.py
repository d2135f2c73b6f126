"""What is said of builds at endpoints: publishing, mirrors, checks, backups."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "The build {build} at the endpoint has no whole manifest. Publish again with `simpul publish`.": "Simpanan {build} di "
    "titik akses tidak memiliki manifes yang utuh. Terbitkan lagi dengan `simpul publish`.",
    "The pointer at the endpoint names {iri}, which is no build. Publish again with `simpul publish`.": "Penunjuk di "
    "titik akses menyebut {iri}, yang bukan simpanan. Terbitkan lagi dengan `simpul publish`.",
    "What is published at the endpoint was written by a newer Simpul: its layout is {found}, and this one reads up to {newest}. Install a newer Simpul.": "Yang "
    "terbit di titik akses ditulis oleh Simpul yang lebih baru: tata letaknya {found}, sedangkan yang ini membaca sampai "
    "{newest}. Pasang Simpul yang lebih baru.",
}
