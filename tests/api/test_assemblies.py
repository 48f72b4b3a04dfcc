"""Preparing an assembly by a program."""

from datetime import timedelta

from django.utils import timezone

from buildings.models import Owner
from tests import cast
from tests.api.conftest import problem, wrong
from tests.finance.budgets import books as budgets
from tests.finance.reminders.pages import inside
from tests.governance.assemblies import making
from tests.governance.minutes.making import task

MEETING = {"starts_at": f"{making.period_day()}T19:00:00+02:00", "place": "Hall"}
ROOF = {"subject": "works", "title_fr": "Toit", "motion_fr": "On le refait."}


def test_settings(program, db):
    sophie = program("sophie")
    assert sophie.get("assemblies/settings/").json()["period_month"] is None
    values = {"period_month": 5, "period_day": 1, "quote_threshold": "5000.00"}
    refused = sophie.patch("assemblies/settings/", values)
    assert list(wrong(refused)) == ["quote_decision"]
    values["quote_decision"] = "2026, point 8"
    found = sophie.patch("assemblies/settings/", values).json()
    assert (found["period_month"], found["quote_threshold"]) == (5, "5000.00")
    found = sophie.patch("assemblies/settings/", {"place": "Hall"}).json()
    assert (found["period_day"], found["place"]) == (1, "Hall")


def test_an_assembly_is_prepared_changed_and_discarded(program, db):
    with inside():
        making.settle()
        budget = budgets.draft()
    sophie = program("sophie")
    assert sorted(wrong(sophie.post("assemblies/", {}))) == ["starts_at"]
    made = sophie.post("assemblies/", MEETING)
    assert made.status_code == 201
    found = made.json()
    year = making.period_day().year
    assert (found["kind"], found["state"], found["day"]) == (
        *("ordinary", "draft", str(making.period_day())),
    )
    assert (found["last_proposal"], found["last_sending"], found["minutes_due"]) == (
        *(f"{year}-04-10", f"{year}-04-19", f"{year}-06-03"),
    )
    assert "no-consulting" in [one["code"] for one in found["findings"]]
    [item] = [one for one in found["items"] if one["subject"] == "budget"]
    assert (item["effect"], item["effect_ref"]) == ("budget-adopted", str(budget.uuid))
    assert item["needed"]["majority"] == "absolute"
    where = f"assemblies/{found['uuid']}/"
    changed = sophie.put(where, MEETING | {"consulting": "Online"}).json()
    assert "no-consulting" not in [one["code"] for one in changed["findings"]]
    assert program("omar").get(where).status_code == 404
    assert program("omar").get("assemblies/").json()["count"] == 0
    assert sophie.delete(where).status_code == 204
    assert sophie.get(where).status_code == 404


def test_points(program, db):
    with inside():
        draft, lift = making.extraordinary(), making.lift()
        version = making.paper()
    sophie, where = program("sophie"), f"assemblies/{draft.uuid}/agenda/"
    body = ROOF | {"amount": "90.00", "key": str(lift.uuid)}
    made = sophie.post(where, body)
    assert made.status_code == 201
    found = made.json()
    assert (found["kind"], found["needed"]["source"]) == (
        *("vote", "Civil Code, art. 3.88 §1 1°"),
    )
    assert found["title"] == {"nl": "", "fr": "Toit", "de": "", "en": ""}
    assert (found["key"]["code"], found["amount"]) == ("lift", "90.00")
    item = f"{where}{found['uuid']}/"
    costs = sophie.get(f"{item}costs/").json()["results"]
    assert [(c["parts"], c["amount"]) for c in costs] == [(1, "30.00"), (2, "60.00")]
    refused = sophie.put(item, ROOF | {"candidate": "Ann"})
    assert list(wrong(refused)) == ["candidate"]
    refused = sophie.put(item, {"subject": "works"})
    assert sorted(wrong(refused)) == ["motion_fr", "title_fr"]
    found = sophie.put(item, ROOF | {"title_de": "Dach"}).json()
    assert (found["title"]["de"], found["amount"], found["key"]) == ("", None, None)
    assert sophie.get(f"{item}costs/").json()["results"] == []
    sophie.post(where, {"subject": "information", "title_fr": "Nouvelles"})
    assert sophie.post(f"{item}move/", {"up": False}).json()["position"] == 2
    shown = sophie.post(f"{item}documents/", {"version": str(version.uuid)}).json()
    assert [one["title"] for one in shown["documents"]] == ["Quotes of roofers"]
    again = sophie.post(f"{item}documents/", {"version": str(version.uuid)})
    assert problem(again) == (409, "document-attached")
    assert sophie.delete(f"{item}documents/{version.uuid}/").status_code == 204
    with inside():
        holding = cast.holding("H3").uuid
    body = {"holding": str(holding), "reason": "Roofer"}
    shown = sophie.post(f"{item}conflicts/", body).json()
    assert [one["reason"] for one in shown["conflicts"]] == ["Roofer"]
    again = sophie.post(f"{item}conflicts/", body)
    assert problem(again) == (409, "conflict-noted")
    assert sophie.delete(f"{item}conflicts/{holding}/").status_code == 204
    assert sophie.delete(item).status_code == 204
    assert sophie.get(item).status_code == 404


