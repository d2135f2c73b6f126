"""What is said of packs: what is in one, where it is written, and what is wrong with one that came back."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "It says that it holds {count} files.": "Isinya disebut {count} berkas.",
    "{name} leads out of the archive.": "{name} mengarah ke luar arsip.",
    "{name} is in it twice.": "{name} ada dua kali di dalamnya.",
    "{name} is a link, or no plain file.": "{name} adalah tautan, atau bukan berkas biasa.",
    "{name} is encrypted.": "{name} terenkripsi.",
    "{name} is packed in another way than usual.": "{name} dimampatkan dengan cara yang tidak lazim.",
    "It would become {megabytes} MB, many times what a text does.": "Isinya akan menjadi {megabytes} MB, berlipat-lipat dari "
    "yang wajar bagi teks.",
    "It is no ZIP archive, or it is damaged.": "Bukan arsip ZIP, atau sudah rusak.",
    "{path} is there already, and may hold somebody's work.": "{path} sudah ada, dan mungkin memuat hasil kerja seseorang.",
    "The folder {path} is not empty.": "Folder {path} tidak kosong.",
    "Name a new file or folder.": "Sebutkan berkas atau folder baru.",
    "This is no pack that `simpul export` wrote, or it is damaged. Ask who sent it for another copy.": "Ini bukan paket yang "
    "ditulis `simpul export`, atau sudah rusak. Mintalah salinan lain dari pengirimnya.",
    "A pack has many files. Name a folder or a file that ends in .zip with -o.": "Paket terdiri atas banyak berkas. Sebutkan "
    "folder, atau berkas yang berakhiran .zip, dengan -o.",
    "ADDRESS": "ALAMAT",
    "PACK": "PAKET",
    "Ask who sent the pack for another copy.": "Mintalah salinan lain dari pengirim paket ini.",
    "Check that a pack is whole and unchanged, that all its files say the same, and that its data keeps the shapes. No store is needed.": "Periksa "
    "bahwa suatu paket utuh dan tidak berubah, bahwa semua berkasnya menyatakan hal yang sama, dan bahwa datanya mematuhi bentuk. "
    "Tidak perlu penyimpanan.",
    "Comparing the catalogue with the files": "Membandingkan katalog dengan berkas",
    "Comparing the sums of the files": "Membandingkan jumlah periksa berkas",
    "Errors: {count}. Do not rely on this pack.": "Galat: {count}. Jangan andalkan paket ini.",
    "For a pack: an earlier one; CHANGES.md tells what changed since then.": "Untuk paket: paket terdahulu; CHANGES.md memberi "
    "tahu apa yang berubah sejak itu.",
    "For a pack: the address at which its files will be published, if they will.": "Untuk paket: alamat tempat berkasnya akan "
    "terbit, jika akan terbit.",
    "For a pack: the day from which it is; by default the newest on which one of its sources was read.": "Untuk paket: hari "
    "terbitnya; jika tidak, hari terbaru ketika salah satu sumbernya dibaca.",
    "For a pack: who publishes it, an organisation of the graph or any name.": "Untuk paket: penerbitnya, suatu lembaga dalam "
    "graf atau nama apa pun.",
    "No source in it says when it was read. Say of what day the pack is with --issued.": "Tidak ada sumber di dalamnya yang "
    "menyebut kapan dibaca. Sebutkan hari terbit paket dengan --issued.",
    "Reading the data": "Membaca data",
    "Reading the tables": "Membaca tabelnya",
    "Sorting the statements": "Mengurutkan pernyataan",
    "Tables are many files. Name a folder or a file that ends in .zip with -o.": "Tabel terdiri atas banyak berkas. Sebutkan "
    "folder, atau berkas yang berakhiran .zip, dengan -o.",
    "There is nothing here that a source states, and so no table to write.": "Tidak ada yang dinyatakan suatu sumber di sini, "
    "jadi tidak ada tabel untuk ditulis.",
    "The folder, or the ZIP archive, that `simpul export` wrote.": "Folder, atau arsip ZIP, yang ditulis `simpul export`.",
    "The pack has {count} statements in {files} files. Check it with `simpul verify {path}`.": "Paket itu memuat {count} "
    "pernyataan dalam {files} berkas. Periksa dengan `simpul verify {path}`.",
    "Write the facts for partners: all of them, or what a profile selects. A folder (its name ends in /) or a file that ends in .zip gets a pack: the data with all that is needed to load, check, cite and correct it. The same facts always give the same files.": "Tulis "
    "fakta untuk mitra: semuanya, atau yang dipilih suatu profil. Folder (namanya diakhiri /) atau berkas yang berakhiran .zip "
    "mendapat paket: data dengan semua yang perlu untuk memuat, memeriksa, mengutip, dan mengoreksinya. Fakta yang sama selalu "
    "menghasilkan berkas yang sama.",
    "Comparing with the earlier pack": "Membandingkan dengan paket terdahulu",
    "{address} is no address of the web.": "{address} bukan alamat web.",
    "Writing the data": "Menulis data",
    "Writing the pages": "Menulis halaman",
    "Writing the tables": "Menulis tabel",
    "breaks the shapes {count} times.": "melanggar bentuk {count} kali.",
    "breaks the shapes: {what}": "melanggar bentuk: {what}",
    "counts otherwise than the data: {count} statements.": "menghitung lain dari datanya: {count} pernyataan.",
    "is missing.": "tidak ada.",
    "is missing: nothing says what the files should be.": "tidak ada: tidak diketahui berkas semestinya seperti apa.",
    "is missing: {sums} lists it.": "tidak ada: {sums} menyebutnya.",
    "has {count} such lines.": "memuat {count} baris semacam itu.",
    "is no line of a list of sums, or names a file again.": "bukan baris daftar jumlah periksa, atau menyebut suatu berkas lagi.",
    "lacks a statement that {other} has: {line}": "tidak memiliki pernyataan yang ada dalam {other}: {line}",
    "lists {name}, which is missing.": "menyebut {name}, yang tidak ada.",
    "says of {name} what it is not.": "menyatakan hal yang tidak benar tentang {name}.",
    "says otherwise than what the shapes find in the data.": "menyatakan lain dari yang ditemukan bentuk dalam data.",
    "says that the hash of the graph is {hash}, and it is {found}.": "menyatakan bahwa hash graf ialah {hash}, padahal {found}.",
    "states what {other} does not: {line}": "menyatakan yang tidak dinyatakan {other}: {line}",
    "was added: {sums} does not list it.": "ditambahkan: {sums} tidak menyebutnya.",
    "was changed: it has another sum than {sums} says.": "berubah: jumlah periksanya lain dari yang disebut {sums}.",
    "write a day such as {example}.": "tulis hari seperti {example}.",
    "{name} is no organisation of the graph; the pack has it as a mere name.": "{name} bukan lembaga dalam graf; paket memuatnya "
    "sebagai nama belaka.",
    "{option} is for a pack. Name a folder, with / at its end, or a file that ends in .zip with -o.": "{option} hanya untuk "
    "paket. Sebutkan folder, dengan / di akhirnya, atau berkas yang berakhiran .zip, dengan -o.",
    "{pack} is as it was written: {files} files, {triples} statements of {sources} sources.": "{pack} seperti ketika ditulis: "
    "{files} berkas, {triples} pernyataan dari {sources} sumber.",
}
