"""Working days in Belgium. Pure.

Every day but Saturdays, Sundays and the public holidays (Civil Code art. 1.7; Royal
Decree of 18 April 1974, art. 1). The day of the event never counts, the last day does.
"""

from datetime import date, timedelta

# Days after Easter Sunday: Easter Monday, Ascension, Whit Monday.
AFTER_EASTER = (1, 39, 50)
# (month, day): New Year, Labour Day, the National Day, Assumption, All Saints, the
# Armistice, Christmas.
FIXED = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
FRIDAY = 4


def easter(year: int) -> date:
    """Return Easter Sunday of ``year`` in the Gregorian calendar.

    The anonymous algorithm ("Nature", 1876): the Sunday after the full moon that falls
    on 21 March or later, by the tables of the Church.
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int) -> frozenset[date]:
    """Return the ten public holidays of ``year``."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=days) for days in AFTER_EASTER}
    return frozenset({date(year, *day) for day in FIXED} | moving)


def is_working_day(day: date) -> bool:
    return day.weekday() <= FRIDAY and day not in public_holidays(day.year)


def add_working_days(day: date, number: int) -> date:
    """Return the ``number``-th working day after ``day``, which does not count."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day
