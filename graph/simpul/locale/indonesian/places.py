"""Indonesian for the world's cities and for names that find them."""

TEXTS: dict[str, str] = {
    "A table of what people decided (accept, choose, reject), such as an edited output. If there is none, it is made for you to fill in.": "Tabel keputusan orang (terima, pilih, tolak), misalnya keluaran yang sudah disunting; jika belum ada, dibuat untuk diisi.",
    "A table with a row of headings: a workbook (.xlsx), or text with commas, semicolons or tabs.": "Tabel dengan baris judul: buku "
    "kerja (.xlsx), atau teks dengan koma, titik koma, atau tab.",
    "The sheet of a workbook; by default the one that has the column of names.": "Lembar buku kerja; jika tidak disebut, lembar yang punya kolom nama.",
    "Finding cities: {count} of {whole}": "Mencari kota: {count} dari {whole}",
    "The column of populations, to tell cities of one name apart.": "Kolom jumlah penduduk, yang membedakan kota senama.",
    "the population is not a whole number; it was ignored.": "jumlah penduduk ini bukan bilangan bulat; tidak dipakai.",
    "Keep at most {most}; check the separator.": "Sisakan paling banyak {most}; periksa pemisahnya.",
    "this row has a cell in a column without a heading.": "baris ini punya sel dalam kolom tanpa judul.",
    "Give the column a heading, or empty it.": "Beri kolom itu judul, atau kosongkan.",
    "{file} is not a workbook, and has no sheets.": "{file} bukan buku kerja, dan tidak punya lembar.",
    "{file} has no sheet {name}.": "{file} tidak punya lembar {name}.",
    "several sheets have a column {name}: {sheets}. Say which with --sheet.": "beberapa lembar punya kolom {name}: {sheets}. Sebutkan yang mana dengan --sheet.",
    "{suffix} files cannot be written; name the file .xlsx, .csv or .tsv.": "{suffix} tidak dapat ditulis; beri nama berkas .xlsx, .csv, atau .tsv.",
    "A sheet holds {count} rows and there are more. Name the file .csv.": "Satu lembar memuat {count} baris dan di sini ada lebih. Beri nama berkas .csv.",
    "A cell of a sheet holds {count} characters and a text here has {length}. Name the file .csv.": "Satu sel lembar memuat {count} karakter dan teks di sini {length}. Beri nama berkas .csv.",
    "Add the cities of at least this many people; by default 500. That is 234,908 cities; from 15,000 people on, 34,006.": "Tambahkan kota berpenduduk sedikitnya sekian; jika tidak disebut, 500. Itu 234.908 kota; mulai 15.000 jiwa, 34.006 kota.",
    "Contains data of GeoNames (https://www.geonames.org), CC BY 4.0.": "Memuat data GeoNames "
    "(https://www.geonames.org), CC BY 4.0.",
    "Find the city (GeoNames number) that each name in a table means, or leave it blank.": "Cari kota (nomor "
    "GeoNames) yang dimaksud setiap nama dalam tabel, atau biarkan kosong.",
    "Finding cities": "Mencari kota",
    "Give one of the two another name.": "Beri salah satunya nama lain.",
    "The same in {count} more rows.": "Demikian pula di {count} baris lain.",
    "Indexing the world's cities": "Menyusun indeks kota sedunia",
    "Remove the world's cities; those that facts mention stay.": "Keluarkan kota-kota dunia; yang disebut fakta tetap ada.",
    "The lowest probability at which a city is accepted; by default 0.92.": "Peluang terkecil agar suatu kota diterima; 0,92 jika tidak disebut.",
    "Loading the world's cities": "Memuat kota sedunia",
    "Loading the world's cities: {share} %": "Memuat kota sedunia: {share} %",
    "Making the index of the world's cities, once: {share} %": "Menyusun indeks kota sedunia, sekali saja: {share} %",
    "Making the index of the world's cities, once": "Menyusun indeks kota sedunia, sekali saja",
    "Put a text with a separator in it between double quotes.": "Apit teks yang memuat tanda pemisah dengan tanda "
    "petik ganda.",
    "Add the world's cities (GeoNames) to the store, or remove them.": "Masukkan kota sedunia (GeoNames) ke dalam simpanan, atau keluarkan lagi.",
    "TABLE": "TABEL",
    "Taking out the world's cities that are there": "Mengeluarkan kota sedunia yang sudah ada",
    "The column of countries, as names in any language or codes of 2 or 3 letters.": "Kolom negara: nama dalam bahasa apa pun, atau kode 2 atau 3 huruf.",
    "The column of latitudes.": "Kolom lintang.",
    "The column of longitudes.": "Kolom bujur.",
    "The column of names (required).": "Kolom nama (wajib).",
    "The column of states or provinces.": "Kolom negara bagian atau provinsi.",
    "The first row must name the columns.": "Baris pertama harus memuat nama kolom.",
    "The index of cities at {path} cannot be read ({reason}). Run `simpul gazetteer` to make it again.": "Indeks kota di "
    "{path} tidak dapat dibaca ({reason}). Jalankan `simpul gazetteer` untuk membuatnya baru.",
    "made by another version of Simpul": "dibuat oleh versi lain Simpul",
    "There are {count} kinds of problems; here are the first {shown}.": "Ada {count} macam masalah; berikut {shown} yang pertama.",
    "Write accept, choose or reject; for the first two put the city's number into geonames_id.": "Tulis terima, "
    "pilih, atau tolak; untuk dua yang pertama isi geonames_id dengan nomor kota.",
    "rows: {rows}; with a city: {found}; blank: {blank}; decided by a person: {decided}": "baris: {rows}; dengan "
    "kota: {found}; kosong: {blank}; diputuskan orang: {decided}",
    "the coordinates are not numbers; they were ignored.": "koordinatnya bukan bilangan; jadi diabaikan.",
    "the coordinates are not on Earth (latitude to 90, longitude to 180); they were ignored.": "koordinatnya tidak "
    "ada di bumi (lintang sampai 90, bujur sampai 180); jadi diabaikan.",
    "the table is empty.": "tabel ini kosong.",
    "the world's cities are not in the store the store": "kota sedunia tidak ada di penyimpanan",
    "the world's cities were removed": "kota sedunia sudah dikeluarkan",
    "the world's cities of {level} or more people: {cities} cities, {triples} triples": "kota sedunia berpenduduk "
    "{level} jiwa atau lebih: {cities} kota, {triples} tripel",
    "there is no country {name}.": "tidak ada negara {name}.",
    "this row has {cells} cells, but there are {columns} columns.": "baris ini memiliki {cells} sel, padahal ada "
    "{columns} kolom.",
    "{file} has no column {name}.": "{file} tidak memiliki kolom {name}.",
    "{path} was made by another version of Simpul. Run `simpul build` to make the store again.": "{path} dibuat oleh "
    "versi lain Simpul. Jalankan `simpul build` untuk membuat simpanan baru.",
    "{path}: written, with the names that have no city yet. Fill in the column decision.": "{path}: dibuat, berisi nama yang belum memiliki kota. Isi kolom decision.",
    "{word} is not a decision.": "{word} bukan keputusan.",
    "{word} needs the GeoNames number of a city, not {id}.": "{word} memerlukan nomor GeoNames sebuah kota, bukan {id}.",
    "--lat and --lon must be given together.": "--lat dan --lon harus disebut bersama.",
    "{name} was taken for {city}.": "{name} dianggap berarti {city}.",
}
