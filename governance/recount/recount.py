#!/usr/bin/env python3
"""Counts a meeting again from its exported file, and compares with what was published.

    python recount.py meeting.json

It ends with 0 when all agrees, 1 when something differs (each difference is printed),
2 when the file cannot be read. It needs Python 3.9 or later and nothing else: no
network, and nothing of the program that wrote the file. It was written a second time,
from the rules alone (docs/rules/meeting.md of KoproGo; Civil Code arts 3.87 and 3.88).

A *line* is a lot, or a member of an ASBL; a *head* is who owns it (one owner, or several
together); a *person* acts for heads, by his own right (the voter) or by proxy.
"""

import hashlib
import json
import sys
from collections import Counter
from datetime import datetime

CHOICES = ["for", "against", "abstain", "blank"]
FIGURES = [*CHOICES, "total", "needed", "adopted"]


def each_name_once(pairs):
    if len(dict(pairs)) < len(pairs):
        raise ValueError(f"a name stands twice: {[name for name, _ in pairs]}")
    return dict(pairs)


# The chain of digests


def canonical(value):
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def sha256(*parts):
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def digest_of_roll(data):
    """What stands before the first event. The titles of items are not part of it."""
    items = [{k: v for k, v in item.items() if k != "title"} for item in data["items"]]
    roll = {"rules": data["rules"], "lines": data["lines"], "items": items}
    return sha256(canonical(roll))


def digest_of(value, names, previous):
    sealed = {name: value[name] for name in names}
    return sha256(previous.encode(), canonical(sealed))


def digest_of_ballots(item, ballots):
    last = sha256(item.encode())
    for ballot in sorted(ballots, key=lambda ballot: ballot["id"]):
        last = digest_of(ballot, ["id", "choice", "votes"], last)
    return last


# Arithmetic


def share_out(votes, allowed):
    """Cut votes to ``allowed`` together: by largest remainder, ties to the first."""
    whole = sum(votes.values())
    if whole <= allowed:
        return dict(votes)
    parts = {name: divmod(one * allowed, whole) for name, one in votes.items()}
    left = allowed - sum(quotient for quotient, _ in parts.values())
    one_more = sorted(parts, key=lambda name: -parts[name][1])[:left]
    return {name: parts[name][0] + (name in one_more) for name in votes}


