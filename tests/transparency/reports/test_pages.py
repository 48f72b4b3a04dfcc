"""The pages of the board: what they show, what they do, what they refuse."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from koprogo.jobs.models import Job
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import Program, a_token, problem
from tests.buildings.pages import rows_of
from tests.transparency.reports.making import (
    quarter,
    reviewed,
    second_board_member,
    with_documents,
    year,
)
from transparency.models import Goal, Report
from transparency.services import reports


def inside():
    return enter(cast.tenant(cast.ASBL).pk, by=None)


def url(name, *args):
    return reverse(f"transparency:{name}", args=args)


@pytest.fixture
def report(db):
    with inside():
        second_board_member()
        return with_documents(quarter())


@pytest.fixture
def accounts(db):
    with inside():
        second_board_member()
        return year()


def shown(client, name, *args):
    answer = client.get(url(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


def said(answer):
    return [str(one) for one in answer.context["messages"]]


def test_the_list_tells_of_drafts_and_of_what_is_not_closed(report, sign_in):
    text = shown(sign_in("bo"), "reports")
    assert "Quarterly report 2025-Q1" in text
    assert "Draft" in text
    assert "Quarter 2 of 2025 is not closed" in text


def test_one_reviews_the_other_publishes(report, sign_in):
    bo = sign_in("bo")
    text = shown(bo, "report", report.uuid)
    assert "I reviewed this report" in text
    answer = bo.post(url("report-review", report.uuid), follow=True)
    assert said(answer) == ["You have reviewed the report: somebody else publishes it."]
    assert url("report-publish", report.uuid) not in answer.content.decode()
    answer = bo.post(url("report-publish", report.uuid), follow=True)
    assert said(answer) == ["Somebody else must publish what you reviewed."]

    bert = sign_in("bert")
    assert url("report-publish", report.uuid) in shown(bert, "report", report.uuid)
    assert "Publish for good" in shown(bert, "report-publish", report.uuid)
    answer = bert.post(url("report-publish", report.uuid), follow=True)
    assert said(answer) == ["The report is published, and never changes again."]
    text = answer.content.decode()
    assert "Published" in text
    assert url("report-correct", report.uuid) in text
    assert url("report-note", report.uuid) not in text


def test_its_documents_are_read_with_their_hash(report, sign_in):
    tess = sign_in("tess")
    text = shown(tess, "report", report.uuid)
    with inside():
        for document in report.documents.select_related("file"):
            assert document.file.sha256 in text
    answer = tess.get(url("report-document", report.uuid, "fr"))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert tess.get(url("report-document", report.uuid, "it")).status_code == 404


def test_a_note_is_written_and_the_documents_are_made_anew(report, sign_in):
    bo = sign_in("bo")
    answer = bo.post(
        url("report-note", report.uuid), {"note": "We rented a server."}, follow=True
    )
    text = answer.content.decode()
    assert "We rented a server." in text
    assert "No document is made yet." in text
    assert "0 of 4 are done." in text


def test_a_note_that_is_too_long_is_refused_at_its_field(report, sign_in):
    answer = sign_in("bo").post(url("report-note", report.uuid), {"note": "x" * 8_001})
    assert answer.status_code == 200
    assert answer.context["form"].errors["note"]


def test_what_was_given_up_is_started_again(report, sign_in):
    with inside():
        report.documents.all().delete()
    job = Job.objects.get(key=f"report:{report.uuid}")
    Job.objects.filter(pk=job.pk).update(failed_at=timezone.now())
    bo = sign_in("bo")
    assert "Start again" in shown(bo, "report", report.uuid)
    bo.post(url("report-make", report.uuid))
    assert Job.objects.open().filter(key=job.key).count() == 1


def test_a_correction_is_drafted_from_its_page(report, sign_in):
    with inside():
        reviewed(report)
    bert = sign_in("bert")
    bert.post(url("report-publish", report.uuid))
    answer = bert.post(url("report-correct", report.uuid), {"reason": ""})
    assert answer.context["form"].errors["reason"]
    bert.post(url("report-correct", report.uuid), {"reason": "A supplier was wrong"})
    with inside():
        version = Report.objects.get(replaces=report)
    text = shown(bert, "report", version.uuid)
    assert "A supplier was wrong" in text
    answer = bert.post(url("report-correct", report.uuid), {"reason": "Again"})
    assert "There is a later version of this report" in answer.content.decode()


def test_a_correction_is_discarded_after_asking(report, sign_in):
    bo = sign_in("bo")
    assert url("report-discard", report.uuid) not in shown(bo, "report", report.uuid)
    answer = bo.post(url("report-discard", report.uuid), follow=True)
    assert said(answer) == [
        "Only a correction is discarded: the first report of a period stays."
    ]
    with inside():
        reports.publish_report(reviewed(report), by=cast.user("bert"))
    bo.post(url("report-correct", report.uuid), {"reason": "A supplier was wrong"})
    with inside():
        version = Report.objects.get(replaces=report)
    discard = url("report-discard", version.uuid)
    assert discard in shown(bo, "report", version.uuid)
    text = shown(bo, "report-discard", version.uuid)
    assert "version 2: it goes with its documents" in text
    answer = bo.post(discard, follow=True)
    assert said(answer) == ["The draft is discarded."]
    answer = bo.post(discard, follow=True)
    assert said(answer) == ["This draft has been discarded already."]
    assert bo.get(discard).status_code == 404
    assert url("report-correct", report.uuid) in shown(bo, "report", report.uuid)


def test_a_program_discards_a_correction(report):
    with inside():
        reports.publish_report(reviewed(report), by=cast.user("bert"))
        version = reports.correct_report(report, reason="x", by=None)
    bo = Program(a_token("bo")[1], Client())
    here = reverse("api:asbl-report", args=[version.uuid])
    assert bo.delete(here).status_code == 204
    assert bo.delete(here).status_code == 404
    first = bo.delete(reverse("api:asbl-report", args=[report.uuid]))
    assert problem(first) == (409, "report-published")


def test_reports_and_goals_as_files(report, sign_in):
    with inside():
        reviewed(report)
        Goal.objects.create(name="people", due=date(2031, 1, 1), target=1_000)
    arno = sign_in("arno")
    assert url("reports-table", "csv") in shown(arno, "reports")
    assert url("goals-table", "csv") in shown(arno, "goals")
    [header, row] = rows_of(arno.get(url("reports-table", "csv")))
    found = dict(zip(header, row, strict=True))
    assert (found["Report"], found["Period"]) == ("Quarterly report", "2025-Q1")
    assert (found["Reviewed by"], found["Documents"]) == ("Bo", "4")
    assert found["Published on"] == ""
    [_header, row] = rows_of(arno.get(url("goals-table", "csv")))
    assert row == ["People with an account", "2031-01-01", "1000.00", "", ""]
    for name in ("reports-table", "goals-table"):
        assert arno.get(url(name, "xlsx")).status_code == 200


def test_the_auditor_writes_on_yearly_accounts_only(accounts, sign_in):
    arno = sign_in("arno")
    assert url("report-audit", accounts.uuid) in shown(arno, "report", accounts.uuid)
    arno.post(url("report-audit", accounts.uuid), {"auditor_note": "I found it right."})
    assert "I found it right." in shown(arno, "report", accounts.uuid)
    with inside():
        quarterly = Report.objects.filter(kind="quarter").first()
    assert arno.get(url("report-audit", quarterly.uuid)).status_code == 404


def test_accounts_wait_for_the_members(accounts, sign_in):
    with inside():
        reviewed(accounts)
    text = shown(sign_in("bert"), "report", accounts.uuid)
    assert "The members approve the accounts on their assembly" in text
    assert url("report-publish", accounts.uuid) not in text


def test_goals_are_set_changed_and_measured(db, sign_in):
    bo = sign_in("bo")
    asked = {"name": "satisfaction", "target": "8.50", "due": "2031-01-01"}
    answer = bo.post(url("goal-new"), asked, follow=True)
    assert said(answer) == ["The goal is set, and published."]
    answer = bo.post(url("goal-new"), asked)
    assert "This goal is set for that day already." in answer.content.decode()
    with inside():
        goal = Goal.objects.get()
    bo.post(url("goal-edit", goal.uuid), {"target": "9", "due": "2031-01-01"})
    bo.post(
        url("goal-measure", goal.uuid),
        {"measured": "7.25", "measured_on": "2026-01-31"},
    )
    with inside():
        goal.refresh_from_db()
    assert (str(goal.target), str(goal.measured)) == ("9.00", "7.25")
    assert goal.measured_on == date(2026, 1, 31)


def test_a_negative_goal_is_refused_at_its_field(db, sign_in):
    answer = sign_in("bo").post(
        url("goal-new"), {"name": "people", "target": "-1", "due": "2031-01-01"}
    )
    assert answer.context["form"].errors["target"]


def test_the_statements_of_the_list_do_not_depend_on_its_length(report, sign_in):
    bo = sign_in("bo")
    with CaptureQueriesContext(connection) as few:
        shown(bo, "reports")
    with inside():
        for number in range(5):
            with_documents(Report.objects.create(kind="year", year=2000 + number))
    with CaptureQueriesContext(connection) as many:
        shown(bo, "reports")
    assert len(few) == len(many)
