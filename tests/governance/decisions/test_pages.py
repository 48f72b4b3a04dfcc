"""The register, the tasks and carrying out, on the pages."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from buildings.models import AllocationKey
from finance.services.works import add_works
from governance.deadlines import latest_challenge
from governance.models import Decision, DecisionTask
from tests.finance.reminders.pages import inside, text, told
from tests.governance.minutes import making
from tests.governance.minutes.test_pages import url


@pytest.fixture
def decision(db):
    with inside():
        return making.decision(effect="manual")


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_an_empty_register(sign_in, db):
    omar = sign_in("omar")
    assert "The register is empty." in text(omar.get(url("decisions")))
    assert "No task follows from a decision yet." in text(omar.get(url("tasks")))


def test_the_register_is_searched(sign_in, db):
    with inside():
        making.finished()
    omar = sign_in("omar")
    page = text(omar.get(url("decisions")))
    assert "2. Works" in page
    assert "1. Budget" in page
    page = text(omar.get(url("decisions"), {"search": "bleu"}))
    assert "2. Works" in page
    assert "1. Budget" not in page
    page = text(omar.get(url("decisions"), {"adopted": "no", "year": "x"}))
    assert "1. Budget" not in page
    page = text(omar.get(url("decisions"), {"search": "green"}))
    assert "There is no such decision." in page


def test_until_when_a_decision_comes_before_the_judge(sign_in, db):
    """Four months after the meeting; of what was agreed in writing nothing is said."""
    with inside():
        making.finished()
        decided = Decision.objects.get(number=1)
    page = text(sign_in("omar").get(url("decision", decided.uuid)))
    last = latest_challenge(decided.decided_on)
    assert f"Before the judge until {last:%d/%m/%Y}" in page


def test_as_a_file(sign_in, db):
    with inside():
        making.finished()
    omar = sign_in("omar")
    lines = omar.get(url("decisions-table", "csv")).content.decode("utf-8-sig")
    assert [line.split(";")[0] for line in lines.splitlines()] == ["Number", "2", "1"]
    pdf = omar.get(url("decisions-file"), {"adopted": "yes"}).content
    paper = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "1. Budget" in paper
    assert "2. Works" not in paper


@pytest.mark.parametrize(
    ("clara", "said"), [("for", "Elected"), ("against", "Not elected")]
)
def test_a_person_is_elected_everywhere(sign_in, db, clara, said):
    with inside():
        making.finished(making.elected(clara))
        entry = Decision.objects.get()
    omar = sign_in("omar")
    day = timezone.localdate()
    page = text(omar.get(url("decisions")))
    assert f"member of the council of co-ownership {day:%d/%m/%Y} {said}" in page
    assert f"Result {said}" in text(omar.get(url("decision", entry.uuid)))
    table = omar.get(url("decisions-table", "csv")).content.decode("utf-8-sig")
    assert f";Absolute majority;{said};" in table
    pdf = omar.get(url("decisions-file")).content
    paper = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert said in paper
    assert {"Adopted", "Rejected"}.isdisjoint(paper.split())


def test_a_long_register_is_cut_on_paper(sign_in, db, monkeypatch):
    with inside():
        making.finished()
    monkeypatch.setattr("governance.exports.register.MOST", 1)
    pdf = sign_in("omar").get(url("decisions-file")).content
    paper = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "Only the first 1 decisions are in this document." in paper


def test_why_it_is_adopted_or_not(sign_in, db):
    with inside():
        making.finished()
        adopted, rejected = Decision.objects.order_by("number")
    omar = sign_in("omar")
    page = text(omar.get(url("decision", adopted.uuid)))
    assert "Votes cast: 800 for + 200 against = 1,000." in page
    assert "Add a task" not in page
    page = text(omar.get(url("decision", rejected.uuid)))
    assert "34 votes for are missing." in page
    assert "€12,500.00" in page
    assert "What has to be done" not in page


def test_a_task_from_its_beginning_to_its_end(sign_in, decision):
    sophie = sign_in("sophie")
    new = url("task-new", decision.uuid)
    assert sophie.post(new, {}).context["form"].errors.keys() == {"title"}
    yesterday = timezone.localdate() - timedelta(days=1)
    typed = {
        "title": "Ask for quotes",
        "assignee": "Council",
        "due_on": yesterday.isoformat(),
        "budget": "1.200,50",
    }
    page = sophie.post(new, typed, follow=True)
    assert told(page) == ["The task is added."]
    assert "Ask for quotes" in text(page)
    assert "€1,200.50" in text(page)
    assert "Overdue" in text(page)
    with inside():
        task = DecisionTask.objects.get(title="Ask for quotes")
    edit = url("task-edit", task.uuid)
    page = sophie.post(edit, typed | {"state": "dropped"})
    assert page.context["form"].errors.keys() == {"__all__"}
    page = sophie.post(edit, typed | {"state": "done", "note": "3 quotes"}, follow=True)
    assert told(page) == ["The task is changed."]
    omar = sign_in("omar")
    page = omar.get(url("decision", decision.uuid))
    assert "3 quotes" in text(page)
    assert edit not in page.content.decode()
    page = text(omar.get(url("tasks"), {"state": "ended"}))
    assert "3 quotes" in page
    assert "Carry out:" not in page
    lines = omar.get(url("tasks-table", "csv"), {"state": "ended"})
    assert len(lines.content.decode().splitlines()) == 2


def test_what_was_rejected_gets_no_task(sign_in, db):
    with inside():
        making.finished()
        rejected = Decision.objects.get(is_adopted=False)
    page = sign_in("sophie").get(url("task-new", rejected.uuid))
    assert page.status_code == 404


def test_it_is_carried_out_after_saying_what_will_happen(sign_in, decision):
    sophie = sign_in("sophie")
    act = url("decision-carry-out", decision.uuid)
    assert act in sophie.get(url("decision", decision.uuid)).content.decode()
    assert sophie.post(act, {}).context["form"].errors.keys() == {"note"}
    page = text(sophie.post(act, {"note": "Posted"}))
    assert "This will happen:" in page
    assert "Nothing is changed by the program" in page
    typed = {"note": "Posted", "confirmed": "yes"}
    page = sophie.post(act, typed, follow=True)
    assert told(page) == ["The decision is carried out."]
    assert "Posted (" in text(page)
    assert sophie.post(act, typed).status_code == 404


def test_what_is_refused_is_said(sign_in, db):
    with inside():
        decision = making.decision(title="Roof")
        key = AllocationKey.objects.get(code="shares").uuid
        today = timezone.localdate()
        add_works(title="Roof", decision="Earlier", decided_on=today, by=None)
    typed = {
        "title": "Roof",
        "key": str(key),
        "due_on": (today + timedelta(days=30)).isoformat(),
        "confirmed": "yes",
    }
    act = url("decision-carry-out", decision.uuid)
    page = sign_in("sophie").post(act, typed)
    assert told(page) == ["There already are works of this name."]


def test_the_lists_ask_the_same_however_long(sign_in, db):
    with inside():
        making.finished(making.voted())
    omar = sign_in("omar")
    one = [queries_of(omar, url(name)) for name in ("decisions", "tasks")]
    with inside():
        making.finished()
        making.finished(making.elected())
        for title in ("A", "B"):
            making.task(decision=Decision.objects.get(number=1), title=title)
    many = [queries_of(omar, url(name)) for name in ("decisions", "tasks")]
    assert many == one
    assert max(many) <= 12
