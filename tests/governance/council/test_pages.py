"""The pages of the council and the mandates."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from buildings.models import LibraryDocument
from buildings.services import create_lot
from governance.models import AuditorTerm, CouncilTerm
from governance.services import council as services
from tests import cast
from tests.finance.reminders.pages import inside, text, told
from tests.governance.assemblies.making import url
from tests.governance.council import making

WORDS = {"decided_on": "2026-03-12", "decided_text": "Assembly of 12 March, point 9"}
END = {"reason": "Moved to Ghent"}
BY = {"reason": "Moved", "by": None}


def errors(page):
    return page.context["form"].errors


@pytest.fixture
def sophie(sign_in, db):
    return sign_in("sophie")


@pytest.fixture
def omar(sign_in, db):
    return sign_in("omar")


def iso(number=0):
    return making.days(number).isoformat()


# The council


def test_without_anybody_the_page_explains(omar):
    page = text(omar.get(url("council")))
    assert "Nobody is a member of the council." in page
    assert "With 3 lots without cellars, garages and parking spaces" in page
    assert "No report is among the documents yet." in page
    assert "Record an election" not in page
    assert "Clara has the role" not in page


def test_an_election_is_recorded(sophie):
    assert "Clara has the role of a member" in text(sophie.get(url("council")))
    with inside():
        owner = str(making.owner("omar").uuid)
    page = url("council-elect")
    assert set(errors(sophie.post(page, {}))) == {"owner", "since", "__all__"}
    values = {"owner": owner, "since": iso()}
    assert errors(sophie.post(page, values)) == {
        "__all__": ["Choose the decision, or give its day and say it in words."]
    }
    assert errors(sophie.post(page, values | WORDS | {"until": iso()})) == {
        "until": ["The end must come after the beginning."]
    }
    assert errors(sophie.post(page, values | WORDS | {"decided_on": iso(1)})) == {
        "__all__": ["This decision is still to be taken."]
    }
    done = sophie.post(page, values | WORDS, follow=True)
    assert told(done) == ["The member of the council is recorded."]
    assert "until the next ordinary assembly" in text(done)
    assert errors(sophie.post(page, values | WORDS)) == {
        "__all__": ["There is a term already on one of these days."]
    }


def test_an_election_of_the_register(sophie):
    with inside():
        owner, decision = str(making.owner("omar").uuid), making.decision()
        making.decision(is_adopted=False)
    page = url("council-elect")
    assert "1. Clara (12/03/2026)" in text(sophie.get(page))
    assert "2. Clara" not in text(sophie.get(page))
    given = {"owner": owner, "since": iso(), "decided": str(decision.uuid)}
    done = sophie.post(page, given, follow=True)
    assert url("decision", decision.uuid) in done.content.decode()
    with inside():
        term = CouncilTerm.objects.get()
        assert (term.decision_id, term.decided) == (decision.pk, "Clara")
        assert term.decided_on == decision.decided_on


def test_a_chair_is_named(sophie):
    with inside():
        clara, later = making.elect("clara"), making.elect("omar", since=9)
    assert "No chair is named." in text(sophie.get(url("council")))
    done = sophie.post(url("council-chair", clara.uuid), follow=True)
    assert told(done) == ["Clara Élise is chair of the council."]
    assert "No chair is named." not in text(done)
    done = sophie.post(url("council-chair", later.uuid), follow=True)
    assert told(done) == ["Only a member whose term runs becomes chair."]


def test_a_term_ends_with_its_reason(sophie):
    with inside():
        term = making.elect("omar", since=-9)
    page = url("council-end", term.uuid)
    assert "Omar Haddad" in text(sophie.get(page))
    assert errors(sophie.post(page, END | {"on": iso(-9)})) == {
        "__all__": ["It has begun: it ends after its first day."]
    }
    done = sophie.post(page, END | {"on": iso()}, follow=True)
    assert told(done) == ["The end of the term is recorded."]
    assert "Ended before its time: Moved to Ghent" in text(done)


def test_a_delegation_of_a_year(sophie):
    page = url("council-delegate")
    given = {"text": "Choose the painter", "since": iso(), **WORDS}
    assert errors(sophie.post(page, given | {"until": iso(400)})) == {
        "__all__": ["A delegation lasts one year at most (art. 3.90)."]
    }
    done = sophie.post(page, given | {"until": iso(300)}, follow=True)
    assert told(done) == ["The delegation is recorded."]
    assert "Choose the painter Runs" in text(done)
    with inside():
        later = making.delegate("Later", since=5)
    assert "Later Begins later" in text(sophie.get(url("council")))
    page = url("council-delegation-end", later.uuid)
    done = sophie.post(page, END | {"on": iso(5)}, follow=True)
    assert told(done) == ["The end of the delegation is recorded."]
    assert "Later Begins later" not in text(done)


def test_a_member_writes_the_report(sign_in, db):
    clara = sign_in("clara")
    assert url("council-report") in clara.get(url("council")).content.decode()
    page = url("council-report")
    assert errors(clara.post(page, {"year": "2025"})) == {
        "__all__": ["Write the report, or choose its file."]
    }
    assert errors(clara.post(page, {"year": "2900"})) == {
        "year": ["Ensure this value is less than or equal to 2200."]
    }
    assert errors(clara.post(page, {"year": "2199", "text": "x"})) == {
        "year": ["This year has not begun."]
    }
    done = clara.post(
        page, {"year": "2025", "text": "We met <b>twice</b>."}, follow=True
    )
    assert told(done) == ["The report is among the documents."]
    title = "Report of the council of co-ownership 2025"
    assert title in text(done)
    with inside():
        version = LibraryDocument.objects.get(title=title).versions.get()
        assert version.file.content_type == "application/pdf"
    assert errors(clara.post(page, {"year": "2025", "text": "Again"})) == {
        "__all__": ["There is a report of the council on this year already."]
    }


def test_the_office_files_a_report(sophie):
    file = SimpleUploadedFile("r.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    page = url("council-report")
    done = sophie.post(page, {"year": "2024", "file": file}, follow=True)
    assert told(done) == ["The report is among the documents."]


def test_the_council_as_a_file(omar):
    with inside():
        making.elect("clara", until=9)
    page = omar.get(url("council-table", "csv")).content.decode()
    assert "Clara Élise" in page
    assert "Assembly of 12 March 2026, point 9" in page


# The syndic


def test_who_is_syndic(omar):
    page = text(omar.get(url("mandates")))
    assert "Lambert Syndic" in page
    assert "400 days left" in page
    assert "Extract posted at the entrance Late" in page
    assert "No auditor of the accounts is recorded" in page
    assert "The syndic." in page
    assert "Renew or change the syndic" not in page


def test_the_mandate_is_renewed(sophie):
    given = {"since": iso(30), "until": iso(900), **WORDS}
    done = sophie.post(url("syndic-appoint"), given, follow=True)
    assert told(done) == ["The mandate of the syndic is recorded."]
    assert "Then: Lambert Syndic" in text(done)
    assert "Hand-over of the file" not in text(done)


def test_another_firm_gets_the_mandate(sophie, client):
    with inside():
        firm = making.other_firm()
    page = url("syndic-appoint")
    given = {"since": iso(30), "until": iso(900), **WORDS}
    assert errors(sophie.post(page, given | {"kbo": "0417.497.106"})) == {
        "__all__": [
            "No firm with this number is registered here: give its name as well."
        ]
    }
    assert errors(sophie.post(page, given | {"until": iso(3000)})) == {
        "__all__": ["A mandate lasts three years at most (art. 3.89 §1)."]
    }
    done = sophie.post(page, given | {"kbo": firm.kbo}, follow=True)
    assert "Then: Vandamme Syndic" in text(done)
    assert "From Lambert Syndic to Vandamme Syndic" in text(done)
    assert reverse("buildings:archive", args=[cast.ACACIAS]) in done.content.decode()
    client.force_login(cast.user("stijn"))
    assert client.get(url("mandates")).status_code == 404


def test_who_loses_the_mandate_today_is_led_out(sophie):
    given = {"name": "Janssens", "since": iso(), "until": iso(900), **WORDS}
    done = sophie.post(url("syndic-appoint"), given)
    assert (done.status_code, done["Location"]) == (302, reverse("buildings:mine"))
    assert sophie.get(url("mandates")).status_code == 404


def test_a_change_is_taken_back(sophie):
    where = url("syndic-take-back")
    assert sophie.get(where)["Location"] == url("mandates")
    with inside():
        making.elsewhere()
    assert "Janssens" in text(sophie.get(where))
    assert told(sophie.post(where, follow=True)) == ["The mandate is taken back."]
    assert told(sophie.post(where, follow=True)) == [
        "No mandate is to come. One that has begun is ended by the next, not taken back."
    ]


def test_the_papers_are_noted(sophie, sign_in):
    with inside():
        contract = making.contract()
    page = url("syndic-papers")
    given = {
        "decided_on": "2025-10-02",
        "decided": "Point 4",
        "contract": str(contract.uuid),
        "posted_on": iso(-390),
        "filed_on": iso(1),
    }
    assert errors(sophie.post(page, given)) == {
        "__all__": ["This day has not come yet."]
    }
    done = sophie.post(page, given | {"filed_on": ""}, follow=True)
    assert told(done) == ["The papers of the mandate are noted."]
    again = sophie.get(page).context["form"]
    assert again["contract"].value() == contract.uuid
    shown = sign_in("omar").get(url("mandates")).content.decode()
    assert (
        reverse("buildings:library-document", args=["acacias", contract.uuid]) in shown
    )
    assert "Point 4" in shown


def test_the_hand_over_is_noted(sophie):
    page = url("hand-over")
    given = {
        "what": "keys",
        "handed_on": iso(),
        "handed_by": "Sophie",
        "received_by": "Stijn",
    }
    assert errors(sophie.post(page, given)) == {
        "__all__": ["No syndic leaves, so nothing is handed over."]
    }
    with inside():
        making.elsewhere()
    assert sophie.get(f"{page}?what=keys").context["form"]["what"].value() == "keys"
    done = sophie.post(page, given, follow=True)
    assert told(done) == ["The hand-over is noted."]
    assert "Sophie to Stijn" in text(done)
    assert errors(sophie.post(page, given)) == {
        "__all__": ["This is noted as handed over already."]
    }


def test_the_mandates_as_a_file(omar):
    page = omar.get(url("mandates-table", "csv")).content.decode()
    assert "Lambert Syndic" in page


# The auditor


def test_an_auditor_is_recorded(sophie):
    with inside():
        owner = str(making.owner("omar").uuid)
    page, given = url("auditor-appoint"), {"since": iso(), **WORDS}
    assert errors(sophie.post(page, given)) == {
        "__all__": ["Choose a co-owner, or name somebody else."]
    }
    both = {"owner": owner, "name": "Accounts & Co"}
    assert list(errors(sophie.post(page, given | both))) == ["__all__"]
    done = sophie.post(page, given | {"owner": owner}, follow=True)
    assert told(done) == ["The auditor of the accounts is recorded."]
    done = sophie.post(page, given | {"name": "Accounts & Co"}, follow=True)
    assert "Accounts &amp; Co" in text(done)
    with inside():
        term = AuditorTerm.objects.get(name="")
    assert errors(sophie.post(url("auditor-end", term.uuid), {})) != {}
    page = url("auditor-end", term.uuid)
    done = sophie.post(page, END | {"on": iso(1)}, follow=True)
    assert told(done) == ["The end of the term is recorded."]


# Notices


@pytest.mark.parametrize("name", ["sophie", "clara"])
def test_the_overview_tells_that_the_mandate_ends(sign_in, db, name):
    with inside():
        making.ends_on(making.days(30))
    page = text(sign_in(name).get("/b/acacias/"))
    assert "The mandate of the syndic ends on" in page
    assert "in 30 days" in page


def test_the_overview_tells_a_co_owner_nothing_of_it(omar):
    with inside():
        making.ends_on(making.days(30))
    assert "The mandate of the syndic ends on" not in text(omar.get("/b/acacias/"))


def test_the_overview_asks_for_a_council(sophie):
    with inside():
        for number in range(17):
            create_lot(code=f"N{number}", shares=0, kind="apartment", by=None)
    sentence = "This building must have a council of co-ownership, and has none."
    assert sentence in text(sophie.get("/b/acacias/"))
    assert "Nobody is in it" in text(sophie.get(url("council")))


def line_of_the_month(client):
    page = client.get(reverse("finance:month", args=[cast.ACACIAS]))
    lines = [line for found in page.context["sections"].values() for line in found]
    return next(line for line in lines if line.what == "syndic-mandate")


def test_the_line_of_the_month(sophie):
    assert line_of_the_month(sophie).state == "done"
    with inside():
        making.ends_on(making.days(30))
    line = line_of_the_month(sophie)
    assert (line.state, line.due_on) == ("to_do", making.days(30))
    with inside():
        making.appoint(since=30, until=60)
    line = line_of_the_month(sophie)
    assert (line.state, line.proof.partition(" follows")[0]) == (
        "done",
        "Lambert Syndic",
    )


# Statements


def counts(client, pages):
    for page in pages:
        client.get(page)  # what is asked once in a process
    found = []
    for page in pages:
        with CaptureQueriesContext(connection) as statements:
            assert client.get(page).status_code == 200
        found.append(len(statements))
    return found


@pytest.mark.parametrize("name", ["sophie", "omar"])
def test_pages_need_few_statements(sign_in, db, name):
    """With one thing of each kind as with several."""
    pages = [url("council"), url("mandates")]
    client = sign_in(name)
    with inside():
        making.elect("clara")
        making.delegate()
        making.report(2025)
        making.auditor(name="Accounts & Co")
        making.elsewhere(since=30, until=60)
        making.hand_over("keys")
    first = counts(client, pages)
    with inside():
        making.elect("omar", since=-9)
        services.end_member(making.elect("jean", since=-9), on=making.today(), **BY)
        making.delegate("Two")
        making.report(2024)
        making.auditor("jean")
        making.hand_over("bank")
        making.elsewhere(since=60, until=90)
    assert counts(client, pages) == first
    assert max(first) <= 13
