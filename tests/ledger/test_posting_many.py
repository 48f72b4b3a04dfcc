"""Many entries at once: the same promises as one, and a cost that does not grow."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koprogo.ledger import services
from koprogo.ledger.errors import (
    AlreadyPosted,
    DateOutsideYear,
    LedgerError,
    Unbalanced,
    UnknownAccount,
    YearClosed,
)
from koprogo.ledger.models import Account, Entry, Journal, Line, Party
from koprogo.ledger.queries import trial_balance, verify
from koprogo.money import FractionOfACent
from koprogo.tenancy import enter
from tests.ledger.books import (
    DAY,
    close_year,
    credit,
    debit,
    draft,
    open_year,
    pair,
    post,
    sides,
)
from tests.sql import rows
from tests.together import outcomes


def post_many(*drafts, **options):
    return services.post_many(drafts, by=None, **options)


def test_numbers_run_in_the_order_given(books):
    post()
    series = [("misc", 2026), ("bank", 2026), ("misc", 2027), ("misc", 2026)] * 25
    entries = post_many(*(draft(journal=j, year=y) for j, y in series))
    seen = {key: int(key == ("misc", 2026)) for key in series}
    for key, entry in zip(series, entries, strict=True):
        seen[key] += 1
        assert (entry.journal.code, entry.year, entry.number) == (*key, seen[key])
    stored = Entry.objects.in_bulk([entry.pk for entry in entries])
    assert [str(stored[entry.pk]) for entry in entries] == [str(e) for e in entries]
    assert {e.pk: e.posted_at for e in stored.values()} == {
        entry.pk: entry.posted_at for entry in entries
    }


def test_numbers_do_not_follow_where_the_rows_lie(books):
    """The planner would take them in the order of the table, or of an index."""
    entries = [entry.pk for entry in Entry.objects.bulk_create(unposted())]
    for entry in entries:
        Line.objects.bulk_create(two_lines(entry))
    backwards = entries[::-1]
    assert rows("SELECT given FROM ledger_post(%s)", [backwards]) == [
        (number,) for number in range(1, 21)
    ]
    numbers = Entry.objects.in_bulk(entries)
    assert [numbers[entry].number for entry in backwards] == list(range(1, 21))


def unposted():
    posted = post(journal="bank")
    for number in range(20):
        journal = Journal.objects.get(code="misc")
        yield Entry(journal=journal, year=2026, date=posted.date, text=str(number))


def two_lines(entry):
    accounts = Account.objects
    yield Line(entry_id=entry, account=accounts.get(code="10"), debit=1)
    yield Line(entry_id=entry, account=accounts.get(code="20"), credit=1)


def test_each_entry_has_its_lines(books):
    party = Party.objects.create()
    first, second = post_many(
        draft(debit("10", "7.50", party_id=party.pk), credit("20", "7.50")),
        draft(debit("30", "1"), debit("30", "2"), credit("10", "3")),
    )
    nil = Decimal("0.00")
    assert sides(first) == [("10", Decimal("7.50"), nil), ("20", nil, Decimal("7.50"))]
    assert sides(second) == [
        ("30", Decimal("1.00"), nil),
        ("30", Decimal("2.00"), nil),
        ("10", nil, Decimal("3.00")),
    ]
    assert [line.party for line in first.lines.order_by("pk")] == [party, None]


def test_nothing_is_posted_of_nothing(books):
    assert post_many() == []


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (draft(debit("10", "1"), credit("20", "2")), Unbalanced),
        (draft(*pair("0.001")), FractionOfACent),
        (draft(debit("10", "1"), credit("99", "1")), UnknownAccount),
        (draft(source="bank:2"), AlreadyPosted),
        (draft(source="bank:1"), AlreadyPosted),
        (draft(day=DAY.replace(year=2028)), DateOutsideYear),
        (draft(year=2027, day=DAY.replace(year=2027)), DateOutsideYear),
        (draft(year=2025, day=DAY.replace(year=2025)), YearClosed),
    ],
)
def test_one_that_is_refused_refuses_all(books, wrong, error):
    open_year(2025)
    close_year(2025)
    open_year(2026, DAY.replace(month=1, day=1), DAY.replace(year=2027, month=6))
    post(source="bank:2")
    with pytest.raises(error):
        post_many(draft(source="bank:1"), wrong, draft())
    assert Entry.objects.count() == 1


def test_what_was_posted_is_skipped_when_asked(books):
    post(source="bank:1")
    entries = post_many(
        draft(source="bank:1"),
        draft(source="bank:2"),
        draft(),
        draft(source="bank:2"),
        skip_posted=True,
    )
    assert [(entry.source, entry.number) for entry in entries] == [
        ("bank:2", 2),
        (None, 3),
    ]
    assert post_many(draft(source="bank:1"), skip_posted=True) == []


def test_two_importers_of_the_same_post_each_source_once(tenant_id):
    def run():
        drafts = (draft(source=f"bank:{n}") for n in range(50))
        with enter(tenant_id, by=None):
            post_many(*drafts, skip_posted=True)

    assert outcomes([run] * 3, refusals=LedgerError) == ["done"] * 3
    with enter(tenant_id, by=None):
        numbers = Entry.objects.order_by("source").values_list("number", flat=True)
        assert sorted(numbers) == list(range(1, 51))
        assert verify() == []


def test_the_same_source_in_two_journals_is_named_when_they_race(tenant_id):
    """They do not wait for the same journal: the constraint decides, in our words."""

    def into(journal):
        def run():
            with enter(tenant_id, by=None):
                post(journal=journal, source="call:1")

        return run

    acts = [into(journal) for journal in ("misc", "bank", "calls", "purchases")]
    assert outcomes(acts, refusals=LedgerError) == ["AlreadyPosted"] * 3 + ["done"]


def test_another_refusal_of_the_database_keeps_its_name(books):
    with pytest.raises(Exception, match="line_debit_xor_credit"):
        post_many(draft(*pair("-1.00")))


def test_the_cost_does_not_grow_with_the_entries(books):
    def statements(number):
        with CaptureQueriesContext(connection) as captured:
            post_many(*(draft(source=f"{number}:{n}") for n in range(number)))
        return [query["sql"].split()[0] for query in captured]

    assert statements(500) == statements(1)
    assert [b.net for b in trial_balance(on=DAY)] == [Decimal(5010), Decimal(-5010)]
