"""Reads the open files as they lie in ../shared/data. Python's standard library only; shares no code with the product."""

import csv
import functools
import glob
import gzip
import math
import os
import re
import unicodedata

# Service ids by the number in a care file's name. The second value: is it beyond doubt that a person means this?
CARE_FILES = {
    "110": [("home_help", True)], "120": [("visiting_bath", True)], "140": [("visiting_rehab", True)],
    "150": [("day_service", True)], "155": [("day_service", False)], "160": [("day_rehab", True)],
    "170": [("equipment", True)], "410": [("equipment", True)], "220": [("short_stay", True)], "230": [("short_stay", False)],
    "331": [("residential_home", True)], "332": [("residential_home", False)], "334": [("residential_home", True)],
    "335": [("residential_home", True)], "336": [("residential_home", False)], "337": [("residential_home", True)],
    "361": [("residential_home", True)], "362": [("residential_home", False)], "364": [("residential_home", True)],
    "510": [("nursing_home", True)], "540": [("nursing_home", True)], "520": [("health_facility", True)],
    "530": [("medical_care_home", False)], "550": [("medical_care_home", True)],
    "551": [("short_stay", False), ("medical_care_home", False)],
    "710": [("regular_rounds", False), ("home_help", False)], "720": [("day_service", False)], "730": [("small_multifunction", True)],
    "760": [("regular_rounds", True)], "770": [("nursing_small_multifunction", True)], "780": [("day_service", True)],
}

LEGAL = re.compile(
    r"^(社会医療|特定医療|医療|社会福祉|一般社団|公益社団|一般財団|公益財団|特定非営利活動|地方独立行政|独立行政|学校|宗教)法人(社団|財団)?"
    r"|^(株式|有限|合同|合資)会社|^NPO法人|(株式|有限|合同)会社$")


class Row:
    """One line of one file: what it says of one place."""

    __slots__ = ("file", "name", "pref", "city", "address", "tel", "lat", "lng", "number", "services", "days", "badges", "classes", "vague", "town")

    def __init__(self, file, name, pref="", city="", address="", tel="", lat="", lng="", number="", services=(), days="",
                 badges="", classes="", vague=False, town=None):
        self.file, self.name, self.pref = file, name.strip(), pref
        self.city = bare_city(city or city_of(address))
        self.address, self.tel, self.number = address, digits(tel), number
        self.lat, self.lng = degrees(lat), degrees(lng)
        self.services, self.vague = list(services), vague
        self.days = [day for day in re.split(r"[|,]", days or "") if day]
        self.badges, self.classes, self.town = badges, classes, town

    @property
    def point(self):
        return (self.lat, self.lng) if self.lat and self.lng else None


@functools.lru_cache(maxsize=None)
def fold(text):
    """Widths, spaces, punctuation and case do not make another name."""
    plain = unicodedata.normalize("NFKC", text).replace("ヶ", "ケ").lower()
    return "".join(letter for letter in plain if letter.isalnum() or letter in "ー々")


@functools.lru_cache(maxsize=None)
def names_of(text):
    """The folded name, and what is left of it without its legal form and the words that belong to that."""
    plain = unicodedata.normalize("NFKC", text).strip()
    answer = {fold(plain)}
    match = LEGAL.search(plain)
    if match and match.start() == 0:
        rest = plain[match.end():].strip()
        answer.add(fold(rest))
        words = rest.split()
        answer.update(fold(" ".join(words[at:])) for at in range(1, len(words)))
    elif match:
        answer.add(fold(plain[:match.start()]))
    return {name for name in answer if len(name) >= 2}


