"""Files of contested lines: opened once, answered, closed; who is told in which words."""

import pytest

from buildings.models import FirmMember, Mandate, Owner
from finance.errors.contests import (
    AlreadyContested,
    ContestClosed,
    NothingToContest,
    NotTheHolder,
)
from finance.models import Contest
from finance.queries.charge_documents import charge_line
from finance.queries.contests import contest_list
from finance.refusals.contests import sentence
from finance.services import cancel_call
from finance.services import contests as services
from finance.services.charge_statements import cancel_statement
from koprogo.accounts.models import User
from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery
from tests import cast
from tests.finance.charge_statements import books
from tests.finance.contests import making


def mails():
    """Return what waits to be sent: (to, language, subject, body)."""
    return list(
        Delivery.objects.order_by("pk").values_list(
            "address", "language", "subject", "body"
        )
    )


def said(contest):
    return list(contest.answers.values_list("text", "by_syndic", "written_by__name"))


def status(contest):
    return contest_list().get(pk=contest.pk).status


def actions():
    events = AuditEvent.objects.filter(action__startswith="contest.").order_by("pk")
    return list(events.values_list("action", "actor__name", "data"))


def test_a_line_of_a_call_is_contested(acacias):
    contest = making.on_a_call()
    assert (contest.owner.code, contest.holding.code) == ("omar", "H1")
    assert (contest.title, contest.label) == ("Provision Q1", "Provision, A")
    assert status(contest) == "waiting"
    [(address, language, subject, body)] = mails()
    assert (address, language) == ("sophie@example.org", "en")
    assert subject == "Les Acacias: a contested line"
    assert body.strip().split("\n\n") == [
        "Hello Sophie,",
        (
            "Omar Haddad contests “Provision, A” of “Provision Q1” in Les Acacias, and "
            "writes:"
        ),
        making.WHY,
        (
            "The file, where you answer:\n"
            f"https://koprogo.example/b/acacias/contests/{contest.uuid}/"
        ),
        (
            "Nobody reads it but your office, the auditor of the accounts and whoever holds "
            "this account."
        ),
    ]


def test_a_cost_of_a_statement_is_contested(acacias):
    contest = making.on_charges()
    assert (contest.holding.code, contest.title) == ("H1", "Charges 2025")
    assert contest.label == "Cleaning"
    assert len(mails()) == 1


def test_each_side_is_told_in_his_own_language(acacias):
    User.objects.filter(email="sophie@example.org").update(language="nl")
    User.objects.filter(email="omar@example.org").update(language="fr")
    contest = making.on_a_call()
    making.answer(contest)
    assert [(to, language) for to, language, *_rest in mails()] == [
        ("sophie@example.org", "nl"),
        ("omar@example.org", "fr"),
    ]


def test_both_sides_write_and_the_syndic_closes(acacias):
    contest = making.on_a_call()
    making.answer(contest)
    assert status(contest) == "answered"
    making.reply(contest)
    assert status(contest) == "waiting"
    closed = making.close(contest, "accepted", "We correct it.")
    assert (closed.outcome, closed.is_open) == ("accepted", False)
    assert status(contest) == "accepted"
    assert said(contest) == [
        ("It stops there since May.", True, "Sophie"),
        ("Not on Sundays.", False, "Omar"),
        ("We correct it.", True, "Sophie"),
    ]
    assert [to for to, *_rest in mails()] == [
        "sophie@example.org",
        "omar@example.org",
        "sophie@example.org",
        "omar@example.org",
    ]
    assert mails()[3][3].split("\n\n")[1:4] == [
        (
            "Sophie, Lambert Syndic answered about “Provision, A” of “Provision Q1” in Les "
            "Acacias, which you contest:"
        ),
        "We correct it.",
        "The file is closed. The owner was right: it will be corrected.",
    ]
    assert actions() == [
        ("contest.opened", "Omar", {}),
        ("contest.answered", "Sophie", {}),
        ("contest.replied", "Omar", {}),
        ("contest.closed", "Sophie", {"outcome": "accepted"}),
    ]


def test_an_owner_withdraws(acacias):
    contest = making.on_a_call()
    assert making.withdraw(contest).outcome == "withdrawn"
    assert "Omar Haddad does not contest “Provision, A”" in mails()[1][3]
    assert status(contest) == "withdrawn"


@pytest.mark.parametrize(
    "act", [making.answer, making.reply, making.close, making.withdraw]
)
def test_nothing_is_written_in_a_closed_file(acacias, act):
    contest = making.on_a_call()
    making.close(contest)
    many = len(mails())
    with pytest.raises(ContestClosed) as refusal:
        act(contest)
    assert sentence(refusal.value) == "This file was closed meanwhile."
    assert len(mails()) == many


def test_one_open_file_a_line_and_another_after_it(acacias):
    first = making.on_a_call()
    with pytest.raises(AlreadyContested) as refusal:
        making.contest_call(first.call_line)
    assert refusal.value.contest == first
    assert sentence(refusal.value) == "This line is contested already."
    making.close(first)
    assert making.contest_call(first.call_line) != first
    charged = making.on_charges()
    with pytest.raises(AlreadyContested):
        making.on_charges(charged.document)


def test_who_does_not_hold_the_account_contests_nothing(acacias):
    line = making.call_line()
    with pytest.raises(NotTheHolder) as refusal:
        making.contest_call(line, owner="clara")
    assert "Only who holds the account" in sentence(refusal.value)
    assert Contest.objects.count() == 0


def test_what_was_cancelled_cannot_be_contested(acacias):
    line = making.call_line()
    cancel_call(line.document.call, by=None)
    with pytest.raises(NothingToContest) as refusal:
        making.contest_call(line)
    assert "there is nothing to contest" in sentence(refusal.value)
    books.cost("10.00")
    statement = books.posted()
    document = making.charge_document(statement)
    cancel_statement(statement, by=None)
    with pytest.raises(NothingToContest):
        making.on_charges(document)


def test_a_cost_of_another_statement_is_no_line_of_this_one(acacias):
    document, other = making.charge_document(), making.charge_document()
    line = charge_line(other, making.cost_of(other).uuid)
    with pytest.raises(NothingToContest):
        services.contest_charge_line(
            document,
            line,
            owner=Owner.objects.get(code="omar"),
            text="Why?",
            origin=making.ORIGIN,
            by=None,
        )


def test_an_owner_without_account_gets_no_mail(acacias):
    contest = making.on_a_call(**making.JEAN)
    making.answer(contest)
    assert [to for to, *_rest in mails()] == ["sophie@example.org"]


def test_without_a_syndic_the_file_waits(acacias):
    Mandate.objects.all().delete()
    contest = making.on_a_call()
    assert (mails(), status(contest)) == ([], "waiting")


def test_every_syndic_of_the_firm_is_told(acacias):
    firm = FirmMember.objects.get(user=cast.user("sophie")).firm
    FirmMember.objects.create(
        firm=firm, user=cast.user("zoe"), role="manager", since=cast.SINCE
    )
    making.on_a_call()
    assert sorted(to for to, *_rest in mails()) == [
        "sophie@example.org",
        "zoe@example.org",
    ]
