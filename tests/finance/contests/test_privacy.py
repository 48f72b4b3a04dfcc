"""Who reads a file, and what the copy of one's data and the history have of it."""

from buildings.models import Owner
from buildings.services import link_owner
from finance import personal
from koprogo.slots import PersonalTable
from tests import cast
from tests.finance.contests import making
from tests.finance.pages import url
from tests.finance.reminders.pages import inside, text


def test_a_copy_of_one_s_data(acacias):
    mine, others = (
        making.on_a_call(),
        making.on_a_call(code="H2", lot="B", owner="clara"),
    )
    making.answer(mine, "To Omar")
    making.answer(others, "To Clara")
    charged = making.on_charges(text="Too dear")
    making.withdraw(charged)
    found = {
        one.name: list(one.rows)
        for one in personal.here(cast.user("omar"))
        if isinstance(one, PersonalTable)
    }
    assert [
        (row["text"], row["call"], row["lot_code"], row["cost_label"], row["outcome"])
        for row in found["contests"]
    ] == [
        (making.WHY, "Provision Q1", "A", None, ""),
        ("Too dear", None, None, "Cleaning", "withdrawn"),
    ]
    assert [(row["text"], row["by_syndic"]) for row in found["contest_answers"]] == [
        ("To Omar", True)
    ]


def test_other_co_owners_never_learn_of_it(sign_in, db):
    with inside():
        contest = making.on_a_call()
        making.answer(contest)
        charged = making.on_charges()
    clara = sign_in("clara")  # of the council, and a co-owner
    for name in ("contest", "contest-reply", "contest-withdraw"):
        assert clara.get(url(name, contest.uuid)).status_code == 404
    page = text(clara.get(url("contests")))
    assert "You have contested no line." in page
    assert clara.get(url("contests-table", "csv")).content.decode().count("\n") == 1
    line = contest.call_line
    pages = [
        url("call", line.document.call.uuid),
        url("charge-statement", charged.document.statement.uuid),
        url("books"),
        url("account"),
    ]
    for address in pages:
        page = clara.get(address)
        assert (page.status_code, making.WHY in text(page)) == (200, False)
        assert str(contest.uuid) not in page.content.decode()
    history = text(clara.get(f"/b/{cast.ACACIAS}/history/"))
    assert "A line was contested." in history
    assert "Omar Haddad contested" not in history
    assert "Omar Haddad contested a line." in text(
        sign_in("sophie").get(f"/b/{cast.ACACIAS}/history/")
    )


def test_co_holders_share_a_file(sign_in, db):
    """They owe the account together, and there is one file of a line."""
    with inside():
        contest = making.on_a_call(**making.JEAN)
        fatima = Owner.objects.get(code="fatima")
        link_owner(fatima, user=cast.user("zoe"), since=cast.SINCE, by=None)
    page = sign_in("zoe").get(url("contest", contest.uuid))
    assert (page.status_code, making.WHY in text(page)) == (200, True)
    assert "Withdraw" in text(page)
