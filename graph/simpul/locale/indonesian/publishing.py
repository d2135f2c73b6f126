"""What is said of builds at endpoints: publishing, mirrors, checks, backups."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "The build {build} at the endpoint has no whole manifest. Publish again with `simpul publish`.": "Simpanan {build} di "
    "titik akses tidak memiliki manifes yang utuh. Terbitkan lagi dengan `simpul publish`.",
    "The pointer at the endpoint names {iri}, which is no build. Remove the graph {graph} there, then publish again with `simpul publish`.": "Penunjuk di "
    "titik akses menyebut {iri}, yang bukan simpanan. Buang graf {graph} di sana, lalu terbitkan lagi dengan `simpul publish`.",
    "What is published at the endpoint was written by a newer Simpul: its layout is {found}, and this one reads up to {newest}. Install a newer Simpul.": "Yang "
    "terbit di titik akses ditulis oleh Simpul yang lebih baru: tata letaknya {found}, sedangkan yang ini membaca sampai "
    "{newest}. Pasang Simpul yang lebih baru.",
    "No Simpul build is published there.": "Di sana tidak ada simpanan Simpul yang terbit.",
    "Nothing was changed for those who read. Publish again; if it stays so, `simpul check` says more.": "Bagi pembaca tidak "
    "ada yang berubah. Terbitkan lagi; jika tetap begitu, `simpul check` memberi tahu lebih banyak.",
    "Of {graph} only {read} triples came, and {all} were published.": "Dari {graph} hanya {read} tripel yang datang, padahal "
    "{all} yang terbit.",
    "Publish one with `simpul publish`.": "Terbitkan satu dengan `simpul publish`.",
    "Publishing: {share} %": "Menerbitkan: {share} %",
    "Putting the build into use": "Menjadikan simpanan itu yang dipakai",
    "Reading what is published: {share} %": "Membaca yang terbit: {share} %",
    "Removing earlier builds": "Membuang simpanan lama",
    "Run the command again.": "Jalankan perintah ini lagi.",
    "Run the command again; `simpul check` tells whether this engine answers rightly.": "Jalankan perintah ini lagi; "
    "`simpul check` memberi tahu apakah mesin ini menjawab dengan benar.",
    "Run the command again; if it stays so, publish again.": "Jalankan perintah ini lagi; jika tetap begitu, terbitkan lagi.",
    "Somebody else published at {address} meanwhile: {build} is in use there now, and yours was taken back. Run the command again.": "Sementara "
    "itu orang lain menerbitkan di {address}: kini {build} yang dipakai di sana, dan milik Anda ditarik kembali. Jalankan perintah ini lagi.",
    "The answer is not the table that was asked for.": "Jawabannya bukan tabel yang diminta.",
    "What came is no RDF.": "Yang datang bukan RDF.",
    "What is published at the endpoint holds something that Simpul does not write. Publish again with `simpul publish`.": "Yang "
    "terbit di titik akses memuat sesuatu yang tidak ditulis Simpul. Terbitkan lagi dengan `simpul publish`.",
    "What was written is not what was sent: {graph} differs in {properties}.": "Yang tertulis bukan yang dikirim: {graph} "
    "berbeda pada {properties}.",
    "{graph} is not what was published: {read} triples came of {all}, or they are others.": "{graph} bukan yang terbit: datang "
    "{read} dari {all} tripel, atau tripelnya lain.",
}
