"""Several people at the same moment, with real commits on connections of their own."""

from collections import Counter
from threading import Barrier

from django.db import IntegrityError

from koprogo.ledger.errors import AlreadyPosted, AlreadyReversed
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import trial_balance, verify
from koprogo.tenancy import enter
from tests import cast
from tests.ledger.books import DAY, mirror, open_books, post
from tests.together import PATIENCE, at_once


class ChangedMyMind(Exception):
    pass


def numbers(journal):
    return list(
        Entry.objects.filter(journal__code=journal)
        .order_by("number")
        .values_list("number", flat=True)
    )


def test_numbers_have_no_gaps_and_no_doubles(tenant_id):
    """Six people post ten entries each in two journals; every third is taken back."""

    def work(which):
        journal = ("misc", "bank")[which % 2]
        for attempt in range(10):
            try:
                with enter(tenant_id, by=None):
                    post(journal=journal)
                    if (which + attempt) % 3 == 0:
                        raise ChangedMyMind
            except ChangedMyMind:
                pass

    at_once(6, work)
    with enter(tenant_id, by=None):
        assert numbers("misc") == list(range(1, 21))
        assert numbers("bank") == list(range(1, 21))
        assert verify() == []


def outcome(tenant_id, action):
    try:
        with enter(tenant_id, by=None):
            action()
    except (AlreadyPosted, AlreadyReversed, IntegrityError) as refusal:
        return type(refusal).__name__
    return "posted"


def test_the_same_source_is_posted_once(tenant_id):
    outcomes = at_once(4, lambda _: outcome(tenant_id, lambda: post(source="call:1")))
    assert Counter(outcomes) == {"posted": 1, "AlreadyPosted": 3}
    with enter(tenant_id, by=None):
        assert numbers("misc") == [1]


def test_the_same_source_in_two_journals_is_posted_once(tenant_id):
    """They do not wait for the same journal; the constraint decides."""
    journals = ["misc", "bank"]
    outcomes = at_once(
        2,
        lambda which: outcome(
            tenant_id, lambda: post(source="call:1", journal=journals[which])
        ),
    )
    assert outcomes.count("posted") == 1
    with enter(tenant_id, by=None):
        assert Entry.objects.filter(source="call:1").count() == 1


def test_an_entry_is_reversed_once(tenant_id):
    with enter(tenant_id, by=None):
        entry = post()
    outcomes = at_once(4, lambda _: outcome(tenant_id, lambda: mirror(entry)))
    assert Counter(outcomes) == {"posted": 1, "AlreadyReversed": 3}
    with enter(tenant_id, by=None):
        assert [balance.net for balance in trial_balance(on=DAY)] == [0, 0]


def test_two_buildings_do_not_wait_for_each_other(tenant_id):
    other = cast.tenant(cast.BELLEVUE).pk
    with enter(other, by=None):
        open_books()
    halfway = Barrier(2)

    def work(which):
        with enter([tenant_id, other][which], by=None):
            entry = post()
            halfway.wait(timeout=PATIENCE)
        return str(entry)

    assert at_once(2, work) == ["misc 2026-1", "misc 2026-1"]


def test_two_journals_do_not_wait_for_each_other(tenant_id):
    journals = ["misc", "bank"]
    halfway = Barrier(2)

    def work(which):
        with enter(tenant_id, by=None):
            entry = post(journal=journals[which])
            halfway.wait(timeout=PATIENCE)
        return str(entry)

    assert at_once(2, work) == ["misc 2026-1", "bank 2026-1"]
