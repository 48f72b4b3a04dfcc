"""Whatever is posted and reversed, in whatever order, the books stay sound."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koprogo.ledger.models import Entry
from koprogo.ledger.queries import trial_balance, verify
from koprogo.money import from_cents
from tests.ledger.books import DAY, credit, debit, mirror, post

accounts = st.sampled_from(["10", "20", "30"])


@dataclass(frozen=True)
class Post:
    """Amounts in cents, each from one account to another."""

    journal: str
    year: int
    moves: tuple[tuple[str, str, int], ...]

    def lines(self):
        for debited, credited, cents in self.moves:
            yield debit(debited, from_cents(cents))
            yield credit(credited, from_cents(cents))


@dataclass(frozen=True)
class Reverse:
    """The mirror of one of the entries that have none yet."""

    choice: int


moves = st.tuples(accounts, accounts, st.integers(1, 10**12))
posts = st.builds(
    Post,
    st.sampled_from(["misc", "bank"]),
    st.sampled_from([2025, 2026]),
    st.lists(moves, min_size=1, max_size=4).map(tuple),
)
histories = st.lists(posts | st.builds(Reverse, st.integers(0, 9)), max_size=8)


@contextmanager
def taken_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def replay(history):
    """Post the history; return what stands: the steps that were not reversed."""
    standing = []
    for step in history:
        if isinstance(step, Post):
            entry = post(*step.lines(), journal=step.journal, year=step.year)
            standing.append((entry, step))
        elif standing:
            entry, _step = standing.pop(step.choice % len(standing))
            mirror(entry, year=entry.year)
    return [step for _entry, step in standing]


def expected(standing):
    net = Counter()
    for step in standing:
        for debited, credited, cents in step.moves:
            net[debited] += cents
            net[credited] -= cents
    return {account: from_cents(cents) for account, cents in net.items() if cents}


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(histories)
def test_any_history_balances_and_reversed_pairs_cancel(books, history):
    with taken_back():
        standing = replay(history)
        balances = trial_balance(on=DAY)
        assert sum(balance.net for balance in balances) == Decimal(0)
        assert {b.account: b.net for b in balances if b.net} == expected(standing)
        assert verify() == []
        for entry in Entry.objects.filter(mirror__isnull=False):
            assert entry.mirror.number > entry.number
