from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.reminding import (
    DEFAULT_LEVELS,
    Arrears,
    Level,
    LevelsOutOfOrder,
    Sent,
    Upcoming,
    last_of_present,
    ordered,
    upcoming,
)
from koprogo.money import from_cents
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/reminders.md")[
    "The default levels, due on 1 January 2026"
]
DUE = date(2026, 1, 1)
FIRST, SECOND, NOTICE = DEFAULT_LEVELS

gaps = st.lists(st.integers(1, 60), min_size=1, max_size=5)
days = st.dates(DUE, date(2028, 12, 31))


def eur(text):
    return Decimal(text)


def arrears(*, overdue="120.00", oldest_due=DUE, **more):
    return Arrears(oldest_due, eur(overdue), **more)


def optional_date(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("row", WORKED)
def test_every_line_of_the_documentation(row):
    last = (
        Sent(int(row["last"]), optional_date(row["sent on"])) if row["last"] else None
    )
    paused_until = optional_date(row["pause until"])
    coming = upcoming(arrears(last=last, paused_until=paused_until), DEFAULT_LEVELS)
    if row["next"]:
        [level] = [one for one in DEFAULT_LEVELS if str(one.position) == row["next"]]
        assert coming == Upcoming(level, date.fromisoformat(row["on"]))
    else:
        assert coming is None


def test_the_default_levels():
    assert [
        (level.position, level.days, level.cost, level.with_interest, level.registered)
        for level in DEFAULT_LEVELS
    ] == [
        (1, 15, 0, False, False),
        (2, 30, 0, False, False),
        (3, 60, 0, True, True),
    ]


def test_the_first_reminder_is_due_fifteen_days_after_the_due_date():
    assert upcoming(arrears(), DEFAULT_LEVELS) == Upcoming(FIRST, date(2026, 1, 16))


@pytest.mark.parametrize(
    "holding",
    [
        arrears(oldest_due=None, overdue="0.00"),
        arrears(overdue="0.00"),
        arrears(overdue="-0.01"),
        arrears(has_plan=True),
        arrears(last=Sent(3, DUE)),
    ],
)
def test_nobody_is_reminded_without_need(holding):
    assert upcoming(holding, DEFAULT_LEVELS) is None


@pytest.mark.parametrize(
    ("overdue", "level"), [("9.99", None), ("10.00", FIRST), ("10.01", FIRST)]
)
def test_less_than_the_threshold_is_not_reminded(overdue, level):
    coming = upcoming(arrears(overdue=overdue), DEFAULT_LEVELS, threshold=eur("10.00"))
    assert (coming and coming.level) == level


@pytest.mark.parametrize(("pause", "day"), [(15, 16), (16, 16), (17, 17)])
def test_no_reminder_before_the_day_on_which_the_pause_ends(pause, day):
    paused = arrears(paused_until=date(2026, 1, pause))
    assert upcoming(paused, DEFAULT_LEVELS) == Upcoming(FIRST, date(2026, 1, day))


def test_a_part_payment_goes_on_from_the_oldest_due_date_that_is_left():
    """January is paid, February is not: the second reminder, 30 days after February."""
    left = arrears(oldest_due=date(2026, 2, 1), last=Sent(1, date(2026, 1, 16)))
    assert upcoming(left, DEFAULT_LEVELS) == Upcoming(SECOND, date(2026, 3, 3))


def test_after_a_level_that_was_done_away_with_comes_the_next_one():
    levels = [FIRST, NOTICE]
    coming = upcoming(arrears(last=Sent(2, date(2026, 2, 20))), levels)
    assert coming == Upcoming(NOTICE, date(2026, 4, 6))


def test_never_two_on_one_day_not_even_when_the_lower_level_is_gone():
    coming = upcoming(arrears(last=Sent(1, date(2026, 3, 1))), [SECOND])
    assert coming == Upcoming(SECOND, date(2026, 3, 2))


# Which reminders count


def test_what_was_sent_until_everything_was_paid_does_not_count():
    sent = [Sent(2, date(2026, 2, 1)), Sent(1, date(2026, 1, 16))]
    assert last_of_present(sent, cleared_on=None) == Sent(2, date(2026, 2, 1))
    cleared = [date(2026, 1, 16), date(2026, 1, 31)]
    assert [last_of_present(sent, cleared_on=day) for day in cleared] == [
        Sent(2, date(2026, 2, 1)),
        Sent(2, date(2026, 2, 1)),
    ]
    assert last_of_present(sent, cleared_on=date(2026, 2, 1)) is None
    assert last_of_present([], cleared_on=None) is None


# The ladder


def test_levels_may_come_in_any_order():
    assert ordered(reversed(DEFAULT_LEVELS)) == list(DEFAULT_LEVELS)
    coming = upcoming(arrears(), DEFAULT_LEVELS[::-1])
    assert coming == Upcoming(FIRST, date(2026, 1, 16))


@pytest.mark.parametrize(
    "levels",
    [
        [Level(1, 15), Level(1, 30)],
        [Level(1, 15), Level(2, 15)],
        [Level(1, 30), Level(2, 15)],
    ],
)
def test_a_higher_level_comes_later(levels):
    with pytest.raises(LevelsOutOfOrder) as refusal:
        upcoming(arrears(), levels)
    assert isinstance(refusal.value, ValueError)


def test_without_levels_nobody_is_reminded():
    assert upcoming(arrears(), []) is None


# Properties


def due_on(day, holding, levels):
    """The level that a task of this day would send."""
    coming = upcoming(holding, levels)
    return coming.level if coming and coming.on <= day else None


def ladder(steps):
    passed = 0
    levels = []
    for position, step in enumerate(steps, 1):
        passed += step
        levels.append(Level(position, passed))
    return levels


@given(gaps, st.lists(days, max_size=60), st.none() | days)
def test_every_level_once_in_order_and_with_time_to_answer(steps, runs, paused_until):
    """Whenever the daily task runs, and however often on one day."""
    levels = ladder(steps)
    sent = []
    for on in sorted([*runs, *runs]):
        holding = arrears(
            last=last_of_present(sent, cleared_on=None), paused_until=paused_until
        )
        level = due_on(on, holding, levels)
        if level:
            sent.append(Sent(level.position, on))
            assert on >= max(DUE + timedelta(days=level.days), paused_until or on)
    assert [one.position for one in sent] == list(range(1, len(sent) + 1))
    for earlier, later in pairwise(sent):
        assert (later.on - earlier.on).days >= steps[later.position - 1]


@given(gaps, st.integers(1, 10**6).map(from_cents))
def test_a_task_that_runs_every_day_sends_each_level_on_its_day(steps, overdue):
    levels = ladder(steps)
    sent = []
    for after in range(levels[-1].days + 1):
        on = DUE + timedelta(days=after)
        holding = Arrears(DUE, overdue, last=last_of_present(sent, cleared_on=None))
        if level := due_on(on, holding, levels):
            sent.append(Sent(level.position, on))
    assert [(one.on - DUE).days for one in sent] == [level.days for level in levels]
