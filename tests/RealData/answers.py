"""What the right answers to questions.tsv are, worked out from the raw files. Writes JSON to standard output.

    python3 answers.py ../shared/data

Shares no code with the product. The files disagree about names and coordinates, and the product may believe either, so
every expectation is an interval: a place has a range of distances, and from that follows the best and the worst rank it
can have. A wrong answer falls outside; a defensible one does not.
"""

import bisect
import csv
import json
import os
import re
import sys
from collections import defaultdict

import rawfiles
from rawfiles import metres, names_of

BOX_DEGREES = 0.45        # about 50 km: far beyond the tenth place of every question asked
SAME_PLACE_METRES = 3000  # one name within this distance is one place written down twice
TOWN_METRES = 6000        # a coordinate of the town, or a doubtful one, may be this far from the door
WISH_METRES = 20_000      # a certain match beyond this may or may not be within reach, and so may or may not stand first
SLACK_METRES = 25         # two formulas for the distance may differ by this much at the distances asked about
NOT_FOUND = "見つかりません|見つかりませんでした|見当たりません|ありません|いません|分かりません|わかりません|登録がありません|該当"


class Group:
    """All rows, of all files, that speak of one place."""

    def __init__(self, rows):
        self.rows = rows

    def offering(self, service):
        return [row for row in self.rows if any(offered == service for offered, _ in row.services)]

    def is_sure(self, service):
        return any(offered == service and sure for row in self.rows for offered, sure in row.services)

    def copies(self, service):
        """How often it may rightly appear: a file that lists it twice, under two names or at two addresses, may mean two."""
        seen = defaultdict(set)
        for row in self.offering(service):
            seen[row.file].add((rawfiles.fold(row.name), row.point and tuple(round(value, 3) for value in row.point)))
        names = []
        for row in self.offering(service):
            if not any(is_same_building(row, other) or names_of(row.name) & names_of(other.name) for other in names):
                names.append(row)  # One official number under two names that share nothing may be kept as two.
        return max(len(names), *(len(marks) for marks in seen.values()))

    def range_from(self, points):
        """Shortest and longest distance in metres over all coordinates any file gives, or None where no file gives one."""
        doors = [row.point for row in self.rows if row.point]
        found = [metres(point, place) for point in points for place in doors or [row.town for row in self.rows if row.town]]
        if not found:
            return None
        vague = TOWN_METRES if not doors or any(row.vague for row in self.rows) else 0
        return (max(0.0, min(found) * 0.995 - SLACK_METRES - (0 if doors else vague)), (max(found) + vague) * 1.005 + SLACK_METRES)

    def has_door(self):
        return any(row.point for row in self.rows)

    def names(self):
        return sorted(set().union(*(names_of(row.name) for row in self.rows)))


def is_same_building(one, other):
    """The same phone, and names that share four letters in a row: 特養温雅荘（従来型）and（ユニット型）."""
    first, second = rawfiles.fold(one.name), rawfiles.fold(other.name)
    return any(first[at:at + 4] in second for at in range(len(first) - 3))


def group(rows):
    """Joins rows by official number, by name where they lie close, and by phone where the names are alike."""
    parent = list(range(len(rows)))
    codes = [{row.number} if row.number.startswith("m") else set() for row in rows]

    def root(at):
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for key, same in (("number", None), ("name", is_close), ("tel", is_same_building)):
        buckets = defaultdict(list)
        for at, row in enumerate(rows):
            for value in names_of(row.name) if key == "name" else [getattr(row, key)]:
                if value and (key != "tel" or len(value) >= 9):
                    buckets[value].append(at)
        for bucket in buckets.values():
            for first, one in enumerate(bucket):
                for other in bucket[first + 1:]:
                    one_root, other_root = root(one), root(other)
                    if one_root == other_root or (same is not None and not same(rows[one], rows[other])):
                        continue
                    if codes[one_root] and codes[other_root] and codes[one_root] != codes[other_root]:
                        continue  # Two institutions of one name, each with a code of its own.
                    parent[other_root] = one_root
                    codes[one_root] |= codes[other_root]
    joined = defaultdict(list)
    for at, row in enumerate(rows):
        joined[root(at)].append(row)
    return [Group(members) for members in joined.values()]


def is_close(one, other):
    if one.pref and other.pref and one.pref != other.pref:
        return False
    if one.point and other.point:
        return metres(one.point, other.point) <= SAME_PLACE_METRES or bool(one.city and one.city == other.city)
    return bool(one.city and other.city and one.city == other.city) or bool(one.number and one.number == other.number)


