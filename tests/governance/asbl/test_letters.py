"""Members are written to: each who votes once, by e-mail, in his language, with proof."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from buildings.mailings import letters_of
from buildings.models import Owner
from buildings.services.letters import make_some, post_waiting
from governance.models import Convocation
from governance.services.convocations import call_off, convene
from koprogo.documents import services as documents
from koprogo.notifications.models import Delivery
from tests.governance.asbl.making import convened, prepared
from tests.governance.asbl.members import enrol, listed, mails, owner, work

pytestmark = pytest.mark.usefixtures("members")
FOUR = {"Mia Maes": "nl", "Zoé Zèle": "fr", "Ben Weber": "de", "Cas Green": "en"}


def text_of(letter):
    pages = PdfReader(io.BytesIO(documents.read(letter.file))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def letter_to(told, code):
    return letters_of(told).get(addressee__code=code)


def sent(*subjects, **values):
    assembly = convened(*(subjects or ["asbl-ordinary"]), **values)
    work()
    return assembly


def test_each_who_votes_gets_one_e_mail_in_his_language():
    found = mails(sent())
    assert {name: one.language for name, one in found.items()} == FOUR
    assert {one.channel for one in found.values()} == {Delivery.Channel.EMAIL}
    assert {one.state for one in found.values()} == {Delivery.State.SENT}
    assert found["Mia Maes"].address == "mia@members.example"
    assert found["Mia Maes"].proof["message_id"]
    assert all(one.attachment for one in found.values())


@pytest.mark.parametrize("code", ["mia", "zoe", "ben", "cas"])
def test_no_letter_speaks_of_lots_or_of_the_civil_code(code):
    """Each in the language of its reader: art. 3.87 and its like are of buildings."""
    whole = text_of(letter_to(sent("asbl-ordinary", "asbl-statutes"), code))
    assert "KoproGo" in whole
    assert "9:14" in whole
    assert "9:21" in whole
    assert "3.8" not in whole.replace("13.8", "")


def test_it_says_who_votes_for_whom_and_by_which_law():
    whole = text_of(letter_to(sent("asbl-ordinary", "asbl-statutes"), "cas"))
    for words in (
        "The board of KoproGo convenes you to the general assembly of the members",
        "Code of companies and associations, art. 9:13 to 9:21",
        "Cas Green",
        "1 / 5",
        "Each member has one vote.",
        "Nobody holds more than three.",
        "Non-profit association",
        "0451.899.343",
    ):
        assert words in whole, words
    for words in ("syndic", "co-owner", "shares", "lots"):
        assert words not in whole.lower(), words


def test_who_votes_for_two_is_told_of_both_in_one():
    whole = text_of(letter_to(sent(), "mia"))
    assert "ACP Tilleuls, ACP Parc" in whole
    assert "2 / 5" in whole


def test_the_e_mail_speaks_to_members():
    body = mails(sent())["Cas Green"].body
    assert "the general assembly of the members of KoproGo" in body
    assert "The board of KoproGo" in body
    assert "syndic" not in body


def test_convened_again_nobody_is_written_to_twice():
    assembly = sent()
    work()
    assert make_some(assembly, by=None) is None
    assert Convocation.objects.count() == 4
    assert Delivery.objects.filter(event=f"convocation:{assembly.uuid}").count() == 4


def test_who_gave_no_address_is_written_to_by_post():
    """Not by a registered letter: the Code of companies asks for none."""
    Owner.objects.filter(code="ben").update(
        channel=Owner.Channel.POST, email="", street="Rue Haute 1", city="Eupen"
    )
    assembly = sent()
    assert mails(assembly)["Ben Weber"].channel == Delivery.Channel.POST
    [letter] = post_waiting(assembly)
    assert (letter.name, letter.is_registered) == ("Ben Weber", False)


def test_who_was_convened_is_told_that_nobody_meets():
    cancellation = call_off(sent(), reason="Snow", by=None)
    work()
    found = mails(cancellation)
    assert {name: one.language for name, one in found.items()} == FOUR
    assert {one.state for one in found.values()} == {Delivery.State.SENT}
    whole = text_of(letter_to(cancellation, "cas"))
    assert "Snow" in whole
    assert "The general assembly of KoproGo to which you were convened" in whole
    assert "co-owner" not in whole


def statements(assembly):
    with CaptureQueriesContext(
        connection,
    ) as found:
        make_some(assembly, by=None)
    return len(found)


def test_a_batch_takes_as_many_statements_whoever_is_written_to(monkeypatch):
    """However many members there are, and however many one person votes for."""
    assembly = prepared("asbl-ordinary")
    convene(assembly, by=None)
    assembly.refresh_from_db()
    few = statements(assembly)
    people = {
        f"p{number}": ("Person", f"Number {number}", "fr") for number in range(11)
    }
    enrol(monkeypatch, {}, people)
    members = {f"ACP {number}": f"p{number % 11}" for number in range(60)}
    listed(monkeypatch, members)
    other = prepared("asbl-ordinary")
    convene(other, by=None)
    other.refresh_from_db()
    many = statements(other)
    assert letters_of(other).count() == 11
    # Each letter is kept as a file of its own.
    kept = (many - few) / (11 - 4)
    assert kept == int(kept) <= 3
    assert owner("p1").email == "p1@members.example"