def test_nothing_changes_once_owners_are_convened(program, db):
    with inside():
        assembly = making.convened()
        item = assembly.items.get()
    sophie, where = program("sophie"), f"assemblies/{assembly.uuid}/"
    assert problem(sophie.put(where, MEETING)) == (409, "already-convened")
    assert problem(sophie.delete(where)) == (409, "already-convened")
    assert problem(sophie.post(f"{where}agenda/", ROOF)) == (409, "already-convened")
    found = program("omar").get(f"{where}agenda/{item.uuid}/").json()
    assert found["motion"]["fr"] == "The roof is renewed."
    assert program("omar").get(where).json()["findings"] == []


def test_mandatory_points_stay(program, db):
    with inside():
        draft = making.ordinary()
        item = draft.items.get(subject="accounts")
    where = f"assemblies/{draft.uuid}/agenda/{item.uuid}/"
    sophie = program("sophie")
    assert problem(sophie.delete(where)) == (409, "mandatory-item")
    assert problem(sophie.put(where, ROOF)) == (409, "mandatory-item")


def test_proposals(program, db):
    body = {"title": "Bikes", "text": "A place."}
    omar = program("omar")
    assert sorted(wrong(omar.post("assemblies/proposals/", {}))) == ["text", "title"]
    made = omar.post("assemblies/proposals/", body)
    assert (made.status_code, made.json()["state"]) == (201, "waiting")
    where = f"assemblies/proposals/{made.json()['uuid']}/"
    assert omar.get(where).json() == made.json()
    assert program("clara").get(where).status_code == 404
    assert omar.post(f"{where}withdraw/").json()["state"] == "withdrawn"
    assert problem(omar.post(f"{where}withdraw/")) == (409, "proposal-closed")
    found = program("sophie").get("assemblies/proposals/", state="withdrawn").json()
    assert found["count"] == 1


def test_letters_are_recorded_and_dealt_with(program, db):
    first = timezone.localdate() + timedelta(days=20)
    with inside():
        making.settle(month=first.month, day=first.day)
        draft = making.ordinary(first)
        jean = Owner.objects.get(code="jean").uuid
    sophie = program("sophie")
    body = {
        "owner": str(jean),
        "title": "Bikes",
        "text": "A place.",
        "received_on": str(timezone.localdate()),
    }
    made = sophie.post("assemblies/proposals/letters/", body)
    assert (made.status_code, made.json()["owner"]["code"]) == (201, "jean")
    where = f"assemblies/proposals/{made.json()['uuid']}/"
    body = {"assembly": str(draft.uuid), "subject": "other"}
    late = sophie.post(f"{where}place/", body)
    assert problem(late) == (409, "proposal-too-late")
    item = sophie.post(f"{where}place/", body | {"deliberately": True}).json()
    assert item["title"]["fr"] == "Bikes"
    with inside():
        other = making.proposal()
    where = f"assemblies/proposals/{other.uuid}/"
    found = sophie.post(f"{where}answer/", {"answer": "Done."}).json()
    assert (found["state"], found["answer"]) == ("answered", "Done.")


def test_the_lists_are_files_too(program, db):
    with inside():
        making.settle()
        making.ordinary()
    sophie = program("sophie")
    rows = sophie.get("assemblies/", format="csv").content.decode().splitlines()
    assert "last_sending" in rows[0]
    assert f"{making.period_day().year}-04-19" in rows[1]


def test_the_open_tasks_come_on_the_agenda_once(program, db):
    with inside():
        assembly = making.extraordinary()
        task()
    where = f"assemblies/{assembly.uuid}/agenda/open-tasks/"
    for _twice in range(2):
        answer = program("sophie").post(where)
        assert (answer.status_code, answer.json()["subject"]) == (200, "follow-up")
    with inside():
        assert assembly.items.count() == 1
    assert program("omar").post(where).status_code == 403
