"""What the pages say in English, Indonesian and Korean."""

from typing import Final

from simpul_viz.page_texts import PAGE_TEXTS

LANGUAGES: Final = {"en": "English", "id": "Indonesia", "ko": "한국어"}

TEXTS: Final[dict[str, dict[str, str]]] = {
    **PAGE_TEXTS,
    "title": {
        "en": "Simpul: cities and what ties them",
        "id": "Simpul: kota dan yang menghubungkannya",
        "ko": "심풀: 도시와 그 연결",
    },
    "other": {"en": "Other classes", "id": "Kelas lain", "ko": "기타 클래스"},
    "search": {
        "en": "Search for a city, network, initiative …",
        "id": "Cari kota, jejaring, inisiatif …",
        "ko": "도시, 네트워크, 사업 검색 …",
    },
    "nothing": {"en": "Nothing found", "id": "Tidak ditemukan", "ko": "결과 없음"},
    "found": {"en": "found", "id": "ditemukan", "ko": "건 찾음"},
    "all": {"en": "All", "id": "Semua", "ko": "모두"},
    "none": {"en": "None", "id": "Tidak satu pun", "ko": "없음"},
    "every_source": {"en": "every source", "id": "semua sumber", "ko": "모든 출처"},
    "sources": {"en": "Who says so", "id": "Menurut siapa", "ko": "출처"},
    "facts": {"en": "Facts", "id": "Fakta", "ko": "사실"},
    "ties": {"en": "Ties", "id": "Hubungan", "ko": "관계"},
    "picture": {"en": "Picture", "id": "Gambar", "ko": "그림"},
    "table": {"en": "Table", "id": "Tabel", "ko": "표"},
    "name": {"en": "Name", "id": "Nama", "ko": "이름"},
    "kind": {"en": "Kind", "id": "Jenis", "ko": "종류"},
    "connections": {"en": "Ties", "id": "Hubungan", "ko": "관계 수"},
    "fit": {"en": "Show all", "id": "Tampilkan semua", "ko": "전체 보기"},
    "zoom_in": {"en": "Zoom in", "id": "Perbesar", "ko": "확대"},
    "zoom_out": {"en": "Zoom out", "id": "Perkecil", "ko": "축소"},
    "reset": {"en": "Start over", "id": "Mulai lagi", "ko": "처음으로"},
    "close": {"en": "Close", "id": "Tutup", "ko": "닫기"},
    "language": {"en": "Language", "id": "Bahasa", "ko": "언어"},
    "inferred": {
        "en": "inferred from what sources say",
        "id": "disimpulkan dari sumber",
        "ko": "출처로부터 추론됨",
    },
    "also": {"en": "Also called", "id": "Juga disebut", "ko": "다른 이름"},
    "welcome": {
        "en": "Search or click a thing to read what is known of it and who says so.",
        "id": "Cari atau klik sesuatu untuk membaca apa yang diketahui tentangnya dan menurut siapa.",
        "ko": "검색하거나 항목을 클릭하면 알려진 내용과 출처를 볼 수 있습니다.",
    },
    "about": {"en": "about {a}", "id": "sekitar {a}", "ko": "{a}경"},
    "perhaps": {"en": "perhaps {a}", "id": "mungkin {a}", "ko": "{a}?"},
    "between": {"en": "between {a} and {b}", "id": "antara {a} dan {b}", "ko": "{a}에서 {b} 사이"},
    "until": {"en": "{a} to {b}", "id": "{a} sampai {b}", "ko": "{a}~{b}"},
    "begin": {"en": "from {a}", "id": "sejak {a}", "ko": "{a}부터"},
    "end": {"en": "until {a}", "id": "sampai {a}", "ko": "{a}까지"},
    "asOf": {"en": "as of {a}", "id": "per {a}", "ko": "{a} 기준"},
    "city": {"en": "Cities", "id": "Kota", "ko": "도시"},
    "network": {"en": "Networks", "id": "Jejaring", "ko": "네트워크"},
    "public": {"en": "Public institutions", "id": "Lembaga publik", "ko": "공공기관"},
    "organisation": {"en": "Other organisations", "id": "Organisasi lain", "ko": "기타 단체"},
    "post": {"en": "Posts", "id": "Jabatan", "ko": "직위"},
    "initiative": {"en": "Initiatives", "id": "Inisiatif", "ko": "사업"},
    "event": {"en": "Visits and events", "id": "Kunjungan dan acara", "ko": "방문과 행사"},
    "agreement": {"en": "Agreements", "id": "Kesepakatan", "ko": "협정"},
    "lesson": {"en": "Lessons and interests", "id": "Pembelajaran dan minat", "ko": "교훈과 관심"},
    "request": {
        "en": "Requests and commitments",
        "id": "Permintaan dan komitmen",
        "ko": "요청과 약속",
    },
    "judgement": {
        "en": "Concerns and judgements",
        "id": "Kekhawatiran dan penilaian",
        "ko": "우려와 평가",
    },
    "place": {"en": "Places", "id": "Tempat", "ko": "장소"},
    "theme": {"en": "Themes", "id": "Tema", "ko": "주제"},
}

REPORT_TEXTS: Final[dict[str, dict[str, str]]] = {
    **PAGE_TEXTS,
    "title": {"en": "What the shapes found", "id": "Hasil pemeriksaan bentuk"},
    "none": {"en": "Nothing is wrong.", "id": "Tidak ada yang salah."},
    "severity": {"en": "Severity", "id": "Tingkat"},
    "place": {"en": "Where", "id": "Letak"},
    "thing": {"en": "Thing", "id": "Hal"},
    "path": {"en": "Property", "id": "Properti"},
    "message": {"en": "What to do", "id": "Yang perlu dilakukan"},
}

REFERENCE_TEXTS: Final[dict[str, dict[str, str]]] = {
    **PAGE_TEXTS,
    "title": {"en": "Terms of the Simpul ontology", "id": "Istilah dalam ontologi Simpul"},
    "other": {
        "en": "Every class and property, with what it means and an example. CC BY 4.0.",
        "id": "Semua kelas dan properti, beserta arti dan contohnya. CC BY 4.0.",
    },
    "classes": {"en": "The classes", "id": "Kelas-kelas"},
    "version": {"en": "Version", "id": "Versi"},
    "example": {"en": "Example", "id": "Contoh"},
    "Class": {"en": "Class", "id": "Kelas"},
    "ObjectProperty": {"en": "Property between things", "id": "Properti antarhal"},
    "DatatypeProperty": {"en": "Property with a value", "id": "Properti bernilai"},
    "AnnotationProperty": {"en": "Annotation", "id": "Anotasi"},
    "parent": {"en": "kind of", "id": "jenis dari"},
    "domain": {"en": "said of", "id": "dikatakan tentang"},
    "range": {"en": "leads to", "id": "menuju"},
    "inverse": {"en": "inverse", "id": "kebalikan"},
    "disjoint": {"en": "never a", "id": "bukan"},
}