def certainty(place, wish, service):
    """(best tier, worst tier) of the wish for this place; 0 is certain, None is a known no. Same tier: then by distance."""
    if wish == "open_24h":
        if any("24時間訪問看護" in row.badges for row in place.rows):
            return (0, 0) if any(row.badges for row in place.offering(service)) else (0, 2)
        if service == "home_visit_doctor" and any("支援診" in row.classes for row in place.rows):
            return (1, 1)
        return (1, 2) if any("支援診" in row.classes or "支援病" in row.classes for row in place.rows) else (2, 2)
    if wish == "psychiatric":
        return (0, 0) if any("精神科訪問看護" in row.badges for row in place.rows) else (2, 2)
    if wish.startswith("hours:"):
        return kochi_certainty(place, int(wish[6:]))
    low, high = min_max([day_certainty(row, wish) for row in place.offering(service) or place.rows]) or (None, None)
    return None if low is None else (0 if low == 1 else low, high)  # One day of the weekend may count as much as both.


def day_certainty(row, wish):
    """A care file lists the kinds of day it is open; a kind that is not listed is closed, an empty list says nothing."""
    if not row.days:
        return 2
    if wish == "weekend":
        open_days = ("土曜日" in row.days) + ("日曜日" in row.days)
        return {2: 0, 1: 1, 0: None}[open_days]
    return 0 if {"saturday": "土曜日", "sunday": "日曜日", "holiday": "祝日", "weekday": "平日"}[wish] in row.days else None


def kochi_certainty(place, weekday):
    """The hours file names open spans by weekday; the facility file's closed-day flags read inverted: 1 is open."""
    spans = [day for row in place.rows for day in row.days if day.startswith("h")]
    flags = [day for row in place.rows for day in row.days if day.startswith("f")]
    if spans or flags:
        is_open = f"h{weekday}" in spans or (not spans and f"f{weekday}" in flags)
        # Flags alone contradict their own heading: who does not believe them knows nothing, but must not call the clinic closed.
        return None if not is_open else (0, 0) if spans else (0, 2)
    return (2, 2)  # The days of a day care under the same roof say nothing of the clinic.


def min_max(tiers):
    """Rows of one place may disagree: then anything between is right, and leaving it out is right too."""
    known = [tier for tier in tiers if tier is not None]
    if not known:
        return None
    return (min(known), 9 if len(known) < len(tiers) else max(known))


def ranked(places, service, wishes, points):
    """Every place that may be shown, with the best and the worst rank it can rightly have."""
    entries = []
    for place in places:
        tiers = [certainty(place, wish, service) for wish in wishes]
        if any(tier is None for tier in tiers):
            continue
        metre_range = place.range_from(points) if points else None
        if points and metre_range is None:
            continue
        low, high = sum(tier[0] for tier in tiers), sum(tier[1] for tier in tiers)
        near, far = metre_range or (0.0, 999_999.0)
        sure = place.is_sure(service) and (not points or place.has_door() and not (wishes and far > WISH_METRES)) and all(tier[1] <= 2 and not (wish == "weekend" and tier[1] == 1) for tier, wish in zip(tiers, wishes))
        entries.append({"names": place.names(), "copies": place.copies(service), "sure": sure, "files": sorted({row.file for row in place.rows}),
                        "low": low * 1e6 + near, "high": high * 1e6 + far, "km": [near / 1000, far / 1000] if points else None})
    highs = sorted(entry["high"] for entry in entries if entry["sure"])
    lows = sorted(entry["low"] for entry in entries for _ in range(entry["copies"]))
    for entry in entries:
        entry["bestRank"] = 1 + bisect.bisect_left(highs, entry["low"])
        entry["worstRank"] = bisect.bisect_right(lows, entry["high"])
    return sorted((entry for entry in entries if entry["bestRank"] <= 10), key=lambda entry: entry["low"])


def station_points(data, name, prefecture):
    found = [(float(line["lat"]), float(line["lng"])) for line in rawfiles.lines(os.path.join(data, "gazetteer", "station.csv.gz"))
             if line["prefecture"] == prefecture and re.sub(r"\(.*\)", "", line["name"]) == name and line["closed"] == "0"]
    if not found:
        raise SystemExit(f"No station {name} in prefecture {prefecture}.")
    return found


