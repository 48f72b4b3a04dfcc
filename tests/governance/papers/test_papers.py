"""Paper in a meeting: what is printed, for how long, and what is typed from it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.errors.meeting import NoRoll
from governance.models import CountedBallot, MeetingEvent
from governance.queries.papers import sheets_of, to_sign
from governance.services.log import add_event
from governance.services.papers import (
    ask_papers,
    file_of,
    forget_papers,
    papers_job,
)
from koprogo.documents.services import read
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from tests import cast
from tests.finance.reminders.pages import inside, text, told
from tests.governance.factories import (
    JEAN,
    convened,
    draft,
    open_item,
    voter,
)
from tests.governance.voting import making
from tests.governance.voting.making import item


def url(name, *args):
    return reverse(f"governance:{name}", args=[cast.ACACIAS, *args])


def words(pdf):
    from pypdf import PdfReader

    return [
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages
    ]


def printed(assembly, what):
    job = ask_papers(assembly, what=what, origin=making.SITE, by=None)
    run_all()
    job.refresh_from_db()
    return job


def test_a_sheet_for_each_holding_or_lot_in_its_language(acacias):
    assembly = making.begun()
    sheets = sheets_of(assembly, acacias, per="holding")
    assert [
        (sheet.voter, sheet.language, sheet.votes, len(sheet.lines)) for sheet in sheets
    ] == [
        ("Omar Haddad", "fr", 500, 2),
        ("Clara Élise", "nl", 300, 1),
        ("Jean Moreau", "fr", 200, 1),
    ]
    # The lift is voted by those who pay for it; nothing secret is on paper with a name.
    assert [
        [(point.item.position, point.votes) for point in sheet.points]
        for sheet in sheets
    ] == [[(1, 500)], [(1, 300), (2, 1)], [(1, 200), (2, 2)]]
    assert len(sheets_of(assembly, acacias, per="lot")) == 4


def test_the_list_has_everybody_with_his_proxy(acacias):
    rows = to_sign(making.begun(), {})
    assert [(row.name, row.lots, row.votes) for row in rows] == [
        ("Omar Haddad", "A, K", 500),
        ("Clara Élise", "B", 300),
        ("Jean Moreau & Fatima El Idrissi", "C", 200),
    ]


@pytest.mark.parametrize(("what", "pages"), [("holding", 3), ("lot", 4), ("list", 1)])
def test_the_pdf(acacias, what, pages):
    job = printed(making.begun(), what)
    found = words(read(file_of(job)))
    assert len(found) == pages
    assert "Omar Haddad" in found[0]
    if what == "list":
        assert "Clara Élise" in found[0]


def test_papers_are_asked_for_once_and_kept_for_a_day(acacias):
    assembly = making.begun()
    first = ask_papers(assembly, what="list", origin=making.SITE, by=None)
    assert ask_papers(assembly, what="list", origin=making.SITE, by=None) == first
    run_all()
    first.refresh_from_db()
    assert papers_job(first.uuid, assembly=assembly) == first
    assert papers_job(first.uuid, assembly=convened()) is None
    assert file_of(first) is not None
    forgetting = Job.objects.get(name="governance.forget_papers")
    assert forgetting.is_open
    Job.objects.filter(pk=forgetting.pk).update(
        created_at=timezone.now() - timedelta(days=2)
    )
    forgetting.refresh_from_db()
    forget_papers(forgetting, **forgetting.arguments)
    assert file_of(first) is None


def test_there_is_no_paper_before_the_list_is_frozen(acacias):
    with pytest.raises(NoRoll):
        ask_papers(convened(), what="list", origin=making.SITE, by=None)


# The pages


def test_the_office_has_them_made(sign_in, db):
    with inside():
        assembly, early = making.begun(), convened("Early")
    sophie = sign_in("sophie")
    page = sophie.post(url("ballot-papers", early.uuid), {"what": "list"})
    assert "Open the attendance list first" in text(page)
    page = sophie.post(
        url("ballot-papers", assembly.uuid), {"what": "list"}, follow=True
    )
    assert "The work has begun." in text(page)
    job = page.context["job"]
    assert (
        sophie.get(url("ballot-papers-file", assembly.uuid, job.uuid)).status_code
        == 404
    )
    with inside():
        run_all()
    page = sophie.get(url("ballot-papers-made", assembly.uuid, job.uuid))
    assert "The papers are ready." in text(page)
    found = sophie.get(url("ballot-papers-file", assembly.uuid, job.uuid))
    assert b"".join(found.streaming_content).startswith(b"%PDF-")
    with inside():
        draft_ = draft()
    assert sophie.get(url("ballot-papers", draft_.uuid)).status_code == 404


@pytest.fixture
def meeting(db):
    with inside():
        return making.voting(proxies=False)


def entry(assembly, lot):
    with inside():
        return url("paper-entry", assembly.uuid, assembly.roll.get(label=lot).uuid)


def test_the_code_of_a_sheet_opens_check_in_and_ballot(sign_in, meeting):
    sophie, where = sign_in("sophie"), entry(meeting, "C")
    page = text(sophie.get(where))
    assert "Nobody who is here votes for these lots." in page
    assert "Check somebody in first." in page
    with inside():
        jean = voter(JEAN)
    page = sophie.post(where, {"person": jean}, follow=True)
    assert told(page) == ["Noted: here."]
    assert "Jean Moreau is here." in text(page)
    with inside():
        id_ = str(meeting.roll.get(label="C").uuid)
    page = sophie.post(
        where, {f"line-{id_}": "against", "reason": "Sheet handed in"}, follow=True
    )
    assert told(page) == ["The ballot is counted."]
    with inside():
        ballot = CountedBallot.objects.get()
        body = MeetingEvent.objects.latest("number").body
    assert ballot.choice == "against"
    assert (body["channel"], body["operator"], body["reason"], body["person"]) == (
        "paper",
        "Sophie",
        "Sheet handed in",
        jean,
    )


def test_who_cannot_be_checked_in_is_not_found(sign_in, meeting):
    with inside():
        omar = voter("H1")
    answer = sign_in("sophie").post(entry(meeting, "C"), {"person": omar})
    assert answer.status_code == 404


def test_nothing_is_typed_without_a_reason_or_an_answer(sign_in, meeting):
    sophie, where = sign_in("sophie"), entry(meeting, "A")
    assert "This field is required." in text(sophie.post(where, {"reason": ""}))
    page = sophie.post(where, {"reason": "Sheet"}, follow=True)
    assert told(page) == ["No ballot was filled in."]


def test_what_is_not_typed_from_a_sheet(sign_in, db):
    with inside():
        assembly = making.begun()
    sophie, where = sign_in("sophie"), entry(assembly, "A")
    assert "No point is open." in text(sophie.get(where))
    assert sophie.post(where, {"reason": "Sheet"}).status_code == 200
    with inside():
        open_item(item(assembly, 3))
    assert "This ballot is secret" in text(sophie.get(where))
    with inside():
        body = {
            "totals": None,
            "adopted": False,
            "head": "0" * 64,
            "item": str(item(assembly, 3).uuid),
        }
        add_event(assembly, "item-closed", body, by=None)
        open_item(item(assembly, 2))
    assert "These lots have no vote on this point." in text(sophie.get(where))


def test_a_proxy_holder_is_checked_in_by_the_sheet_of_his_principal(sign_in, db):
    with inside():
        assembly = making.begun(present=("H1",))
    sophie, where = sign_in("sophie"), entry(assembly, "C")
    with inside():
        clara = voter("H2")
    page = text(sophie.post(where, {"person": clara}, follow=True))
    assert "Clara Élise votes for it, by proxy." in page


def test_papers_of_today_are_kept(acacias):
    printed(making.begun(), "list")
    forgetting = Job.objects.get(name="governance.forget_papers")
    left = forget_papers(forgetting, **forgetting.arguments)
    assert timedelta(hours=23) < left <= timedelta(days=1)
