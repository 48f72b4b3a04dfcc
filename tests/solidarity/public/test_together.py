"""Two people, or two workers, at the same moment; and the work of the night itself."""

from datetime import timedelta

from django.utils import timezone

from koprogo.jobs.models import Job
from solidarity import tasks
from solidarity.errors import public as errors
from solidarity.models import FundReport, RequestErasure
from solidarity.services import publishing, retention
from solidarity.services.report_making import start_making
from tests.solidarity import making
from tests.solidarity.public.things import (
    Work,
    a_report,
    finished,
    with_documents,
)
from tests.together import outcomes


def test_two_publish_once(own_database):
    with making.inside():
        report = with_documents(a_report())
        publishing.review_report(report, by=making.person("bo"))
    people = [making.person("tess"), making.person("cora")]

    def act(person):
        def run():
            with making.inside(person):
                publishing.publish_report(report, by=person)

        return run

    got = outcomes([act(one) for one in people], refusals=errors.ReportPublished)
    assert got == ["ReportPublished", "done"]


def test_two_nights_forget_once(own_database):
    ended = timezone.now() - timedelta(days=6 * 365)
    with making.inside():
        making.endowed()
        finished("omar", ended_at=ended)

    def night():
        retention.forget_files(timezone.now())

    assert outcomes([night, night], refusals=()) == ["done", "done"]
    with making.inside():
        assert RequestErasure.objects.count() == 1


def test_the_night_makes_what_is_due_and_its_documents(fund):
    assert tasks.make_reports() == 0
    report = a_report()
    start_making(report, by=None)
    assert Job.objects.filter(name="solidarity.make_report").count() == 1
    for _language in range(4):
        tasks.make_report(Work(), report.pk)
    found = FundReport.objects.get(pk=report.pk)
    assert found.documents.count() == 4
    assert not found.is_published
