"""What is said of what leaves: profiles, the licences of sources, and whom to credit."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "A profile selects and changes nothing. Write CONSTRUCT with a WHERE instead of this.": "Profil memilih dan tidak "
    "mengubah apa pun. Tulislah CONSTRUCT dengan WHERE sebagai gantinya.",
    "SERVICE asks another host, and a profile selects from this store alone. Remove that clause.": "SERVICE bertanya ke host "
    "lain, sedangkan profil hanya memilih dari penyimpanan ini. Hapuslah klausa itu.",
    "FROM has no use in a profile. Where one source is meant, write GRAPH with its name in WHERE.": "FROM tidak berguna dalam "
    "profil. Jika yang dimaksud satu sumber, tulislah GRAPH dengan namanya dalam WHERE.",
    "{name} is no profile: it has no CONSTRUCT. See docs/querying.md for what a profile is.": "{name} bukan profil: tidak ada "
    "CONSTRUCT di dalamnya. Lihat docs/querying.md tentang apa itu profil.",
    "The header of {name} gives the access {word}; it is one of: {known}.": "Kepala {name} memberi akses {word}; yang ada: "
    "{known}.",
    "The profile {name} may include what is {access} and no more. Export with --access {access}, or write access: {wanted} in "
    "its header.": "Profil {name} boleh memuat yang {access} dan tidak lebih. Eksporlah dengan --access {access}, atau tulis "
    "access: {wanted} di kepalanya.",
    "The profile {name} makes a triple that the graph does not hold: {triple}. A profile selects: write into CONSTRUCT only "
    "patterns that stand in WHERE.": "Profil {name} membuat tripel yang tidak ada dalam graf: {triple}. Profil memilih: tulislah "
    "dalam CONSTRUCT hanya pola yang ada dalam WHERE.",
    "The profile {name} needs {names}. Write for example: simpul export --profile {name} {example}": "Profil {name} memerlukan "
    "{names}. Tulis misalnya: simpul export --profile {name} {example}",
    "The profile {name} selects nothing of what may be included. See with `simpul query` what its WHERE finds, or include more "
    "with --access.": "Profil {name} tidak memilih apa pun dari yang boleh dimuat. Lihat dengan `simpul query` apa yang "
    "ditemukan WHERE-nya, atau muat lebih banyak dengan --access.",
    "There is no profile {name}. There are: {known}. A profile of your own is a file that ends in {ending}.": "Tidak ada profil "
    "{name}. Yang ada: {known}. Profil buatan sendiri adalah berkas yang berakhiran {ending}.",
    "Withheld, for they state no licence: {sources}. {option} includes them.": "Tidak disertakan karena tidak menyebut lisensi: "
    "{sources}. {option} menyertakannya.",
    "The data is {licence}.": "Datanya berlisensi {licence}.",
    "No one licence covers the data; see what each source states.": "Tidak ada satu lisensi yang mencakup seluruh data; lihat "
    "yang disebut tiap sumber.",
    "Their licences: {licences}.": "Lisensinya: {licences}.",
    "Without a licence: {sources}.": "Tanpa lisensi: {sources}.",
    "What leaves: the name of a profile, or a file of your own that ends in .rq. By default everything; with no name, the "
    "profiles are listed.": "Apa yang keluar: nama suatu profil, atau berkas buatan sendiri yang berakhiran .rq. Bawaannya "
    "semuanya; tanpa nama, profil yang ada didaftar.",
    "Also include sources that everybody may see and that state no licence; by default they are withheld, and named.": "Sertakan "
    "pula sumber terbuka yang tidak menyebut lisensi; bawaannya tidak disertakan, dan disebut.",
    "NAME|FILE": "NAMA|BERKAS",
    "profile": "profil",
    "what leaves": "apa yang keluar",
    "Export with: simpul export --profile NAME -p parameter=value -o FILE": "Ekspor dengan: simpul export --profile NAMA -p "
    "parameter=nilai -o BERKAS",
}
