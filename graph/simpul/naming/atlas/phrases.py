"""Words around a city's name in official and local use, in many languages, folded.

A phrase comes before or after the name. Three kinds: those of a city or its government, those of something
wider or narrower that is no city (a province, a district, a metropolitan area), and those of a small town's
district, which bears its town's name.
"""

from typing import Final


def _lines(text: str) -> frozenset[str]:
    return frozenset(
        phrase.strip() for line in text.strip().splitlines() for phrase in line.split(",")
    )


_OF: Final = (
    "de",
    "do",
    "da",
    "dos",
    "das",
    "d",
    "del",
    "de la",
    "di",
    "du",
    "des",
    "of",
    "of the",
    "",
)
"""Small words that may join a phrase to the name."""

CITY_BEFORE: Final = _lines("""
city of, the city of, town of, village of, municipality of, metropolitan municipality of
metropolitan government of, city and county of, consolidated city of, city council of, city government of
government of the city of, local government of, mayor of, mayor s office of, mayors office of, office of the mayor of
corporation of, corporation of the city of, municipal corporation of, municipal corporation of greater
municipal council of, municipal government of, council of the city of, special city of, capital city of, commune of
special municipality of, people s government of, municipal people s government of, people s committee of
people s committee of the city of, city administration of, administration of the city of, administration of
municipal administration of, municipality of the city of, government of, the municipality of, the town of
city district government, municipality, metropolitan municipality, city administration, city council, city government, town, town council
charter township of, township of, burgh of, royal burgh of, metropolis of, urban municipality of, hm, h, i, bruhat, brihan
kota, kotamadya, kotamadia, kota madya, pemerintah, pemerintah kota, pemkot, pemko, pemda, pemprov, pemerintah daerah
walikota, wali kota, balai kota, pemerintah kotamadya, dinas kota, kota otonom
majlis bandaraya, majlis perbandaran, majlis daerah, majlis bandar raya, dewan bandaraya, bandaraya, bandar raya, bandar
ville, la ville, mairie, commune, la commune, municipalite, commune urbaine, hotel de ville, mairie de la ville
mairie de la commune, cite, conseil municipal, conseil municipal de la ville, commune rurale, ville et commune
mairie centrale, district autonome, city hall of
ayuntamiento, ayto, excmo ayuntamiento, excelentisimo ayuntamiento, h ayuntamiento, ciudad, municipalidad
municipalidad metropolitana, municipalidad provincial, ilustre municipalidad, i municipalidad, alcaldia
alcaldia mayor, alcaldia municipal, alcaldia metropolitana, alcaldia mayor de bogota, municipio, municipio del distrito metropolitano
distrito metropolitano, gobierno municipal, gobierno autonomo municipal, gobierno autonomo descentralizado municipal
gad municipal, gad municipal del canton, gobierno de la ciudad, gobierno de la ciudad autonoma, ciudad autonoma, intendencia, intendencia municipal, intendencia departamental
gobierno, municipalidad de la ciudad, ayuntamiento constitucional, h ayuntamiento constitucional, ayuntamiento del distrito nacional
municipio libre, honorable ayuntamiento, alcaldia distrital, distrito capital, gobierno del distrito metropolitano
ajuntament, concello, concello da, udala, ciutat, vila de
prefeitura, prefeitura municipal, prefeitura da cidade, camara municipal, municipio, cidade, governo municipal
conselho municipal, conselho municipal da cidade, prefeitura do municipio, camara municipal da cidade, conselho autarquico
comune, citta, municipio, amministrazione comunale
stadt, die stadt, landeshauptstadt, hansestadt, freie und hansestadt, freie hansestadt, universitatsstadt, bundesstadt
bundeshauptstadt, gemeinde, stadtgemeinde, stadtverwaltung, magistrat der stadt, magistrat, stadtrat, marktgemeinde
wissenschaftsstadt, kreisfreie stadt, senat von, land, grosse kreisstadt, stadt und land, einwohnergemeinde, lutherstadt
hauptstadt, markt, messestadt, klingenstadt, amt der stadt, universitats und hansestadt, stadtkreis
gemeente, stad, hoofdstad, gemeentebestuur van
kommune, kommun, kommuna
miasto, urzad miasta, urzad miejski w, urzad miejski, miasto stoleczne, urzad m st, m st, urzad miasta stolecznego
gmina miasto, gmina miasta, gmina miejska, miasto na prawach powiatu, urzad miasta i gminy
mesto, obec, statutarni mesto, hlavni mesto, magistrat hlavniho mesta, magistrat hl m, hl m, hlavne mesto, mestsky urad, magistrat mesta
magistrat statutarniho mesta, mestys
primaria, primaria municipiului, municipiul, orasul, primaria orasului, primaria mun, consiliul local, consiliul local al municipiului
grad, opstina, opcina, obcina, mestna obcina, gradska uprava, skupstina grada, bashkia, komuna, gradska uprava grada, grada, општина, град, грав
gorod, obshtina, stolichna obshtina, misto, administratsiya goroda, administratsiia goroda, meriya goroda, meriya, administracija goroda
город, г, администрация, администрация мо, администрация города, администрация г, мэрия города, мэрия, місто, м, община, столична община, град
општина, акимат города, хокимият города, горад, города, городской округ, администрация городского округа, администрация муниципального образования
муниципальное образование, правительство, міська рада, виконавчий комітет, управа, примария
δημοσ, δημος, dimos, municipality of the
vilniaus m
thanh pho, tp, uy ban nhan dan, ubnd, uy ban nhan dan thanh pho, ubnd thanh pho, ubnd tp, thi xa, uy ban nhan dan tp
thesaban nakhon, thesaban mueang, เทศบาลนคร, เทศบาลเมือง, เมือง
lungsod ng, lungsod, pamahalaang lungsod ng, pamahalaang panlungsod ng, pamahalaan ng lungsod ng, lalawigan at lungsod ng, city gov t of
بلديه, مدينه, امانه, امانه مدينه, بلديه مدينه, baladiyat, amanat, baladiyyat, madinat, mairie
עיריית, עירית, iriyat, شهرداري, شهر, shahrdari
jiji la, manispaa ya, halmashauri ya jiji la, halmashauri ya manispaa ya, halmashauri ya jiji
magaalada, bulshoi
administration communale, l administration communale, la mairie, mairie d, local council of, local council, borough council of
prefeitura da estancia turistica, prefeitura da estancia, estancia turistica, prefeitura da estancia balnearia, pref mun, pref, pm
comune dell, comune della, comune del, comune dei, comune degli, comune delle, citta dell, citta della, comuna, oras, mun, cdad, muni, munic
pem kota, pemerintah daerah kota, urzad gminy i miasta, urzad miasta i gminy w, obec mesto
amanat mintaqat, امانه منطقه
""")

