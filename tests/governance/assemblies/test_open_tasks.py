"""What earlier decisions left open comes on the next agenda, once."""

from datetime import date

import pytest

from governance.errors.assemblies import AlreadyConvened, NoOpenTasks
from governance.queries import open_points
from governance.services.follow_up import change_task
from governance.services.open_tasks import put_open_tasks
from governance.subjects import Subject
from koprogo.audit.models import AuditEvent
from tests.finance.reminders.pages import inside, text, told
from tests.governance.assemblies import making
from tests.governance.assemblies.making import url
from tests.governance.minutes.making import decision, task

LANGUAGES = ["fr", "nl", "en"]


@pytest.fixture
def sophie(sign_in):
    return sign_in("sophie")


def decided():
    """A decision of which nothing is left to be done."""
    found = decision()
    for one in found.tasks.all():
        _set(one, state="done")
    return found


def _set(one, **values):
    kept = {name: getattr(one, name) for name in ("title", "assignee", "due_on")}
    change_task(one, by=None, **{"note": "", "budget": None, **kept, **values})


def point_of(assembly):
    return assembly.items.get(subject=Subject.FOLLOW_UP)


def test_the_ordinary_agenda_tells_of_them_before_what_takes_no_vote(acacias):
    task(assignee="Ann", due_on=date(2027, 3, 1))
    item = point_of(making.ordinary())
    assert (item.kind, item.majority, item.is_mandatory) == ("information", "", False)
    last = item.assembly.items.get(subject=Subject.MISCELLANEOUS)
    assert item.position == last.position - 1


def test_an_agenda_without_open_tasks_has_no_such_point(acacias):
    assert not making.ordinary().items.filter(subject=Subject.FOLLOW_UP).exists()


def test_each_open_task_is_told_with_its_state(acacias):
    found = decided()
    for values in (
        {"title": "Ask for quotes", "assignee": "Ann", "due_on": date(2027, 3, 1)},
        {"title": "Paint the hall"},
        {"title": "Done long ago"},
    ):
        task(decision=found, **values)
    _set(found.tasks.get(title="Done long ago"), state="done")
    _set(found.tasks.get(title="Paint the hall"), state="doing", note="half of it")
    draft = open_points.follow_up_point(LANGUAGES, on=date(2026, 11, 21))
    day = f"{found.decided_on:%d/%m/%Y}"
    assert draft.title["en"] == "Follow-up of earlier decisions"
    assert draft.text["en"].split("\n") == [
        "Open on 21/11/2026:",
        f"– Ask for quotes (decided on {day}): To do, Ann, until 01/03/2027",
        f"– Paint the hall (decided on {day}): In progress, half of it",
    ]
    assert set(draft.text) == set(LANGUAGES)


def test_a_list_that_is_too_long_says_how_many_are_left_out(acacias, monkeypatch):
    found = decided()
    for number in range(3):
        task(decision=found, title=f"Task {number}")
    monkeypatch.setattr(open_points, "LONGEST", 120)
    draft = open_points.follow_up_point(["en"], on=date(2026, 11, 21))
    lines = draft.text["en"].split("\n")
    assert [line.split(" (")[0] for line in lines[1:-1]] == ["– Task 0", "– Task 1"]
    assert lines[-1] == "… and 1 more."


def test_done_twice_it_is_one_point_brought_up_to_date(acacias):
    assembly = making.extraordinary()
    first = task(title="Ask for quotes")
    put_open_tasks(assembly, languages=LANGUAGES, by=None)
    task(decision=first.decision, title="Paint the hall")
    put_open_tasks(assembly, languages=LANGUAGES, by=None)
    item = point_of(assembly)
    assert "Ask for quotes" in item.text_en
    assert "Paint the hall" in item.text_en
    actions = AuditEvent.objects.filter(action__startswith="agenda.").order_by("pk")
    done = list(actions.values_list("action", flat=True))[-2:]
    assert done == ["agenda.added", "agenda.changed"]


def test_what_cannot_be_told_is_refused(acacias):
    assembly = making.extraordinary()
    with pytest.raises(NoOpenTasks):
        put_open_tasks(assembly, languages=LANGUAGES, by=None)
    task()
    making.add(assembly)
    making.convene(assembly)
    with pytest.raises(AlreadyConvened):
        put_open_tasks(assembly, languages=LANGUAGES, by=None)


def test_one_button_on_the_page_of_the_agenda(sophie, db):
    with inside():
        assembly = making.extraordinary()
    page = url("agenda", assembly.uuid)
    press = url("agenda-open-tasks", assembly.uuid)
    assert press not in sophie.get(page).content.decode()
    assert told(sophie.post(press, follow=True)) == [
        "No task of an earlier decision is open."
    ]
    with inside():
        task(decision=decided())
    assert "Tell of 1 open task" in text(sophie.get(page))
    done = sophie.post(press, follow=True)
    assert told(done) == ["The open tasks stand on the agenda."]
    assert "Bring the open tasks up to date" in text(done)
    sophie.post(press)
    with inside():
        assert assembly.items.count() == 1
        making.convene(assembly)
    assert press not in sophie.get(page).content.decode()
