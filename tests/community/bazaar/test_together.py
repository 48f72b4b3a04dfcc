"""Several at the same moment: a thing is kept for one, drawn once, handed over once."""

from datetime import timedelta
from functools import partial

from django.utils import timezone

from community.errors import CommunityError
from community.models import Ask, Item, Reservation
from community.services import bazaar
from community.services.bazaar_care import care_for_bazaar
from community.tasks import bazaar as bazaar_of_all
from koprogo.tenancy import enter
from tests import cast
from tests.community import making as people
from tests.community.bazaar.making import asked, handed, offered, to_draw
from tests.together import outcomes

NAMES = ("omar", "otto", "clara")


def inside():
    return enter(cast.tenant().pk, by=None)


def at_once(*acts):
    def act(each):
        with inside():
            each()

    return outcomes([partial(act, each) for each in acts], refusals=CommunityError)


def prepared(offer=offered):
    """Return a thing of Zoe's, and Omar, Otto and Clara."""
    with inside():
        people.switched_on()
        item = offer(people.joined("zoe"))
        return item, [people.joined(name) for name in NAMES]


def test_two_ask_at_once_and_one_gets_it(own_database):
    item, all_three = prepared()
    asks = [partial(asked, item, me) for me in all_three]
    assert at_once(*asks) == ["done"] * 3
    with inside():
        assert (Ask.objects.count(), Reservation.objects.count()) == (3, 1)
        assert Reservation.objects.get().ask == Ask.objects.order_by("asked_at")[0]


def test_a_double_click_asks_once(own_database):
    item, [omar, *_others] = prepared()
    ask = partial(asked, item, omar)
    assert at_once(ask, ask) == ["AskedAlready", "done"]
    with inside():
        assert Ask.objects.count() == Reservation.objects.count() == 1


def test_it_is_handed_over_or_withdrawn_from_and_never_both(own_database):
    item, [omar, *_others] = prepared()
    with inside():
        ask = asked(item, omar)
    withdraw = partial(bazaar.withdraw, ask, me=omar, origin="", by=omar.user)
    done = at_once(partial(handed, item), withdraw)
    assert done in (["HandedOver", "done"], ["NotReserved", "done"])
    with inside():
        row = Reservation.objects.get()
        assert (row.handed_at is None) != (row.ended_at is None)


def test_two_clocks_draw_once(own_database):
    item, all_three = prepared(to_draw)
    with inside():
        for me in all_three:
            asked(item, me)
    later = timezone.now() + timedelta(days=3)
    clock = partial(care_for_bazaar, later)
    assert at_once(clock, clock) == ["done", "done"]
    with inside():
        assert Reservation.objects.count() == 1
        assert Item.objects.get().drawn_at == later


def test_the_clock_walks_all_buildings(own_database):
    item, [omar, *_others] = prepared(to_draw)
    with inside():
        asked(item, omar)
        Item.objects.update(asks_until=timezone.now() - timedelta(minutes=1))
    assert (bazaar_of_all(), bazaar_of_all()) == (1, 0)
    with inside():
        assert Item.objects.get().drawn_at is not None