CITY_AFTER: Final = _lines("""
city, town, municipality, city council, town council, council, city government, municipal government
metropolitan government, metropolitan city, metropolitan city government, metropolitan municipality
metropolitan assembly, municipal assembly, municipal council, municipal corporation, city corporation
corporation, city hall, city administration, administration, municipal administration, metropolitan administration
special city, special metropolitan city, special self governing city, special city government, municipal people s government, people s government
city people s government, people s committee, city people s committee, mayor s office, mayors office, mayor, city authority
capital city, capital city authority, local government, local municipality, government, regional municipality
city municipality, metropolis, special municipality, metropolitan council, town hall, city mayor s office, cc
city region municipality, metropolitan corporation, metropolitan city council, metropolitan city corporation
capital city administration, city and county, city county, municipal authority, city district government
metropolitan city hall, town municipality, sub metropolitan city, sub metropolitan city office, municipality office, metropolitan city office
shi, si, cho, machi, city office, shi government, capital, ville
stadt, stad, kommun, kommune, kommuna, kaupunki, kunta, borg, kaupstadur, kommunne, stads kommun, gemeente, stads
belediyesi, buyuksehir belediyesi, belediye baskanligi, buyuksehir, sehri, buyuksehir belediye baskanligi, belediye
varos, megyei jogu varos, varos onkormanyzata, fovaros, fovaros onkormanyzata, megyei jogu varos onkormanyzata, onkormanyzata, onkormanyzat, fovarosi onkormanyzat
miesto savivaldybe, savivaldybe, miesto savivaldybes administracija, dome, pilseta, pilsetas dome, valstspilseta, valstspilsetas dome
linn, linnavalitsus, vald, seheri, udala, hiria, ko udala
городской округ, городская администрация, мэрия, город, міська рада, міськрада, міська громада, город федерального значения, қаласы, каласы, калаасы, шаары, шахри, shahri, shaary, qalasy
nagar nigam, mahanagar palika, mahanagarpalika, nagar palika, महानगरपालिका, नगर निगम, নগর করপোরেশন, সিটি কর্পোরেশন, municipal corporation office, nagara palike, mahanagara palike
city state administration, city military administration, state administration, city development committee, capitale, urban council, city municipal council, city board, ibb
amalgamated territorial community, amalgamated community, united territorial community, urban territorial community, territorial community
urban amalgamated territorial community, rural amalgamated territorial community, settlement territorial community, hromada, ac, tc, atc, utc, otg, otc
city military civil administration, city territorial community, urban community, borough council
""")

