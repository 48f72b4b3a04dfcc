"""The API of arrears and reminders: the same services, the same refusals."""

import pytest

from finance.reminding import Level
from finance.services.reminder_levels import set_levels
from koprogo.jobs.services import run_all
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem
from tests.finance.letters import furnish
from tests.finance.reminders.arrears import days_ago, due, proposed, remind


def inside():
    return enter(cast.tenant().pk, by=None)


@pytest.fixture
def late(db):
    with inside():
        furnish()
        set_levels([Level(1, 5, with_interest=True, registered=True)], by=None)
        due(on=days_ago(20))


def omar():
    with inside():
        return str(cast.holding("H1").uuid)


def test_from_arrears_to_letters(program, late):
    anna = program("anna")
    [first, *_others] = anna.get("arrears/").json()["results"]
    assert first == {
        "holding": {"uuid": omar(), "code": "H1", "name": "Omar Haddad"},
        "since": str(days_ago(20)),
        "overdue": "500.00",
        "last": None,
        "coming": {"position": 1, "on": str(days_ago(15))},
        "paused_until": None,
        "plan": None,
    }
    assert anna.post("reminders/propose/").json() == {"reminders": 3}
    found = anna.get("reminders/", state="proposed").json()["results"]
    body = {"reminders": [one["uuid"] for one in found]}
    sent = anna.post("reminders/send/", body)
    assert (sent.status_code, sent.json()) == (202, {"reminders": 3})
    run_all()
    to_post = anna.get("reminders/to-post/").json()["results"]
    assert {one["registered"] for one in to_post} == {True}
    letters = [one["uuid"] for one in to_post]
    posted = anna.post(
        "reminders/posted/", {"letters": letters, "on": str(days_ago(0))}
    )
    assert posted.json() == {"letters": 3}
    assert anna.get("reminders/zip/").status_code == 404


def test_a_reminder_with_its_arithmetic(program, late):
    with inside():
        found = remind(on=days_ago(0))["H1"]
    shown = program("omar").get(f"reminders/{found.uuid}/").json()
    assert (shown["interest"], shown["total"]) == ("1.23", "501.23")
    assert shown["items"] == [
        {
            "kind": "call",
            "title": "Provision",
            "due_on": str(days_ago(20)),
            "open": "500.00",
            "steps": [
                {
                    "since": str(days_ago(20)),
                    "until": str(days_ago(0)),
                    "days": 20,
                    "percent": "4.50",
                    "exact": "1.2329",
                }
            ],
        }
    ]
    [mine] = program("omar").get("account/reminders/").json()
    assert mine["uuid"] == str(found.uuid)
    account = program("omar").get("account/").json()
    charge = account[0]["open_items"][-1]["charge"]
    assert (charge["kind"], charge["words"]) == (
        "interest",
        "Interest on late payment",
    )
    clara = program("clara")
    assert clara.get(f"reminders/{found.uuid}/").status_code == 404
    sophie = program("sophie")
    cancelled = sophie.post(f"reminders/{found.uuid}/cancel/").json()
    assert cancelled["state"] == "cancelled"
    assert problem(sophie.post(f"reminders/{found.uuid}/cancel/")) == (
        409,
        "reminder-gone",
    )


def test_a_proposal_has_no_items_and_no_letter(program, late):
    with inside():
        found = proposed()["H1"]
    sophie = program("sophie")
    assert sophie.get(f"reminders/{found.uuid}/").json()["items"] == []
    assert sophie.get(f"reminders/{found.uuid}/letter/").status_code == 404


def test_pause_and_plan(program, late):
    sophie, here = program("sophie"), f"arrears/{omar()}/"
    body = {"until": str(days_ago(-9)), "reason": "Ill"}
    assert sophie.post(f"{here}pause/", body).status_code == 201
    shown = sophie.get(here).json()
    assert (shown["paused_until"], shown["interest"]) == (str(days_ago(-9)), "1.23")
    assert sophie.delete(f"{here}pause/").status_code == 204
    assert sophie.delete(f"{here}pause/").status_code == 404
    body = {"count": 3, "first_due": str(days_ago(-10))}
    plan = sophie.post(f"{here}plans/", body).json()
    assert [one["amount"] for one in plan["instalments"]] == [
        *("166.67", "166.67", "166.66")
    ]
    assert problem(sophie.post(f"{here}plans/", body)) == (409, "plan-running")
    assert program("omar").get("account/plans/").json() == [plan]
    ended = sophie.post(f"plans/{plan['uuid']}/withdraw/").json()
    assert ended["end"] == "withdrawn"
    again = sophie.post(f"plans/{plan['uuid']}/withdraw/")
    assert problem(again) == (409, "plan-ended")


def test_plan_letter_and_again(program, late):
    with inside():
        found = remind(on=days_ago(0))["H1"]
    sophie = program("sophie")
    letter = sophie.get(f"reminders/{found.uuid}/letter/")
    assert letter.getvalue().startswith(b"%PDF-")
    assert len(sophie.get("reminders/zip/").getvalue()) > 1_000
    emailed = sophie.post(f"reminders/{found.uuid}/email/", {"by": "email"})
    assert emailed.json() == {"letters": 0}
    posted = sophie.post(f"reminders/{found.uuid}/email/", {"by": "post"})
    assert posted.json() == {"letters": 0}
    assert sophie.post("reminders/again/").status_code == 204
    body = {"count": 1, "first_due": str(days_ago(-10))}
    plan = sophie.post(f"arrears/{omar()}/plans/", body).json()
    assert sophie.get(f"plans/{plan['uuid']}/").json() == plan


def test_who_is_not_late(program, db):
    sophie, here = program("sophie"), f"arrears/{omar()}/"
    shown = sophie.get(here).json()
    assert (shown["overdue"], shown["items"]) == ("0.00", [])
    body = {"count": 3, "first_due": str(days_ago(-10)), "amount": "5.00"}
    assert sophie.post(f"{here}plans/", body).status_code == 400


def test_levels_and_words(program, db):
    sophie = program("sophie")
    assert [one["days"] for one in sophie.get("reminder-levels/").json()] == [
        *(15, 30, 60)
    ]
    body = {"levels": [{"days": 10, "cost": "5.00"}, {"days": 20}]}
    changed = sophie.put("reminder-levels/", body).json()["levels"]
    assert [(one["position"], one["cost"]) for one in changed] == [
        (1, "5.00"),
        (2, "0.00"),
    ]
    wrong = {"levels": [{"days": 10}, {"days": 10}]}
    assert problem(sophie.put("reminder-levels/", wrong)) == (
        400,
        "levels-do-not-rise",
    )
    where = "reminder-wordings/1/fr/"
    assert sophie.get(where).json()["own"] is False
    body = {"subject": "Rappel", "body": "Bonjour."}
    assert sophie.put(where, body).json() == body | {"own": True}
    assert sophie.get("reminder-wordings/3/fr/").status_code == 404
