"""What is checked before owners are convened: both sides of each boundary."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.convening import Facts, Finding, Level, Point, Problem, blocking, check
from governance.ordinary_period import Span
from governance.subjects import Subject

MEETING = date(2026, 5, 20)
LAST = date(2026, 5, 5)


def voted(number, subject, **values):
    return Point(number, subject, is_voted=True, has_documents=True, **values)


AGENDA = (
    voted(1, Subject.ACCOUNTS),
    voted(2, Subject.CONTRACTS_EVALUATION),
    voted(3, Subject.BUDGET),
)
SOUND = Facts(
    today=LAST,
    meeting=MEETING,
    is_over=False,
    is_ordinary=True,
    is_first=True,
    is_second=False,
    proposals=0,
    points=AGENDA,
    urgency="",
    period=Span(date(2026, 5, 10), date(2026, 5, 24)),
    not_before=None,
    second=MEETING + timedelta(days=15),
    earliest_second=MEETING + timedelta(days=15),
    place="Hall",
    is_remote=False,
    remote_access="",
    consulting="On KoproGo",
    shares=(1000, 1000),
    without_holder=0,
    suspended=(),
    unreachable=(),
    has_syndic=True,
    mandate_until=MEETING + timedelta(days=1),
)


def found(**values):
    return check(replace(SOUND, **values))


def test_a_sound_assembly_can_be_convened_on_the_last_day():
    assert check(SOUND) == ()


@pytest.mark.parametrize(
    ("today", "urgency", "problems"),
    [
        (LAST, "", []),
        (LAST + timedelta(days=1), "", [Problem.LATE]),
        (LAST + timedelta(days=1), "Leak", [Problem.URGENT]),
        (LAST, "Leak", []),
    ],
)
def test_fifteen_calendar_days_from_sending_to_meeting(today, urgency, problems):
    findings = found(today=today, urgency=urgency)
    assert findings == tuple(Finding(problem, day=LAST) for problem in problems)


def test_a_meeting_that_is_over_is_not_late_as_well():
    assert found(is_over=True, today=MEETING) == (Finding(Problem.PAST),)


@pytest.mark.parametrize(
    ("day", "problems"),
    [
        (date(2026, 5, 9), [Problem.OUTSIDE_PERIOD]),
        (date(2026, 5, 10), []),
        (date(2026, 5, 24), []),
        (date(2026, 5, 25), [Problem.OUTSIDE_PERIOD]),
    ],
)
def test_the_fifteen_days_of_the_internal_rules(day, problems):
    early = date(2026, 4, 1)
    findings = found(meeting=day, today=early, mandate_until=date(2027, 1, 1))
    assert [one.problem for one in findings] == problems


def test_a_period_that_nobody_noted_is_said_of_ordinary_first_meetings_only():
    assert found(period=None) == (Finding(Problem.NO_PERIOD),)
    assert found(period=None, is_ordinary=False) == ()
    assert found(period=None, is_first=False) == ()


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"shares": (999, 1000)}, Finding(Problem.SHARES, ("999", "1000"))),
        ({"without_holder": 1}, Finding(Problem.NO_HOLDER, ("1",))),
        ({"has_syndic": False}, Finding(Problem.NO_SYNDIC)),
        ({"suspended": ("H3",)}, Finding(Problem.SUSPENDED, ("H3",))),
        ({"unreachable": ("Ann",)}, Finding(Problem.NO_ADDRESS, ("Ann",))),
        ({"place": ""}, Finding(Problem.NO_PLACE)),
        ({"is_remote": True}, Finding(Problem.NO_REMOTE_ACCESS)),
        ({"consulting": ""}, Finding(Problem.NO_CONSULTING)),
        ({"points": ()}, Finding(Problem.EMPTY)),
        ({"second": None}, Finding(Problem.NO_SECOND_SESSION)),
        ({"proposals": 2}, Finding(Problem.PROPOSALS, ("2",))),
    ],
)
def test_what_is_missing_is_named(values, problem):
    assert found(**values) == (problem,)


def test_a_meeting_from_afar_needs_no_place_but_a_way_in():
    assert found(place="", is_remote=True, remote_access="https://meet.example") == ()


def test_a_mandate_lasts_until_the_end_of_the_day_of_the_meeting():
    assert found(mandate_until=MEETING) == (
        Finding(Problem.MANDATE_ENDS, day=MEETING - timedelta(days=1)),
    )
    assert found(mandate_until=None) == ()


def test_the_mandatory_points_of_an_ordinary_assembly():
    missing = (Finding(Problem.MANDATORY, ("accounts", "budget")),)
    assert found(points=AGENDA[1:2]) == missing
    assert found(points=AGENDA[1:2], is_ordinary=False) == ()


def test_a_second_session_announces_no_other_one():
    assert found(second=None, is_second=True) == ()


def test_papers_are_asked_for_what_the_law_joins_to_the_agenda():
    works = voted(4, Subject.WORKS)
    bare = tuple(replace(point, has_documents=False) for point in (*AGENDA, works))
    assert found(points=bare) == tuple(
        Finding(Problem.NO_DOCUMENT, point=point) for point in bare[:3]
    )


def test_an_election_names_its_candidate():
    election = voted(4, Subject.AUDITOR)
    assert found(points=(*AGENDA, election)) == ()
    bare = replace(election, needs_candidate=True)
    assert found(points=(*AGENDA, bare)) == (Finding(Problem.NO_CANDIDATE, point=bare),)


def test_nothing_is_decided_under_miscellaneous():
    quiet = Point(4, Subject.MISCELLANEOUS, is_voted=False, has_documents=False)
    assert found(points=(*AGENDA, quiet)) == ()
    loud = replace(quiet, is_voted=True)
    assert found(points=(*AGENDA, loud)) == (
        Finding(Problem.MISCELLANEOUS_VOTES, point=loud),
    )


def test_missing_translations_are_named():
    point = voted(1, Subject.ACCOUNTS, missing=("Dutch", "German"))
    assert found(points=(point, *AGENDA[1:])) == (
        Finding(Problem.UNTRANSLATED, ("Dutch", "German"), point=point),
    )


@pytest.mark.parametrize(("days", "problems"), [(14, 1), (15, 0)])
def test_the_second_session_that_is_announced_is_fifteen_days_later(days, problems):
    findings = found(second=MEETING + timedelta(days=days))
    expected = Finding(Problem.SECOND_TOO_SOON, day=MEETING + timedelta(days=15))
    assert findings == (expected,) * problems


@pytest.mark.parametrize(("days", "problems"), [(1, 1), (0, 0)])
def test_a_meeting_that_follows_keeps_its_distance(days, problems):
    earliest = MEETING + timedelta(days=days)
    findings = found(not_before=earliest)
    assert findings == (Finding(Problem.TOO_SOON, day=earliest),) * problems


def test_findings_come_in_order_and_only_some_stop():
    findings = found(period=None, consulting="", shares=(1, 2))
    assert [(one.problem, one.level) for one in findings] == [
        (Problem.SHARES, Level.BLOCKING),
        (Problem.NO_PERIOD, Level.WARNING),
        (Problem.NO_CONSULTING, Level.BLOCKING),
    ]
    assert blocking(findings) == (findings[0], findings[2])
