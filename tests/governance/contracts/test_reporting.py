"""The report on the contracts of a year: asked for on its page, made by the worker."""

import pytest

from governance.errors.contracts import EvaluationReported
from governance.models import EvaluationDocument
from koprogo.jobs.models import Job
from koprogo.jobs.refusals import refusal_of
from koprogo.jobs.services import run_all
from tests.finance.reminders.pages import inside, text, told
from tests.governance.assemblies.making import url
from tests.governance.contracts import making

WATCHING = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def sophie(sign_in, db):
    return sign_in("sophie")


def jobs():
    return Job.objects.filter(name="governance.make_contracts_report")


def test_the_report_is_read_made_and_attached(sophie):
    with inside():
        making.supply()
        making.evaluate()
        item = making.agenda()
        year = making.year()
    draft = sophie.get(url("contracts-draft", year))
    assert draft.headers["Content-Type"] == "application/pdf"
    assert draft.content.startswith(b"%PDF-")
    for _press in range(2):
        done = sophie.post(url("contracts-report", year), follow=True)
        assert told(done) == ["The report is being made."]
    assert jobs().count() == 1
    assert "The work has begun." in text(done)
    assert url("contracts-report", year) not in done.content.decode()
    assert "htmx" in done.content.decode()
    run_all()
    watched = sophie.get(url("contracts-evaluation", year), **WATCHING)
    assert "HX-Refresh" in watched
    assert "Attach to the agenda" in text(sophie.get(url("contracts-evaluation", year)))
    again = sophie.post(url("contracts-report", year), follow=True)
    assert told(again) == [
        "The report on this year is made: what it says does not change any more."
    ]
    attached = sophie.post(url("contracts-attach", year), follow=True)
    assert told(attached) == ["The report is attached to the agenda."]
    shown = text(sophie.get(url("contracts-evaluation", year)))
    assert f"It is attached to point {item.position}" in shown
    assert "Attach to the agenda" not in shown
    point = sophie.get(url("item", item.assembly.uuid, item.uuid))
    with inside():
        titles = [one.document.title for one in EvaluationDocument.objects.all()]
    assert [one for one in titles if one not in text(point)] == []
    assert url("contracts") in point.content.decode()
    changing = sophie.get(url("contracts-evaluation-edit", year))
    assert changing.url == url("contracts-evaluation", year)


def test_what_refuses_the_report_meanwhile_is_told(sophie):
    with inside():
        making.supply()
        making.evaluate()
        year = making.year()
    sophie.post(url("contracts-report", year))
    with inside():
        making.supply("Garden")
    run_all()
    page = url("contracts-evaluation", year)
    shown = text(sophie.get(page))
    assert "it was not made. Evaluate every contract of the year first" in shown
    with inside():
        assert EvaluationDocument.objects.count() == 0
        making.evaluate()
    assert "Every contract is evaluated" in text(sophie.get(page))
    sophie.post(url("contracts-report", year))
    run_all()
    shown = text(sophie.get(page))
    assert "it was not made" not in shown
    with inside():
        assert EvaluationDocument.objects.count() == 2


def test_a_report_that_is_made_meanwhile_is_made_once(sophie):
    with inside():
        making.supply()
        making.evaluate()
        year = making.year()
    sophie.post(url("contracts-report", year))
    with inside():
        making.report()
    run_all()
    assert refusal_of(jobs().get()) is EvaluationReported
    assert "it was not made" not in text(sophie.get(url("contracts-evaluation", year)))
    with inside():
        assert EvaluationDocument.objects.count() == 2
