"""The register of breaches: 72 hours, and nothing in it ever changes."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from koprogo.privacy.breaches import (
    BreachClosed,
    NotYet,
    StepTaken,
    add_entry,
    open_breach,
)
from koprogo.privacy.clock import deadline, hours_left
from koprogo.privacy.models import Breach, BreachEntry
from tests.sql import changed, refused

pytestmark = pytest.mark.django_db
FOUND = datetime(2026, 5, 1, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (FOUND, 72),
        (FOUND + SECOND, 71),
        (FOUND + timedelta(hours=71), 1),
        (FOUND + timedelta(hours=72) - SECOND, 0),
        (FOUND + timedelta(hours=72), 0),
        (FOUND + timedelta(hours=72) + SECOND, -1),
    ],
)
def test_the_clock(now, left):
    assert hours_left(FOUND, now=now) == left


def test_the_deadline():
    assert deadline(FOUND) == datetime(2026, 5, 4, 10, tzinfo=UTC)


def breach(hours=1, **fields):
    values = {
        "found_at": timezone.now() - timedelta(hours=hours),
        "what": "A laptop was stolen",
        "concerned": "About 40 co-owners",
        "measures": "Sessions ended",
    }
    return open_breach(**(values | fields), by="Dora")


def step(found, kind, **fields):
    values = {"text": "By the form of the authority", "at": timezone.now()}
    return add_entry(found.uuid, kind=kind, **(values | fields), by="Dora")


def test_a_breach_is_followed_up_and_closed():
    found = breach()
    kinds = ["note", "authority", "note", "people", "closed"]
    for kind in kinds:
        step(found, kind)
    assert list(found.entries.values_list("kind", flat=True)) == kinds


@pytest.mark.parametrize("kind", ["authority", "people"])
def test_a_step_is_taken_once(kind):
    found = breach()
    step(found, kind)
    with pytest.raises(StepTaken):
        step(found, kind)
    step(breach(), kind)
    assert BreachEntry.objects.filter(kind=kind).count() == 2


@pytest.mark.parametrize("kind", ["note", "people", "closed"])
def test_a_closed_breach_gets_no_more(kind):
    found = breach()
    step(found, "closed")
    with pytest.raises(BreachClosed):
        step(found, kind)


def test_what_has_not_happened_is_not_written():
    found = breach()
    with pytest.raises(NotYet):
        breach(hours=-1)
    for at in (timezone.now() + SECOND * 60, found.found_at - SECOND):
        with pytest.raises(NotYet):
            step(found, "note", at=at)
    step(found, "note", at=found.found_at)
    assert (Breach.objects.count(), BreachEntry.objects.count()) == (1, 1)


def test_an_unknown_breach_has_no_steps():
    with pytest.raises(Breach.DoesNotExist):
        add_entry(uuid4(), kind="note", text="x", at=timezone.now(), by="Dora")


@pytest.mark.parametrize("table", ["privacy_breach", "privacy_breachentry"])
@pytest.mark.parametrize("what", ["UPDATE {0} SET author = 'x'", "DELETE FROM {0}"])
def test_the_database_changes_nothing_of_it(table, what):
    step(breach(), "note")
    with refused("permission denied"):
        changed(what.format(table))


@pytest.mark.parametrize("field", ["what", "concerned"])
def test_it_is_told_in_full(field):
    with refused("breach_told_in_full"):
        breach(**{field: ""})


def test_an_entry_says_something():
    with refused("breach_entry_told"):
        step(breach(), "note", text="")


# The command


def run(*arguments):
    written = StringIO()
    call_command("breach", *arguments, stdout=written)
    return written.getvalue()


def told():
    at = timezone.localtime(timezone.now() - timedelta(hours=2, minutes=5))
    return run(
        *("open", "--found", f"{at:%Y-%m-%d %H:%M}", "--by", "Dora"),
        *("--what", "A laptop was stolen", "--who", "40 co-owners"),
    )


def test_opening_starts_the_clock():
    said = told()
    assert "69 hours left" in said
    assert "measures: –  (Dora)" in said
    assert run("list") == said


def test_the_clock_stops_when_the_authority_is_told():
    told()
    uuid = str(Breach.objects.get().uuid)
    said = run("told-authority", uuid, "Reference 2026/1", "--by", "Dora")
    assert "authority told" in said
    assert "hours left" not in said
    assert "authority: Reference 2026/1  (Dora)" in said


def test_steps_may_have_been_taken_earlier():
    told()
    found = Breach.objects.get()
    at = timezone.localtime(found.found_at)
    run(
        *("told-people", str(found.uuid), "By e-mail"),
        *("--at", at.isoformat(), "--by", "Dora"),
    )
    assert found.entries.get().at == found.found_at


def test_a_late_one_says_so_and_a_closed_one_is_quiet():
    found = breach(hours=73)
    assert "2 HOURS LATE" in run("list")
    said = run("close", str(found.uuid), "No risk: the disk is encrypted", "--by", "D")
    assert "closed without telling the authority" in said


OPENING = ("open", "--what", "x", "--who", "y", "--by", "D")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("note", str(uuid4()), "x", "--by", "D"), "there is no such breach"),
        ((*OPENING, "--found", "2999-01-01 10:00"), "in the future"),
        ((*OPENING, "--found", "soon"), "soon"),
    ],
)
def test_the_command_says_what_is_wrong(arguments, words):
    with pytest.raises(CommandError, match=words):
        run(*arguments)