def votes_needed(majority, cast, total):
    if majority == "unanimity":
        return max(total, 1)
    up = {"absolute": (cast + 2) // 2, "two-thirds": (2 * cast + 2) // 3}
    return max({**up, "four-fifths": (4 * cast + 4) // 5}[majority], 1)


class Meeting:
    """The meeting as its events make it, taken one after the other by ``take``."""

    def __init__(self, data):
        self.rules, self.lines, self.names = data["rules"], data["lines"], data["names"]
        self.items = {item["id"]: item for item in data["items"]}
        self.by_id = {line["id"]: line for line in self.lines}
        # By head, in the order of the roll: its lines that vote; who votes for it.
        self.of_head = {line["head"]: [] for line in self.lines}
        self.voter = dict.fromkeys(self.of_head)
        for line in self.lines:
            if line["voter"]:
                self.of_head[line["head"]].append(line)
                self.voter[line["head"]] = line["voter"]
        self.present, self.ever, self.proxies, self.standing = set(), set(), {}, {}
        self.session = self.may_decide = self.open_item = self.ended = None
        self.barred = {name: set(item["barred"]) for name, item in self.items.items()}
        self.ballots = {name: {} for name in self.items}
        self.frozen, self.voted = {}, {name: [] for name in self.items}
        self.closed, self.results, self.secret = set(), {}, data["secret"]
        self.report, self.differences, self.number = [], [], 0

    def must(self, is_so, text):
        if not is_so:
            self.differences.append(f"event {self.number}: {text}")

    def name(self, who):
        return self.names.get(who, who)

    # The roll

    def votes(self, line, key):
        return line["votes"] if key is None else line["parts"].get(key, 0)

    def all_votes(self, key=None):
        return sum(self.votes(line, key) for line in self.lines)

    def head_votes(self, head, key=None):
        return sum(self.votes(line, key) for line in self.of_head[head])

    # Attendance, proxies, quorum

    def acting(self, head):
        """Return the person who acts for a head now, or None."""
        for person in (self.voter[head], self.standing.get(head)):
            if person in self.present:
                return person
        return None

    def why_no_power(self, principal, holder, is_syndic):
        """Return the first reason why a proxy is refused, or None."""
        own = [head for head in self.voter if self.voter[head] == holder]
        held = [head for head in self.standing if self.standing[head] == holder]
        votes = sum(map(self.head_votes, [*own, *held, principal]))
        over = self.rules["proxy_limit"] == "three" or 10 * votes > self.all_votes()
        reasons = {
            "the holder is the syndic": is_syndic,
            "the vote of the principal is suspended": self.voter[principal] is None,
            "the holder votes for it himself": self.voter[principal] == holder,
            "the holder is not in the roll": not own and not self.rules["outsiders"],
            "another proxy stands already": principal in self.standing,
            "the holder has as many as he may": len(held) >= 3 and over,
        }
        return next((why for why, is_so in reasons.items() if is_so), None)

    def has_quorum(self):
        heads = [head for head in self.voter if self.acting(head)]
        here, all_heads = len(heads), len(self.voter)
        shares, everything = sum(map(self.head_votes, heads)), self.all_votes()
        text = f"{here} of {all_heads} heads, {shares} of {everything} votes"
        self.report.append("Present: " + text)
        both = 2 * here > all_heads and 2 * shares >= everything
        return both or 4 * shares > 3 * everything

    # Votes

    def powers(self, item):
        """Return who takes part now: by head, (votes, what counts of them)."""
        key, holder, latest = item["key"], {}, {}
        for line, (_choice, who, number) in self.ballots[item["id"]].items():
            head = self.by_id[line]["head"]
            if head not in latest or number > latest[head][0]:
                latest[head] = (number, who)
        for head in self.voter:
            who = latest[head][1] if head in latest else self.acting(head)
            if who and self.head_votes(head, key):
                holder[head] = who
        votes = {head: self.head_votes(head, key) for head in holder}
        barred, everything = self.barred[item["id"]], sum(votes.values())
        free = [h for h in votes if not barred & {h, self.voter[h], holder[h]}]
        counted = {head: votes[head] for head in free}
        if self.rules["cap"] and item["majority"] != "unanimity":
            for person in set(holder.values()):
                his = [head for head in free if holder[head] == person]
                others = everything - sum(votes[head] for head in his)
                own = {head: min(votes[head], everything - votes[head]) for head in his}
                counted.update(share_out(own, others))
        return {head: (votes[head], counted.get(head, 0)) for head in votes}

    def add_up(self, item, powers):
        """Return the sums of the ballots of an item that is voted openly."""
        sums = dict.fromkeys(CHOICES, 0)
        for head, (_votes, counted) in powers.items():
            lines = {ln["id"]: self.votes(ln, item["key"]) for ln in self.of_head[head]}
            for line, number in share_out(lines, counted).items():
                if line in self.ballots[item["id"]]:
                    sums[self.ballots[item["id"]][line][0]] += number
        return sums

    def has_presence(self, item, powers):
        base = {ln["head"] for ln in self.lines if self.votes(ln, item["key"])}
        part, whole = item["presence"] or (0, 1)
        return self.session == 2 or whole * len(powers) >= part * len(base)

    def outcome(self, item, powers, sums):
        """All figures of a result."""
        total = self.all_votes(item["key"])
        if item["present_only"]:
            total = sum(votes for votes, _counted in powers.values())
        needed = votes_needed(item["majority"], sums["for"] + sums["against"], total)
        adopted = sums["for"] >= needed and self.has_presence(item, powers)
        return {**sums, "total": total, "needed": needed, "adopted": adopted}

    # Events: one function for each kind

    def take(self, event):
        self.number, kind = event["number"], event["kind"]
        self.must(not self.ended or kind == "signed", "the meeting had ended")
        getattr(self, "on_" + kind.replace("-", "_"))(event["body"])

    def on_words(self, _body):
        """For the minutes: nothing that counts."""

    on_bureau = on_amended = on_item_postponed = on_remark = on_signed = on_words

    def on_arrived(self, body):
        who = body["person"]
        known = who in self.voter.values() or who in self.standing.values()
        self.must(known and who not in self.present, f"{self.name(who)} cannot arrive")
        self.present.add(who)
        self.ever.add(who)

    def on_returned(self, body):
        away = self.ever - self.present
        self.must(body["person"] in away, f"{self.name(body['person'])} had not left")
        self.present.add(body["person"])

    def on_left(self, body):
        there = body["person"] in self.present
        self.must(there, f"{self.name(body['person'])} is not there")
        self.present.discard(body["person"])

    def on_proxy_registered(self, body):
        self.must(body["proxy"] not in self.proxies, "this proxy is known already")
        principal, holder = body["principal"], body["holder"]
        why = self.why_no_power(principal, holder, body["syndic"])
        self.proxies[body["proxy"]] = None if why else principal
        if not why:
            self.standing[principal] = holder
        text = f"Proxy of {self.name(principal)} to {self.name(holder)}: "
        self.report.append(text + (f"refused, {why}" if why else "accepted"))

    def on_proxy_withdrawn(self, body):
        principal = self.proxies.get(body["proxy"])
        self.must(principal, "this proxy does not stand")
        self.proxies[body["proxy"]] = None
        self.standing.pop(principal, None)

    def on_opened(self, body):
        self.must(self.session is None, "the meeting is open already")
        self.session = body["session"]
        asked = self.rules["quorum"] == "shares" and self.session == 1
        self.may_decide = self.has_quorum() or not asked
        self.report.append("It may decide" if self.may_decide else "It has no quorum")

    def on_adjourned(self, _body):
        self.must(self.may_decide is False, "only adjourned for lack of a quorum")
        self.ended = True

    def on_closed(self, _body):
        self.must(self.may_decide and self.open_item is None, "it cannot be closed")
        self.ended = True

    def on_conflict(self, body):
        item = body["item"]
        self.must(item not in self.closed | set(self.frozen), "the item is settled")
        self.barred[item].add(body.get("person") or body.get("head"))

    def on_item_opened(self, body):
        item = self.items[body["item"]]
        may = self.may_decide and self.open_item is None
        self.must(may and item["id"] not in self.closed, "the item cannot be opened")
        self.open_item = item["id"]
        if item["secret"]:
            self.frozen[item["id"]] = self.powers(item)

    def on_item_reopened(self, body):
        item = self.items[body["item"]]
        may = item["id"] in self.closed and item["majority"] and not item["secret"]
        self.must(may and self.open_item is None, "the item cannot be reopened")
        self.closed.discard(item["id"])
        self.results.pop(item["id"], None)
        self.open_item = item["id"]

    def on_ballot(self, body):
        item = self.items[body["item"]]
        may = item["id"] == self.open_item and item["majority"] and not item["secret"]
        self.must(may, "no ballot is taken on this item")
        counted = self.ballots[item["id"]]
        himself = body["channel"] in ("phone", "remote")
        for name, choice in body["choices"].items():
            line = self.by_id[name]
            who = self.acting(line["head"]) if line["voter"] else None
            back = choice == "none" and not himself and name in counted
            may = back or (who and (not himself or body.get("person") == who))
            may = may and self.votes(line, item["key"])
            self.must(may, f"nobody may vote so for {line['label']}")
            counted.pop(name, None)
            if choice != "none":
                counted[name] = (choice, who, self.number)

    def on_voted(self, body):
        item = body["item"]
        for head in body["heads"]:
            counted = self.frozen.get(item, {}).get(head, (0, 0))[1]
            may = item == self.open_item and counted and self.acting(head)
            may = may and head not in self.voted[item]
            self.must(may, f"{self.name(head)} cannot vote on it, or not again")
            self.voted[item].append(head)

    def on_item_closed(self, body):
        name, item = body["item"], self.items[body["item"]]
        self.must(name == self.open_item, "the item is not open")
        self.open_item = None
        self.closed.add(name)
        if item["secret"]:
            self.results[name] = self.close_secret(item, body)
        elif item["majority"]:
            powers = self.powers(item)
            self.results[name] = self.outcome(item, powers, self.add_up(item, powers))

    def close_secret(self, item, body):
        powers, ballots = self.frozen.get(item["id"], {}), self.secret.get(item["id"])
        cast = [powers.get(head, (0, 0))[1] for head in self.voted[item["id"]]]
        totals, adopted = body.get("totals"), body["adopted"]
        if ballots is not None:
            sums = dict.fromkeys(CHOICES, 0)
            for ballot in ballots:
                sums[ballot["choice"]] += ballot["votes"]
            same = Counter(ballot["votes"] for ballot in ballots) == Counter(cast)
            same = same and digest_of_ballots(item["id"], ballots) == body["head"]
            self.must(same, "the ballots of this item are not those that were cast")
            self.must(totals in (None, sums), "the totals are not those of the ballots")
        if totals is None:
            may = sum(cast) and self.has_presence(item, powers)
            self.must(may or not adopted, "adopted by nobody, or without the presence")
            return {**dict.fromkeys(FIGURES), "adopted": adopted}
        self.must(sum(totals.values()) == sum(cast), "not the votes of those who voted")
        result = self.outcome(item, powers, {name: totals[name] for name in CHOICES})
        self.must(result["adopted"] == adopted, "the outcome does not follow")
        return result


def recount(data):
    """Return the lines of the report, and the differences."""
    meeting, last, before = Meeting(data), digest_of_roll(data), None
    for position, event in enumerate(data["events"], start=1):
        at = datetime.fromisoformat(event["at"])
        in_order = event["number"] == position and (before is None or before <= at)
        found = digest_of(event, ["number", "at", "kind", "body"], last)
        meeting.take(event)
        meeting.must(in_order, f"at place {position}, or at {at}, it does not follow")
        meeting.must(found == event["digest"], "it was changed, or what is before it")
        # On from what the file says: a break is named once.
        last, before = event["digest"], at
    if last != data["head"]:
        meeting.differences.append(f"last digest {last}, published {data['head']}")
    compare(meeting, data["results"])
    return meeting.report, meeting.differences


def compare(meeting, published):
    for name in [*meeting.items, *(published.keys() - meeting.items.keys())]:
        found, said = meeting.results.get(name), published.get(name)
        if found:
            figures = ", ".join(f"{figure} {found[figure]}" for figure in FIGURES)
            item = "Item {number} ({majority}): ".format(**meeting.items[name])
            meeting.report.append(item + figures)
        if found != said:
            meeting.differences.append(f"{name}: counted {found}, published {said}")


def main(arguments):
    try:
        [path] = arguments
        with open(path, encoding="utf-8") as file:
            data = json.load(file, object_pairs_hook=each_name_once)
        if data["format"] != "koprogo-meeting-1":
            raise ValueError(data["format"])
        report, differences = recount(data)
        title = f"{data['association']['name']}: {data['assembly']['title']}"
    except (AttributeError, LookupError, OSError, TypeError, ValueError) as error:
        sys.stderr.write(f"Not a whole export of one meeting: {error!r}\n")
        return 2
    report = [title, f"{len(data['events'])} events, digest {data['head']}", *report]
    report += [f"DIFFERENCE: {text}" for text in differences]
    report += ["Something differs." if differences else "All agrees."]
    sys.stdout.write("\n".join(report) + "\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")
    sys.exit(main(sys.argv[1:]))
