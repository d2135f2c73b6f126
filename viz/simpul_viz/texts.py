"""What the pages say in English, Indonesian and Korean."""

from typing import Final

LANGUAGES: Final = {"en": "English", "id": "Indonesia", "ko": "한국어"}


def words(en: str, id_: str, ko: str) -> dict[str, str]:
    """Return what is said in each language."""
    return {"en": en, "id": id_, "ko": ko}


TEXTS: Final[dict[str, dict[str, str]]] = {
    "title": words(
        "Simpul: cities and what ties them",
        "Simpul: kota dan yang menghubungkannya",
        "심풀: 도시와 그 연결",
    ),
    "too_old": words(
        "This browser is too old for this page. Use Chrome or Edge 80, Firefox 113, Safari 16.4, or newer.",
        "Peramban ini terlalu lama untuk halaman ini. Gunakan Chrome atau Edge 80, Firefox 113, "
        "Safari 16.4, atau yang lebih baru.",
        "이 브라우저는 오래되어 이 페이지를 열 수 없습니다. Chrome·Edge 80, Firefox 113, Safari 16.4 이상을 "
        "사용하십시오.",
    ),
    "other": words("Other classes", "Kelas lain", "기타 클래스"),
    "search": words(
        "Search for a city, network, initiative …",
        "Cari kota, jejaring, inisiatif …",
        "도시, 네트워크, 사업 검색 …",
    ),
    "nothing": words("Nothing found", "Tidak ditemukan", "결과 없음"),
    "found": words("found", "ditemukan", "건 찾음"),
    "all": words("All", "Semua", "모두"),
    "none": words("None", "Tidak satu pun", "없음"),
    "every_source": words("every source", "semua sumber", "모든 출처"),
    "sources": words("Who says so", "Menurut siapa", "출처"),
    "facts": words("Facts", "Fakta", "사실"),
    "ties": words("Ties", "Hubungan", "관계"),
    "picture": words("Picture", "Gambar", "그림"),
    "table": words("Table", "Tabel", "표"),
    "name": words("Name", "Nama", "이름"),
    "kind": words("Kind", "Jenis", "종류"),
    "connections": words("Ties", "Hubungan", "관계 수"),
    "fit": words("Show all", "Tampilkan semua", "전체 보기"),
    "zoom_in": words("Zoom in", "Perbesar", "확대"),
    "zoom_out": words("Zoom out", "Perkecil", "축소"),
    "reset": words("Start over", "Mulai lagi", "처음으로"),
    "close": words("Close", "Tutup", "닫기"),
    "language": words("Language", "Bahasa", "언어"),
    "inferred": words(
        "inferred from what sources say", "disimpulkan dari sumber", "출처로부터 추론됨"
    ),
    "also": words("Also called", "Juga disebut", "다른 이름"),
    "welcome": words(
        "Search or click a thing to read what is known of it and who says so.",
        "Cari atau klik sesuatu untuk membaca apa yang diketahui tentangnya dan menurut siapa.",
        "검색하거나 항목을 클릭하면 알려진 내용과 출처를 볼 수 있습니다.",
    ),
    "about": words("about {a}", "sekitar {a}", "{a}경"),
    "perhaps": words("perhaps {a}", "mungkin {a}", "{a}?"),
    "between": words("between {a} and {b}", "antara {a} dan {b}", "{a}에서 {b} 사이"),
    "until": words("{a} to {b}", "{a} sampai {b}", "{a}~{b}"),
    "begin": words("from {a}", "sejak {a}", "{a}부터"),
    "end": words("until {a}", "sampai {a}", "{a}까지"),
    "asOf": words("as of {a}", "per {a}", "{a} 기준"),
    "city": words("Cities", "Kota", "도시"),
    "network": words("Networks", "Jejaring", "네트워크"),
    "public": words("Public institutions", "Lembaga publik", "공공기관"),
    "organisation": words("Other organisations", "Organisasi lain", "기타 단체"),
    "post": words("Posts", "Jabatan", "직위"),
    "target": words("Climate targets", "Target iklim", "기후 목표"),
    "initiative": words("Initiatives", "Inisiatif", "사업"),
    "event": words("Visits and events", "Kunjungan dan acara", "방문과 행사"),
    "agreement": words("Agreements", "Kesepakatan", "협정"),
    "lesson": words("Lessons and interests", "Pembelajaran dan minat", "교훈과 관심"),
    "request": words("Requests and commitments", "Permintaan dan komitmen", "요청과 약속"),
    "judgement": words("Concerns and judgements", "Kekhawatiran dan penilaian", "우려와 평가"),
    "place": words("Places", "Tempat", "장소"),
    "theme": words("Themes", "Tema", "주제"),
    # Parts of the page
    "show_as": words("Show as", "Tampilkan sebagai", "보기 방식"),
    "filters": words("Filters", "Saringan", "필터"),
    "panel": words("What is known", "Yang diketahui", "알려진 내용"),
    "tools": words("Tools of the picture", "Alat gambar", "그림 도구"),
    "network_label": words(
        "Picture of things and their ties; the table holds the same. Arrow keys go from thing to "
        "thing, Enter shows more of its neighbours, plus and minus zoom, 0 shows all.",
        "Gambar hal-hal dan hubungannya; isinya sama dengan tabel. Tombol panah berpindah antarhal, "
        "Enter menampilkan lebih banyak tetangga, plus dan minus mengubah skala, 0 menampilkan semua.",
        "항목과 관계의 그림. 표에 같은 내용이 있습니다. 화살표 키로 이동하고, Enter로 이웃을 더 보고, "
        "더하기와 빼기로 확대·축소하고, 0으로 전체를 봅니다.",
    ),
    "map_label": words(
        "Map of cities and their ties; the table holds the same cities. Arrow keys go from city to "
        "city, plus and minus zoom, 0 shows all.",
        "Peta kota dan hubungannya; tabel memuat kota yang sama. Tombol panah berpindah antarkota, "
        "plus dan minus mengubah skala, 0 menampilkan semua.",
        "도시와 관계의 지도. 표에 같은 도시가 있습니다. 화살표 키로 이동하고, 더하기와 빼기로 "
        "확대·축소하고, 0으로 전체를 봅니다.",
    ),
    "timeline_label": words(
        "Timeline; each bar and mark is a button. Plus and minus zoom, 0 shows all.",
        "Lini masa; setiap batang dan tanda adalah tombol. Plus dan minus mengubah skala, 0 "
        "menampilkan semua.",
        "연표. 막대와 표시는 모두 단추입니다. 더하기와 빼기로 확대·축소하고, 0으로 전체를 봅니다.",
    ),
    # Filters
    "tie_kinds": words("Kinds of tie", "Jenis hubungan", "관계 종류"),
    "singles": words(
        "Ties that a single dataset has ({a})",
        "Hubungan yang hanya ada dalam satu himpunan data ({a})",
        "한 데이터셋에만 있는 관계 ({a})",
    ),
    "any": words("any", "semua", "모두"),
    "theme_choice": words("Theme", "Tema", "주제"),
    "network_choice": words("Network", "Jejaring", "네트워크"),
    "region_choice": words("Region", "Wilayah", "지역"),
    "continent_level": words("Continents", "Benua", "대륙"),
    "area_level": words("Parts of continents", "Kawasan", "권역"),
    "country_level": words("Countries", "Negara", "국가"),
    "sector_choice": words("Sector", "Sektor", "부문"),
    "source_choice": words("Source", "Sumber", "출처"),
    "region": words("Country", "Negara", "국가"),
    "network_facet": words("Networks", "Jejaring", "네트워크"),
    "asof": words("As of", "Waktu", "기준"),
    "any_time": words("any time", "kapan saja", "모든 시기"),
    "end_of": words("end of {a}", "akhir {a}", "{a}년 말"),
    "undated": words(
        "{a} ties without dates are shown too.",
        "{a} hubungan tanpa tanggal tetap ditampilkan.",
        "날짜 없는 관계 {a}개도 함께 표시합니다.",
    ),
    "not_then": words("not at the end of {a}", "tidak pada akhir {a}", "{a}년 말에는 아님"),
    "least": words("Strength", "Kekuatan", "강도"),
    "at_least": words("{a} or more", "{a} atau lebih", "{a} 이상"),
    "overview": words("Overview", "Ringkasan", "개요"),
    "everything": words("Show everything", "Tampilkan seluruhnya", "모두 표시"),
    "counts": words(
        "{a} of {b} things shown, {c} ties",
        "{a} dari {b} hal ditampilkan, {c} hubungan",
        "항목 {b}개 중 {a}개, 관계 {c}개 표시",
    ),
    "unhide": words(
        "Show what is hidden ({a})", "Tampilkan yang disembunyikan ({a})", "숨긴 항목 보기 ({a})"
    ),
    "left_out": words(
        "The picture shows {a} things and leaves out {b}, so that names can be read. Search finds them, "
        "“Show everything” draws them, the table lists them.",
        "Gambar menampilkan {a} hal dan tidak memuat {b} lainnya agar nama terbaca. Pencarian "
        "menemukannya, “Tampilkan seluruhnya” menggambarnya, tabel memuat daftarnya.",
        "이름을 읽을 수 있도록 항목 {a}개만 그리고 {b}개는 생략했습니다. 검색으로 찾고, “모두 표시”로 "
        "그리고, 표에서 볼 수 있습니다.",
    ),
    "first_rows": words(
        "The first {a} of {b} rows; filters narrow them, the CSV has all.",
        "{a} baris pertama dari {b}; saringan mempersempitnya, CSV memuat semuanya.",
        "{b}행 중 처음 {a}행입니다. 필터로 좁히거나 CSV로 모두 받을 수 있습니다.",
    ),
    # Acts
    "undo": words("Undo", "Urungkan", "되돌리기"),
    "undone": words("Undone", "Diurungkan", "되돌렸습니다"),
    "full": words("Full screen", "Layar penuh", "전체 화면"),
    "png": words("Save as PNG", "Simpan PNG", "PNG로 저장"),
    "csv": words("Save table as CSV", "Simpan tabel CSV", "표를 CSV로 저장"),
    "more": words("+ {a} more", "+ {a} lagi", "+ {a}개 더"),
    "listed": words("{a} members listed", "{a} anggota terdaftar", "회원 {a}개 목록"),
    "crowd": words(
        "Members without another tie, by country ({a})",
        "Anggota tanpa hubungan lain, menurut negara ({a})",
        "다른 관계가 없는 회원, 국가별 ({a})",
    ),
    "not_drawn": words(
        "It has no other tie and is not drawn.",
        "Tidak memiliki hubungan lain dan tidak digambar.",
        "다른 관계가 없어 그리지 않았습니다.",
    ),
    "nowhere": words("Country unknown", "Negara tidak diketahui", "국가 미상"),
    "expand": words(
        "Show {a} more neighbours (of {b})",
        "Tampilkan {a} tetangga lagi (dari {b})",
        "이웃 {a}개 더 보기 (총 {b}개)",
    ),
    "collapse": words("Collapse", "Ciutkan", "접기"),
    "pin": words("Pin", "Sematkan", "고정"),
    "unpin": words("Unpin", "Lepas sematan", "고정 해제"),
    "hide": words("Hide", "Sembunyikan", "숨기기"),
    "copy_turtle": words("Copy as Turtle", "Salin sebagai Turtle", "Turtle로 복사"),
    "copy_sparql": words(
        "Copy the SPARQL that gives this", "Salin SPARQL yang menghasilkan ini", "SPARQL 복사"
    ),
    "copied": words("Copied", "Tersalin", "복사했습니다"),
    "copy_by_hand": words("Copy this text:", "Salin teks ini:", "이 텍스트를 복사하십시오:"),
    "gap": words(
        "Behind this are lists that are not complete: {a}. Others may be missing.",
        "Daftar di balik ini tidak lengkap: {a}. Mungkin ada yang belum tercatat.",
        "완전하지 않은 목록에 따른 것입니다: {a}. 빠진 것이 있을 수 있습니다.",
    ),
    # Stories
    "ways": words("How one leads to the other", "Bagaimana keduanya terhubung", "이어지는 길"),
    "in_common": words("In common", "Persamaan", "공통점"),
    "less_sure": words(
        "Networks tied to both, but not as members without doubt",
        "Jejaring yang terkait dengan keduanya, tetapi keanggotaannya tidak pasti",
        "둘 다와 관련되지만 확실한 회원은 아닌 네트워크",
    ),
    "nothing_common": words(
        "Nothing here is tied to both.",
        "Tidak ada yang terhubung dengan keduanya.",
        "둘 다와 연결된 항목이 없습니다.",
    ),
    "due": words("due {a}", "tenggat {a}", "기한 {a}"),
    "timeline_event": words("Visits and events", "Kunjungan dan acara", "방문과 행사"),
    "timeline_due": words(
        "Commitments and requests with a due date",
        "Komitmen dan permintaan bertenggat",
        "기한이 있는 약속과 요청",
    ),
    "timeline_agreement": words("Agreements", "Kesepakatan", "협정"),
    "timeline_phase": words("Phases of initiatives", "Tahap inisiatif", "사업 단계"),
    "timeline_initiative": words("Initiatives", "Inisiatif", "사업"),
    "timeline_membership": words("Memberships", "Keanggotaan", "회원 자격"),
    "timeline_undated": words(
        "{a} memberships without any date are not on the timeline.",
        "{a} keanggotaan tanpa tanggal tidak ada di lini masa.",
        "날짜가 없는 회원 자격 {a}개는 연표에 없습니다.",
    ),
}
