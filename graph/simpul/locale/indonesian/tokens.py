"""What is said of tokens, and of what they open on the site."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "A label is up to {most} letters and signs in one line.": "Sebuah sebutan paling banyak {most} huruf dan tanda dalam satu baris.",
    "DAY": "HARI",
    "Enter": "Masuk",
    "Enter another token, or leave": "Masukkan token lain, atau keluar",
    "Enter with a token": "Masuk dengan token",
    "Everybody sees what is public. A token opens what is shared with partners, or what is the office's own. Whoever gave it to you can give you another.": "Semua "
    "orang melihat yang terbuka untuk umum. Token membuka yang dibagikan kepada mitra, atau yang milik kantor sendiri. Yang memberikannya kepada Anda dapat memberi yang lain.",
    "Leave: forget the token in this browser": "Keluar: lupakan token di peramban ini",
    "Make, list and remove the tokens by which people and programs see more of the site than what is public. A token is shown once; the file has what proves it, and not the token.": "Buat, "
    "daftar dan hapus token yang membuat orang dan program melihat lebih dari yang umum di situs. Token ditampilkan sekali; berkas memuat buktinya, bukan tokennya.",
    "Others may write to {path}, and so let in whom they like. Take that from them: chmod 600 {path}": "Orang lain boleh menulis ke {path}, "
    "sehingga dapat memasukkan siapa saja. Cabut hak itu: chmod 600 {path}",
    "Take it from a backup; or remove it, and make new tokens.": "Ambil dari cadangan; atau hapus, lalu buat token baru.",
    "The address, or the network, of a proxy that is believed whom it asks for; by default of this machine alone. Repeat it for several.": "Alamat, "
    "atau jaringan, proksi yang dipercaya untuk siapa ia bertanya; bawaannya hanya mesin ini. Ulangi untuk beberapa.",
    "The file of tokens; by default SIMPUL_TOKENS, or tokens.json in your settings folder.": "Berkas token; bawaannya SIMPUL_TOKENS, atau tokens.json di folder pengaturan Anda.",
    "The last day on which it opens anything; by default a year from now.": "Hari terakhir token itu membuka sesuatu; bawaannya setahun lagi.",
    "The token of {label} opens nothing any more.": "Token {label} tidak membuka apa-apa lagi.",
    "There are no tokens in {path}.": "Tidak ada token di {path}.",
    "There is a token {label} already. Remove it first, or choose another label.": "Sudah ada token {label}. Hapus dahulu, atau pilih sebutan lain.",
    "There is no token {label}.": "Tidak ada token {label}.",
    "This form was sent from the page of another site.": "Formulir ini dikirim dari halaman situs lain.",
    "This is the token of {label}; it is not shown again. It opens what is {access}, until {day}.": "Ini token {label}; tidak akan ditampilkan lagi. Token ini membuka yang "
    "berhak akses {access}, sampai {day}.",
    "This site takes a token: Authorization: Bearer TOKEN.": "Situs ini menerima token: Authorization: Bearer TOKEN.",
    "This token expired on {day}. Ask who gave it to you for another.": "Token ini kedaluwarsa pada {day}. Mintalah yang lain kepada yang memberikannya.",
    "This token opens nothing here: it is unknown, or was removed.": "Token ini tidak membuka apa-apa di sini: tidak dikenal, atau sudah dihapus.",
    "Token": "Token",
    "What it opens; by default what is for partners.": "Yang dibukanya; bawaannya yang untuk mitra.",
    "What to do.": "Yang dilakukan.",
    "Whose token it is, in your own words, to add or remove it.": "Token milik siapa, dengan kata Anda sendiri, untuk menambah atau menghapusnya.",
    "Write whose token it is: simpul token {action} LABEL.": "Tulis token milik siapa: simpul token {action} SEBUTAN.",
    "[LABEL]": "[SEBUTAN]",
    "expired on {day}": "kedaluwarsa pada {day}",
    "is no file of tokens that `simpul token` wrote, or was changed since.": "bukan berkas token yang ditulis `simpul token`, atau sudah diubah.",
    "until {day}": "sampai {day}",
    "{proxy} is no address or network of a proxy, such as 10.0.0.2 or 10.0.0.0/24.": "{proxy} bukan alamat atau jaringan proksi, seperti 10.0.0.2 atau 10.0.0.0/24.",
    "{day} is over: such a token would open nothing.": "{day} sudah lewat: token demikian tidak membuka apa-apa.",
}
