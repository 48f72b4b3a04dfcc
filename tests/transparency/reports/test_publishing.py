"""Reviewed by one, published by another, frozen; a correction names what it corrects."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from koprogo.audit.models import AuditEvent
from koprogo.documents.models import File
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.slots import DecisionRef
from koprogo.tenancy import enter
from tests import cast
from tests.together import outcomes
from tests.transparency.publishing.making import NOW, close, ran
from tests.transparency.reports.making import (
    published,
    quarter,
    reviewed,
    second_board_member,
    with_documents,
    year,
)
from transparency import errors
from transparency.models import Report
from transparency.queries.gathering import gather
from transparency.services import reports
from transparency.services.publishing import PUBLISHING

DECISION = DecisionRef(uuid4(), "Decision 3 of 01/05/2026: Accounts", date(2026, 5, 1))


@pytest.fixture
def report(asbl):
    second_board_member()
    return with_documents(quarter())


@pytest.fixture
def accounts(asbl):
    """The yearly accounts of 2025, with their documents."""
    second_board_member()
    return year()


def refused(error, act, *args, **values):
    with pytest.raises(error):
        act(*args, **values)


def test_one_reviews_and_another_publishes(report):
    refused(
        errors.ReportNotReviewed, reports.publish_report, report, by=cast.user("bert")
    )
    reviewed(report)
    refused(
        errors.ReviewerPublishes, reports.publish_report, report, by=cast.user("bo")
    )
    found = reports.publish_report(report, by=cast.user("bert"))
    assert found.is_published


def test_the_database_refuses_that_one_person_does_both(report):
    reviewed(report)
    rows = Report.objects.filter(pk=report.pk)
    with pytest.raises(IntegrityError, match="report_two_people"), transaction.atomic():
        rows.update(published_at=timezone.now(), published_by=cast.user("bo"))


def test_what_is_published_never_changes(report):
    published(report)
    for values in ({"note": "x"}, {"published_at": None}, {"tables": {}}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**values)
    with pytest.raises(DatabaseError), transaction.atomic():
        report.documents.all().delete()
    for act, values in (
        (reports.write_note, {"note": "x"}),
        (reports.review_report, {}),
        (reports.publish_report, {}),
    ):
        refused(errors.ReportPublished, act, report, **values, by=cast.user("bert"))


def test_each_document_is_listed_with_its_hash(report):
    assert gather(NOW).reports == ()
    published(report)
    found = gather(NOW).reports
    assert {one.language: one.sha256 for one in found} == dict(
        report.documents.values_list("language", "file__sha256")
    )
    assert {(one.period, one.kind, one.version, one.replaces) for one in found} == {
        ("2025-Q1", "quarter", 1, None)
    }
    event = AuditEvent.objects.get(action="report.published")
    assert sorted(event.data["sha256"]) == sorted(one.sha256 for one in found)


def test_it_is_published_on_the_public_page_at_once(
    report, django_capture_on_commit_callbacks
):
    Job.objects.filter(name=PUBLISHING).delete()
    with django_capture_on_commit_callbacks(execute=True):
        published(report)
    assert Job.objects.filter(name=PUBLISHING).exists()


def test_a_note_makes_the_documents_anew_and_is_reviewed_anew(report):
    before = set(report.documents.values_list("file__sha256", flat=True))
    reviewed(report)
    found = reports.write_note(report, note="We rented a server.", by=cast.user("bo"))
    assert (found.reviewed_at, found.reviewed_by) == (None, None)
    refused(errors.ReportNotMade, reports.review_report, report, by=cast.user("bo"))
    assert Job.objects.open().filter(key=f"report:{report.uuid}").exists()
    with_documents(found)
    after = set(report.documents.values_list("file__sha256", flat=True))
    assert len(after) == 4
    assert not before & after
    reviewed(report)


def test_the_same_note_changes_nothing(report):
    reviewed(report)
    found = reports.write_note(report, note="", by=cast.user("bo"))
    assert found.reviewed_at
    assert report.documents.count() == 4


def test_it_is_reviewed_once(report):
    reviewed(report)
    refused(errors.ReportReviewed, reports.review_report, report, by=cast.user("bert"))


def test_a_correction_is_a_new_version_that_names_the_old(report):
    refused(
        errors.ReportNotPublished, reports.correct_report, report, reason="x", by=None
    )
    published(report)
    version = reports.correct_report(report, reason="A name was wrong", by=None)
    assert (version.version, version.replaces, version.reason) == (
        *(2, report),
        "A name was wrong",
    )
    refused(errors.ReportCorrected, reports.correct_report, report, reason="x", by=None)
    published(with_documents(version))
    assert {(one.version, one.replaces) for one in gather(NOW).reports} == {
        (1, None),
        (2, 1),
    }


def corrected(report, reason="A name was wrong"):
    return reports.correct_report(report, reason=reason, by=cast.user("bo"))


def test_a_correction_that_is_not_wanted_is_discarded(report):
    """It goes with its documents, and what it would have corrected can be again."""
    published(report)
    version = reviewed(with_documents(corrected(report)))
    files = File.objects.count()
    reports.discard_report(version, by=cast.user("bert"))
    assert list(Report.objects.values_list("pk", flat=True)) == [report.pk]
    assert File.objects.count() == files - 4
    event = AuditEvent.objects.get(action="report.discarded")
    assert (event.target, event.actor) == (
        f"transparency.Report:{report.pk}",
        cast.user("bert"),
    )
    assert event.data == {"version": 2}
    again = corrected(report, "The right reason")
    assert (again.version, again.reason) == (2, "The right reason")


def test_a_discarded_draft_is_nobodys_any_more(report):
    published(report)
    version = with_documents(corrected(report))
    reports.discard_report(version, by=cast.user("bo"))
    gone = Report(pk=Job.objects.latest("pk").arguments["report_id"])
    for act, values in (
        (reports.discard_report, {}),
        (reports.review_report, {}),
        (reports.publish_report, {}),
        (reports.write_note, {"note": "x"}),
    ):
        refused(errors.ReportDiscarded, act, gone, **values, by=cast.user("bert"))


def test_the_worker_leaves_what_was_discarded(report):
    published(report)
    version = corrected(report)
    reports.discard_report(version, by=cast.user("bo"))
    run_all()
    job = Job.objects.get(key=f"report:{version.uuid}")
    assert (job.is_open, job.failed_at) == (False, None)


def test_what_was_published_or_comes_first_is_not_discarded(report):
    refused(
        errors.ReportNotCorrection, reports.discard_report, report, by=cast.user("bo")
    )
    published(report)
    version = with_documents(corrected(report))
    published(version)
    for one in (report, version):
        refused(errors.ReportPublished, reports.discard_report, one, by=cast.user("bo"))
    assert Report.objects.filter(pk__in=[report.pk, version.pk]).count() == 2


def test_a_correction_that_the_members_approved_is_not_discarded(accounts):
    reports.approve_yearly(accounts, decision=DECISION, by=None)
    published(accounts)
    version = with_documents(corrected(accounts))
    reports.approve_yearly(version, decision=DECISION, by=None)
    refused(errors.ReportApproved, reports.discard_report, version, by=cast.user("bo"))


def test_one_publishes_while_another_discards_and_one_of_them_wins(own_database):
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        second_board_member()
        report = with_documents(quarter())
        published(report)
        version = reviewed(with_documents(corrected(report)))

    def act(service, name):
        person = cast.user(name)

        def acting():
            with enter(cast.tenant(cast.ASBL).pk, by=person):
                service(version, by=person)

        return acting

    acts = [act(reports.publish_report, "bert"), act(reports.discard_report, "bo")]
    refusals = (errors.ReportPublished, errors.ReportDiscarded)
    [refusal, done] = outcomes(acts, refusals=refusals)
    assert done == "done"
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        kept = Report.objects.filter(pk=version.pk).exists()
    assert refusal == ("ReportPublished" if kept else "ReportDiscarded")


def test_accounts_of_a_year_are_approved_by_the_members(accounts):
    reviewed(accounts)
    bert = cast.user("bert")
    refused(errors.ReportNotApproved, reports.publish_report, accounts, by=bert)
    reports.approve_yearly(accounts, decision=DECISION, by=None)
    found = reports.publish_report(accounts, by=bert)
    assert (found.decision_text, found.is_published) == (DECISION.text, True)
    refused(
        *(errors.NotYearlyAccounts, reports.approve_yearly, accounts),
        decision=DECISION,
        by=None,
    )


def test_the_database_refuses_accounts_without_their_decision(accounts):
    reviewed(accounts)
    rows = Report.objects.filter(pk=accounts.pk)
    match = "report_of_year_approved_by_members"
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        rows.update(published_at=timezone.now(), published_by=cast.user("bert"))


def test_what_the_members_approved_does_not_change(accounts):
    hashes = set(accounts.documents.values_list("file__sha256", flat=True))
    reports.approve_yearly(accounts, decision=DECISION, by=None)
    for act, name in (
        (reports.write_note, "note"),
        (reports.write_auditor_note, "auditor_note"),
    ):
        refused(errors.ReportApproved, act, accounts, **{name: "x"}, by=None)
    assert set(accounts.documents.values_list("file__sha256", flat=True)) == hashes


def test_the_auditor_writes_on_the_accounts_of_a_year_only(accounts):
    found = reports.write_auditor_note(
        accounts, auditor_note="I found them right.", by=cast.user("arno")
    )
    assert found.auditor_note == "I found them right."
    assert not found.documents.exists()
    quarterly = Report.objects.filter(kind="quarter").first()
    refused(
        *(errors.NotYearlyAccounts, reports.write_auditor_note, quarterly),
        auditor_note="x",
        by=None,
    )


def test_two_publish_at_once_and_it_is_published_once(own_database):
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        people = [second_board_member(name) for name in ("bert", "carl")]
        report = with_documents(quarter())
        reviewed(report)

    def publish(person):
        def act():
            with enter(cast.tenant(cast.ASBL).pk, by=person):
                reports.publish_report(report, by=person)

        return act

    found = outcomes([publish(one) for one in people], refusals=errors.ReportPublished)
    assert found == ["ReportPublished", "done"]


def test_a_draft_is_made_for_nothing_twice_by_two_beats(own_database):
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        ran(months=3)
        close(2025, 1)
        Report.objects.all().delete()

    def draft():
        with enter(cast.tenant(cast.ASBL).pk, by=None):
            reports.draft_due(now=NOW)

    outcomes([draft, draft], refusals=errors.TransparencyError)
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        assert Report.objects.count() == 1
        assert reports.draft_due(now=NOW) == []
