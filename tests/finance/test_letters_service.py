"""Made once, in steps, by a worker that may die."""

from decimal import Decimal

import pytest
from django.utils import timezone

from buildings.errors import NoSyndic
from buildings.mailings import letters_of
from buildings.models import Holding, Mandate, Owner
from buildings.services import letters
from finance import services as books
from finance.errors import CallCancelled, NotIssued
from finance.models import CallLetter, LetterRun
from koprogo.documents.models import File
from koprogo.documents.services import read
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from tests.finance.factories import draft, issued, payment
from tests.finance.letters import (
    actions,
    by_code,
    fresh,
    furnish,
    names,
    state,
)

# Made


def test_the_worker_makes_a_letter_for_each_document_and_one_zip(acacias, sophie):
    furnish()
    payment("H1", "100.00")
    call = issued()
    letters.make_letters(call, by=sophie)
    before = state(call)
    assert (before.made, before.is_making, before.is_made) == (0, True, False)
    run_all()
    found = by_code(call)
    languages = {code: one.language for code, one in found.items()}
    assert languages == {"H1": "fr", "H2": "nl", "H3": "fr"}
    assert found["H1"].to_pay == Decimal("400.00")
    assert found["H1"].address == "Rue Haute 10, 1000 Bruxelles"
    assert found["H3"].addressee.code == "jean"
    assert all(read(one.file).startswith(b"%PDF-") for one in found.values())
    year = timezone.localdate().year
    assert names(LetterRun.objects.get().zip) == [
        f"{year}-01_H1_Haddad.pdf",
        f"{year}-01_H2_Elise.pdf",
        f"{year}-01_H3_Moreau.pdf",
    ]
    assert state(call).is_made
    assert not state(call).is_making
    job = Job.objects.get(name="finance.make_letters")
    assert (job.done, job.total, job.by) == (3, 3, sophie)
    assert File.objects.filter(created_by=sophie).count() == 4
    assert actions() == [("letters.ordered", {})]


def test_letters_are_made_in_steps(acacias, monkeypatch):
    monkeypatch.setattr(letters, "LETTERS_PER_STEP", 2)
    call = issued()
    letters.make_letters(call, by=None)
    made = [letters.make_some(fresh(call), by=None) for _step in range(3)]
    assert made == [2, 3, None]
    assert CallLetter.objects.count() == 3


def test_asking_twice_makes_nothing_twice(acacias, sophie):
    call = issued()
    letters.make_letters(call, by=sophie)
    letters.make_letters(call, by=sophie)
    assert Job.objects.filter(name="finance.make_letters").count() == 1
    run_all()
    before = [one.file_id for one in letters_of(call)]
    letters.make_letters(call, by=sophie)
    run_all()
    assert [one.file_id for one in letters_of(call)] == before
    assert Job.objects.filter(name="finance.make_letters").count() == 1
    assert actions() == [("letters.ordered", {})]


def test_what_was_given_up_starts_again_where_it_stopped(acacias, sophie, monkeypatch):
    monkeypatch.setattr(letters, "LETTERS_PER_STEP", 1)
    call = issued()
    letters.make_letters(call, by=sophie)
    letters.make_some(fresh(call), by=sophie)
    first = CallLetter.objects.get()
    Job.objects.update(failed_at=timezone.now())
    letters.make_letters(call, by=sophie)
    run_all()
    assert CallLetter.objects.count() == 3
    assert CallLetter.objects.order_by("pk").first() == first
    assert actions() == [("letters.ordered", {})]


def test_a_draft_has_no_letters(acacias):
    with pytest.raises(NotIssued):
        letters.make_letters(draft(), by=None)


def test_a_cancelled_call_gets_no_letters(acacias):
    call = issued()
    letters.make_letters(call, by=None)
    books.cancel_call(call, by=None)
    run_all()
    assert CallLetter.objects.count() == 0
    assert LetterRun.objects.get().finished_at is None
    with pytest.raises(CallCancelled):
        letters.make_letters(call, by=None)


def test_without_a_syndic_nothing_starts(acacias):
    call = issued()
    Mandate.objects.filter(tenant=acacias.pk).update(until=timezone.localdate())
    with pytest.raises(NoSyndic):
        letters.make_letters(call, by=None)
    assert LetterRun.objects.count() == 0


def test_names_in_a_zip_stay_unique(acacias):
    """A/1 and A-1 are different accounts and the same file name."""
    Holding.objects.filter(code="H1").update(code="A/1")
    Holding.objects.filter(code="H2").update(code="A-1")
    Owner.objects.update(last_name="Новак")
    call = issued()
    letters.make_letters(call, by=None)
    run_all()
    year = timezone.localdate().year
    assert names(LetterRun.objects.get().zip) == [
        *(f"{year}-01_A-1.pdf", f"{year}-01_A-1_2.pdf", f"{year}-01_H3.pdf")
    ]


def test_a_very_long_list_of_holders_is_cut_in_the_row(acacias):
    Holding.objects.filter(code="H3").update(representative=None)
    Owner.objects.filter(code__in=["jean", "fatima"]).update(
        first_name="f" * 80, last_name="n" * 120
    )
    call = issued()
    letters.make_letters(call, by=None)
    run_all()
    assert len(by_code(call)["H3"].name) == 250
