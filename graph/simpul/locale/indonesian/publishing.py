"""What is said of builds at endpoints: publishing, mirrors, checks, backups."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "The build {build} at the endpoint has no whole manifest. Publish again with `simpul publish`.": "Simpanan {build} di "
    "titik akses tidak memiliki manifes yang utuh. Terbitkan lagi dengan `simpul publish`.",
    "The pointer at the endpoint names {iri}, which is no build. Remove the graph {graph} there, then publish again with `simpul publish`.": "Penunjuk di "
    "titik akses menyebut {iri}, yang bukan simpanan. Buang graf {graph} di sana, lalu terbitkan lagi dengan `simpul publish`.",
    "What is there was written by a newer Simpul: its {name} is {found}, and this one reads up to {newest}. Install a newer Simpul.": "Yang "
    "ada di sana ditulis oleh Simpul yang lebih baru: {name}-nya {found}, sedangkan yang ini membaca sampai {newest}. "
    "Pasang Simpul yang lebih baru.",
    "This is no backup that `simpul backup` wrote, or it is damaged. Take another copy of it.": "Ini bukan cadangan yang "
    "ditulis `simpul backup`, atau sudah rusak. Ambil salinan lainnya.",
    "Writing the backup: {share} %": "Menulis cadangan: {share} %",
    "No Simpul build is published there.": "Di sana tidak ada simpanan Simpul yang terbit.",
    "Nothing was changed for those who read. Publish again; if it stays so, `simpul check` says more.": "Bagi pembaca tidak "
    "ada yang berubah. Terbitkan lagi; jika tetap begitu, `simpul check` memberi tahu lebih banyak.",
    "Of {graph} only {read} triples came, and {all} were published.": "Dari {graph} hanya {read} tripel yang datang, padahal "
    "{all} yang terbit.",
    "Publish one with `simpul publish`.": "Terbitkan satu dengan `simpul publish`.",
    "Publishing: {share} %": "Menerbitkan: {share} %",
    "Putting the build into use": "Menjadikan simpanan itu yang dipakai",
    "Reading the build: {share} %": "Membaca simpanan: {share} %",
    "Removing earlier builds": "Membuang simpanan lama",
    "Run the command again; if it stays so, publish again.": "Jalankan perintah ini lagi; jika tetap begitu, terbitkan lagi.",
    "Somebody else published at {address} meanwhile: {build} is in use there now, and yours was taken back. Run the command again.": "Sementara "
    "itu orang lain menerbitkan di {address}: kini {build} yang dipakai di sana, dan milik Anda ditarik kembali. Jalankan perintah ini lagi.",
    "What was published there is gone, and this machine has a copy of it: {path}.": "Yang pernah terbit di sana sudah hilang, dan "
    "mesin ini memiliki salinannya: {path}.",
    "Publish that again with `simpul publish {address} --store {path}`, or remove the folder to begin with nothing.": "Terbitkan "
    "lagi dengan `simpul publish {address} --store {path}`, atau buang folder itu untuk memulai dari kosong.",
    "What came is not the page that was asked for.": "Yang datang bukan halaman yang diminta.",
    "What is published at the endpoint holds something that Simpul does not write. Publish again with `simpul publish`.": "Yang "
    "terbit di titik akses memuat sesuatu yang tidak ditulis Simpul. Terbitkan lagi dengan `simpul publish`.",
    "What was written is not what was sent: {graph} differs in {properties}.": "Yang tertulis bukan yang dikirim: {graph} "
    "berbeda pada {properties}.",
    "{graph} is not what was published: {read} triples came of {all}, or they are others.": "{graph} bukan yang terbit: datang "
    "{read} dari {all} tripel, atau tripelnya lain.",
    "Bring what is published at a SPARQL endpoint into a store on this machine, and compare it graph by graph with the checksums that it was published with.": "Bawa "
    "yang terbit di titik akses SPARQL ke penyimpanan di mesin ini, dan bandingkan graf demi graf dengan checksum yang terbit bersamanya.",
    "Earlier builds there could not be removed: {reason}": "Simpanan lama di sana tidak dapat dibuang: {reason}",
    "ENDPOINT": "TITIK-AKSES",
    "Make a store from a backup, after comparing each graph with its checksum. A store that is there is not replaced unless you say --force.": "Buat "
    "penyimpanan dari cadangan, setelah setiap graf dibandingkan dengan checksumnya. Penyimpanan yang sudah ada tidak diganti kecuali Anda memberi --force.",
    "Name another folder, or add --force.": "Sebut folder lain, atau tambahkan --force.",
    "Publish the store at a SPARQL endpoint: whoever reads there has the old one or the new one, never a part of it. What more restricted sources say is withheld; by default all but what is public.": "Terbitkan "
    "penyimpanan di titik akses SPARQL: pembaca di sana mendapat yang lama atau yang baru, tidak pernah sebagian. Yang dikatakan sumber yang lebih "
    "terbatas ditahan; jika tidak disebut, semua selain yang publik.",
    "Replace the store in that folder by another.": "Ganti penyimpanan di folder itu dengan yang lain.",
    "The address of a SPARQL endpoint, or its name in simpul.toml.": "Alamat titik akses SPARQL, atau namanya di simpul.toml.",
    "The file that `simpul backup` wrote.": "Berkas yang ditulis `simpul backup`.",
    "The file to write to, such as simpul-backup.zip.": "Berkas yang ditulis, misalnya simpul-backup.zip.",
    "The folder of the store that becomes the same; made if it is not there.": "Folder penyimpanan yang menjadi sama; dibuat jika belum ada.",
    "There is a store at {path} already.": "Di {path} sudah ada penyimpanan.",
    "What is published at {address} may be seen by all with the access right {access}, and these sources are more restricted: {sources}. Nothing was changed. Say `access` in the endpoint's profile if only such people reach it, or keep them in a store of your own (--store FOLDER), from which `simpul publish` publishes the rest.": "Yang "
    "terbit di {address} boleh dilihat semua yang memiliki hak akses {access}, sedangkan sumber ini lebih terbatas: {sources}. Tidak ada yang berubah. "
    "Tulis `access` di profil titik akses itu jika hanya orang demikian yang menjangkaunya, atau simpan sumber itu di penyimpanan Anda sendiri (--store "
    "FOLDER); dari sana `simpul publish` menerbitkan sisanya.",
    "Write the whole store into one file, whatever the access right of its sources, with a checksum of each graph. `simpul restore` reads it, on any machine.": "Tulis "
    "seluruh penyimpanan ke satu berkas, apa pun hak akses sumbernya, dengan checksum setiap graf. `simpul restore` membacanya, di mesin mana pun.",
    "backup: {path}": "cadangan: {path}",
    "published at {address}: build {build}, {count} triples": "terbit di {address}: simpanan {build}, {count} tripel",
    "{address} holds all this already; nothing was changed.": "{address} sudah memuat semua ini; tidak ada yang berubah.",
    "{count} triples of build {build}, all of them as they were published": "{count} tripel dari simpanan {build}, semuanya seperti ketika terbit",
    "{count} triples, all of them as they were backed up": "{count} tripel, semuanya seperti ketika dicadangkan",
    "{place} is no endpoint. Write its address (https://HOST/PATH), or the name of one that simpul.toml has.": "{place} bukan titik "
    "akses. Tulis alamatnya (https://HOST/PATH), atau nama yang ada di simpul.toml.",
    "Answered wrongly: {count}. From now on a mirror on this machine answers in the place of this endpoint; check again when its engine was renewed.": "Dijawab "
    "salah: {count}. Mulai sekarang cermin di mesin ini yang menjawab menggantikan titik akses itu; periksa lagi setelah mesinnya diperbarui.",
    "Asking {name} ({number} of {all})": "Menanyakan {name} ({number} dari {all})",
    "Check one endpoint at a time, and nothing else with it.": "Periksa satu titik akses saja, tanpa yang lain bersamanya.",
    "Check the ontology: its form, its alignments, and that it does not contradict itself. Or, where you name an endpoint, check its engine: every question is asked there and of a mirror on this machine, and where the answers differ you are told so, and the mirror answers from then on.": "Periksa "
    "ontologi: bentuknya, penyelarasannya, dan bahwa ia tidak bertentangan dengan dirinya. Atau, jika Anda menyebut titik akses, periksa mesinnya: setiap "
    "pertanyaan diajukan di sana dan kepada cermin di mesin ini; jika jawabannya berbeda Anda diberi tahu, dan sejak itu cerminlah yang menjawab.",
    "Making the mirror": "Membuat cermin",
    "Nothing was changed at {address}.": "Tidak ada yang berubah di {address}.",
    "The address of a SPARQL endpoint, or its name in simpul.toml; else RDF files to check together with the ontology: an extension, or facts.": "Alamat "
    "titik akses SPARQL, atau namanya di simpul.toml; jika tidak, berkas RDF yang diperiksa bersama ontologi: perluasan, atau fakta.",
    "[ENDPOINT | FILE…]": "[TITIK-AKSES | BERKAS…]",
    "all answers are as they should be": "semua jawaban sebagaimana mestinya",
    "and so with {count} other choices of values": "begitu juga dengan {count} pilihan nilai lain",
    "no answer: {reason}": "tidak ada jawaban: {reason}",
    "answered by a mirror, for the engine does not answer them: {names}": "dijawab oleh cermin, karena mesin itu tidak menjawabnya: {names}",
    "not asked, for their examples are not in this build: {names}": "tidak ditanyakan, karena contohnya tidak ada di simpanan ini: {names}",
    "{count} rows here, {there} there; missing there: {lost}; only there: {more}": "{count} baris di sini, {there} di sana; tidak ada di sana: {lost}; hanya di sana: {more}",
    "{engine} at {address}, build {build}: {questions} questions asked {asked} times": "{engine} di {address}, simpanan {build}: {questions} pertanyaan diajukan {asked} kali",
}
