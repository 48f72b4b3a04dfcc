"""The council and the mandates by API: the same rows as on the pages."""

from django.core.files.uploadedfile import SimpleUploadedFile

from governance.models import CouncilTerm, SyndicTerm
from governance.queries.mandates import syndics
from tests.api.conftest import problem, wrong
from tests.finance.reminders.pages import inside
from tests.governance.council import making

HERE = "assemblies/council"
SYNDICS = "assemblies/mandates"
WORDS = {"decided_on": "2026-03-12", "decided_text": "Point 9"}


def iso(number=0):
    return making.days(number).isoformat()


def test_a_member_is_recorded(program, db):
    sophie = program("sophie")
    with inside():
        owner, decision = making.owner("omar"), making.decision()
    assert set(wrong(sophie.post(f"{HERE}/members/", {}))) == {"owner", "since"}
    body = {"owner": str(owner.uuid), "since": iso(-9), "decided": str(decision.uuid)}
    found = sophie.post(f"{HERE}/members/", body).json()
    assert (found["until"], found["decision"], found["decided_text"]) == (
        None,
        str(decision.uuid),
        "Clara",
    )
    again = sophie.post(f"{HERE}/members/", body)
    assert problem(again) == (409, "term-overlaps")
    chair = sophie.post(f"{HERE}/members/{found['uuid']}/chair/")
    assert chair.json()["is_chair"] is True
    council = program("omar").get(f"{HERE}/").json()
    assert (council["lots"], council["is_mandatory"]) == (3, False)
    assert [row["owner"]["name"] for row in council["members"]] == ["Omar Haddad"]
    end = {"on": iso(), "reason": "Moved"}
    assert sophie.post(f"{HERE}/members/{found['uuid']}/end/", end).status_code == 204
    again = sophie.post(f"{HERE}/members/{found['uuid']}/end/", end)
    assert problem(again) == (409, "term-over")
    [row] = sophie.get(f"{HERE}/members/").json()["results"]
    assert (row["until"], row["end_reason"]) == (iso(), "Moved")
    with inside():
        assert CouncilTerm.objects.get().decision_id == decision.pk


def test_a_delegation_is_recorded(program, db):
    sophie = program("sophie")
    body = {"text": "Paint", "since": iso(), "until": iso(400), **WORDS}
    refused = sophie.post(f"{HERE}/delegations/", body)
    assert problem(refused) == (409, "delegation-too-long")
    body["until"] = iso(300)
    made = sophie.post(f"{HERE}/delegations/", body).json()
    [row] = program("clara").get(f"{HERE}/delegations/").json()["results"]
    assert row == made
    where = f"{HERE}/delegations/{made['uuid']}/end/"
    refused = sophie.post(where, {"on": iso(), "reason": "Mistake"})
    assert problem(refused) == (400, "ends-too-early")
    assert sophie.post(where, {"on": iso(1), "reason": "Done"}).status_code == 204


def test_a_report_is_added(program, db):
    def asked():
        return {
            "year": 2025,
            "file": SimpleUploadedFile(
                "r.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf"
            ),
        }

    clara = program("clara")
    made = clara.upload(f"{HERE}/reports/", **asked())
    assert (made.status_code, made.json()["year"]) == (201, 2025)
    assert problem(clara.upload(f"{HERE}/reports/", **asked())) == (409, "report-there")
    [report] = clara.get(f"{HERE}/").json()["reports"]
    assert report == made.json()


def test_a_syndic_follows_and_is_taken_back(program, db):
    sophie = program("sophie")
    body = {"kbo": "0417497106", "since": iso(30), "until": iso(90), **WORDS}
    assert problem(sophie.post(f"{SYNDICS}/", body)) == (400, "firm-unknown")
    body["name"] = "Janssens"
    assert sophie.post(f"{SYNDICS}/", body).status_code == 204
    assert problem(sophie.post(f"{SYNDICS}/", body)) == (409, "mandate-impossible")
    shown = program("omar").get(f"{SYNDICS}/today/").json()
    assert (shown["current"]["is_here"], shown["coming"]["name"]) == (True, "Janssens")
    assert shown["may_convene"] == {"who": "syndic", "names": ["Lambert Syndic"]}
    assert shown["leaving"]["due_on"] == iso(59)
    over = {
        "what": "keys",
        "handed_on": iso(),
        "handed_by": "Sophie",
        "received_by": "Jan",
    }
    assert sophie.post(f"{SYNDICS}/hand-over/", over).status_code == 204
    again = sophie.post(f"{SYNDICS}/hand-over/", over)
    assert problem(again) == (409, "already-handed-over")
    parts = sophie.get(f"{SYNDICS}/today/").json()["leaving"]["parts"]
    assert [part["what"] for part in parts if part["handed_on"]] == ["keys"]
    assert sophie.post(f"{SYNDICS}/take-back/").status_code == 204
    assert problem(sophie.post(f"{SYNDICS}/take-back/")) == (409, "mandate-begun")
    rows = sophie.get(f"{SYNDICS}/").json()
    assert [row["until"] for row in rows] == [iso(30)]


def test_the_papers_are_noted(program, db):
    sophie = program("sophie")
    with inside():
        contract = making.contract()
    body = {"decided_on": "2025-10-02", "decided": "Point 4", "posted_on": iso()}
    given = body | {"contract": str(contract.uuid)}
    assert sophie.put(f"{SYNDICS}/papers/", given).status_code == 204
    with inside():
        assert syndics()[0].term.contract == contract
    assert sophie.put(f"{SYNDICS}/papers/", body).status_code == 204
    with inside():
        assert SyndicTerm.objects.get().contract is None


def test_an_auditor_is_recorded(program, db):
    sophie = program("sophie")
    body = {"since": iso(), **WORDS}
    assert list(wrong(sophie.post(f"{SYNDICS}/auditors/", body))) != []
    made = sophie.post(f"{SYNDICS}/auditors/", body | {"name": "Accounts & Co"})
    assert (made.json()["name"], made.json()["owner"]) == ("Accounts & Co", None)
    where = f"{SYNDICS}/auditors/{made.json()['uuid']}/end/"
    assert sophie.post(where, {"on": iso(9), "reason": "x"}).status_code == 204
    [row] = program("axel").get(f"{SYNDICS}/auditors/").json()["results"]
    assert row["until"] == iso(9)
