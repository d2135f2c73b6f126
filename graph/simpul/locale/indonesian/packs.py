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
}
