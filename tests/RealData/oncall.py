"""Who is on duty when, by the open tables of ../shared/data/oncall. Python's standard library only; shares no code with the product.

    python3 oncall.py FOLDER

One line of JSON per instant at which the set of those on duty changes, from the first start of a file to its last end:
{"file": "...", "at": "2026-05-25T08:30+09:00", "on": [["holder as written", "department"], ...]}
"""

import csv
import datetime
import glob
import json
import os
import re
import sys

SPAN = re.compile(r"(\d\d):(\d\d)[〜～](翌?)(\d\d):(\d\d)")
JAPAN = datetime.timezone(datetime.timedelta(hours=9))


def instant(day, tomorrow, hour, minute):
    """The instant at which a clock in Japan shows this, on the day or on the next."""
    midnight = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(), JAPAN)
    return midnight + datetime.timedelta(days=1 if tomorrow else 0, hours=int(hour), minutes=int(minute))


def spans(day, text):
    """Start and end of every span of a cell; a cell that says anything else as well is an error."""
    if SPAN.sub("", text).strip(" /"):
        raise ValueError(f"{day}: {text}")
    for hour, minute, tomorrow, end_hour, end_minute in SPAN.findall(text):
        start, end = instant(day, False, hour, minute), instant(day, tomorrow, end_hour, end_minute)
        if end <= start:
            raise ValueError(f"{day}: {text}")
        yield start, end


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by_city(path):
    """The city's table: a start and an end of their own."""
    for row in rows(path):
        for start, end in spans(row["date"], f"{row['start']}～{row['end']}"):
            yield start, end, row["name"], row["dept"]


def by_versions(path):
    """The table with its corrections: of each day only what was seen last."""
    table = rows(path)
    newest = {}
    for row in table:
        newest[row["date"]] = max(newest.get(row["date"], ""), row["last_seen_commit_date"])
    for row in table:
        if row["last_seen_commit_date"] == newest[row["date"]]:
            for start, end in spans(row["date"], row["time"]):
                yield start, end, row["name"], row["medical"]


def transitions(duties):
    """Each instant at which the set changes, with the set from then on."""
    starts, ends = {}, {}
    for start, end, holder, department in duties:
        starts.setdefault(start, []).append((holder, department))
        ends.setdefault(end, []).append((holder, department))
    count, said = {}, None
    for at in sorted({*starts, *ends}):
        for who in ends.get(at, []):
            count[who] -= 1
        for who in starts.get(at, []):
            count[who] = count.get(who, 0) + 1
        on = sorted(who for who, times in count.items() if times > 0)
        if on != said:
            yield at, on
            said = on


def main(folder):
    sys.stdout.reconfigure(encoding="utf-8")
    files = [(path, by_city) for path in sorted(glob.glob(os.path.join(folder, "kyukyu_touban_*.csv")))]
    files.append((os.path.join(folder, "schedule_all_versions.csv"), by_versions))
    for path, read in files:
        for at, on in transitions(read(path)):
            print(json.dumps({"file": os.path.basename(path), "at": at.isoformat(timespec="minutes"), "on": on}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