OTHER_BEFORE: Final = _lines("""
province of, metropolitan city of, national capital territory of, nct of, state of, county of, district of, region of, metropolitan area of, special capital region of, capital region of, prefecture of, governorate of
regional government of, provincial government of, london borough of, royal borough of, regional municipality of
municipal district of, canton of, department of, government of the province of, government of the state of
greater, metro, metropolitan, greater metropolitan area of, combined authority of, island of, republic of, kingdom of, county council of
provinsi, pemerintah provinsi, kecamatan, kelurahan, kota administrasi, kota adm, pemerintah kota adm, kabupaten administrasi, pemerintah kota administrasi, walikota administrasi
provincia, diputacion, diputacion provincial, diputacion foral, departamento, gobierno regional, gobernacion, estado, gobierno del estado, area metropolitana
comunidad, comunidad autonoma, comunidad autonoma de, mancomunidad, comarca, distrito, municipalidad distrital, prefectura, region, gran, gobierno provincial, cabildo, consell
departement, communaute urbaine, communaute d agglomeration, metropole, eurometropole, grand, communaute de communes, conseil departemental, conseil regional, wilaya, le grand
governo do estado, estado, regiao metropolitana, distrito, governo provincial, regiao
citta metropolitana, regione, provincia autonoma, unione dei comuni
landkreis, kreis, regionalverband, stadtregion, bezirk, bezirksamt, grossraum, metropolregion, kanton, regierungsbezirk, stadtbezirk, verband
provincie, metropoolregio, arrondissement, region
powiat, wojewodztwo, urzad marszalkowski wojewodztwa, gornoslasko zaglebiowska metropolia, metropolia
kraj, okres, judetul, jud, judet, consiliul judetean, zupanija, okrug, oblast, область, район, область, республика, край, правительство области
tinh, quan, huyen, changwat, amphoe, khet, lalawigan ng, barangay, محافظه, ولايه, استان, muhafazat, wilayat
mkoa wa, wilaya ya
""")

OTHER_AFTER: Final = _lines("""
province, county, county council, district, district council, region, regional council, state, state government
provincial government, prefecture, prefectural government, governorate, metropolitan area, metropolitan region, urban area
combined authority, authority, metropolitan district, regency, department, voivodeship, canton, subdistrict, metropolitan
island, islands, republic, kingdom, peninsula, valley, borough, london borough, raion, rayon, oblast, krai
metropole, eurometropole, metropolis area, lan, fylke, fylkeskommune, maakunta, development authority
metropolitan development authority, planning authority, union, federation, special self governing province
special autonomous region, autonomous region, national district, municipal district, municipality district, ward, regional government, council of governments, association of governments
capital region, capital territory, nct, metropolitan county, special administrative region government, eup, myeon, dong
gu, ku, gun, do, ken, fu, province government, provincial council, zupanija, megye, judet, kreis, region metropolitana, division, territory, area
область, район, край, республика, облысы, ili, ilcesi, valiligi, apskritis, maakond, novads
local government area, community, township, association, network, partnership, university, airport, port authority, chamber of commerce
""")

RURAL_BEFORE: Final = _lines("""
kabupaten, kab, pemkab, pemerintah kabupaten, pemerintah kab, bupati, dinas kabupaten
gmina, concejo, canton, canton de, sum, rural municipality, rural municipality of
""")

JOINERS: Final = _OF

THAI_BEFORE: Final = ("เทศบาลนคร", "เทศบาลเมือง", "เทศบาลตำบล", "เมือง")

CJK_CITY: Final = (
    "特別市",
    "特别市",
    "特别行政区",
    "特別行政區",
    "市人民政府",
    "人民政府",
    "市政府",
    "市役所",
    "市議会",
    "都庁",
    "市",
    "都",
    "町",
    "村",
    "镇",
    "鎮",
    "특별자치시",
    "특별시청",
    "광역시청",
    "특별시",
    "광역시",
    "시청",
    "시의회",
    "시",
)
CJK_RURAL: Final = ("县", "縣", "군청", "군", "읍", "郡")
CJK_OTHER: Final = (
    "特别自治区",
    "自治区",
    "自治州",
    "特別自治道",
    "省",
    "道",
    "府",
    "県",
    "区",
    "區",
    "州",
    "특별자치도",
    "특별자치도청",
    "구청",
    "구",
    "도청",
    "도",
    "동",
    "면",
)

CITY_PROVINCES: Final = _lines("""
delhi, new delhi, jakarta, dki jakarta, daerah khusus ibukota jakarta, daerah khusus jakarta, tokyo, berlin, hamburg, wien, vienna, beijing, shanghai
tianjin, chongqing, seoul, bangkok, brasilia, moscow, moskva, москва, санкт петербург, buenos aires, ciudad de mexico, mexico city
kuala lumpur, singapore, macau, 東京, 北京, 上海, 天津, 重庆, hanoi, ha noi, london, kinshasa, addis ababa, amman
""")
"""First-level divisions that are one city, so that "Provinsi DKI Jakarta" means the city."""

TWINS: Final = _lines("""
bandung, bogor, bekasi, tangerang, sukabumi, cirebon, tasikmalaya, semarang, magelang, pekalongan, tegal, kediri, blitar
malang, probolinggo, pasuruan, mojokerto, madiun, serang, solok, gorontalo, kupang, bima, jayapura, sorong
""")
"""Indonesian regencies beside a city of the same name: "Kabupaten Bogor" is not Bogor."""
