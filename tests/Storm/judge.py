"""The judge of storms: a process that sees two things only, what the fake LINE wrote down (log.jsonl) and the database (data/zaitaku.db).

    python3 judge.py FOLDER...     one line of JSON a folder: {"folder", "counts", "violations"}

Nothing of the program is used here: not its rules, and of its words only what it says of a message that had no room in the plan.
"""
import json
import sys
from collections import Counter, defaultdict

from evidence import HOUR, SECOND, Evidence

RETRY_KEY_LIFE = 23 * HOUR
# A try under way when a message becomes useless may still arrive: the LINE client's own limit is 10 s, and a torn storm lets each silence cost that much for everybody.
SLACK = {"torn": 30 * SECOND, "real": 5 * SECOND}
SILENCE = 10 * SECOND
GENERATIONS_MAX = 3
ATTEMPTS_MAX = 300
# The longest pause between two tries, with its share of chance: what ends sooner than this has no further try.
PAUSE_MAX = 1350 * SECOND
# What is said of a message that was not even tried because LINE had refused others for want of room; it is looked at again after a quarter of an hour.
PLAN_SPENT = "the month's plan is used up"


class Case(Evidence):
    def judge(self):
        if self.sound != "ok":
            self.broken("broken", f"the database says {self.sound}")
        if self.end is None:
            self.broken("broken", "the storm has no end in the log")
            self.end = 0
        self.check_inbox()
        self.check_effects()
        self.match_calls()
        self.check_keys()
        self.check_deliveries()
        self.check_records()
        self.check_drops()
        self.check_rest()
        self.check_order()
        self.counts["acknowledged"], self.counts["planned"] = len(self.acknowledged), len(self.plans)
        for state, name in (("Unknown", "unknown"), ("GivenUp", "givenUp"), ("Cancelled", "cancelled")):
            self.counts[name] = sum(row["State"] == state for row in self.rows)
        self.counts["resent"] = sum(row["ResendOf"] is not None for row in self.rows)

    def check_inbox(self):
        for event in self.acknowledged - self.inbox.keys():
            self.broken("lost", f"event {event} was answered 200 and is not in the inbox")
        for event, kept in self.inbox.items():
            if kept["State"] == "Waiting":
                self.broken("waiting", f"event {event} is still unhandled")
            else:
                self.check_poison(event, kept)
        for row in self.plans:
            if row not in self.by_id:
                self.broken("lost", f"planned message {row} is not in the outbox")

    def check_poison(self, id, kept):
        """A parked event is on record as one that failed three times, and only where its turn could not but fail; tried again once that is mended, it takes effect."""
        event = self.events.get(id, {})
        is_struck = event.get("mark") in self.poisoned
        self.counts["poisoned"] += is_struck
        self.counts["retried"] += kept["Id"] in self.retried
        if kept["State"] == "Parked":
            self.counts["parked"] += 1
            if not is_struck:
                self.broken("parked", f"event {id} is parked ({kept['LastProblem']}), and nothing was wrong with it")
            elif kept["Attempts"] != 3 or not kept["LastProblem"]:
                self.broken("unrecorded", f"event {id} is parked after {kept['Attempts']} tries: {kept['LastProblem']}")
            if kept["Id"] in self.retried:
                self.broken("lost", f"event {id} was tried again and is parked still")
            if is_struck and any(event["mark"] in row["marks"] for row in self.answers_to(event["to"])):
                self.broken("doubled", f"event {id} is parked and has an answer")
        elif is_struck and not self.is_mended and event["message"] not in self.unsent:
            self.broken("broken", f"event {id} was struck and is {kept['State']} all the same")

    def check_effects(self):
        """Each handled event has its answer once in the outbox, and nothing is there that nobody asked for."""
        answers, dangers, unmarked = Counter(), Counter(), Counter()
        for id, kept in self.inbox.items():
            event = self.events.get(id)
            if event is None:
                self.broken("stray", f"event {id} in the inbox was never posted")
                continue
            if kept["State"] != "Handled":
                continue
            is_gone = event["message"] in self.unsent
            if event["owed"] == "marked":
                found = sum(event["mark"] in row["marks"] for row in self.answers_to(event["to"]))
                if found == 0 and not is_gone:
                    self.broken("lost", f"event {id} is handled and has no answer")
                elif found > 1:
                    self.broken("doubled", f"event {id} has {found} answers in the outbox")
            elif event["owed"] == "answer":
                answers[event["to"]] += 1
            elif event["owed"] == "emergency" and not is_gone:
                dangers[event["to"]] += 1
        for address, rows in self.by_address.items():
            unmarked[address] = sum(row["Kind"] == "reply" and row["Sequence"] == 0 and row["Generation"] == 0 and not row["marks"] and not row["isSilent"] for row in rows)
            silent = sum(row["isSilent"] and row["Sequence"] == 0 and row["Generation"] == 0 for row in rows)
            if silent > self.taken_back[address]:
                self.broken("lost", f"{self.taken_back[address]} questions of {address[:6]} were taken back, and {silent} answers have lost their words")
        for address in answers.keys() | unmarked.keys():
            if unmarked[address] < answers[address]:
                self.broken("lost", f"{answers[address]} events of {address[:6]} want an answer, {unmarked[address]} have one")
            elif unmarked[address] > answers[address]:
                self.broken("doubled", f"{answers[address]} events of {address[:6]} want an answer, {unmarked[address]} answers are there")
        for address, wanted in dangers.items():
            cards = sum(row["Kind"] == "emergency" and row["Sequence"] == 0 and row["Generation"] == 0 for row in self.by_address[address])
            direct = len({call["key"] for call in self.calls if self.tokens.get(call["key"], {}).get("owed") == "emergency"
                          and self.tokens[call["key"]]["to"] == address and call["verdict"] == "accepted"})
            if max(cards, direct) < wanted:
                self.broken("lost", f"{wanted} emergencies of {address[:6]}, {cards} cards")

    def answers_to(self, address):
        return [row for row in self.by_address[address] if row["Kind"] in ("reply", "emergency") and row["Generation"] == 0]

    def match_calls(self):
        """Which row each accepted call was for."""
        accepted = [call for call in self.calls if call["verdict"] == "accepted"]
        self.counts["delivered"] += len(accepted)
        by_record = [call for call in accepted if call["path"].endswith("/reply") and any(self.tells_of(row, call) for row in self.rows)]
        others = [call for call in accepted if call not in by_record]
        for call in by_record + others:  # What is on record first: of cards that are alike only what is left may be the others'.
            for row in self.rows_of_reply(call) if call["path"].endswith("/reply") else self.rows_of_push(call):
                row["heard"].append(call)
        for row in self.rows:
            row["heard"].sort(key=lambda call: call["n"])

    @staticmethod
    def tells_of(row, call):
        return call["requestId"] and call["requestId"] in row["LastAnswer"] and row["State"] in ("Sent", "Unknown")

    def rows_of_push(self, call):
        rows = self.by_key[call["key"]]
        if not rows and not self.is_from_memory(call):
            self.broken("stray", f"call {call['n']} was accepted under a key that no row has")
        if rows and sorted(call["to"]) != sorted(row["Address"] for row in rows):
            self.broken("stray", f"call {call['n']} went to {len(call['to'])} addresses, and its key belongs to {len(rows)} rows")
        return rows

    def is_from_memory(self, call):
        """Only where nothing could be kept is something said that no row says, and only a danger card: one to an address for each emergency there."""
        if not (self.counts["held"] or self.counts["full"] or self.counts["answered503"]):
            return False
        self.from_memory[call["to"][0]].add(call["key"])
        return len(self.from_memory[call["to"][0]]) <= sum(event["owed"] == "emergency" and event["to"] == call["to"][0] for event in self.events.values())

    def rows_of_reply(self, call):
        event = self.tokens.get(call["key"])
        if event is None:
            self.broken("stray", f"call {call['n']} used a reply token that nobody was given")
            return []
        kind = "emergency" if event["owed"] == "emergency" else "reply"
        candidates = [row for row in self.by_address[event["to"]] if row["Kind"] == kind and (event["mark"] in row["marks"] if event["mark"] else not row["marks"])
                      or (row["isSilent"] and event["message"] in self.unsent)]
        known = [row for row in self.by_address[event["to"]] if self.tells_of(row, call)]
        if known:
            if known[0] not in candidates:
                self.broken("doubled", f"event {event['id']} was answered with the words of another")
            return known[:1]
        doubtful = [row for row in candidates if row["State"] == "Unknown" and not row["heard"] and call["bot_time"] <= row["DoneAt"] + SECOND]
        if doubtful:
            return sorted(doubtful, key=lambda row: row["UselessAfter"] <= call["bot_time"])[:1]  # Cards are alike: rather one that was of use.
        if event["owed"] != "emergency":
            states = [f"{row['State']} ({row['LastAnswer']})" for row in candidates]
            self.broken("unrecorded", f"the answer to event {event['id']} was accepted (call {call['n']}), and its row says {states}")
        return []

    def check_keys(self):
        """One key, one call: the same words to the same people, accepted once."""
        forms, accepted = defaultdict(set), defaultdict(list)
        for call in self.calls:
            if call["path"].endswith("/reply") or not call["key"]:
                continue
            forms[call["key"]].add((call["path"], tuple(call["to"]), call["body"]))
            if call["verdict"] == "accepted":
                accepted[call["key"]].append(call["n"])
        for key, seen in forms.items():
            if len(seen) > 1:
                self.broken("changed", f"key {key} was used for {len(seen)} different calls")
        for key, calls in accepted.items():
            if len(calls) > 1:
                self.broken("doubled", f"key {key} was accepted by calls {calls}")

    def check_deliveries(self):
        said = defaultdict(list)
        for row in self.rows:
            if self.is_said_from_memory_too(row):
                self.counts["saidFromMemoryToo"] += 1
            elif len(row["heard"]) > 1:
                self.broken("doubled", f"message {row['Id']} ({row['Urgency']}) was accepted by calls {[call['n'] for call in row['heard']]}")
            for call in row["heard"]:
                if call["bot_time"] >= row["UselessAfter"] + self.slack_of(row, call):
                    self.broken("late", f"message {row['Id']} was accepted {(call['bot_time'] - row['UselessAfter']) // SECOND} s after it became useless")
                for mark in row["marks"]:
                    said[row["Address"], mark].append(row)
                    if mark in self.dead_marks and (row["Id"] == self.dead_marks[mark] or len(row["marks"]) > 1):
                        self.broken("stale", f"message {self.dead_marks[mark]} was planned anew, and its old words were sent in {row['Id']}")
        for (address, mark), rows in said.items():
            ids = {row["Id"] for row in rows}
            extra = [row for row in rows if not (row["ResendOf"] and row["Urgency"] in ("Emergency", "Page"))]
            if len(ids) > 1 and len({row["Id"] for row in extra}) > 1:
                self.broken("doubled", f"the words {mark[3:-5]} reached {address[:6]} in {sorted(ids)}")

    def slack_of(self, row, taken):
        if (row["FirstTriedAt"] or 0) >= row["UselessAfter"]:
            return SLACK["real"]
        silences = sum(call["seen"] == "noanswer" and row["UselessAfter"] - SILENCE <= call["bot_time"] <= taken["bot_time"] for call in self.calls)
        return max(SLACK[self.kind], (silences + 1) * SILENCE if self.kind == "torn" else 0)

    def is_said_from_memory_too(self, row):
        """A doubled emergency card is allowed, a missing one is not: while nothing could be written the card went from memory, and by its turn before or afterwards in the other way."""
        ways = sorted(call["path"].rsplit("/", 1)[1] for call in row["heard"])
        return (row["Urgency"] == "Emergency" and ways == ["push", "reply"]
                and any(self.is_in_trouble(call) for call in row["heard"]))

    def is_in_trouble(self, call):
        """Nothing could be written at this moment."""
        return any(begin <= call["n"] <= end for begin, end in self.troubles)

    @staticmethod
    def is_for_want_of_room(call):
        return call["status"] == 429 and "monthly limit" in call.get("says", "") and call["path"].rsplit("/", 1)[1] in ("push", "multicast")

    def check_records(self):
        """What the record says is what happened, and a doubt is a doubt."""
        answered = {call["requestId"] for call in self.calls if call["verdict"] in ("accepted", "duplicate")}
        successors = {(row["ResendOf"] or "").lower() for row in self.rows}
        for row in self.rows:
            if row["State"] == "Sent" and not any(request and request in row["LastAnswer"] for request in answered):
                self.broken("unrecorded", f"message {row['Id']} is called sent, and LINE never took it")
            by_itself = [call for call in row["heard"] if row["Urgency"] != "Emergency" or not self.is_in_trouble(call)]  # Else from memory, while nothing could be recorded.
            if row["State"] in ("GivenUp", "Cancelled") and by_itself:
                self.broken("unrecorded", f"message {row['Id']} ({row['Urgency']}) is {row['State']} ({row['LastAnswer']}), and LINE took it in call {by_itself[0]['n']}")
            if row["State"] == "Unknown":
                # What nobody wrote down (a card from memory, while nothing could be written) leaves the try before it as doubtful as it was.
                pushed = any(call["key"] == row["Key"] and not (row["Urgency"] == "Emergency" and self.is_in_trouble(call)) for call in self.calls)
                # An answer in doubt whose question was taken back is not repeated, key or not: its words are gone.
                pushed = pushed and not (row["isSilent"] and self.taken_back[row["Address"]])
                # LINE had no room for it when it was repeated, and what rings is then said again by another way.
                pushed = pushed and not (row["Urgency"] in ("Emergency", "Page") and any(self.is_for_want_of_room(call) and call["requestId"] in row["LastAnswer"] for call in self.calls if call["requestId"]))
                # LINE would have none of it when it was repeated: that says nothing of the try before.
                pushed = pushed and not self.is_refused(row) and not self.ends_before_the_morning(row)
                if pushed and row["DoneAt"] - row["FirstTriedAt"] < RETRY_KEY_LIFE and row["DoneAt"] < row["UselessAfter"] - 900 * SECOND and row["Attempts"] < 12:
                    self.broken("unrecorded", f"message {row['Id']} has a key and was left in doubt: {row['LastAnswer']}")
                if (row["Urgency"] in ("Emergency", "Page") and row["Generation"] < GENERATIONS_MAX and row["DoneAt"] < row["UselessAfter"]
                        and row["Id"] not in successors):
                    self.broken("lost", f"message {row['Id']} ({row['Urgency']}) is in doubt and was not said again")
            if row["ResendOf"]:
                before = self.by_id.get(row["ResendOf"].lower())
                if row["Urgency"] not in ("Emergency", "Page") or before is None or before["State"] not in ("Unknown", "GivenUp"):
                    self.broken("doubled", f"message {row['Id']} ({row['Urgency']}) says again what was not in doubt")
            if row["State"] == "GivenUp" and row["Urgency"] in ("Page", "Emergency") and row["MemberId"] and row["Id"] not in self.phone_tasks:
                # It went another way, or somebody was asked to call when it had not gone by a way before.
                same = [other for other in self.rows if other["MemberId"] == row["MemberId"] and other["Body"] == row["Body"]]
                if not any(other["Generation"] == row["Generation"] + 1 or (other["Generation"] < row["Generation"] and other["Id"] in self.phone_tasks) for other in same):
                    self.broken("lost", f"page {row['Id']} was given up ({row['LastAnswer']}) and nobody is told to call")

    def check_drops(self):
        """What nobody heard was owed no longer, or could not be delivered. Anything else was dropped."""
        for row in self.rows:
            if row["heard"] or self.is_too_late(row):
                continue
            if row["State"] == "Cancelled" and not self.is_owed_no_longer(row):
                self.broken("lost", f"message {row['Id']} ({row['Urgency']}) was cancelled while it was of use: {row['LastAnswer']}")
            elif row["State"] == "GivenUp" and not self.is_undeliverable(row):
                self.broken("lost", f"message {row['Id']} ({row['Urgency']}) was given up while it was of use, after {row['Attempts']} tries: {row['LastAnswer']}")

    def is_too_late(self, row):
        """It had ended, or was tried or put off and would have ended before the next look."""
        had_no_room = row["LastAnswer"] == PLAN_SPENT and row["DoneAt"] is not None and any(self.is_for_want_of_room(call) and call["bot_time"] <= row["DoneAt"] for call in self.calls)
        is_put_off = row["State"] == "GivenUp" and (row["Attempts"] or had_no_room)
        return row["DoneAt"] is not None and row["DoneAt"] + (PAUSE_MAX if is_put_off else 0) >= row["UselessAfter"]

    def is_owed_no_longer(self, row):
        """Taken back by its plan or with the words it answers, carried by another message to the same person, or at night, when its use ends before the morning."""
        if self.plans.get(row["Id"]) == "" or (row["marks"] and self.unsaid_marks.issuperset(row["marks"])) or (row["isSilent"] and self.taken_back[row["Address"]]):
            return True
        if any(other["MemberId"] == row["MemberId"] and len(other["marks"]) > len(row["marks"]) > 0 and set(other["marks"]) >= set(row["marks"]) for other in self.rows):
            return True
        return self.ends_before_the_morning(row)

    def ends_before_the_morning(self, row):
        hour = (row["DoneAt"] + 9 * HOUR) % (24 * HOUR)
        morning = row["DoneAt"] - hour + (31 if hour >= 21 * HOUR else 7) * HOUR
        return self.kind == "torn" and row["Urgency"] in ("Notice", "Digest") and not 7 * HOUR <= hour < 21 * HOUR and row["UselessAfter"] <= morning

    def is_undeliverable(self, row):
        """Refused for ever by LINE, tried as often as is sensible, to somebody who has left, or a call for a person to make, of which check_records asks."""
        often = row["Attempts"] >= ATTEMPTS_MAX and row["Urgency"] not in ("Page", "Emergency")
        called = row["Urgency"] in ("Page", "Emergency") and row["MemberId"]
        return self.is_refused(row) or often or called or (row["Address"] or self.address_of.get(row["MemberId"])) in self.left

    def is_refused(self, row):
        return any((call["key"] == row["Key"] or (call["requestId"] and call["requestId"] in row["LastAnswer"])) and call["verdict"] == "refused" and 400 <= call["status"] < 500 and call["status"] not in (401, 409, 429) for call in self.calls)

    def check_rest(self):
        for row in self.rows:
            if row["State"] == "Sending":
                self.broken("waiting", f"message {row['Id']} is still being tried")
            elif row["State"] == "Waiting" and (row["NotBefore"] <= self.end or self.kind == "real" or not (row["LastAnswer"] or row["DueAt"] > self.end)
                                               or row["NotBefore"] >= row["UselessAfter"]):
                self.broken("waiting", f"message {row['Id']} ({row['Urgency']}) still waits: {row['LastAnswer']}")

    def check_order(self):
        """Answers of one conversation arrive in the order of what was asked. Where the machine's clock was set back between two, the order of its own times is all that can be asked for."""
        self.check_arrival()
        asked = {event["mark"]: self.inbox[id]["Id"] for id, event in self.events.items()
                 if event["mark"] and id in self.inbox and self.inbox[id]["Id"] not in self.retried}
        for address, rows in self.by_address.items():
            answers = [row for row in rows if row["Urgency"] == "Reply" and row["heard"] and row["marks"] and row["marks"][0] in asked]
            answers.sort(key=lambda row: row["heard"][0]["n"])
            for before, after in zip(answers, answers[1:]):
                if asked[after["marks"][0]] < asked[before["marks"][0]]:
                    if before["heard"][0]["path"].endswith("/reply") and self.waited_for_room(after):
                        self.counts["overtakenWithoutRoom"] += 1
                    elif before["CreatedAt"] < after["CreatedAt"] and self.was_set_back_between(before["CreatedAt"], after["CreatedAt"]):
                        self.counts["reorderedByClock"] += 1
                    else:
                        self.broken("disordered", f"{address[:6]} heard the answer {after['Id']} after the later one {before['Id']}")

    def waited_for_room(self, row):
        """LINE would take no push, for the month's plan was spent; what was asked later could be answered for nothing. Only so it waits a quarter of an hour after the first refusal:
        its own, or another's, after which LINE is not asked for the next; then it goes at the first look, which is later where the storm let hours pass at once."""
        taken = row["heard"][0]
        for call in self.calls:
            wait = taken["bot_time"] - call["bot_time"]
            if taken["path"].endswith("/reply") or not self.is_for_want_of_room(call) or wait < 890 * SECOND:
                continue
            if call["body"] == taken["body"]:
                return True
            if not any(call["bot_time"] + 960 * SECOND < instant < taken["bot_time"] - SECOND for instant in self.instants):
                return True
        return False

    def check_arrival(self):
        """What was acknowledged before the next was posted stands before it in the inbox of its conversation."""
        for id, acknowledged in self.first_acknowledged.items():
            for after, began in self.first_began.items():
                if (acknowledged < began and self.events[id]["to"] == self.events[after]["to"] and id in self.inbox and after in self.inbox
                        and self.inbox[after]["Id"] < self.inbox[id]["Id"]):
                    self.broken("disordered", f"event {id} was acknowledged before {after} was posted, and is kept behind it")


def main():
    for folder in sys.argv[1:]:
        case = Case(folder)
        case.judge()
        print(json.dumps({"folder": folder, "counts": case.counts, "violations": case.violations}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
