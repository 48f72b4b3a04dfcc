"""Sent once, by the way that each addressee agreed to."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.utils import timezone

from buildings.errors import LettersNotMade, PostedOnWrongDay
from buildings.mailings import WhyPost, letters_of, ways
from buildings.models import Consent, Firm, Owner
from buildings.services import letters
from finance import services as books
from finance.errors import CallCancelled
from finance.models import CallLetter
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from tests.finance.factories import issued, item
from tests.finance.letters import (
    actions,
    by_code,
    consent,
    furnish,
    names,
    rows,
    state,
)


@pytest.fixture
def call(acacias):
    """An issued call whose letters are made (as rows, without PDF)."""
    call = issued()
    rows(call)
    return call


def post(call, sophie, **kwargs):
    values = {
        "letters": [letter.uuid for letter in letters_of(call)],
        "on": timezone.localdate(),
        "by": sophie,
    }
    return letters.mark_posted(call, **values | kwargs)


# Made


# Sent


def test_by_email_only_with_the_wish_and_the_consent(call, sophie):
    furnish()
    consent("omar")
    Owner.objects.filter(code="clara").update(channel=Owner.Channel.EMAIL)
    assert {
        one.letter.document.holding.code: one.why_post for one in ways(letters_of(call))
    } == {"H1": None, "H2": WhyPost.NO_CONSENT, "H3": WhyPost.WISH}
    sent = letters.send_letters(call, by=sophie)
    assert (sent.emails, sent.post) == (1, 2)
    assert [
        (one.recipient.partition(":")[0], one.channel, one.address)
        for one in Delivery.objects.order_by("pk")
    ] == [
        ("holding", "email", "omar@example.org"),
        ("holding", "post", "Rue Haute 10, 1000 Bruxelles"),
        ("holding", "post", "Rue Haute 10, 1000 Bruxelles"),
    ]
    found = by_code(call)
    channels = {code: one.delivery.channel for code, one in found.items()}
    assert channels == {"H1": "email", "H2": "post", "H3": "post"}
    assert actions() == [("letters.sent", {"emails": 1, "post": 2})]


def test_a_consent_that_was_withdrawn_or_is_for_something_else_does_not_count(
    call, sophie
):
    consent("omar", withdrawn_on=date(2026, 2, 1))
    consent("clara")
    Consent.objects.filter(owner__code="clara").update(purpose="convocations")
    sent = letters.send_letters(call, by=sophie)
    assert (sent.emails, sent.post) == (0, 3)


def test_nobody_consents_for_the_others(call, sophie):
    consent("jean")
    consent("fatima")
    CallLetter.objects.filter(document__holding__code="H3").update(addressee=None)
    [joint] = [one for one in ways(letters_of(call)) if one.why_post == "joint"]
    assert joint.letter.document.holding.code == "H3"
    assert letters.send_letters(call, by=sophie).emails == 0


def test_nothing_is_bundled_for_post_when_everybody_gets_an_email(call, sophie):
    for code in ("omar", "clara", "jean"):
        consent(code)
    sent = letters.send_letters(call, by=sophie)
    assert (sent.emails, sent.post) == (3, 0)
    assert not Job.objects.filter(name="finance.bundle_post").exists()


def test_pressing_twice_sends_nothing_twice(call, sophie):
    consent("omar")
    letters.send_letters(call, by=sophie)
    run_all()
    sent = letters.send_letters(call, by=sophie)
    run_all()
    assert (sent.emails, sent.post) == (0, 0)
    assert Delivery.objects.count() == 3
    assert len(mail.outbox) == 1
    assert len(actions()) == 1


def test_the_email_speaks_the_language_of_the_addressee(call, sophie):
    furnish()
    consent("omar")
    letters.send_letters(call, by=sophie)
    run_all()
    [message] = mail.outbox
    [delivery] = Delivery.objects.emails()
    letter = by_code(call)["H1"]
    assert message.subject == "Call for funds “Provision Q1” – Les Acacias"
    assert message.to == ["Omar Haddad <omar@example.org>"]
    assert message.from_email.startswith("Lambert Syndic <")
    assert message.reply_to == ["bureau@lambert.example"]
    assert message.extra_headers["Content-Language"] == "en"
    assert [part[0] for part in message.attachments] == [letter.file.name]
    body = message.body
    assert body.startswith("Dear Omar Haddad,\n\nAttached is your letter")
    assert "€500.00" in body
    assert "Lambert Syndic, syndic of Les Acacias\n+32 2 000 00 10\n" in body
    assert "\n\n\n" not in body
    assert delivery.state == Delivery.State.SENT
    assert delivery.proof["sha256"] == letter.file.sha256
    assert delivery.proof["message_id"] == message.extra_headers["Message-ID"]


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_amounts_in_emails_are_written_as_the_reader_writes_them(
    call, sophie, language
):
    consent("omar")
    CallLetter.objects.update(language=language)
    letters.send_letters(call, by=sophie)
    [delivery] = Delivery.objects.emails()
    written = {"nl": "€\xa0500,00", "fr": "500,00\xa0€", "de": "500,00\xa0€"}
    assert written.get(language, "€500.00") in delivery.body
    assert (delivery.language, "{" in delivery.body) == (language, False)


def test_an_email_about_nothing_to_pay_asks_for_nothing(call, sophie):
    consent("omar")
    CallLetter.objects.update(to_pay=0)
    Firm.objects.update(phone="", email="")
    letters.send_letters(call, by=sophie)
    [delivery] = Delivery.objects.emails()
    assert "You have nothing to pay for this call" in delivery.body
    assert "difficult" not in delivery.body
    assert delivery.reply_to == ""


def test_nothing_is_sent_before_everything_is_made(acacias, sophie):
    call = issued()
    with pytest.raises(LettersNotMade):
        letters.send_letters(call, by=sophie)
    letters.make_letters(call, by=sophie)
    with pytest.raises(LettersNotMade):
        letters.send_letters(call, by=sophie)


def test_nothing_of_a_cancelled_call_is_sent(call, sophie):
    books.cancel_call(call, by=None)
    with pytest.raises(CallCancelled):
        letters.send_letters(call, by=sophie)
    with pytest.raises(CallCancelled):
        letters.retry_emails(call, by=sophie)
    with pytest.raises(CallCancelled):
        letters.post_instead(call, by=sophie)
    assert Delivery.objects.count() == 0


def test_what_is_still_here_when_a_call_is_cancelled_stays_here(call, sophie):
    letters.send_letters(call, by=sophie)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"waiting"}
    books.cancel_call(call, by=sophie)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"withdrawn"}


def test_letters_for_post_have_a_zip_of_their_own(acacias, sophie):
    furnish()
    call = issued()
    letters.make_letters(call, by=sophie)
    run_all()
    consent("omar")
    letters.send_letters(call, by=sophie)
    assert state(call).post_zip is None
    run_all()
    year = timezone.localdate().year
    assert names(state(call).post_zip) == [
        f"{year}-01_H2_Elise.pdf",
        f"{year}-01_H3_Moreau.pdf",
    ]
    assert state(call).post_zip.name == f"{year}-01_post.zip"


def test_sending_takes_the_same_statements_for_one_and_for_many(
    call, sophie, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40) as three:
        letters.send_letters(call, by=sophie)
    CallLetter.objects.update(delivery=None)
    Delivery.objects.all().delete()
    CallLetter.objects.exclude(document__holding__code="H1").delete()
    with django_assert_num_queries(len(three) - 1):  # the job for the ZIP is open
        letters.send_letters(call, by=sophie)


# Proven


def test_posted_on_a_day_by_somebody(call, sophie):
    letters.send_letters(call, by=sophie)
    found = by_code(call)
    today = timezone.localdate()
    assert post(call, sophie, letters=[found["H1"].uuid, found["H2"].uuid]) == 2
    assert state(call).posted == 2
    assert state(call).post_waiting == 1
    delivery = by_code(call)["H1"].delivery
    assert delivery.proof == {"posted_on": today.isoformat(), "by": str(sophie.uuid)}
    assert post(call, sophie) == 1
    assert post(call, sophie) == 0
    assert [data for action, data in actions() if action == "letters.posted"] == [
        {"letters": 2, "on": today.isoformat()},
        {"letters": 1, "on": today.isoformat()},
    ]


def test_the_day_of_posting_is_shown_and_not_the_day_of_noting(call, sophie):
    CallLetter.objects.update(made_at=F("made_at") - timedelta(days=3))
    letters.send_letters(call, by=sophie)
    day = timezone.localdate() - timedelta(days=2)
    post(call, sophie, on=day)
    assert {one.sent_on for one in ways(letters_of(call))} == {day}


@pytest.mark.parametrize("days", [1, -1])
def test_a_letter_is_posted_neither_in_the_future_nor_before_it_was_made(
    call, sophie, days
):
    letters.send_letters(call, by=sophie)
    with pytest.raises(PostedOnWrongDay):
        post(call, sophie, on=timezone.localdate() + timedelta(days=days))
    assert state(call).posted == 0


def test_letters_of_another_call_are_left_alone(call, sophie):
    other = issued(item("30.00"))
    rows(other)
    letters.send_letters(call, by=sophie)
    letters.send_letters(other, by=sophie)
    post(call, sophie, letters=[one.uuid for one in letters_of(other)])
    assert state(other).posted == 0


def failed(call, sophie):
    consent("omar")
    letters.send_letters(call, by=sophie)
    Delivery.objects.emails().update(state="failed", error="no such box", attempts=6)


def test_failed_emails_are_tried_again(call, sophie):
    failed(call, sophie)
    assert state(call).emails_failed == 1
    assert letters.retry_emails(call, by=sophie) == 1
    run_all()
    assert state(call).emails_sent == 1
    assert letters.retry_emails(call, by=sophie) == 0
    assert actions()[1:] == [("letters.retried", {"letters": 1})]


def test_failed_emails_can_go_by_post(call, sophie):
    failed(call, sophie)
    assert letters.post_instead(call, by=sophie) == 1
    assert (state(call).emails_failed, state(call).post_waiting) == (0, 3)
    assert by_code(call)["H1"].delivery.address == "Rue Haute 10, 1000 Bruxelles"
    run_all()
    assert mail.outbox == []
    assert len(names(state(call).post_zip)) == 3
    assert letters.post_instead(call, by=sophie) == 0
    assert actions()[1:] == [("letters.redirected", {"letters": 1})]


def test_letters_without_a_postal_address_are_counted(call):
    CallLetter.objects.filter(document__holding__code="H1").update(address="")
    assert state(call).address_missing == 1
