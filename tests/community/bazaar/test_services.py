"""Things: kept for one, passed on, handed over, come back, drawn, and at an end."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.drawing import drawn
from community.errors.bazaar import (
    AskedAlready,
    DoesNotComeBack,
    HandedOver,
    NotHandedOver,
    NotReserved,
    OnesOwnThing,
    ThingGone,
)
from community.errors.posts import NotTheAuthor, PostEnded, PostWritten, Unreachable
from community.kinds import Kind
from community.models import Ask, Block, Item, Post, Reservation
from community.services import bazaar, posts
from community.services.bazaar import STANDS
from community.services.bazaar_care import care_for_bazaar
from koprogo.notifications.models import Delivery
from tests.community import making as people
from tests.community.bazaar import making
from tests.community.bazaar.making import asked, handed, holder, offered, to_draw


@pytest.fixture
def four(neighbours):
    return neighbours | {"zoe": people.joined("zoe")}


def released(item):
    giver = item.post.author
    return bazaar.release(item.post, me=giver, origin="", by=giver.user)


def withdrawn(ask):
    me = ask.neighbour
    return bazaar.withdraw(ask, me=me, origin="", by=me.user)


def back(item):
    giver = item.post.author
    return bazaar.come_back(item.post, me=giver, origin="", by=giver.user)


def mails_to(name):
    rows = Delivery.objects.filter(address=f"{name}@example.org").order_by("pk")
    return [row.body for row in rows]


def in_days(days):
    return timezone.now() + timedelta(days=days)


def test_who_asks_first_gets_it_kept_and_is_told(four):
    item = offered(four["clara"])
    for name in ("omar", "otto"):
        asked(item, four[name])
    assert holder(item) == "Omar"
    assert "kept for you" in mails_to("omar")[0]
    assert len(mails_to("clara")) == 2
    assert not mails_to("otto")


def test_a_mail_says_nothing_of_the_thing(four):
    asked(offered(four["clara"], title="Zebra lamp"), four["omar"])
    assert not [
        row for row in Delivery.objects.all() if "Zebra" in row.body + row.subject
    ]


def test_a_form_sent_twice_offers_one_thing(four):
    me, uuid = four["clara"], uuid4()
    said = {"uuid": uuid, "title": "x", "text": "y", "me": me, "by": me.user}
    bazaar.offer_thing(Kind.GIVE, making.thing(), **said)
    with pytest.raises(PostWritten):
        bazaar.offer_thing(Kind.GIVE, making.thing(), **said)
    assert Item.objects.count() == 1


def test_nobody_asks_twice_or_for_his_own(four):
    item = offered(four["clara"])
    asked(item, four["omar"])
    with pytest.raises(AskedAlready):
        asked(item, four["omar"])
    with pytest.raises(OnesOwnThing):
        asked(item, four["clara"])
    assert Ask.objects.count() == 1


@pytest.mark.parametrize("blocks", [("clara", "omar"), ("omar", "clara")])
def test_who_is_blocked_asks_for_nothing(four, blocks):
    item = offered(four["clara"])
    who, whom = (four[name] for name in blocks)
    Block.objects.create(neighbour=who, blocked=whom)
    with pytest.raises(Unreachable):
        asked(item, four["omar"])


@pytest.mark.parametrize("state", ["closed_at", "hidden_at", "expires_on"])
def test_nothing_is_asked_for_that_does_not_stand_there(four, state):
    item = offered(four["clara"])
    Post.objects.update(**{state: in_days(-1)})
    with pytest.raises(PostEnded):
        asked(item, four["omar"])


def test_the_giver_passes_it_on_and_both_are_told(four):
    item = offered(four["clara"])
    for name in ("omar", "otto"):
        asked(item, four[name])
    with pytest.raises(NotTheAuthor):
        bazaar.release(item.post, me=four["omar"], origin="", by=four["omar"].user)
    released(item)
    assert holder(item) == "Otto"
    assert "no longer" in mails_to("omar")[-1]
    assert "kept for you" in mails_to("otto")[-1]
    released(item)
    assert holder(item) is None
    with pytest.raises(NotReserved):
        released(item)


def test_who_withdraws_leaves_it_to_the_next_and_asks_again_last(four):
    item = offered(four["clara"])
    first, second, _third = (asked(item, four[name]) for name in NAMES)
    withdrawn(second)
    withdrawn(second)
    withdrawn(first)
    assert holder(item) == "Zoe"
    assert "no longer wants" in mails_to("clara")[-1]
    again = asked(item, four["omar"])
    assert (again.uuid, again.ended_at) == (first.uuid, None)
    released(item)
    assert holder(item) == "Omar"


NAMES = ("omar", "otto", "zoe")


def test_what_is_handed_over_is_gone_for_good(four):
    item = offered(four["clara"])
    ask = asked(item, four["omar"])
    with pytest.raises(NotHandedOver):
        bazaar.confirm_taken(item.post, me=four["omar"], by=four["omar"].user)
    handed(item)
    for act in (
        lambda: handed(item),
        lambda: released(item),
        lambda: withdrawn(ask),
    ):
        with pytest.raises(HandedOver):
            act()
    with pytest.raises(ThingGone):
        asked(item, four["otto"])
    with pytest.raises(DoesNotComeBack):
        back(item)
    with pytest.raises(NotReserved):
        bazaar.confirm_taken(item.post, me=four["otto"], by=four["otto"].user)
    taken = bazaar.confirm_taken(item.post, me=four["omar"], by=four["omar"].user)
    twice = bazaar.confirm_taken(item.post, me=four["omar"], by=four["omar"].user)
    assert taken.taken_at == twice.taken_at is not None


def test_what_is_lent_to_keep_comes_back_to_who_waits(four):
    item = offered(four["clara"], Kind.KEEP)
    asked(item, four["omar"])
    with pytest.raises(NotHandedOver):
        back(item)
    handed(item)
    asked(item, four["otto"])
    assert Post.objects.get().expires_on is None
    back(item)
    assert holder(item) == "Otto"
    assert Post.objects.get().expires_on == timezone.localdate() + STANDS
    handed(item)
    back(item)
    assert holder(item) is None
    asked(item, four["omar"])
    assert holder(item) == "Omar"
    assert Reservation.objects.exclude(handed_at=None).count() == 2


def test_a_draw_waits_for_its_moment_and_everybody_can_do_it_again(four):
    item = to_draw(four["clara"])
    asks = {asked(item, four[name]).uuid: name for name in NAMES}
    assert care_for_bazaar(in_days(1)) == 0
    assert holder(item) is None
    assert care_for_bazaar(in_days(3)) == 1
    assert care_for_bazaar(in_days(4)) == 0
    order = [asks[number] for number in drawn(list(asks), number=item.number)]
    for name in order:
        assert holder(item) == name.title()
        released(item)
    assert holder(item) is None
    assert "kept for you" in mails_to(order[0])[0]
    assert "A draw was held" in mails_to(order[1])[0]
    assert [one for one in mails_to("clara") if "A draw was held" in one]


def test_a_draw_nobody_took_part_in_leaves_it_to_the_first(four):
    item = to_draw(four["clara"])
    Item.objects.update(asks_until=in_days(-1))
    ask = asked(item, four["omar"])
    assert holder(item) is None  # the draw comes first
    care_for_bazaar(timezone.now())
    item.refresh_from_db()
    assert (holder(item), item.drawn_at is not None) == ("Omar", True)
    withdrawn(ask)
    asked(item, four["otto"])
    assert holder(item) == "Otto"


def test_what_ended_is_not_drawn(four):
    item = to_draw(four["clara"])
    asked(item, four["omar"])
    posts.close_post(item.post, me=four["clara"], by=four["clara"].user)
    assert care_for_bazaar(in_days(3)) == 0
    assert holder(item) is None


@pytest.mark.parametrize("why", ["left", "blocks", "blocked"])
def test_what_is_kept_for_who_is_gone_goes_on(four, why):
    item, omar = offered(four["clara"]), four["omar"]
    for name in ("omar", "otto", "zoe"):
        asked(item, four[name])
    if why == "left":
        type(omar).objects.filter(pk=omar.pk).update(left_at=timezone.now())
    elif why == "blocks":
        Block.objects.create(neighbour=omar, blocked=four["clara"])
    else:
        Block.objects.create(neighbour=four["clara"], blocked=omar)
    Block.objects.create(neighbour=four["otto"], blocked=four["clara"])
    assert care_for_bazaar(timezone.now()) == 1
    assert holder(item) == "Zoe"
    assert care_for_bazaar(timezone.now()) == 0


def test_after_sixty_days_it_has_ended(four):
    item, other = offered(four["clara"]), offered(four["otto"])
    assert item.post.expires_on == timezone.localdate() + STANDS
    Post.objects.filter(pk=other.post.pk).update(expires_on=timezone.localdate())
    assert care_for_bazaar(timezone.now()) == 0
    assert care_for_bazaar(in_days(1)) == 1
    assert care_for_bazaar(in_days(60)) == 0
    assert care_for_bazaar(in_days(61)) == 1
    assert not Post.objects.filter(closed_at=None).exists()


def test_a_change_leaves_who_gets_it_as_it_was(four):
    item = to_draw(four["clara"], Kind.SWAP, wanted="A plant")
    said = {
        "title": "A big lamp",
        "text": "Works.",
        "category": "electric",
        "condition": "worn",
        "wanted": "Two plants",
    }
    with pytest.raises(NotTheAuthor):
        bazaar.change_thing(item.post, **said, me=four["omar"], by=None)
    changed = bazaar.change_thing(item.post, **said, me=four["clara"], by=None)
    assert (changed.wanted, changed.number, changed.asks_until) == (
        *("Two plants", item.number),
        item.asks_until,
    )


def test_the_database_keeps_it_for_one_at_a_time(four):
    item = offered(four["clara"])
    asked(item, four["omar"])
    behind = asked(item, four["otto"])
    with pytest.raises(IntegrityError, match="reservation_one_holds"):
        Reservation.objects.create(item=item, ask=behind)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"category": "boats"}, "item_category_known"),
        ({"condition": "odd"}, "item_condition_known"),
        ({"how": "draw"}, "item_drawn_or_first"),
        ({"how": "first", "asks_until": timezone.now()}, "item_drawn_or_first"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(four, said, name):
    offered(four["clara"])
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Item.objects.update(**said)