def answer(question, rows, data):
    spec = dict(part.split("=", 1) for part in question["ask"].split())
    expected = {"id": question["id"], "places": [], "none": "none" in spec, "says": NOT_FOUND if "none" in spec else "",
                "elsewhere": [], "cardsMin": 0, "phones": False}
    if "none" in spec and spec["none"] == "service" and in_municipality(rows, spec["in"], spec["service"]):
        raise SystemExit(f"Question {question['id']} expects nothing, but the files hold something.")
    if "none" in spec:
        expected["elsewhere"] = sorted({name for row in rows for offered, _ in row.services if offered == spec.get("service") for name in names_of(row.name)})
        return expected
    if "name" in spec:
        return named(expected, spec, rows)
    wishes = [wish for wish in spec.get("wish", "").split("+") if wish]
    if "in" in spec:
        places, points = in_municipality(rows, spec["in"], spec["service"]), None
    else:
        points = points_of(spec["near"], question, rows, data)
        places = [place for place in around(rows, points) if place.offering(spec["service"])]
    expected["places"] = ranked(places, spec["service"], wishes, points)
    expected["cardsMin"] = min(int(spec.get("least", "5")), sum(1 for entry in expected["places"] if entry["sure"]))
    if not expected["places"] or not expected["cardsMin"]:
        raise SystemExit(f"Question {question['id']} has no answer in the files.")
    if spec.get("has") == "phone":
        expected["phones"] = True
        for entry in expected["places"]:
            entry["phones"] = sorted({row.tel for place in places if place.names() == entry["names"] for row in place.rows if row.tel})
    return expected


def named(expected, spec, rows):
    wanted = [row for row in rows if spec["name"] in names_of(row.name)]
    place = max(group([row for row in rows if any(row.name == one.name or (row.number and row.number == one.number) for one in wanted)]),
                key=lambda found: len(found.rows))
    expected["places"] = [{"names": place.names(), "copies": 4, "sure": True, "files": sorted({row.file for row in place.rows}),
                           "low": 0.0, "high": 0.0, "km": None, "bestRank": 1, "worstRank": 1}]
    expected["cardsMin"] = 1
    expected["phones"] = True
    expected["places"][0]["phones"] = sorted({row.tel for row in place.rows if row.tel})
    if not expected["places"][0]["phones"]:
        raise SystemExit(f"Question {expected['id']} has no answer in the files.")
    return expected


def points_of(near, question, rows, data):
    kind, _, rest = near.partition(":")
    if kind == "station":
        return station_points(data, *rest.split(":"))
    if kind == "facility":
        return [row.point for row in rows if row.point and rest in names_of(row.name)]
    return [tuple(float(part) for part in question["at"].split(","))]


def around(rows, points):
    """Places near the points; rows without coordinates (the bureau's register) join by their official number."""
    lat, lng = points[0]
    near = []
    for row in rows:
        place = row.point or row.town
        if place and abs(place[0] - lat) < BOX_DEGREES and abs(place[1] - lng) < BOX_DEGREES:
            near.append(row)
    numbers = {row.number for row in near if row.number}
    names = {(row.city, name) for row in near for name in names_of(row.name) if row.city}
    return group(near + [row for row in rows if not row.point and not row.town and (
        row.number in numbers or any((row.city, name) in names for name in names_of(row.name)))])


def in_municipality(rows, city, service):
    """Places whose address is in it. Rows without a municipality (the bureau's register) join by number or name."""
    inside = [row for row in rows if row.city == city]
    numbers = {row.number for row in inside if row.number}
    names = {name for row in inside for name in names_of(row.name)}
    points = [row.point for row in inside if row.point]
    lats, lngs = [point[0] for point in points], [point[1] for point in points]
    more = [row for row in rows if not row.city and (row.number in numbers or (
        row.point and names_of(row.name) & names and lats and min(lats) <= row.lat <= max(lats) and min(lngs) <= row.lng <= max(lngs)))]
    return [place for place in group(inside + more) if place.offering(service)]


def main():
    data = sys.argv[1]
    here = os.path.dirname(os.path.abspath(__file__))
    rows = [*rawfiles.read_care(data), *rawfiles.read_medical(data)]
    with open(os.path.join(here, "questions.tsv"), encoding="utf-8", newline="") as file:
        questions = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))
    json.dump([answer(question, rows, data) for question in questions], sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
