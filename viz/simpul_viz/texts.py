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
    # Drawings and scenes
    "network_view": words("Network", "Jaringan", "관계도"),
    "map_view": words("Map", "Peta", "지도"),
    "timeline_view": words("Timeline", "Lini masa", "연표"),
    "table_view": words("Table", "Tabel", "표"),
    "look_at": words("Look at", "Lihat", "보기"),
    "explorer_scene": words("Everything", "Semuanya", "전체"),
    "networks_scene": words("Cities and their networks", "Kota dan jejaringnya", "도시와 네트워크"),
    "shared_scene": words(
        "Cities that share networks", "Kota dengan jejaring bersama", "네트워크를 함께하는 도시"
    ),
    "cooperation_scene": words("From city to city", "Kerja sama antarkota", "도시 간 협력"),
    "institutions_scene": words(
        "Who works with whom", "Siapa bekerja dengan siapa", "기관 간 협업"
    ),
    "initiatives_scene": words("Initiatives by theme", "Inisiatif menurut tema", "주제별 사업"),
    "around_scene": words("Around one thing …", "Sekitar satu hal …", "한 항목 주변 …"),
    "compare_scene": words("Two compared …", "Bandingkan dua …", "둘 비교 …"),
    "ways_scene": words(
        "Ways from one to another …", "Jalan dari satu ke yang lain …", "이어지는 길 …"
    ),
    "around_title": words("Simpul: around {a}", "Simpul: sekitar {a}", "심풀: {a} 주변"),
    "compare_title": words(
        "Simpul: {a} and {b} compared", "Simpul: {a} dan {b} dibandingkan", "심풀: {a}와 {b} 비교"
    ),
    "ways_title": words(
        "Simpul: from {a} to {b}", "Simpul: dari {a} ke {b}", "심풀: {a}에서 {b}까지"
    ),
    "first_end": words("First thing", "Hal pertama", "첫째 항목"),
    "second_end": words("Second thing", "Hal kedua", "둘째 항목"),
    "home": words("What can be asked", "Yang dapat ditanyakan", "질문 목록"),
    "to_site": words("← Simpul", "← Simpul", "← Simpul"),
    "dark": words("Dark", "Gelap", "어둡게"),
    "light": words("Light", "Terang", "밝게"),
    "back": words("Back", "Kembali", "뒤로"),
    "svg": words("Save as SVG", "Simpan SVG", "SVG로 저장"),
    "year": words("Year", "Tahun", "연도"),
    "play": words("Play the years", "Putar tahun demi tahun", "연도 재생"),
    "playing": words("Playing the years", "Memutar tahun demi tahun", "연도를 재생합니다"),
    # Time and doubt
    "undated_ties": words(
        "Undated, may have held ({a})",
        "Tanpa tanggal, mungkin berlaku ({a})",
        "날짜 미상, 성립 가능 ({a})",
    ),
    "doubtful_ties": words("Doubtful ({a})", "Diragukan ({a})", "의심스러움 ({a})"),
    "without_undated": words("without undated", "tanpa yang tak bertanggal", "날짜 미상 제외"),
    "without_doubtful": words("without doubtful", "tanpa yang diragukan", "의심스러운 것 제외"),
    "undated_then": words(
        "not dated to the end of {a}",
        "tidak bertanggal untuk akhir {a}",
        "{a}년 말의 날짜 근거 없음",
    ),
    "doubtful": words("doubtful", "diragukan", "의심스러움"),
    "disputed": words("disputed", "dipertentangkan", "이견 있음"),
    "former": words("former", "dahulu", "과거"),
    "is_proven": words("proven", "terbukti", "확인됨"),
    "is_undated": words("undated", "tanpa tanggal", "날짜 미상"),
    "is_doubtful": words("doubtful", "diragukan", "의심스러움"),
    "is_past": words("not at that time", "tidak pada waktu itu", "그때는 아님"),
    "no_date": words("no date", "tanpa tanggal", "날짜 없음"),
    # Chips and blanks
    "chips": words("Filters that are on", "Saringan yang aktif", "적용된 필터"),
    "take_off": words("Take off: {a}", "Lepas: {a}", "해제: {a}"),
    "only": words("only {a}", "hanya {a}", "{a}만"),
    "kinds_off": words("{a} kinds hidden", "{a} jenis disembunyikan", "종류 {a}개 숨김"),
    "ties_off": words(
        "{a} kinds of tie hidden", "{a} jenis hubungan disembunyikan", "관계 종류 {a}개 숨김"
    ),
    "blank": words(
        "Nothing matches all of these.",
        "Tidak ada yang cocok dengan semuanya.",
        "모두에 맞는 항목이 없습니다.",
    ),
    "without": words("Without “{a}”: {b}", "Tanpa “{a}”: {b}", "“{a}” 없이: {b}"),
    "no_filter": words("Take off all", "Lepas semua", "모두 해제"),
    # Search
    "all_of_kind": words("all {a} of this kind", "semua {a} jenis ini", "이 종류 {a}개 모두"),
    "compare_two": words("Compare {a} and {b}", "Bandingkan {a} dan {b}", "{a}와 {b} 비교"),
    "ways_two": words("Ways from {a} to {b}", "Jalan dari {a} ke {b}", "{a}에서 {b}까지의 길"),
    "first_hits": words("the first {a} of {b}", "{a} pertama dari {b}", "{b}건 중 처음 {a}건"),
    # Cards
    "compare_with": words("Compare with …", "Bandingkan dengan …", "비교할 항목 …"),
    "way_to": words("Way to …", "Jalan ke …", "가는 길 …"),
    "around_this": words("Around", "Sekitarnya", "주변"),
    "on_map": words("On the map", "Di peta", "지도에서"),
    "networks_of": words("Networks", "Jejaring", "네트워크"),
    "requests_of": words("Requests and commitments", "Permintaan dan komitmen", "요청과 약속"),
    "visits_of": words(
        "Visits and meetings with others",
        "Kunjungan dan pertemuan dengan pihak lain",
        "다른 도시와의 방문과 회의",
    ),
    "lessons_of": words("Lessons and interests", "Pembelajaran dan minat", "교훈과 관심"),
    "sisters_of": words("Sister cities", "Kota bersaudara", "자매도시"),
    "agreements_of": words("Other agreements", "Kesepakatan lain", "기타 협정"),
    "members_of": words("Members", "Anggota", "회원"),
    "offices_of": words("Offices", "Jabatan", "직책"),
    "became": words(
        "Other networks: what it came from and became",
        "Jejaring lain: asal dan kelanjutannya",
        "다른 네트워크: 전신과 후신",
    ),
    "owners_of": words("Who carries it", "Siapa yang menjalankan", "담당"),
    "phases_of": words("Phases", "Tahap", "단계"),
    "lessons_from": words(
        "What was learned and judged", "Pembelajaran dan penilaian", "교훈과 평가"
    ),
    "seen_by": words("Who came to see it", "Siapa yang datang melihat", "방문과 소개"),
    "took_part": words("Who took part", "Siapa yang ikut", "참가자"),
    "came_of_it": words("What came of it", "Hasilnya", "결과"),
    "arose_from": words("Where it arose", "Asalnya", "비롯된 행사"),
    "parts_of": words("Part of, and parts", "Bagian dari, dan bagiannya", "상위와 하위 행사"),
    "belongs_to": words("Where it belongs", "Tempatnya", "소속"),
    "works_on": words("What it works on", "Yang dikerjakan", "하는 일"),
    "events_of": words("Visits and events", "Kunjungan dan acara", "방문과 행사"),
    "parties_of": words("Parties", "Para pihak", "당사자"),
    "worked_on_by": words("Who has worked on it", "Siapa yang telah menanganinya", "관련 사업"),
    "nobody_worked": words(
        "Nobody on record has worked on it.",
        "Tidak tercatat siapa pun yang telah menanganinya.",
        "기록된 사업이 없습니다.",
    ),
    "themes_near": words(
        "Wider and narrower themes", "Tema di atas dan di bawahnya", "상위와 하위 주제"
    ),
    "figures": words("Figures", "Angka", "수치"),
    "disagree": words("sources disagree", "sumber berbeda", "출처 간 차이"),
    "or": words("or", "atau", "또는"),
    "when": words("When", "Kapan", "시기"),
    "where": words("Where", "Di mana", "장소"),
    "through": words("through {a}", "melalui {a}", "{a} 통해"),
    "no_answer": words(
        "no answer is on record", "tidak ada jawaban yang tercatat", "기록된 답변 없음"
    ),
    "role_party": words("Party", "Pihak", "당사자"),
    # Sources
    "one_source": words("one source", "satu sumber", "출처 하나"),
    "many_sources": words("{a} sources", "{a} sumber", "출처 {a}개"),
    "source_number": words("Source {a}: {b}", "Sumber {a}: {b}", "출처 {a}: {b}"),
    "about_source": words("about it", "tentangnya", "자세히"),
    "document": words("Document", "Dokumen", "문서"),
    "publisher": words("Publisher", "Penerbit", "발행처"),
    "issued": words("Date", "Tanggal", "날짜"),
    "passage": words("Passage", "Bagian", "해당 부분"),
    "dataset": words("In the dataset", "Dalam himpunan data", "데이터셋"),
    "licence": words("Licence", "Lisensi", "이용 허락"),
    "address": words("Address", "Alamat", "주소"),
    "copy_address": words("Copy the address", "Salin alamatnya", "주소 복사"),
    "sources_are": words("Sources", "Sumber", "출처"),
    # Ties
    "shared_tie": words("networks shared", "jejaring bersama", "함께하는 네트워크"),
    "engages": words("engages", "melibatkan", "관련 도시"),
    "engages_text": words("takes part", "ikut serta", "참여"),
    "ties_count": words("{a} ties", "{a} hubungan", "관계 {a}개"),
    "weight": words("strength {a}", "kekuatan {a}", "강도 {a}"),
    "strongest": words("The strongest", "Yang terkuat", "가장 강한 관계"),
    "pairs_of": words(
        "The first {a} of {b} pairs.",
        "{a} pasangan pertama dari {b}.",
        "{b}쌍 중 처음 {a}쌍입니다.",
    ),
    "shared_left_out": words(
        "Pairs of cities that share fewer than {a} networks are left out: there are {b} of them. Compare any two.",
        "Pasangan kota dengan kurang dari {a} jejaring bersama tidak digambar: ada {b} pasangan. Bandingkan dua kota mana pun.",
        "함께하는 네트워크가 {a}개 미만인 도시 쌍 {b}개는 생략했습니다. 어느 두 도시든 비교할 수 있습니다.",
    ),
    "left_aside": words(
        "Left aside: {a} ties that one dataset alone lists, for a single voice may be wrong. A page can also be made with them.",
        "Dikesampingkan: {a} hubungan yang hanya ada dalam satu himpunan data, sebab satu suara bisa keliru. Halaman yang memuatnya juga dapat dibuat.",
        "한 데이터셋에만 있는 관계 {a}개는 제외했습니다. 한 출처만으로는 틀릴 수 있기 때문입니다. 이를 포함한 페이지도 만들 수 있습니다.",
    ),
    "crowd_note": words(
        "{b} members of {a} have no other tie and are not drawn one by one; the search finds them, and they are listed at",
        "{b} anggota {a} tidak memiliki hubungan lain dan tidak digambar satu per satu; pencarian menemukannya, dan daftarnya ada pada",
        "{a}의 회원 {b}개는 다른 관계가 없어 하나씩 그리지 않았습니다. 검색으로 찾을 수 있고 목록은 다음에 있습니다:",
    ),
    "meet_of": words(
        "Whom to meet: the same networks, no cooperation on record",
        "Siapa yang perlu ditemui: jejaring sama, tanpa kerja sama tercatat",
        "만나 볼 도시: 같은 네트워크, 협력 기록 없음",
    ),
    "brief": words("Brief for a meeting", "Ringkasan untuk rapat", "회의용 요약"),
    "brief_how": words(
        "Two pages to print. Where Simpul is installed, this command makes them:",
        "Dua halaman untuk dicetak. Di komputer yang memiliki Simpul, perintah ini membuatnya:",
        "인쇄용 두 쪽입니다. 심풀이 설치된 컴퓨터에서 이 명령으로 만듭니다:",
    ),
    "copy_command": words("Copy the command", "Salin perintahnya", "명령 복사"),
    "its_page": words("Its own page", "Halamannya sendiri", "자체 페이지"),
    # Tables
    "rows_are": words("Rows of the table", "Baris tabel", "표의 행"),
    "rows_things": words("Things", "Hal", "항목"),
    "rows_ties": words("Ties", "Hubungan", "관계"),
    "rows_dates": words("Dates", "Tanggal", "날짜"),
    "rows_steps": words("Ways", "Jalan", "길"),
    "from_thing": words("From", "Dari", "출발"),
    "to_thing": words("To", "Ke", "도착"),
    "tie": words("Tie", "Hubungan", "관계"),
    "strength": words("Strength", "Kekuatan", "강도"),
    "made_of": words("Made of", "Terdiri atas", "내용"),
    "since": words("Since", "Sejak", "시작"),
    "ended": words("Until", "Sampai", "끝"),
    "seen": words("As of", "Per", "기준일"),
    "standing": words("Standing", "Kepastian", "확실성"),
    "section": words("Section", "Kelompok", "구분"),
    "row": words("Row", "Baris", "행"),
    "due_day": words("Due", "Tenggat", "기한"),
    "way": words("Way", "Jalan", "길"),
    "step": words("Step", "Langkah", "단계"),
    # Questions and answers
    "questions": words("Ask", "Tanyakan", "질문"),
    "ask": words("Answer", "Jawab", "답 보기"),
    "first_gap": words("Choose here", "Pilih di sini", "여기서 선택"),
    "second_gap": words("Choose here, too", "Pilih di sini juga", "여기서도 선택"),
    "ask_shared": words(
        "Which networks do {a} and {b} share?",
        "Jejaring apa yang diikuti bersama oleh {a} dan {b}?",
        "{a} 및 {b}: 함께하는 네트워크는?",
    ),
    "ask_worked": words(
        "Who has worked on {a}?", "Siapa yang telah menangani {a}?", "{a} 관련 사업을 한 곳은?"
    ),
    "ask_asked": words(
        "What did {a} ask of {b}, and what came of it?",
        "Apa yang diminta {a} dari {b}, dan bagaimana hasilnya?",
        "{a}의 {b}에 대한 요청과 그 결과는?",
    ),
    "ask_measured": words(
        "What was measured about {a}?", "Apa yang diukur tentang {a}?", "{a}의 측정 수치는?"
    ),
    "ask_due": words("What is due?", "Apa yang jatuh tempo?", "기한이 있는 것은?"),
    "ask_ways": words(
        "How does one get from {a} to {b}?",
        "Bagaimana {a} terhubung dengan {b}?",
        "{a}에서 {b}까지 이어지는 길은?",
    ),
    "ask_members": words("Who belongs to {a}?", "Siapa anggota {a}?", "{a}의 회원은?"),
    "shared_are": words(
        "{a} and {b} share {c} [network|networks]: {d}.",
        "{a} dan {b} sama-sama anggota {c} jejaring: {d}.",
        "{a} 및 {b}: 함께하는 네트워크 {c}개 — {d}.",
    ),
    "share_networks": words(
        "{a} and {b} share {c} [network|networks].",
        "{a} dan {b} sama-sama anggota {c} jejaring.",
        "{a} 및 {b}: 함께하는 네트워크 {c}개.",
    ),
    "share_no_network": words(
        "No network on record has both {a} and {b} as members.",
        "Tidak tercatat jejaring yang beranggotakan {a} dan {b}.",
        "{a} 및 {b}: 함께하는 네트워크 기록 없음.",
    ),
    "no_shared": words(
        "No network on record has both {a} and {b} as members.",
        "Tidak tercatat jejaring yang beranggotakan {a} dan {b}.",
        "{a} 및 {b}: 함께하는 네트워크 기록 없음.",
    ),
    "a_alone_in": words("{a} is a member of {b}.", "{a} anggota {b}.", "{a}의 네트워크: {b}."),
    "no_network": words(
        "No membership of {a} is on record.",
        "Keanggotaan {a} tidak tercatat.",
        "{a}의 회원 기록 없음.",
    ),
    "worked_on": words(
        "{a} [initiative|initiatives] on {b} on record, in {c}.",
        "{a} inisiatif tentang {b} tercatat: di {c}.",
        "{b} 관련 사업 {a}개: {c}.",
    ),
    "nobody_on": words(
        "Nobody on record has worked on {a}.",
        "Tidak tercatat siapa pun yang telah menangani {a}.",
        "{a} 관련 사업 기록 없음.",
    ),
    "nearest_known": words(
        "The nearest that is known: {a}.",
        "Yang paling dekat yang diketahui: {a}.",
        "가장 가까운 기록: {a}.",
    ),
    "nothing_near": words(
        "Nothing else on {a} is known here.",
        "Tidak ada hal lain tentang {a} yang diketahui di sini.",
        "{a}에 관한 다른 기록도 없습니다.",
    ),
    "asked_unanswered": words(
        "{a} asked {b} for {c} [thing|things]; no answer is on record.",
        "{a} meminta {c} hal dari {b}; tidak ada jawaban yang tercatat.",
        "{a}의 {b}에 대한 요청 {c}건: 기록된 답변 없음.",
    ),
    "asked_some": words(
        "{a} asked {b} for {c} [thing|things]; without an answer on record: {d}.",
        "{a} meminta {c} hal dari {b}; {d} belum ada jawaban yang tercatat.",
        "{a}의 {b}에 대한 요청 {c}건, 답변 기록 없음 {d}건.",
    ),
    "no_request": words(
        "No request of {a} to {b} is on record.",
        "Permintaan {a} kepada {b} tidak tercatat.",
        "{a}의 {b}에 대한 요청 기록 없음.",
    ),
    "asked_back": words(
        "{a} asked for {b} [thing|things] in return.",
        "{a} sebaliknya meminta {b} hal.",
        "반대로 {a}의 요청 {b}건.",
    ),
    "nothing_asked": words(
        "{a} has no requests or commitments on record.",
        "Permintaan atau komitmen {a} tidak tercatat.",
        "{a}의 요청이나 약속 기록 없음.",
    ),
    "nothing_due": words(
        "Nothing on record has a day on which it is due.",
        "Tidak ada yang tercatat bertenggat.",
        "기한이 기록된 것이 없습니다.",
    ),
    "open_without_day": words(
        "Requests and commitments without a day: {a}.",
        "{a} permintaan dan komitmen tanpa tenggat.",
        "기한 없는 요청과 약속 {a}건.",
    ),
    "due_are": words(
        "Requests and commitments with a day on which they are due: {a}.",
        "{a} permintaan dan komitmen bertenggat.",
        "기한이 있는 요청과 약속 {a}건.",
    ),
    "nothing_measured": words(
        "No figures about {a} are on record.",
        "Angka tentang {a} tidak tercatat.",
        "{a}의 수치 기록 없음.",
    ),
    "measured_are": words(
        "{b} [figure|figures] about {a} on record.",
        "{b} angka tentang {a} tercatat.",
        "{a}: 기록된 수치 {b}개.",
    ),
    "no_members": words(
        "No members of {a} are on record for that time.",
        "Anggota {a} pada waktu itu tidak tercatat.",
        "그때의 {a} 회원 기록 없음.",
    ),
    "members_are": words(
        "{a} has {b} [member|members] on record; proven for that time: {c}.",
        "{a} memiliki {b} anggota tercatat; {c} di antaranya terbukti untuk waktu itu.",
        "{a}: 기록된 회원 {b}, 그때 확인된 회원 {c}.",
    ),
    "no_way": words(
        "Nothing on record leads from {a} to {b}.",
        "Tidak tercatat hubungan dari {a} ke {b}.",
        "{a}에서 {b}까지 이어지는 기록 없음.",
    ),
    "ways_are": words(
        "Short ways from {a} to {b}: {c}.",
        "{c} jalan pendek menghubungkan {a} dengan {b}.",
        "{a}에서 {b}까지 짧은 길 {c}개.",
    ),
    "ways_found": words(
        "{a} short ways; each tie is a button.",
        "{a} jalan pendek; tiap hubungan dapat diklik.",
        "짧은 길 {a}개. 관계를 누르면 자세히 볼 수 있습니다.",
    ),
    "network_one": words("Network", "Jejaring", "네트워크"),
    "initiative_one": words("Initiative", "Inisiatif", "사업"),
    "request_one": words("Request or commitment", "Permintaan atau komitmen", "요청 또는 약속"),
    "measure_one": words("What", "Apa", "항목"),
    "value_one": words("Value", "Nilai", "값"),
    "day_one": words("When", "Kapan", "시기"),
    "member_one": words("Member", "Anggota", "회원"),
    "whom_to_ask": words("Whom to ask", "Tanyakan kepada", "문의할 곳"),
    "who_of_whom": words("Who of whom", "Siapa kepada siapa", "누가 누구에게"),
    "not_said": words("not said", "tidak disebut", "미상"),
    "by_way_of": words("By way of", "Melalui", "경유"),
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
    "listed": words("{a} listed", "{a} terdaftar", "목록 {a}개"),
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
