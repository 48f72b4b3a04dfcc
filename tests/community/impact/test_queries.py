"""What neighbours did, read from what the modules keep."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.impact import Act, Deed, Facts, facts
from community.kinds import Kind
from community.models import Neighbour
from community.queries.impact import deeds, due_months, last_month, of_building
from tests.community.bookings import making as bookings
from tests.community.impact.making import (
    busy,
    gave,
    given,
    lent,
    month,
    thing,
    undone,
)

LAST = month()


def done(ago=1):
    return deeds(month(ago), month())


def test_hours_that_were_counted(five):
    omar, clara = five[:2]
    gave(omar, clara, 90)
    assert done() == [Deed(Act.HOURS, LAST, omar.pk, clara.pk, minutes=90)]


def test_hours_that_were_undone_are_left_out(five):
    undone(gave(five[0], five[1]))
    assert done() == []


def test_a_thing_counts_when_it_was_handed_over_whoever_said_so_first(five):
    omar, clara, otto = five[:3]
    ladder = thing(omar)
    lent(ladder, clara, taken_at=None)
    lent(ladder, otto, given_at=None)
    lent(ladder, otto, state="cancelled", given_at=None, taken_at=None, back_at=None)
    found = done()
    key = ("lent", ladder.pk)
    assert found == [
        Deed(Act.LOAN, LAST, omar.pk, clara.pk, thing=key),
        Deed(Act.LOAN, LAST, omar.pk, otto.pk, thing=key),
    ]


def test_a_room_and_ones_own_thing_are_no_loans(five):
    omar, clara = five[:2]
    lent(thing(omar), omar)
    lent(bookings.room(clara), omar)
    assert done() == []


def test_gifts_swaps_and_what_is_kept_for_a_while(five):
    omar, clara = five[:2]
    rows = [given(omar, clara, kind) for kind in (Kind.GIVE, Kind.SWAP, Kind.KEEP)]
    found = [(deed.act, deed.thing) for deed in done()]
    assert found == [
        (Act.GIFT, ("given", rows[0].item_id)),
        (Act.GIFT, ("given", rows[1].item_id)),
        (Act.LOAN, ("given", rows[2].item_id)),
    ]


def test_a_month_begins_and_ends_by_the_clocks_of_the_building(five):
    omar, clara = five[:2]
    gave(omar, clara, ago=2)
    gave(omar, clara, ago=1)
    gave(omar, clara, ago=0)
    assert [deed.month for deed in done()] == [LAST]
    assert [deed.month for deed in done(2)] == [month(2), LAST]


def test_the_statements_do_not_depend_on_the_rows(five):
    def statements():
        with CaptureQueriesContext(connection) as found:
            deeds(month(), month())
        return len(found)

    few = statements()
    busy()
    given(five[0], five[1])
    assert statements() == few == 3


def test_a_busy_month_by_hand(five):
    busy()
    # Omar met four with his ladder; the circle of hours has five pairs, two of them his.
    assert facts(done(), LAST) == Facts(5, 300, 1, 4, 7)


def test_who_is_no_neighbour_any_more_has_met_the_others_all_the_same(five):
    busy()
    Neighbour.objects.filter(pk=five[0].pk).update(left_at=timezone.now())
    assert facts(done(), LAST).pairs == 7


def test_the_last_month_is_the_one_before_today():
    assert last_month(date(2026, 1, 1)) == date(2025, 12, 1)
    assert last_month(date(2026, 1, 31)) == date(2025, 12, 1)


def test_twelve_months_are_due_before_the_first(five):
    found = due_months(date(2026, 3, 1))
    assert (len(found), found[0], found[-1]) == (12, date(2025, 3, 1), date(2026, 2, 1))


def test_of_a_building_where_nothing_happened_nothing_is_told(five):
    found = of_building(date(2026, 3, 9))
    assert not found.is_told
    assert len(found.rows) == 12
    assert found.facts == Facts()
