"""Contesting a line on the pages, and answering it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from finance.models import Contest
from finance.services import cancel_call
from tests import cast
from tests.finance.contests import making
from tests.finance.pages import errors, url
from tests.finance.reminders.pages import inside, text, told


@pytest.fixture
def line(db):
    with inside():
        return making.call_line()


@pytest.fixture
def contest(db):
    with inside():
        return making.on_a_call()


def of_line(line):
    return url("contest-call-line", line.document.uuid, 1, line.lot.uuid)


def test_a_co_owner_contests_a_line(sign_in, line):
    omar = sign_in("omar")
    page = text(omar.get(url("document", line.document.uuid)))
    assert "Contest this line" in page
    page = text(omar.get(of_line(line)))
    assert "Provision, A Your part: €500.00" in page
    assert "500 ÷ 1,000" in page
    assert "A file here does not postpone what is due." in page
    assert errors(omar.post(of_line(line), {"text": " "})) == {
        "text": ["This field is required."]
    }
    page = omar.post(of_line(line), {"text": making.WHY}, follow=True)
    assert told(page) == ["The syndic was told and answers here."]
    assert making.WHY in text(page)
    with inside():
        contest = Contest.objects.get()
    page = omar.get(url("document", line.document.uuid))
    assert f"Contested on {timezone.localtime(contest.opened_at):%d/%m/%Y}" in text(
        page
    )
    assert url("contest", contest.uuid) in page.content.decode()
    assert "Contest this line" not in text(page)


def test_a_second_click_leads_to_the_same_file(sign_in, line, monkeypatch):
    omar = sign_in("omar")
    omar.post(of_line(line), {"text": making.WHY})
    with inside():
        where = url("contest", Contest.objects.get().uuid)
    assert omar.get(of_line(line))["Location"] == where
    # Both were asked at the same moment: only the service sees the first.
    monkeypatch.setattr("finance.views.contests.open_contest", lambda **_line: None)
    assert omar.post(of_line(line), {"text": "Again"})["Location"] == where
    with inside():
        assert Contest.objects.count() == 1


def test_a_cancelled_call_cannot_be_contested(sign_in, line):
    with inside():
        cancel_call(line.document.call, by=None)
    omar = sign_in("omar")
    assert "Contest this line" not in text(
        omar.get(url("document", line.document.uuid))
    )
    page = omar.post(of_line(line), {"text": making.WHY})
    assert errors(page) == {
        "__all__": ["Nothing is asked by this line: there is nothing to contest."]
    }


def test_nobody_contests_a_line_of_somebody_else(sign_in, line):
    for name, status in (("clara", 404), ("sophie", 403), ("axel", 403)):
        assert sign_in(name).post(of_line(line), {"text": "x"}).status_code == status
    for name in ("sophie", "axel"):
        page = sign_in(name).get(url("document", line.document.uuid))
        assert "Contest this line" not in text(page)


def test_a_cost_of_a_statement_is_contested(sign_in, db):
    with inside():
        document = making.charge_document()
        cost = making.cost_of(document)
    omar = sign_in("omar")
    shown = url("charge-document", document.uuid)
    assert text(omar.get(shown)).count("Contest this line") == 2
    address = url("contest-charge-line", document.uuid, cost.uuid)
    assert "Cleaning Your part: €500.00" in text(omar.get(address))
    page = omar.post(address, {"text": making.WHY}, follow=True)
    assert "Stands in Charges 2025" in text(page)
    page = text(omar.get(shown))
    assert page.count("Contest this line") == 1
    assert "Contested Invoice" not in page
    assert "Contested on" in page
    assert omar.get(address).status_code == 302
    nothing = url("contest-charge-line", document.uuid, document.uuid)
    assert omar.get(nothing).status_code == 404
    page = text(sign_in("sophie").get(shown))
    assert "Contested on" in page
    assert "Contest this line" not in page


def test_an_amount_that_was_given_has_no_arithmetic(sign_in, db):
    with inside():
        document = making.charge_document()
        cost = making.cost_of(document, "Lock")
    page = sign_in("omar").get(url("contest-charge-line", document.uuid, cost.uuid))
    assert "nothing had to be divided" in text(page)


def test_the_syndic_answers_and_closes(sign_in, contest):
    sophie = sign_in("sophie")
    page = text(sophie.get(url("contest", contest.uuid)))
    assert making.WHY in page
    assert "Close the file" in page
    answer = url("contest-answer", contest.uuid)
    assert "text" in errors(sophie.post(answer))
    page = sophie.post(answer, {"text": "It stops there."}, follow=True)
    assert told(page) == ["The co-owner was told."]
    assert "Syndic: Sophie" in text(page)
    close = url("contest-close", contest.uuid)
    assert "Close the file" in text(sophie.get(close))
    assert sorted(errors(sophie.post(close))) == ["outcome", "text"]
    assert "outcome" in errors(
        sophie.post(close, {"outcome": "withdrawn", "text": "x"})
    )
    page = sophie.post(
        close, {"outcome": "accepted", "text": "We correct it."}, follow=True
    )
    assert told(page) == ["The file is closed, and the co-owner was told."]
    shown = text(page)
    assert "The owner was right: it will be corrected." in shown
    assert "Send the answer" not in shown
    page = sophie.post(answer, {"text": "More"}, follow=True)
    assert told(page) == ["This file was closed meanwhile."]
    assert "This file is closed" in text(sophie.get(answer))


def test_the_owner_replies_and_withdraws(sign_in, contest):
    omar = sign_in("omar")
    reply = url("contest-reply", contest.uuid)
    assert "Send the answer" in text(omar.get(reply))
    page = omar.post(reply, {"text": "Not on Sundays."}, follow=True)
    assert told(page) == ["The syndic was told."]
    withdraw = url("contest-withdraw", contest.uuid)
    assert "You do not contest “Provision, A”" in text(omar.get(withdraw))
    page = omar.post(withdraw, follow=True)
    assert told(page) == ["You do not contest the line any more."]
    page = omar.post(withdraw, follow=True)
    assert told(page) == ["This file was closed meanwhile."]
    # It may be contested once more.
    page = omar.get(url("document", contest.call_line.document.uuid))
    assert "closed" in text(page)
    assert "Contest this line" in text(page)


def test_the_auditor_reads_and_writes_nothing(sign_in, contest):
    axel = sign_in("axel")
    page = text(axel.get(url("contest", contest.uuid)))
    assert making.WHY in page
    assert [
        word for word in ("Send", "Close the file", "Withdraw") if word in page
    ] == []
    for name in ("contest-answer", "contest-reply", "contest-close"):
        assert axel.post(url(name, contest.uuid), {"text": "x"}).status_code == 403


def test_the_list_is_narrowed_and_exported(sign_in, contest):
    with inside():
        closed = making.on_charges()
        making.close(closed)
    sophie = sign_in("sophie")
    page = text(sophie.get(url("contests")))
    assert "Provision, A Provision Q1 Omar Haddad" in page
    assert "Waits for the syndic" in page
    assert "Cleaning" in page
    assert "Cleaning" not in text(sophie.get(url("contests") + "?state=open"))
    page = text(sophie.get(url("contests") + "?state=closed"))
    assert ("Cleaning" in page, "Provision, A" in page) == (True, False)
    assert "Cleaning" in text(sophie.get(url("contests") + "?state=nonsense"))
    rows = sophie.get(url("contests-table", "csv") + "?state=open").content.decode()
    [_header, row] = rows.splitlines()
    assert row.split(";")[1:6] == [
        "H1",
        "Omar Haddad",
        "Provision Q1",
        "Provision, A",
        "Waits for the syndic",
    ]
    mine = text(sign_in("omar").get(url("contests")))
    assert "Cleaning" in mine
    assert "Account holder" not in mine


def test_empty_lists_say_what_to_do(sign_in, db):
    assert "No line is contested." in text(sign_in("sophie").get(url("contests")))
    page = text(sign_in("sophie").get(url("contests") + "?state=open"))
    assert "There is no such file." in page
    assert "each line says why you pay it" in text(sign_in("omar").get(url("contests")))


def test_pages_need_few_statements(sign_in, db):
    with inside():
        first = making.on_charges()
        document = first.document
    omar, counted = sign_in("omar"), []
    pages = [
        url("contests"),
        url("contest", first.uuid),
        url("charge-document", document.uuid),
    ]
    for page in pages:
        omar.get(page)  # what is asked once in a process
    for _more in range(2):
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as statements:
                assert omar.get(page).status_code == 200
            counts.append(len(statements))
        counted.append(counts)
        with inside():
            making.answer(first)
            for _two in range(2):
                making.on_a_call()
    assert counted[0] == counted[1]
    # Five of them open and close the transaction.
    assert counted[0][0] <= 12 + 5


def test_a_call_with_more_lines_needs_no_more_statements(sign_in, db):
    omar, counted = sign_in("omar"), []
    for many in (1, 3):
        with inside():
            line = making.call_line(call=making.call_of(many))
            making.contest_call(line)
        address = url("document", line.document.uuid)
        omar.get(address)
        with CaptureQueriesContext(connection) as statements:
            page = text(omar.get(address))
        assert page.count("Contest this line") == many - 1
        counted.append(len(statements))
    assert counted[0] == counted[1]


def test_who_looks_as_an_owner_changes_nothing(sign_in, line):
    sophie = sign_in("sophie")
    with inside():
        owner = line.document.holding.members.get().owner
    sophie.post(
        f"/b/{cast.ACACIAS}/owners/{owner.uuid}/see-as/", {"reason": "You asked."}
    )
    page = text(sophie.get(url("document", line.document.uuid)))
    assert "Contest this line" in page
    assert sophie.post(of_line(line), {"text": "x"}).status_code == 403
