"""Any sequence of exchanges: the sum is 0, limits hold, and nothing is counted twice."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from community.credits import Limits, Reach, Transfer, mirror, written_off
from community.errors import CommunityError
from community.errors.hours import BeyondLimit
from community.models import HoursAccount, HoursExchange, HoursTransfer
from community.queries.hours.accounts import limits_now
from community.queries.hours.integrity import verify
from community.services.hours import disputes, exchanges, ledger
from tests.community import making as neighbours
from tests.community.hours import making

NAMES = ("omar", "otto", "clara")
COMMON = "common"
who = st.sampled_from(NAMES)
minutes = st.integers(1, 1440)


class Exchanging(RuleBasedStateMachine):
    """The services beside the pure rules, which keep their own books."""

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.people = {name: neighbours.joined(name) for name in NAMES}
        for person in self.people.values():
            ledger.open_account(person)
        making.mediator(self.people["clara"])
        self.books = Counter()
        self.limits = Limits()
        self.waiting = []  # done: to be confirmed, by whom
        self.counted = []  # with its transfer

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def _fits(self, said):
        return all(
            account == COMMON
            or self.limits.reach(self.books[account], change) != Reach.BEYOND
            for account, change in said.legs()
        )

    def _booked(self, said):
        for account, change in said.legs():
            self.books[account] += change

    def _try(self, said, act):
        """Do it: refused exactly when the rules on paper refuse it."""
        fits = self._fits(said)
        try:
            with transaction.atomic():
                act()
        except BeyondLimit:
            assert not fits
            return False
        assert fits
        self._booked(said)
        return True

    @rule(giver=who, receiver=who, minutes=minutes)
    def do(self, giver, receiver, minutes):
        if giver == receiver:
            return
        row = making.done(self.people[giver], self.people[receiver], minutes)
        self.waiting.append((row, Transfer(giver, receiver, minutes)))

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def confirm(self, data):
        row, said = data.draw(st.sampled_from(self.waiting))
        me = self.people[said.receiver]
        if self._try(said, lambda: making.confirm(row, me)):
            self.waiting.remove((row, said))
            self.counted.append((row, said))

    @precondition(lambda self: self.waiting)
    @rule(data=st.data(), minutes=st.integers(0, 1440))
    def dispute(self, data, minutes):
        row, said = data.draw(st.sampled_from(self.waiting))
        if "clara" in (said.giver, said.receiver):
            return
        self.waiting.remove((row, said))
        me, mediator = self.people[said.receiver], self.people["clara"]
        disputes.dispute(row, reason="No.", me=me, by=me.user)
        told = {"minutes": minutes, "reasons": "So.", "me": mediator, "by": None}
        if not minutes:
            disputes.mediate(row, **told)
            return
        decided = Transfer(said.giver, said.receiver, minutes)
        if self._try(decided, lambda: disputes.mediate(row, **told)):
            self.counted.append((row, decided))

    @precondition(lambda self: self.counted)
    @rule(data=st.data())
    def replay(self, data):
        row, said = data.draw(st.sampled_from(self.counted))
        me = self.people[said.receiver]
        with pytest.raises(CommunityError):
            making.confirm(row, me)

    @precondition(lambda self: self.counted)
    @rule(data=st.data())
    def undo(self, data):
        row, said = data.draw(st.sampled_from(self.counted))
        giver, receiver = self.people[said.giver], self.people[said.receiver]
        found = HoursExchange.objects.get(pk=row.pk)
        if found.mirror_asked_by_id is None:
            disputes.ask_to_undo(row, me=giver, by=giver.user)
        agree = {"me": receiver, "by": receiver.user}
        if self._try(mirror(said), lambda: disputes.agree_to_undo(row, **agree)):
            self.counted.remove((row, said))

    @rule(name=who)
    def settle(self, name):
        said = written_off(name, self.books[name], common=COMMON)
        row = ledger.settle(self.people[name])
        assert (row is None) == (said is None)
        if said:
            self._booked(said)

    @rule(floor=st.integers(1, 20), ceiling=st.integers(1, 50))
    def limit(self, floor, ceiling):
        making.limited(floor=-60 * floor, ceiling=60 * ceiling)
        self.limits = limits_now()

    @invariant()
    def balances_are_those_on_paper(self):
        rows = {
            row.neighbour.name.lower() if row.neighbour else COMMON: row.balance
            for row in HoursAccount.objects.select_related("neighbour")
        }
        assert sum(rows.values()) == 0
        assert {name: self.books[name] for name in rows} == rows

    @invariant()
    def nothing_is_wrong_in_the_ledger(self):
        assert verify() == []
        kinds = Counter(HoursTransfer.objects.values_list("exchange", "kind"))
        assert all(many == 1 for (exchange, _kind), many in kinds.items() if exchange)


def test_any_sequence_of_exchanges(acacias):
    assert exchanges.LONGEST == 1440
    run_state_machine_as_test(
        Exchanging,
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
