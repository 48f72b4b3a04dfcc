"""What people see and press between assemblies."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import (
    Assembly,
    AssemblyRequest,
    Consultation,
    Decision,
    WrittenDecision,
)
from tests import cast
from tests.finance.pages import errors
from tests.finance.reminders.pages import inside, text, told
from tests.governance.written import making


def url(name, *args):
    return reverse(f"governance:{name}", args=[cast.ACACIAS, *args])


def scan(name="paper.pdf"):
    return SimpleUploadedFile(name, making.PDF, "application/pdf")


def home(code="H1"):
    with inside():
        return cast.holding(code).uuid


@pytest.fixture
def decision(db):
    with inside():
        return making.sent(amount="1000.00")


def test_the_syndic_prepares_and_sends(sign_in, db):
    sophie = sign_in("sophie")
    page = sophie.get(url("written-new"))
    assert "It changes the statutes" in text(page)
    assert '<option value="shares"' not in page.content.decode()
    assert sorted(errors(sophie.post(url("written-new"), {"subject": "shares"}))) == [
        "motion_nl",
        "subject",
        "title_nl",
        "until",
    ]
    values = {
        "subject": "works",
        "title_fr": "Peindre",
        "motion_fr": "On peint.",
        "until": making.day(10).isoformat(),
        "amount": "1000",
    }
    late = values | {"until": making.day(0).isoformat()}
    assert "until" in errors(sophie.post(url("written-new"), late))
    page = sophie.post(url("written-new"), values, follow=True)
    assert "Something is not written in: Dutch." in text(page)
    with inside():
        found = WrittenDecision.objects.get()
    page = sophie.post(
        url("written-edit", found.uuid), values | {"title_nl": "Verven"}, follow=True
    )
    assert "Verven" in text(sophie.get(url("written-edit", found.uuid))) or page
    assert "goes to all 3 co-owners" in text(
        sophie.get(url("written-send", found.uuid))
    )
    page = sophie.post(url("written-send", found.uuid), follow=True)
    assert told(page) == ["The letters are being made, and then sent."]
    assert "0 of all 1,000" in text(page)
    assert sophie.get(url("written-edit", found.uuid)).status_code == 404


def test_an_election_asks_for_its_candidate(sign_in, db):
    sophie = sign_in("sophie")
    values = {
        "subject": "auditor",
        "title_fr": "Commissaire",
        "motion_fr": "Nous le nommons.",
        "until": making.day(10).isoformat(),
    }
    page = sophie.post(url("written-new"), values)
    assert errors(page) == {
        "candidate": [
            "Name the candidate: everybody agrees to one person, or to nobody."
        ]
    }
    page = sophie.post(url("written-new"), values | {"candidate": "Ann"}, follow=True)
    assert "Candidate Ann" in text(page)
    with inside():
        found = WrittenDecision.objects.get()
    shown = sophie.get(url("written-edit", found.uuid))
    assert shown.context["form"].initial["candidate"] == "Ann"


def test_an_owner_reads_what_it_costs_and_agrees_once(sign_in, decision):
    omar = sign_in("omar")
    page = text(omar.get(url("written", decision.uuid)))
    assert "What it would cost me €500.00" in page
    assert "Your answer for A, K" in page
    answer = url("written-answer", decision.uuid, home())
    assert errors(omar.post(answer)) == {"answer": ["This field is required."]}
    page = omar.post(answer, {"answer": "yes"}, follow=True)
    assert told(page) == ["The answer is recorded."]
    assert "500 of all 1,000" in text(page)
    page = omar.post(answer, {"answer": "no", "reason": "x"}, follow=True)
    assert told(page) == ["The answer for these lots was given: it is given once."]
    assert omar.get(url("written-answer", decision.uuid, home("H2"))).status_code == 404


def test_the_office_records_paper_and_draws_up_the_minutes(sign_in, decision):
    with inside():
        making.agree(decision, "H1")
        making.agree(decision, "H2")
    sophie = sign_in("sophie")
    record = url("written-record", decision.uuid, home("H3"))
    assert sorted(errors(sophie.post(record))) == ["answer", "scan", "signed_on"]
    values = {"answer": "yes", "signed_on": making.day(0).isoformat(), "scan": scan()}
    page = text(sophie.post(record, values, follow=True))
    assert "all co-owners, with 1,000 shares, have agreed" in page
    assert "Draw up the minutes" in page
    assert "written decision are to be drawn up" in text(
        sophie.get(f"/b/{cast.ACACIAS}/")
    )
    page = sophie.post(url("written-minutes", decision.uuid), follow=True)
    assert told(page) == ["The minutes stand among the documents of the building."]
    file = sign_in("omar").get(url("written-minutes-file", decision.uuid, "fr"))
    assert file.headers["Content-Type"] == "application/pdf"
    with inside():
        entry = Decision.objects.get()
    register = text(sophie.get(url("decision", entry.uuid)))
    assert "all 1,000 votes are needed, and 1,000 were given for" in register
    assert text(sophie.get(url("decisions")))


def test_who_has_no_representative_stops_everything_and_it_is_said(sign_in, decision):
    with inside():
        holding = cast.holding("H3")
        holding.representative = None
        holding.save()
    page = text(sign_in("omar").get(url("written", decision.uuid)))
    assert "(C) hold together and have named no representative" in page
    sophie = sign_in("sophie")
    record = url("written-record", decision.uuid, home("H3"))
    values = {"answer": "yes", "signed_on": making.day(0).isoformat(), "scan": scan()}
    page = sophie.post(record, values, follow=True)
    assert told(page) == [
        "Nobody can answer for these lots but the representative of their holders."
    ]


def test_the_syndic_withdraws_a_decision(sign_in, decision):
    sophie = sign_in("sophie")
    assert "reason" in errors(sophie.post(url("written-withdraw", decision.uuid)))
    page = sophie.post(
        url("written-withdraw", decision.uuid), {"reason": "Wrong price"}, follow=True
    )
    assert "Wrong price" in text(page)
    page = sophie.post(url("written-minutes", decision.uuid), follow=True)
    assert told(page) == ["There is no outcome to draw up minutes of."]


def test_drafts_are_of_the_office(sign_in, db):
    with inside():
        draft = making.prepared()
    omar = sign_in("omar")
    assert omar.get(url("written", draft.uuid)).status_code == 404
    assert "schilderen" not in text(omar.get(url("written-decisions")))
    sophie = sign_in("sophie")
    page = sophie.post(url("written-discard", draft.uuid), follow=True)
    assert told(page) == ["The draft is deleted."]


def test_owners_ask_for_an_assembly(sign_in, db):
    clara = sign_in("clara")
    assert sorted(errors(clara.post(url("request-new")))) == [
        "points",
        "reason",
        "title",
    ]
    values = {"title": "Roof", "reason": "It leaks.", "points": "Repair\n\n  Insulate "}
    page = text(clara.post(url("request-new"), values, follow=True))
    assert "300 of the 200 shares that are needed" in page
    with inside():
        found = AssemblyRequest.objects.get()
        assert [point.title for point in found.points.all()] == ["Repair", "Insulate"]
    omar = sign_in("omar")
    assert "A, K (500 shares)" in text(omar.get(url("request-sign", found.uuid)))
    page = omar.post(url("request-sign", found.uuid), follow=True)
    assert "800 of the 200 shares" in text(page)
    page = omar.post(url("request-withdraw-signature", found.uuid), follow=True)
    assert told(page) == ["Your signature is taken back."]
    clara = sign_in("clara")
    letter = clara.get(url("request-letter", found.uuid))
    assert letter.headers["Content-Type"] == "application/pdf"
    today = making.day(0).isoformat()
    page = clara.post(url("request-sent", found.uuid), {"sent_on": today}, follow=True)
    assert "thirty days of the syndic begin" in text(page)
    omar = sign_in("omar")
    assert omar.get(url("request-received", found.uuid)).status_code == 403
    clara = sign_in("clara")
    received = url("request-received", found.uuid)
    assert "proof" in errors(clara.post(received, {"received_on": today}))
    values = {"received_on": today, "proof": scan("receipt.pdf")}
    page = text(clara.post(received, values, follow=True))
    assert "The syndic has 30 days left" in page
    sophie = sign_in("sophie")
    assert "must be convened by" in text(sophie.get(f"/b/{cast.ACACIAS}/"))
    page = sophie.post(url("request-draft", found.uuid))
    with inside():
        assembly = Assembly.objects.get()
    assert page["Location"] == url("assembly-edit", assembly.uuid)
    page = sophie.post(url("assembly-discard", assembly.uuid), follow=True)
    assert "it cannot be refused (art. 3.87 §2)" in told(page)[-1]


def test_left_unanswered_one_of_those_who_signed_may_convene(sign_in, db):
    with inside():
        found = making.late()
    clara = sign_in("clara")
    addresses = url("request-addresses", found.uuid, "csv")
    page = clara.get(url("request", found.uuid))
    assert "may convene the assembly now" in text(page)
    assert addresses in page.content.decode()
    rows = clara.get(addresses).content.decode()
    assert ("Omar Haddad" in rows, "omar@example.org" in rows) == (True, False)
    assert clara.get(url("request-proof", found.uuid)).status_code == 200
    omar = sign_in("omar")
    assert addresses not in omar.get(url("request", found.uuid)).content.decode()
    assert omar.get(addresses).status_code == 404
    assert omar.get(url("request-proof", found.uuid)).status_code == 404
    sophie = sign_in("sophie")
    assert "should have been convened by" in text(sophie.get(f"/b/{cast.ACACIAS}/"))
    assert url("requests") in sophie.get(url("assemblies")).content.decode()
    assert url("written-decisions") in sophie.get(url("decisions")).content.decode()


def test_points_are_limited(sign_in, db):
    clara = sign_in("clara")
    values = {"title": "x", "reason": "y"}
    for points, message in (
        ("a\n" * 21, "Write at most 20 points."),
        ("a" * 201, "A point has at most 200 characters."),
    ):
        page = clara.post(url("request-new"), values | {"points": points})
        assert errors(page) == {"points": [message]}


def test_the_office_asks_and_owners_answer(sign_in, db):
    sophie = sign_in("sophie")
    new = url("consultation-new")
    values = {"title_fr": "Couleur ?", "closes_on": making.day(3).isoformat()}
    cases = {
        "": "options_fr",
        "Vert": "options_fr",
        "Vert\nVert": "options_fr",
        f"Vert\n{'x' * 151}": "options_fr",
    }
    for options, field in cases.items():
        assert list(errors(sophie.post(new, values | {"options_fr": options}))) == [
            field
        ]
    good = values | {"options_fr": "Vert\nBleu"}
    wrong = good | {"options_nl": "Groen\nBlauw\nRood"}
    assert list(errors(sophie.post(new, wrong))) == ["options_fr"]
    early = good | {"closes_on": making.day(0).isoformat(), "title_fr": ""}
    assert sorted(errors(sophie.post(new, early))) == ["closes_on", "title_fr"]
    page = text(sophie.post(new, good, follow=True))
    assert "This is not a vote: the answers bind nobody." in page
    with inside():
        found = Consultation.objects.get()
    omar = sign_in("omar")
    assert "Your opinion is asked" in text(omar.get(f"/b/{cast.ACACIAS}/"))
    answer = url("consultation-answer", found.uuid, home())
    assert "chosen" in errors(omar.post(answer, {"chosen": "3"}))
    page = omar.post(answer, {"chosen": "2"}, follow=True)
    assert "you can change it as long as it is open" in told(page)[0]
    assert "1 answer so far" in text(page)
    assert "Your opinion is asked" not in text(omar.get(f"/b/{cast.ACACIAS}/"))
    assert omar.get(url("consultation-table", found.uuid, "csv")).status_code == 404
    sophie = sign_in("sophie")
    page = text(sophie.post(url("consultation-close", found.uuid), follow=True))
    assert "1 of 3 co-owners have answered, with 500 of 1,000 shares." in page
    assert "Omar Haddad" in page
    table = omar.get(url("consultation-table", found.uuid, "csv")).content.decode()
    assert "Bleu;1;500;Omar Haddad" in table or "Bleu" in table
    page = sign_in("omar").post(answer, {"chosen": "1"}, follow=True)
    assert told(page) == ["This consultation is closed."]


def test_nobody_reads_who_chose_what_in_an_anonymous_one(sign_in, db):
    with inside():
        making.neighbours()
        found = making.consultation(is_anonymous=True)
        for code in ("H1", "H2", "H3", "N1", "N2"):
            making.choose(found, code, 2)
        making.close(found)
    sophie = sign_in("sophie")
    page = text(sophie.get(url("consultation", found.uuid)))
    assert "5 of 5 co-owners have answered." in page
    table = sophie.get(url("consultation-table", found.uuid, "csv")).content.decode()
    assert [name for name in ("Omar", "Clara", "500") if name in page + table] == []


def test_every_list_is_exported(sign_in, db):
    with inside():
        decision = making.sent()
        making.agree(decision)
        making.received()
        making.consultation()
    sophie = sign_in("sophie")
    for name, word in (
        ("written-decisions-table", "schilderen"),
        ("requests-table", "The roof"),
        ("consultations-table", "Which colour?"),
    ):
        assert word in sophie.get(url(name, "csv")).content.decode()
    table = sophie.get(url("written-answers", decision.uuid, "csv")).content.decode()
    assert ("Omar Haddad" in table, decision.sha256 in table) == (True, True)


def counted(client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("written-decisions", making.sent),
        ("requests", making.request),
        ("consultations", making.consultation),
    ],
)
def test_lists_take_as_many_statements_for_one_as_for_three(sign_in, db, name, make):
    with inside():
        make()
    sophie = sign_in("sophie")
    sophie.get(url(name))
    one = counted(sophie, url(name))
    with inside():
        make()
        make()
    assert counted(sophie, url(name)) == one
    assert one <= 12


def test_pages_do_not_ask_more_for_more_owners(sign_in, db):
    with inside():
        making.neighbours()
        decision, found = making.sent(amount="10.00"), making.request()
        asked = making.consultation()
        making.agree(decision, "N1")
    omar = sign_in("omar")
    pages = [
        url("written", decision.uuid),
        url("request", found.uuid),
        url("consultation", asked.uuid),
    ]
    few = [counted(omar, page) for page in pages]
    with inside():
        making.sign(found, "jean")
        for code in ("H2", "H3"):
            making.agree(decision, code)
            making.choose(asked, code)
    assert [counted(omar, page) for page in pages] == few
    # 12, and five that enter and leave the tenant.
    assert max(few) <= 12 + 5
