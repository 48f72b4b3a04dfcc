"""The outbox: one row for each recipient and event, handed over, with its proof."""

from datetime import date, timedelta
from email.utils import formataddr
from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.utils import timezone

from koprogo.documents.services import store
from koprogo.jobs.models import Job
from koprogo.jobs.services import DONE, MORE, run_all
from koprogo.notifications import services
from koprogo.notifications.models import Delivery
from koprogo.notifications.services import (
    mark_posted,
    queue,
    retry_failed,
    send_next,
    withdraw,
)
from koprogo.tenancy import enter
from tests import cast

PDF = b"%PDF-1.7 letter"


def email(number=1, **values):
    return Delivery(
        event="call:1",
        recipient=f"owner:{number}",
        channel="email",
        language="fr",
        name="Élise, Clara",
        address=f"clara{number}@example.org",
        subject="Appel de fonds",
        body="Bonjour",
        sender="Syndic Lambert",
        reply_to="bureau@lambert.example",
        **values,
    )


def by_post(number):
    return Delivery(
        event="call:1",
        recipient=f"owner:{number}",
        channel="post",
        language="nl",
        name="Jean Moreau",
        address="Rue des Acacias 1, 1030 Schaerbeek",
        subject="Oproep",
    )


def refuse_clara1(monkeypatch):
    class Refusing(locmem.EmailBackend):
        def send_messages(self, messages):
            if any("clara1@" in message.to[0] for message in messages):
                raise SMTPRecipientsRefused({"clara1@example.org": (550, b"unknown")})
            return super().send_messages(messages)

    monkeypatch.setattr(locmem, "EmailBackend", Refusing)


def states():
    return dict(Delivery.objects.values_list("recipient", "state"))


def test_a_message_is_written_as_it_was_queued(acacias):
    letter = store(PDF, name="lettre.pdf", content_type="application/pdf", by=None)
    queue([email(attachment=letter)], by=cast.user("sophie"))
    now = timezone.now()
    assert send_next(now=now) is MORE
    assert send_next(now=now) is DONE
    [message] = mail.outbox
    delivery = Delivery.objects.get()
    message_id = f"<{delivery.uuid}@koprogo.invalid>"
    assert message.from_email == "Syndic Lambert <demo@koprogo.invalid>"
    assert message.to == [formataddr(("Élise, Clara", "clara1@example.org"))]
    assert message.reply_to == ["bureau@lambert.example"]
    assert message.extra_headers["Message-ID"] == message_id
    assert [(a.filename, a.content) for a in message.attachments] == [
        ("lettre.pdf", PDF)
    ]
    assert (delivery.state, delivery.sent_at) == ("sent", now)
    assert delivery.proof == {
        "message_id": message_id,
        "server": "localhost",
        "sha256": letter.sha256,
    }


def test_one_event_reaches_a_recipient_once(acacias):
    queue([email(1), email(2)], by=None)
    queue([email(2), email(3)], by=None)
    with enter(None, by=None):
        run_all()
    assert sorted(message.to[0].rpartition("<")[2] for message in mail.outbox) == [
        "clara1@example.org>",
        "clara2@example.org>",
        "clara3@example.org>",
    ]


def test_a_refused_message_holds_up_nobody_and_is_tried_again(acacias, monkeypatch):
    refuse_clara1(monkeypatch)
    queue([email(1), email(2)], by=None)
    now = timezone.now()
    assert [send_next(now=now), send_next(now=now)] == [MORE, MORE]
    assert states() == {"owner:1": "waiting", "owner:2": "sent"}
    assert send_next(now=now) == timedelta(minutes=1)
    waited = now
    for minutes in (1, 4, 16, 64, 256):
        waited += timedelta(minutes=minutes)
        assert send_next(now=waited - timedelta(seconds=1)) != MORE
        assert send_next(now=waited) is MORE
    assert states() == {"owner:1": "failed", "owner:2": "sent"}
    assert Delivery.objects.get(recipient="owner:1").error == "550 unknown"
    assert send_next(now=waited) is DONE


def test_a_code_is_forgotten_when_its_message_is_given_up(acacias, monkeypatch):
    refuse_clara1(monkeypatch)
    queue([email(1)], by=None)
    Delivery.objects.update(secret=True, body="2345-6789-ABCD-EFGH", attempts=4)
    found, waited = Delivery.objects.filter(recipient="owner:1"), timezone.now()
    for state, body in (("waiting", "2345-6789-ABCD-EFGH"), ("failed", "")):
        assert send_next(now=waited) is MORE
        assert found.values_list("state", "body").get() == (state, body)
        waited += timedelta(minutes=256)


def test_what_was_given_up_can_be_tried_again(acacias):
    queue([email(1)], by=None)
    Delivery.objects.update(state="failed", attempts=6)
    assert retry_failed(event="call:1", by=None) == 1
    assert send_next(now=timezone.now()) is MORE
    assert states() == {"owner:1": "sent"}
    assert retry_failed(event="call:1", by=None) == 0


def test_letters_by_post_wait_for_a_person(acacias):
    queue([by_post(1), by_post(2), email(3)], by=None)
    rows = {row.recipient: row for row in Delivery.objects.all()}
    chosen = [rows["owner:1"].pk, rows["owner:3"].pk]
    sophie = cast.user("sophie")
    assert mark_posted(chosen, on=date(2026, 3, 2), by=sophie) == 1
    assert mark_posted(chosen, on=date(2026, 3, 3), by=sophie) == 0
    posted = Delivery.objects.get(recipient="owner:1")
    assert (posted.state, posted.proof) == (
        "sent",
        {"posted_on": "2026-03-02", "by": str(sophie.uuid)},
    )
    assert states() == {"owner:1": "sent", "owner:2": "waiting", "owner:3": "waiting"}


def test_post_alone_wakes_nobody(acacias):
    queue([by_post(1)], by=None)
    assert Job.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3, 1500])
def test_statements_grow_with_batches_only(acacias, number, django_assert_num_queries):
    with django_assert_num_queries({1: 6, 3: 6, 1500: 7}[number]):
        queue([email(n) for n in range(number)], by=None)
    assert Delivery.objects.count() == number


def test_what_is_not_sent_yet_can_be_withdrawn(acacias):
    queue([email(1), email(2), by_post(3)], by=None)
    now = timezone.now()
    assert send_next(now=now) is MORE
    assert withdraw(event="call:1") == 2
    assert send_next(now=now) is DONE
    assert sorted(states().values()) == ["sent", "withdrawn", "withdrawn"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            SMTPRecipientsRefused({"a@b": (550, b"no such mailbox")}),
            "550 no such mailbox",
        ),
        (SMTPDataError(552, b"5.2.2 mailbox full"), "552 5.2.2 mailbox full"),
        (SMTPDataError(552, "full"), "552 full"),
        (
            ConnectionRefusedError(111, "Connection refused"),
            "[Errno 111] Connection refused",
        ),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_what_the_mail_server_said_is_kept_in_words(error, words):
    assert services._words(error) == words
