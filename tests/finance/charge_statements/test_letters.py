"""The letters of a statement: made by the worker, each sent once, kept back in time."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.errors import LettersNotMade, NoSyndic, PostedOnWrongDay
from buildings.mailings import letter_state as charge_letter_state
from buildings.mailings import letters_of as charge_letters
from buildings.services.letters import Sent, make_some
from buildings.services.letters import make_letters as order_letters
from buildings.services.letters import mark_posted as mark_charges_posted
from buildings.services.letters import post_instead as post_charges_instead
from buildings.services.letters import post_waiting as charges_to_post
from buildings.services.letters import retry_emails as retry_charge_emails
from buildings.services.letters import send_letters as send_charge_letters
from finance.errors.charge_statements import StatementCancelled, StatementNotPosted
from finance.models import ChargeLetter
from finance.services.charge_statements import cancel_statement
from koprogo.audit.models import AuditEvent
from koprogo.documents.services import read
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.notifications.models import Delivery
from tests import cast
from tests.buildings.pages import inside, rows_of, said, statements
from tests.finance.charge_statements.books import (
    cost,
    drafted,
    eur,
    posted,
    provisions,
)
from tests.finance.factories import payment
from tests.finance.letters import consent, furnish
from tests.finance.pages import url

State = Delivery.State


def lettered():
    """A posted statement whose letters are made."""
    furnish()
    provisions("900.00")
    cost("1000.00", occupant_percent=50)
    statement = posted()
    order_letters(statement, by=None)
    run_all()
    return statement


def text_of(file):
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(read(file))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_a_letter_and_an_annex_for_each_document(acacias, sophie):
    furnish()
    provisions("900.00")
    cost("1000.00", occupant_percent=50, label="Cleaning of May")
    payment("H1", "475.00")
    statement = posted()
    order_letters(statement, by=sophie)
    run_all()
    job = Job.objects.get()
    assert (job.done, job.total, job.by) == (3, 3, sophie)
    letters = {one.holding.code: one for one in charge_letters(statement)}
    names = {code: one.file.name for code, one in letters.items()}
    assert names == {
        "H1": "2025-12-31_H1_Haddad.pdf",
        "H2": "2025-12-31_H2_Elise.pdf",
        "H3": "2025-12-31_H3_Moreau.pdf",
    }
    first, second = text_of(letters["H1"].file)
    assert ("Omar Haddad" in first, "25,00" in first) == (True, True)
    assert ("Cleaning of May" in second, "× 500 ÷ 1" in second) == (True, True)
    [annex] = text_of(letters["H1"].annex)
    assert ("Cleaning of May" in annex, "250,00" in annex) == (True, True)
    assert letters["H1"].annex.name == "2025-12-31_H1_Haddad_annex.pdf"
    order_letters(statement, by=sophie)
    assert Job.objects.count() == 1


def test_without_anything_for_an_occupant_there_is_no_annex(acacias):
    furnish()
    cost("1000.00")
    statement = posted()
    order_letters(statement, by=None)
    run_all()
    assert set(ChargeLetter.objects.values_list("annex", flat=True)) == {None}


def test_a_balance_in_favour_and_nothing_at_all(acacias):
    """The holder of the lift pays nothing, and was called too much for the rest."""
    furnish()
    provisions("1100.00")
    cost("1000.00")
    statement = posted()
    order_letters(statement, by=None)
    run_all()
    letter = charge_letters(statement).get(document__holding__code="H2")
    assert (letter.to_pay, letter.language) == (eur("-30.00"), "nl")
    first = text_of(letter.file)[0]
    assert "30,00" in first


def test_who_has_nothing_to_be_told_gets_none(acacias):
    furnish()
    cost("10.00", lot=cast.lot("A"), basis="lot")
    statement = posted()
    order_letters(statement, by=None)
    run_all()
    assert [one.holding.code for one in charge_letters(statement)] == ["H1"]
    assert charge_letter_state(statement).is_made


def test_a_draft_and_a_cancelled_one_have_none(acacias):
    cost("10.00")
    draft = drafted()
    with pytest.raises(StatementNotPosted):
        order_letters(draft, by=None)
    statement = posted(title="Posted")
    with pytest.raises(LettersNotMade):
        send_charge_letters(statement, by=None)
    cancelled = cancel_statement(statement, by=None)
    with pytest.raises(StatementCancelled):
        order_letters(cancelled, by=None)
    assert make_some(cancelled, by=None) is None


def test_without_a_syndic_nobody_writes(acacias):
    from buildings.models import Mandate

    cost("10.00")
    statement = posted()
    Mandate.objects.update(until=timezone.localdate())
    with pytest.raises(NoSyndic):
        order_letters(statement, by=None)


def test_sent_once_by_the_right_way(acacias, sophie):
    statement = lettered()
    consent("omar")
    assert send_charge_letters(statement, by=sophie) == Sent(emails=1, post=2)
    assert send_charge_letters(statement, by=sophie) == Sent(0, 0)
    mail = Delivery.objects.get(channel=Delivery.Channel.EMAIL)
    assert (mail.recipient, mail.attachment.name) == (
        f"holding:{cast.holding('H1').uuid}",
        "2025-12-31_H1_Haddad.pdf",
    )
    assert "50,00" in mail.body
    found = charge_letter_state(statement)
    assert (found.emails_waiting, found.post_waiting, found.unsent) == (1, 2, 0)


def test_posted_by_hand(acacias, sophie):
    statement = lettered()
    send_charge_letters(statement, by=sophie)
    today = timezone.localdate()
    waiting = list(charges_to_post(statement).values_list("uuid", flat=True))
    with pytest.raises(PostedOnWrongDay):
        mark_charges_posted(
            statement, letters=waiting, on=today + timedelta(days=1), by=sophie
        )
    assert mark_charges_posted(statement, letters=waiting, on=today, by=sophie) == 3
    assert mark_charges_posted(statement, letters=waiting, on=today, by=sophie) == 0
    assert charge_letter_state(statement).posted == 3


def test_failed_emails(acacias, sophie):
    statement = lettered()
    consent("omar")
    consent("clara")
    send_charge_letters(statement, by=sophie)
    mails = Delivery.objects.filter(channel=Delivery.Channel.EMAIL)
    assert retry_charge_emails(statement, by=sophie) == 0
    mails.update(state=State.FAILED)
    assert retry_charge_emails(statement, by=sophie) == 2
    assert post_charges_instead(statement, by=sophie) == 0
    mails.update(state=State.FAILED)
    assert post_charges_instead(statement, by=sophie) == 2
    assert charge_letter_state(statement).post_waiting == 3
    actions = AuditEvent.objects.filter(action__startswith="charge_letters.")
    assert list(actions.order_by("pk").values_list("action", flat=True)) == [
        "charge_letters.ordered",
        "charge_letters.sent",
        "charge_letters.retried",
        "charge_letters.redirected",
    ]


def test_a_cancelled_statement_withdraws_what_has_not_left(acacias, sophie):
    statement = lettered()
    consent("omar")
    send_charge_letters(statement, by=sophie)
    cancelled = cancel_statement(statement, by=sophie)
    states = Delivery.objects.values_list("state", flat=True)
    assert set(states) == {State.WITHDRAWN}
    with pytest.raises(StatementCancelled):
        send_charge_letters(cancelled, by=sophie)


# The pages


def test_the_letters_through_the_pages(sign_in):
    with inside():
        furnish()
        cost("1000.00", occupant_percent=50)
        statement = posted()
        own = statement.documents.get(holding__code="H1")
    client = sign_in("sophie")
    address = url("charge-letters", statement.uuid)
    assert client.get(address).status_code == 200
    client.post(url("charge-letters-make", statement.uuid))
    watching = {"HX-Request": "true"}
    assert "HX-Refresh" not in client.get(address, headers=watching)
    assert client.get(url("charge-document-letter", own.uuid)).status_code == 404
    run_all()
    assert "HX-Refresh" in client.get(address, headers=watching)
    assert statements(client, address) <= 12
    page = client.get(url("charge-letters-send", statement.uuid))
    assert (len(page.context["emails"]), len(page.context["post"])) == (0, 3)
    page = client.post(url("charge-letters-send", statement.uuid), follow=True)
    assert said(page) == ["By e-mail: 0. By post: 3."]
    page = client.post(url("charge-letters-send", statement.uuid), follow=True)
    assert said(page) == ["Every letter was on its way already."]
    assert client.get(url("charge-letters-post-zip", statement.uuid)).status_code == 404
    run_all()
    for name in ("charge-letters-zip", "charge-letters-post-zip"):
        zipped = b"".join(client.get(url(name, statement.uuid)).streaming_content)
        with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
            assert len(archive.namelist()) == 3
    table = rows_of(client.get(url("charge-letters-table", statement.uuid, "csv")))
    assert (table[0][-1], table[1][-1]) == ("Balance", "500.00")
    with inside():
        uuids = [str(one.uuid) for one in ChargeLetter.objects.all()]
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    data = {"letters": uuids, "on": tomorrow}
    page = client.post(url("charge-letters-posted", statement.uuid), data)
    assert [*page.context["form"].errors] == ["on"]
    data["on"] = timezone.localdate().isoformat()
    page = client.post(url("charge-letters-posted", statement.uuid), data, follow=True)
    assert said(page) == ["3 letters are marked as posted."]
    for by in ({}, {"by": "post"}):
        answer = client.post(url("charge-letters-retry", statement.uuid), by)
        assert answer.status_code == 302


def test_the_holder_has_his_letter_and_annex(sign_in):
    with inside():
        statement = lettered()
        own, other = (
            statement.documents.get(holding__code=code) for code in ("H1", "H2")
        )
    client = sign_in("omar")
    for name in ("charge-document-letter", "charge-document-annex"):
        answer = client.get(url(name, own.uuid))
        assert answer["Content-Type"] == "application/pdf"
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")
        assert client.get(url(name, other.uuid)).status_code == 404
    text = client.get(url("charge-document", own.uuid)).content.decode()
    assert url("charge-document-annex", own.uuid) in text


def test_what_is_refused_is_said(sign_in):
    with inside():
        furnish()
        cost("10.00")
        statement = posted()
        cancel_statement(statement, by=None)
    client = sign_in("sophie")
    for name in ("charge-letters-make", "charge-letters-send", "charge-letters-retry"):
        page = client.post(url(name, statement.uuid), follow=True)
        assert said(page) == ["This statement was cancelled: it counts no more."]
