"""Random years: what a building is, and what happens to it. Nothing is written here.

Amounts are cents; months count from 0, the first of the fiscal year. What shrinks well
is what hypothesis draws: an empty year of two lots is the simplest.
"""

from dataclasses import dataclass
from enum import StrEnum

from hypothesis import strategies as st


class Bearer(StrEnum):
    """Who bears a bill."""

    SHARES = "shares"
    SPECIAL = "special"
    METERS = "meters"
    FIXED = "fixed"
    LOT = "lot"
    RESERVE = "reserve"


class Settled(StrEnum):
    """What becomes of a bill within its month."""

    EXACTLY = "exactly"
    PARTLY = "partly"
    CREDITED = "credited"
    CANCELLED = "cancelled"
    NOT = "not"


class Way(StrEnum):
    """How somebody pays, and so how his money is recognised."""

    REFERENCE = "reference"
    WORDS = "words"
    NAMELESS = "nameless"
    TYPED = "typed"
    NOT = "not"


class Mistake(StrEnum):
    """What people do wrong and put right."""

    CALL = "call"
    MATCH = "match"
    PAYMENT = "payment"
    SALE = "sale"
    STATEMENT = "statement"
    YEAR = "year"


@dataclass(frozen=True)
class Lot:
    """``holder``: the number of who has it. ``used``: thousandths a day, by its meter;
    without one, none. ``parts``: of the special key.
    """

    shares: int
    holder: int
    parts: int
    used: int


@dataclass(frozen=True)
class House:
    """``couples``: the numbers of the holders who are two people."""

    lots: tuple[Lot, ...]
    couples: frozenset[int]
    first_month: int
    statement_months: int


@dataclass(frozen=True)
class Bill:
    """An invoice with VAT. ``covers``: from which month on (may lie before or after its
    own), and how many months; None: no period of its own.
    """

    cents: int
    vat_rate: int
    month: int
    supplier: int
    bearer: Bearer
    lot: int
    covers: tuple[int, int] | None
    settled: Settled


@dataclass(frozen=True)
class Habit:
    """A part of what he owes, in percent; more than all leaves a credit."""

    way: Way
    percent: int


@dataclass(frozen=True)
class Sale:
    lot: int
    month: int
    day: int
    to_new: bool


@dataclass(frozen=True)
class Works:
    called: int
    spent: int


@dataclass(frozen=True)
class Year:
    house: House
    shares_budget: int
    special_budget: int
    reserve: int
    fund: int
    call_months: int
    bills: tuple[Bill, ...]
    habits: tuple[Habit, ...]
    sale: Sale | None
    works: Works | None
    mistakes: frozenset[Mistake]
    with_camt: bool
    with_past: bool
    reminded: bool


cents = st.integers(1, 400_000)
months = st.integers(0, 11)
# A lot of the special key and one with a meter there always are: the first.
lots = st.lists(
    st.builds(
        Lot,
        shares=st.integers(1, 500),
        holder=st.integers(0, 3),
        parts=st.integers(0, 9),
        used=st.integers(0, 900),
    ),
    min_size=2,
    max_size=6,
)
houses = st.builds(
    House,
    lots=lots.map(
        lambda found: (
            Lot(
                found[0].shares, found[0].holder, found[0].parts + 1, 1 + found[0].used
            ),
            *found[1:],
        )
    ),
    couples=st.frozensets(st.integers(0, 3), max_size=2),
    first_month=st.integers(1, 12),
    statement_months=st.sampled_from([12, 6]),
)
bills = st.builds(
    Bill,
    cents=cents,
    vat_rate=st.sampled_from([21, 12, 6, 0]),
    month=months,
    supplier=st.integers(0, 1),
    bearer=st.sampled_from(Bearer),
    lot=st.integers(0, 5),
    covers=st.none() | st.tuples(st.integers(-2, 9), st.integers(1, 18)),
    settled=st.sampled_from(Settled),
)
habits = st.builds(
    Habit, way=st.sampled_from(Way), percent=st.sampled_from([100, 100, 37, 140])
)
years = st.builds(
    Year,
    house=houses,
    shares_budget=cents,
    special_budget=cents,
    reserve=cents,
    fund=cents,
    call_months=st.sampled_from([3, 3, 1, 6]),
    bills=st.lists(bills, max_size=4).map(tuple),
    habits=st.lists(habits, min_size=1, max_size=7).map(tuple),
    sale=st.none()
    | st.builds(
        Sale,
        lot=st.integers(0, 5),
        month=months,
        day=st.integers(1, 28),
        to_new=st.booleans(),
    ),
    works=st.none() | st.builds(Works, called=cents, spent=cents),
    mistakes=st.frozensets(st.sampled_from(Mistake), max_size=3),
    with_camt=st.booleans(),
    with_past=st.booleans(),
    reminded=st.booleans(),
)
