"""Nobody is asked for 0.00: a part that is paid is told so, one of 0.00 gets no letter."""

import io
from decimal import Decimal

import pypdf
import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from buildings.mailings import letter_state
from buildings.models import Owner
from buildings.services import letters
from finance.models import CallLetter
from finance.queries.letters import compose
from koprogo.documents.services import read
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.ui import formatting
from tests import cast
from tests.buildings.pages import inside
from tests.finance.factories import issued, item, payment
from tests.finance.letters import consent, fresh, furnish
from tests.finance.pages import url

CENT = Decimal("0.01")


def pages(pdf):
    """The words of each page on one line."""
    found = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [" ".join(page.extract_text().split()) for page in found]


def paid_in_advance():
    """A call of 1,000.00 of which Omar, with half the shares, has paid his part."""
    furnish()
    Owner.objects.update(language="en")
    payment("H1", "500.00")
    return fresh(issued())


def two_cents():
    """Omar and Clara owe a cent each; Jean and Fatima have 200 of 1,000 shares."""
    furnish()
    return issued(item("0.02"))


def made(call):
    letters.make_letters(call, by=None)
    run_all()
    found = CallLetter.objects.select_related("document__holding", "file")
    return {one.document.holding.code: one for one in found}


def test_what_is_paid_is_told_and_explained(acacias):
    call = paid_in_advance()
    letter = made(call)["H1"]
    first, second = pages(read(letter.file))
    today = formatting.day(timezone.localdate(), "en")
    for told in (
        "Nothing is left to pay of your part.",
        "Total of this call €500.00",
        f"Settled by earlier payments, as of {today} −€500.00",
        "Left to pay €0.00",
        "You have nothing to pay for this call. What you paid before settles it in full.",
    ):
        assert told in first
    assert "€1,000.00 × 500 ÷ 1,000 €500.00" in second
    assert "whole cents" not in second
    assert letter.to_pay == 0


def test_what_is_paid_is_not_asked_for(acacias):
    """The others are: the same words, the code and the slip stand in their letters."""
    call = paid_in_advance()
    found = made(call)
    asking = [
        f"due on {formatting.day(call.due_on, 'en')}",
        f"To pay by {formatting.day(call.due_on, 'en')}",
        "BE68 5390 0754 7034",
        "+++",
        "Is this amount difficult for you?",
    ]
    told = {code: " ".join(pages(read(one.file))) for code, one in found.items()}
    assert [words for words in asking if words in told["H1"]] == []
    assert [words for words in asking if words not in told["H2"]] == []
    composed = compose(list(call.documents.order_by("pk")), cast.building())
    assert [bool(letter.payment) for letter in composed] == [False, True, True]
    pictures = {code: pictures_in(one) for code, one in found.items()}
    assert pictures == {"H1": 0, "H2": 1, "H3": 1}


def pictures_in(letter):
    return len(pypdf.PdfReader(io.BytesIO(read(letter.file))).pages[0].images)


def test_the_email_asks_for_nothing_either(acacias):
    call = paid_in_advance()
    consent("omar")
    made(call)
    letters.send_letters(call, by=None)
    run_all()
    [message] = mail.outbox
    assert "You have nothing to pay for this call" in message.body
    assert "To pay by" not in message.body


def test_a_part_of_nothing_gets_no_letter(acacias):
    call = two_cents()
    totals = {one.holding.code: one.total for one in call.documents.all()}
    assert totals == {"H1": CENT, "H2": CENT, "H3": 0}
    assert sorted(made(call)) == ["H1", "H2"]
    state = letter_state(fresh(call))
    assert (state.documents, state.made, state.nothing) == (2, 2, 1)
    assert (state.is_made, state.is_making) == (True, False)
    job = Job.objects.get(name="finance.make_letters")
    assert (job.done, job.total) == (2, 2)
    sent = letters.send_letters(call, by=None)
    assert (sent.emails, sent.post) == (0, 2)


@pytest.mark.parametrize(
    ("amount", "parts"),
    [("0.03", 0), ("0.02", 1), ("0.01", 2)],
)
def test_the_page_says_who_gets_none(sign_in, acacias, amount, parts):
    call = issued(item(amount))
    address = reverse("finance:letters", args=[cast.ACACIAS, call.uuid])
    page = " ".join(sign_in("sophie").get(address).content.decode().split())
    told = {
        0: "",
        1: "1 part comes to less than a cent and gets no letter",
        2: "2 parts come to less than a cent and get no letter",
    }[parts]
    assert told in page
    assert ("less than a cent" in page) is bool(parts)
    assert f"There will be {3 - parts} letter" in page


def test_a_part_of_nothing_is_explained_on_its_page(sign_in, acacias):
    call = issued(item("0.01"))
    made(call)
    document = call.documents.get(holding__code="H2")
    address = reverse("finance:document", args=[cast.ACACIAS, document.uuid])
    page = sign_in("clara").get(address).content.decode()
    assert "How your part is computed" in page
    assert "0.0030" in page
    letter = reverse("finance:document-letter", args=[cast.ACACIAS, document.uuid])
    assert letter not in page


def test_the_page_of_a_paid_part_does_not_ask_for_money(sign_in):
    with inside():
        documents = paid_in_advance().documents
        paid = documents.get(holding__code="H1")
        unpaid = documents.get(holding__code="H2")
    client = sign_in("sophie")
    told = {
        one.uuid: "How to pay" in client.get(url("document", one.uuid)).content.decode()
        for one in (paid, unpaid)
    }
    assert told == {paid.uuid: False, unpaid.uuid: True}
