"""What the judge of storms is given: the fake LINE's log and the database, read."""
import json
import os
import re
import sqlite3
from collections import Counter, defaultdict

MARK = re.compile(r"あさひ\d+クリニック")
SECOND = 10_000_000  # ticks
HOUR = 3600 * SECOND
SENDS = ("/v2/bot/message/reply", "/v2/bot/message/push", "/v2/bot/message/multicast")


def ticks(text):
    """ISO 8601 as .NET writes it, to ticks of 100 ns since the year 1 (UTC)."""
    from datetime import datetime
    whole, fraction = text[:19], re.match(r"\.(\d+)", text[19:])
    zone = text[19 + (fraction.end() if fraction else 0):]
    sign = -1 if zone[:1] == "-" else 1
    offset = 0 if zone in ("Z", "") else sign * (int(zone[1:3]) * 60 + int(zone[4:6])) * 60
    delta = datetime.fromisoformat(whole) - datetime(1, 1, 1)
    return (delta.days * 86400 + delta.seconds - offset) * SECOND + int((fraction.group(1) if fraction else "0").ljust(7, "0")[:7])


def marks_in(body):
    try:
        return sorted(set(MARK.findall(json.dumps(json.loads(body), ensure_ascii=False))))
    except (TypeError, ValueError):
        return []


class Evidence:
    def __init__(self, folder):
        self.violations, self.counts = [], Counter()
        self.events, self.acknowledged, self.tokens = {}, set(), {}
        self.calls, self.plans, self.dead_marks, self.kind, self.end = [], {}, {}, "torn", None
        self.clock_steps, self.instants, self.troubles = [], [], []
        self.poisoned, self.retried, self.is_mended = set(), set(), False
        self.first_began, self.first_acknowledged = {}, {}
        self.from_memory = defaultdict(set)
        self.read_log(os.path.join(folder, "log.jsonl"))
        self.read_database(os.path.join(folder, "data", "zaitaku.db"))
        self.unsent = {e["unsends"] for e in self.events.values() if e["unsends"]}
        self.unsaid_marks = {e["mark"] for e in self.events.values() if e["mark"] and e["message"] in self.unsent}
        self.taken_back = Counter(e["to"] for e in self.events.values() if e["mark"] and e["message"] in self.unsent)
        self.left = {e["to"] for e in self.events.values() if e.get("leaves")}

    def read_log(self, path):
        error = 0
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                entry = json.loads(line)
                entry["bot_time"] = ticks(entry["at"]) + error
                self.instants.append(entry["bot_time"])
                if entry["platform"] == "storm":
                    before, error = error, int(entry.get("clockError", 0) * SECOND)
                    if error != before:
                        self.clock_steps.append((ticks(entry["at"]) + before, ticks(entry["at"]) + error))
                    self.read_note(entry)
                elif entry.get("path") in SENDS:
                    self.calls.append(entry)

    def read_note(self, note):
        if note["what"] == "webhook":
            for event in note["events"]:
                self.events[event["id"]] = event
                self.counts["events"] = len(self.events)
                if event["token"]:
                    self.tokens[event["token"]] = event
                self.first_began[event["id"]] = min(self.first_began.get(event["id"], note["began"]), note["began"])
                if note["status"] == 200:
                    self.acknowledged.add(event["id"])
                    self.first_acknowledged[event["id"]] = min(self.first_acknowledged.get(event["id"], note["ended"]), note["ended"])
            self.counts["answered" + str(note["status"] or "Not")] += 1
            if note["status"] not in (0, 200, 503):  # 0: the connection died with the program.
                self.broken("broken", f"a webhook was answered {note['status']}")
        elif note["what"] == "plan":
            for row in note["rows"]:
                if row["id"] in self.plans:
                    self.dead_marks[self.plans[row["id"]]] = row["id"]
                self.plans[row["id"]] = row["mark"]
        elif note["what"] == "life":
            self.kind = note["kind"]
            self.counts["isReal"] = int(self.kind == "real")
        elif note["what"] == "kill":
            self.counts["killsTorn" if note["kind"] == "torn" else "killsReal"] += 1
            self.counts["killsAt:" + note["point"]] += 1
        elif note["what"] in ("held", "full"):
            self.counts[note["what"]] += 1
            self.troubles.append([note["n"], float("inf")])
        elif note["what"] == "free":
            self.troubles[-1][1] = note["n"]
        elif note["what"] == "poison":
            self.poisoned.add(note["mark"])
        elif note["what"] == "mend":
            self.is_mended = True
        elif note["what"] == "retry":
            self.retried.update(note["rows"])
        elif note["what"] == "end":
            self.end = note["bot_time"]

    def read_database(self, path):
        connection = sqlite3.connect(path)
        connection.row_factory = sqlite3.Row
        self.inbox = {row["ChannelEventId"]: dict(row) for row in connection.execute("SELECT * FROM inbox_message WHERE Channel = 'line'")}
        self.rows = [dict(row) for row in connection.execute("SELECT rowid AS Place, * FROM outbox_message WHERE Channel IN ('line', '') ORDER BY rowid")]
        self.phone_tasks = {row[0].lower() for row in connection.execute("SELECT MessageId FROM phone_task")}
        self.address_of = {row[0]: row[1] for row in connection.execute("SELECT MemberId, ChannelUserId FROM channel_link WHERE Channel = 'line'")}
        self.sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        connection.close()
        self.by_key, self.by_address, self.by_id = defaultdict(list), defaultdict(list), {}
        for row in self.rows:
            row["Id"], row["Key"] = row["Id"].lower(), (row["Key"] or "").lower()
            row["marks"], row["heard"], row["isSilent"] = marks_in(row["Body"]), [], row["Kind"] == "reply" and row["Body"] == "[]"
            self.by_id[row["Id"]] = row
            self.by_address[row["Address"]].append(row)
            if row["Key"]:
                self.by_key[row["Key"]].append(row)

    def was_set_back_between(self, earlier, later):
        """Whether the program's clock could show the lower of two of its instants after the higher one: there was a step back, or several, over both."""
        return any(later - SECOND <= before and after <= earlier + SECOND
                   for first, (before, _) in enumerate(self.clock_steps) for _, after in self.clock_steps[first:] if after < before)

    def broken(self, what, text):
        self.counts[what] += 1
        self.violations.append(f"{what}: {text}")
