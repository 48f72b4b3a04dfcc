"""How long is long enough. Pure: the day is an argument."""

from datetime import date

__all__ = ["VOUCHER_YEARS", "vouchers_since", "years_before"]

# Books and the vouchers of third parties (art. 3.89 §5 C. civ.; law.md §2).
VOUCHER_YEARS = 7


def years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier; 28 February for a 29th without one."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def vouchers_since(today: date) -> date:
    """Return the earliest day whose vouchers must still be there ``today``: they are
    kept for seven years, counted from 1 January of the year that follows.
    """
    return date(today.year - VOUCHER_YEARS, 1, 1)
