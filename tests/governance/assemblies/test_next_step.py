"""The main button of an assembly leads to what comes next; everybody finds his letter."""

import pytest
from django.utils import timezone

from governance.models import Minutes
from governance.services import sessions
from tests.finance.reminders.pages import inside, text
from tests.governance.assemblies.making import url
from tests.governance.convocations.making import called_off, ended, in_days, made
from tests.governance.factories import convened

pytestmark = pytest.mark.usefixtures("in_english")


def main_buttons(page):
    """(label, address) of each button of the page that is the main one."""
    parts = page.content.decode().split('class="button primary"')[1:]
    return [
        (
            " ".join(part.split("</a>")[0].split(">")[-1].split()),
            part.split('href="')[1].split('"')[0],
        )
        for part in parts
    ]


@pytest.mark.parametrize(
    ("steps", "label", "where"),
    [
        (None, "Write the minutes", "minutes"),
        ([], "Write the minutes", "minutes"),
        (["finished_at"], "Have the minutes signed", "minutes"),
        (["finished_at", "signed_at"], "Send the minutes", "minutes-letters"),
        (["finished_at", "signed_at", "sent_at"], "Minutes", "minutes"),
    ],
)
def test_after_a_closed_meeting_the_minutes_come(sign_in, db, steps, label, where):
    with inside():
        assembly = ended("closed_at")
        found = assembly
        if steps is not None:
            minutes = Minutes.objects.create(assembly=assembly)
            for step in steps:
                setattr(minutes, step, timezone.now())
                minutes.save()
            found = minutes if where == "minutes-letters" else assembly
    page = sign_in("sophie").get(url("assembly", assembly.uuid))
    assert main_buttons(page) == [(label, url(where, found.uuid))]
    assert "Hold the meeting" not in text(page)


def test_after_an_adjourned_meeting_the_second_session_comes(sign_in, db):
    with inside():
        first = ended("adjourned_at")
    sophie = sign_in("sophie")
    here, planning = url("assembly", first.uuid), url("second-session", first.uuid)
    assert main_buttons(sophie.get(here)) == [("Plan the second session", planning)]
    with inside():
        second = sessions.plan_second_session(first, starts_at=in_days(20), by=None)
    page = sophie.get(here)
    assert main_buttons(page) == [("Write the minutes", url("minutes", first.uuid))]
    assert url("assembly", second.uuid) in page.content.decode()
    assert (
        url("assembly", second.uuid) not in sign_in("omar").get(here).content.decode()
    )


def test_before_the_meeting_it_is_held_and_called_off_nothing_is(sign_in, db):
    with inside():
        coming, cancelled = made(), called_off().assembly
    sophie = sign_in("sophie")
    [(label, _address)] = main_buttons(sophie.get(url("assembly", coming.uuid)))
    assert label == "Hold the meeting"
    assert main_buttons(sophie.get(url("assembly", cancelled.uuid))) == []


@pytest.mark.parametrize("state", ["convened", "closed_at", "adjourned_at"])
def test_whoever_was_convened_finds_his_convocation(sign_in, db, state):
    with inside():
        assembly = made("omar") if state == "convened" else _ended_with_letters(state)
    mine = url("my-convocation", assembly.uuid)
    here = url("assembly", assembly.uuid)
    assert mine in sign_in("omar").get(here).content.decode()
    assert mine not in sign_in("clara").get(here).content.decode()
    assert mine not in sign_in("sophie").get(here).content.decode()


def _ended_with_letters(how):
    assembly, now = made("omar", days=-1), timezone.now()
    assembly.roll_taken_at = assembly.opened_at = now
    setattr(assembly, how, now)
    assembly.save()
    return assembly


def test_the_overview_leads_to_it_as_well(sign_in, db):
    with inside():
        assembly = made("omar")
    mine = url("my-convocation", assembly.uuid)
    assert mine in sign_in("omar").get("/b/acacias/").content.decode()
    assert mine not in sign_in("clara").get("/b/acacias/").content.decode()


@pytest.mark.parametrize("how", ["closed_at", "adjourned_at"])
def test_nobody_is_convened_to_a_meeting_of_the_past(sign_in, db, how):
    with inside():
        bare, written = ended(how), _ended_with_letters(how)
    sophie = sign_in("sophie")
    page = text(sophie.get(url("convocation", bare.uuid)))
    assert "The meeting is over: its convocations are kept" in page
    assert "No letter was made." in page
    assert "Make the letters" not in page
    done = sophie.post(url("convocation-make", bare.uuid), follow=True)
    assert text(done).count("The meeting is over: its convocations are kept") == 2
    assert "Letter by letter" in text(sophie.get(url("convocation", written.uuid)))


def test_letters_are_still_made_while_the_meeting_is_to_come(sign_in, db):
    with inside():
        assembly = convened("Roof", starts_at=in_days(20))
    page = text(sign_in("sophie").get(url("convocation", assembly.uuid)))
    assert "Make the letters" in page
