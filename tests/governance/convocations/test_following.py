"""The second session, and the meeting of those present."""

from datetime import timedelta

import pytest
from django.utils import timezone

from governance.absence import missed_by_absence
from governance.convening import Problem
from governance.errors.convocations import (
    CannotConvene,
    FollowedAlready,
    MeetingBegun,
    NotAdjourned,
    NothingMissedByAbsence,
    TooSoonAfter,
)
from governance.majorities import Majority, Tally
from governance.meeting.events import Choice
from governance.meeting.result import LineResult, Result
from governance.models import Assembly, ItemConflict
from governance.queries.meeting import meeting_of
from governance.services.convocations import call_off, convene
from governance.services.meeting import close_meeting
from governance.services.sessions import (
    missed_items,
    plan_new_meeting,
    plan_second_session,
)
from tests import cast
from tests.governance.convocations.making import ended, in_days, sound
from tests.governance.factories import decided, opened, point


def line(choice, *, barred=False, votes=1):
    return LineResult("a", "h", "p", votes, votes, choice, barred)


def result(*lines, majority=Majority.UNANIMITY, adopted=False):
    tally = Tally(len(lines), 0, 0, 10)
    return Result("i", majority, adopted, tally, 0, lines, (), None)


FOR, AGAINST = line(Choice.FOR), line(Choice.AGAINST)


@pytest.mark.parametrize(
    ("found", "missed"),
    [
        (result(FOR, FOR), True),
        (result(FOR, line(None, barred=True)), True),
        (result(FOR, line(None, votes=0)), True),
        (result(FOR, AGAINST), False),
        (result(FOR, line(Choice.ABSTAIN)), False),
        (result(FOR, line(None)), False),
        (result(), False),
        (result(FOR, adopted=True), False),
        (result(FOR, majority=Majority.FOUR_FIFTHS), False),
    ],
)
def test_only_absent_owners_were_missing(found, missed):
    assert missed_by_absence(found) is missed


# The second session


def test_the_second_session_has_the_same_agenda(acacias):
    first = ended("adjourned_at", "Paint the hall", "Bikes", place="Salle")
    earliest = first.starts_at + timedelta(days=15)
    with pytest.raises(TooSoonAfter) as error:
        plan_second_session(first, starts_at=earliest - timedelta(days=1), by=None)
    assert error.value.earliest == first.day + timedelta(days=15)
    second = plan_second_session(first, starts_at=earliest, by=None)
    assert (second.session, second.after, second.place) == (2, first, "Salle")
    assert not second.is_convened
    assert [str(item) for item in second.items.all()] == [
        "1. Paint the hall",
        "2. Bikes",
    ]
    with pytest.raises(FollowedAlready):
        plan_second_session(first, starts_at=earliest, by=None)


def test_documents_and_conflicts_follow(acacias):
    draft = sound()
    item = draft.items.get()
    ItemConflict.objects.create(item=item, holding=cast.holding("H3"), reason="Painter")
    now = timezone.now()
    Assembly.objects.filter(pk=draft.pk).update(convened_at=now)
    Assembly.objects.filter(pk=draft.pk).update(
        roll_taken_at=now, opened_at=now, adjourned_at=now
    )
    second = plan_second_session(draft, starts_at=in_days(40), by=None)
    [conflict] = second.items.get().conflicts.all()
    assert (conflict.holding.code, conflict.reason) == ("H3", "Painter")


def test_a_second_session_that_was_called_off_may_be_planned_again(acacias):
    first = ended("adjourned_at")
    second = plan_second_session(first, starts_at=in_days(20), by=None)
    convene(second, by=None)
    call_off(second, reason="Snow", by=None)
    assert plan_second_session(first, starts_at=in_days(40), by=None).session == 2


def test_only_an_adjourned_meeting_has_a_second_session(acacias):
    with pytest.raises(NotAdjourned):
        plan_second_session(ended("closed_at"), starts_at=in_days(40), by=None)


def test_the_distance_is_checked_again_when_it_is_convened(acacias):
    first = ended("adjourned_at")
    second = plan_second_session(first, starts_at=in_days(20), by=None)
    Assembly.objects.filter(pk=second.pk).update(starts_at=in_days(13))
    with pytest.raises(CannotConvene) as error:
        convene(second, urgency="Roof", by=None)
    assert [one.problem for one in error.value.findings] == [Problem.TOO_SOON]


# The meeting of those present


def test_what_absent_owners_prevented_is_decided_by_those_present(acacias):
    draft = sound(days=0)
    draft.items.update(subject="shares", majority="unanimity")
    point(draft, "Bikes")
    assembly = opened(assembly=draft, present=("H1", "H2"))
    shares, bikes = assembly.items.all()
    decided(shares, A="for", B="for")
    decided(bikes, A="for", B="for")
    assert missed_items(assembly) == []
    close_meeting(assembly, by=None)
    assembly = Assembly.objects.get(pk=assembly.pk)
    assert meeting_of(assembly).result(str(shares.uuid)).adopted is False
    assert missed_items(assembly) == [shares]
    earliest = assembly.starts_at + timedelta(days=30)
    with pytest.raises(TooSoonAfter):
        plan_new_meeting(assembly, starts_at=earliest - timedelta(days=1), by=None)
    new = plan_new_meeting(assembly, starts_at=earliest, by=None)
    assert (new.session, new.after) == (1, assembly)
    [item] = new.items.all()
    assert (item.title, item.position, item.present_only) == (shares.title, 1, True)


def test_a_meeting_that_missed_nothing_has_no_follower(acacias):
    with pytest.raises(NothingMissedByAbsence):
        plan_new_meeting(ended("closed_at"), starts_at=in_days(60), by=None)


def test_a_meeting_that_has_begun_is_not_called_off(acacias):
    assembly = opened("Bikes")
    with pytest.raises(MeetingBegun):
        call_off(assembly, reason="Snow", by=None)