def bare_city(city):
    """Without county: 下都賀郡壬生町 is 壬生町; 横浜市 青葉区 is 横浜市青葉区."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", city or ""))
    match = re.match(r"^[^市区町村]{1,6}郡(.+[町村])$", plain)
    return match.group(1) if match else plain


def city_of(address):
    """The municipality an address begins with, after the prefecture if that is written."""
    match = re.match(r"^(?:北海道|東京都|京都府|大阪府|.{2,3}県)?([^市区町村0-9]{1,6}市[^市区町村0-9]{1,3}区|[^市区町村]{1,6}郡[^町村]{1,6}[町村]"
                     r"|四日市市|廿日市市|市川市|市原市|大町市|十日町市|村上市|武蔵村山市|羽村市|東村山市|田村市|大村市|[^市区町村0-9]{1,7}[市区町村])", address)
    return match.group(1) if match else ""


def digits(text):
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text or ""))


def degrees(text):
    try:
        value = float(text)
    except (TypeError, ValueError):
        return None
    return value if value > 1 else None  # 0.0 stands for unknown


def metres(one, other):
    """Great circle on a sphere of 6371 km."""
    lat1, lng1, lat2, lng2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lng2 - lng1) / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(half))


def lines(path):
    opened = gzip.open(path, "rt", encoding="utf-8-sig", newline="") if path.endswith(".gz") else open(path, encoding="utf-8-sig", newline="")
    with opened as file:
        yield from csv.DictReader(file)


def town_point(line):
    lat, lng = degrees(line["town_lat"]), degrees(line["town_lng"])
    return (lat, lng) if lat and lng else None


def read_care(data):
    for path in sorted(glob.glob(os.path.join(data, "care", "ministry", "jigyosho_*.csv.gz"))):
        code = os.path.basename(path)[9:12]
        for line in lines(path):
            yield Row(os.path.basename(path), line["事業所名"], line["都道府県名"], line["市区町村名"], line["住所"], line["電話番号"],
                      line["緯度"], line["経度"], line["事業所番号"].zfill(10), CARE_FILES[code], line["利用可能曜日"])
    for path in sorted(glob.glob(os.path.join(data, "care", "[1-7]*.csv.gz"))):
        code, file = os.path.basename(path)[:3], os.path.basename(path)
        for line in lines(path):
            if code == "130":
                yield Row(file, line["name"], line["pref"], line["city"], line["address"], line["tel"], line["lat"], line["lng"],
                          line["jigyosho_no"].zfill(10), [("visiting_nurse", True)], "", line["kouseikyoku_badges"] or "")
            elif code == "430":
                yield Row(file, line["n"], "", line["c"], line["a"], line["tel"], line["lat"], line["lng"],
                          line["slug"].split("_")[2].zfill(10), [("care_manager_office", True)])
            else:
                yield Row(file, line["name"], line["pref"], line["city"], line["address"], line["tel"], line["lat"], line["lng"],
                          line["id"].zfill(10), CARE_FILES[code], line["openDays"])
    for line in lines(os.path.join(data, "care", "chiiki_houkatsu_centers_latlon.csv.gz")):
        yield Row("chiiki_houkatsu", line["name"], lat=line["lat"], lng=line["lng"], services=[("community_support_center", True)])


def read_medical(data):
    folder = os.path.join(data, "medical")
    for line in lines(os.path.join(folder, "homevisit_medical_joined.csv.gz")):
        sure = line["in_homevisit_list"] == "1"
        yield Row("joined", line["name"], line["pref"], line["city"], line["address"], line["tel"], line["lat"], line["lng"], "m" + line["code"],
                  [("home_visit_doctor", sure), ("clinic", False)], classes=line["zaitaku_shien_kubun"], vague=bool(line["coord_flag"]),
                  town=town_point(line))
    for line in lines(os.path.join(folder, "home_visit_clinics_latlon.csv.gz")):
        yield Row("homevisit_latlon", line["name"], lat=line["lat"], lng=line["lng"], services=[("home_visit_doctor", False)])
    for line in lines(os.path.join(folder, "01-1_hospital_facility_info_20250601.csv.gz")):
        address = line["所在地"]
        pref = re.match(r"^(北海道|東京都|京都府|大阪府|.{2,3}県)", address)
        yield Row("hospital_info", line["正式名称"], pref.group(1) if pref else "", "", address, "", line["所在地座標（緯度）"],
                  line["所在地座標（経度）"], services=[("hospital", True)])
    for line in lines(os.path.join(folder, "kouseikyoku_facilities_34pref_2025-10.csv.gz")):
        if line["区分"] == "医科":
            yield Row("register", line["医療機関名称"], line["都道府県名"], "", line["住所"], line["電話番号"],
                      number="m" + line["都道府県コード"].zfill(2) + line["医療機関番号"], classes=line["在宅療養支援区分"])
    for line in lines(os.path.join(folder, "medical_institutions_all.csv.gz")):
        yield Row("institutions", line["name"], line["pref"], line["city"], line["address"], number="m" + line["code"], services=[("clinic", False)],
                  town=town_point(line))
    for line in lines(os.path.join(folder, "navii_clinic_2025-06.csv.gz")):
        yield Row("navii", line["name"], line["pref"], "", line["address"], services=[("clinic", True)])
    yield from read_kochi(os.path.join(folder, "navii_kochi_sample"))


def read_kochi(folder):
    """Days as marks: h1 the hours file has a span on Monday, f1 the facility file's (inverted) flag says open; 7 is Sunday."""
    spans = {}
    for line in lines(glob.glob(os.path.join(folder, "02-2*.csv"))[0]):
        for day, letter in enumerate("月火水木金土日", 1):
            if line[f"{letter}_診療開始時間"]:
                spans.setdefault(line["ID"], set()).add(f"h{day}")
    for line in lines(glob.glob(os.path.join(folder, "02-1*.csv"))[0]):
        flags = [f"f{day}" for day, letter in enumerate("月火水木金土日", 1) if line[f"毎週決まった曜日に休診（{letter}）"] == "1"]
        yield Row("kochi", line["正式名称"], "高知県", "高知市", line["所在地"], "", line["所在地座標（緯度）"], line["所在地座標（経度）"],
                  services=[("clinic", True)], days="|".join([*sorted(spans.get(line["ID"], [])), *flags]))
