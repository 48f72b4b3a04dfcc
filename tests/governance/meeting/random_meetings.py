"""Random valid meetings, for the fold and for the recount that is written beside it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from governance.majorities import Majority
from governance.meeting.chain import SecretBallot, secret_head
from governance.meeting.events import Channel, Choice, Event, Refused
from governance.meeting.fold import Meeting, fold
from governance.meeting.roll import ASBL, BUILDING, Item, Kind, Line, Roll

START = datetime(2026, 3, 19, 18, 0, tzinfo=UTC)
KEY = "lift"
CHOICES = [choice.value for choice in Choice]
#: twice as often for: else nothing is ever adopted
BALLOTS = [*CHOICES, "for", "for", "for", "none"]


@dataclass(frozen=True)
class RandomMeeting:
    """A roll, events that follow on each other, and the ballots of secret items."""

    roll: Roll
    events: tuple[Event, ...]
    secret: dict[str, tuple[SecretBallot, ...]]

    @property
    def meeting(self) -> Meeting:
        return fold(self.roll, self.events)


@st.composite
def rolls(draw, rules=None):
    """Draw the roll of a building or of the ASBL, small enough that ties happen."""
    rules = rules or draw(st.sampled_from([BUILDING, BUILDING, BUILDING, ASBL]))
    lines = draw(members() if rules == ASBL else lots())
    items = draw(st.lists(items_of(rules, lines), min_size=1, max_size=4))
    return Roll(
        rules,
        tuple(lines),
        tuple(
            replace(item, id=f"item-{number}", number=number)
            for number, item in enumerate(items, start=1)
        ),
    )


@st.composite
def lots(draw):
    heads = draw(st.integers(1, 8))
    # One person may vote for several heads; some heads have several lots.
    voters = [
        draw(st.sampled_from([None, f"p{head}", f"p{head}", f"p{head}", "p0"]))
        for head in range(heads)
    ]
    owners = [*range(heads), *draw(st.lists(st.integers(0, heads - 1), max_size=3))]
    votes = st.one_of(
        st.integers(0, 12), st.integers(0, 1000), st.sampled_from([1, 250, 500])
    )
    return [
        Line(
            id=f"lot-{number}",
            label=f"Lot {number}",
            head=f"h{head}",
            # Its holders may have named somebody for one lot and not for another.
            voter=voters[head] if draw(st.integers(0, 9)) else None,
            votes=draw(votes),
            parts={KEY: part} if (part := draw(st.integers(0, 5))) else {},
        )
        for number, head in enumerate(owners, start=1)
    ]


@st.composite
def members(draw):
    return [
        Line(f"member-{n}", f"Member {n}", f"m{n}", f"p{n}", 1)
        for n in range(draw(st.integers(1, 9)))
    ]


@st.composite
def items_of(draw, rules, lines):
    kind = draw(st.sampled_from([Kind.VOTE] * 5 + [Kind.ELECTION, Kind.INFORMATION]))
    if kind is Kind.INFORMATION:
        return Item("", 0, kind, majority=None)
    majority = draw(st.sampled_from(Majority))
    has_key = any(line.votes_by(KEY) for line in lines)
    may_be_secret = rules == ASBL or kind is Kind.ELECTION
    fractions = st.sampled_from([None, (2, 3), (1, 1)])
    return Item(
        id="",
        number=0,
        kind=kind,
        majority=majority,
        key=KEY if has_key and draw(st.integers(0, 2)) == 0 else None,
        secret=may_be_secret and draw(st.booleans()),
        present_only=majority is Majority.UNANIMITY and draw(st.booleans()),
        presence=draw(fractions) if rules == ASBL else None,
        barred=draw(
            st.frozensets(st.sampled_from(["p1", "h2", "m2", "contractor"]), max_size=1)
        ),
    )


@st.composite
def meetings(draw, rules=None, most=60):
    """Draw a meeting: a roll, events that are all taken, and the secret ballots."""
    story = _Story(draw, draw(rolls(rules)))
    story.many_arrive()
    for _ in range(draw(st.integers(0, most))):
        story.goes_on()
    return RandomMeeting(
        story.meeting.roll,
        tuple(story.events),
        {item: tuple(ballots) for item, ballots in story.secret.items()},
    )


class _Story:
    """What happens next, drawn from what may happen now."""

    def __init__(self, draw, roll):
        self.draw = draw
        self.meeting = fold(roll, [])
        self.events = []
        self.secret = {}
        self.proxies = 0
        self.persons = [*roll.heads_of, "outsider", "stranger"]
        self.trusted = draw(st.sampled_from(self.persons))
        self.lines = {line.id: line for line in roll.lines}

    def many_arrive(self):
        for person in self.persons[:-2]:
            if self.draw(st.booleans()):
                self.happens("arrived", person=person, way="room")

    def goes_on(self):
        """Draw events until the meeting takes one of them."""
        for what in self.draw(st.permutations(self._possible()))[:5]:
            if what(self):
                return

    def _possible(self):
        meeting = self.meeting
        if meeting.end is not None:
            return [_Story.signs] if len(meeting.signatures) < 2 else [_Story.nothing]
        coming = [_Story.arrives] * 4 + [_Story.proxy] * 3
        rare = [
            _Story.leaves,
            _Story.leaves,
            _Story.withdraws,
            _Story.returns,
            _Story.bureau,
        ]
        rare += [_Story.remark, _Story.amends, _Story.conflict, _Story.postpones]
        rare += [_Story.returns]
        if meeting.opening is None:
            return [*coming, *rare, *[_Story.opens] * 4]
        if not meeting.opening.may_decide:
            return [*coming, *rare, _Story.adjourns]
        if meeting.open_item is not None:
            return [*coming, *rare, *[_Story.votes] * 12, _Story.closes_item]
        opening = [_Story.opens_item] * 16
        return [*coming, *rare, *opening, _Story.reopens, _Story.closes]

    def happens(self, kind, **body):
        """Keep the event if the meeting takes it; return whether it does."""
        at = self.meeting.at or START
        after = timedelta(microseconds=self.draw(st.sampled_from([0, 1, 90_000_000])))
        event = Event(self.meeting.number + 1, at + after, kind, body)
        if not self._is_taken(event):
            return False
        self.meeting = self.meeting.apply(event)
        self.events.append(event)
        return True

    def _is_taken(self, event):
        try:
            self.meeting.apply(event)
        except Refused:
            return False
        return True

    def one(self, things):
        return self.draw(st.sampled_from(sorted(things)))

    def item(self):
        return self.one(item.id for item in self.meeting.roll.items)

    def arrives(self):
        way = self.one(["room", "remote"])
        absent = [p for p in self.persons if p not in self.meeting.present]
        return bool(absent) and self.happens(
            "arrived", person=self.one(absent), way=way
        )

    def leaves(self):
        present = self.meeting.present
        return bool(present) and self.happens("left", person=self.one(present))

    def returns(self):
        return self.happens("returned", person=self.one(self.persons))

    def proxy(self):
        self.proxies += 1
        return self.happens(
            "proxy-registered",
            proxy=f"proxy-{self.proxies}",
            principal=self.one(self.meeting.roll.heads),
            holder=self.draw(st.sampled_from([self.trusted, *self.persons])),
            syndic=self.draw(st.integers(0, 9)) == 0,
        )

    def withdraws(self):
        standing = [proxy.id for proxy in self.meeting.proxies if proxy.stands]
        return bool(standing) and self.happens(
            "proxy-withdrawn", proxy=self.one(standing), reason="withdrawn"
        )

    def bureau(self):
        return self.happens("bureau", chair=self.one(self.persons), secretary="syndic")

    def opens(self):
        return self.happens("opened", session=self.draw(st.sampled_from([1, 1, 2])))

    def adjourns(self):
        return self.happens("adjourned")

    def closes(self):
        return self.happens("closed")

    def nothing(self):
        return True

    def signs(self):
        person = self.one(self.persons)
        return self.happens(
            "signed", name=f"Name of {person}", role="owner", person=person, way="room"
        )

    def remark(self):
        return self.happens("remark", item=self.item(), person=None, text="A remark.")

    def amends(self):
        return self.happens(
            "amended", item=self.item(), text={"fr": "Après"}, reason="clearer"
        )

    def conflict(self):
        who = self.draw(st.sampled_from(["person", "head", "nobody", "nobody"]))
        if who == "nobody":
            return False
        named = self.persons if who == "person" else self.meeting.roll.heads
        return self.happens(
            "conflict", item=self.item(), reason="works here", **{who: self.one(named)}
        )

    def opens_item(self):
        return self.happens("item-opened", item=self.item())

    def postpones(self):
        return self.happens("item-postponed", item=self.item(), reason="no quote")

    def reopens(self):
        return self.happens("item-reopened", item=self.item(), reason="a mistake")

    def votes(self):
        item = self.meeting.item(self.meeting.open_item).item
        if item.kind is Kind.INFORMATION:
            return False
        return self._votes_secretly(item) if item.secret else self._ballot(item)

    def _ballot(self, item):
        represented = self.meeting.represented
        lines = [
            line
            for line in self.lines.values()
            if line.votes_by(item.key) and line.voter and line.head in represented
        ]
        channel = self.draw(st.sampled_from(Channel))
        if not lines:
            return False
        person = self.one({represented[line.head].holder for line in lines})
        if channel in ("phone", "remote"):
            lines = [li for li in lines if represented[li.head].holder == person]
        ids = [line.id for line in lines]
        some = st.lists(st.sampled_from(ids), min_size=1)
        chosen = ids if self.draw(st.booleans()) else self.draw(some)
        return self.happens(
            "ballot",
            item=item.id,
            choices={line: self.draw(st.sampled_from(BALLOTS)) for line in chosen},
            person=person,
            channel=channel.value,
            operator=None if channel in ("phone", "remote") else "syndic",
            reason=None,
        )

    def _votes_secretly(self, item):
        powers = self.meeting.powers(item.id)
        voted = self.meeting.voted(item.id)
        waiting = [head for head in powers.votes if head not in voted]
        if not waiting:
            return False
        head = self.one(waiting)
        taken = self.happens("voted", item=item.id, heads=[head], channel="phone")
        if taken:
            choice = self.draw(st.sampled_from(CHOICES))
            ids = self.draw(st.integers(0, 10**6))
            self.secret.setdefault(item.id, []).append(
                SecretBallot(f"{ids:07}-{head}", choice, powers.counted[head])
            )
        return taken

    def closes_item(self):
        item = self.meeting.open_item
        if not self.meeting.item(item).item.secret:
            return self.happens("item-closed", item=item)
        ballots = self.secret.setdefault(item, [])
        totals = dict.fromkeys(CHOICES, 0)
        for ballot in ballots:
            totals[ballot.choice] += ballot.votes
        outcome = {"item": item, "head": secret_head(item, ballots)}
        found = {**outcome, "totals": totals, "adopted": True}
        adopted = self._is_taken(
            Event(self.meeting.number + 1, self.meeting.at, "item-closed", found)
        )
        shown = None if self.draw(st.booleans()) else totals
        return self.happens("item-closed", **outcome, totals=shown, adopted=adopted)
