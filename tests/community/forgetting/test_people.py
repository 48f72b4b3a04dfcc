"""What is forgotten of who left, when, and what stays because others need it."""

from django.utils import timezone

from community.kinds import Kind
from community.models import (
    Ask,
    Block,
    Coming,
    Comment,
    Event,
    HoursAccount,
    HoursLeg,
    Message,
    Neighbour,
    Post,
    Report,
)
from community.queries.hours.integrity import verify
from community.services.forgetting_people import forget_who_left
from community.services.leaving import leave
from community.services.neighbours import join
from tests.community import making as people
from tests.community.bazaar import making as bazaar
from tests.community.bookings import making as bookings
from tests.community.forgetting.making import DAY, later, left
from tests.community.hours import making as hours

NIGHT = 31  # days later


def test_name_and_words_go_30_days_later(neighbours):
    omar, clara, otto = (neighbours[name] for name in ("omar", "clara", "otto"))
    people.posted(otto)
    own = people.posted(omar, Kind.EVENT)
    now = timezone.now()
    event = Event.objects.create(
        post=own, begins_at=now, ends_at=now + DAY, place="Yard"
    )
    Comment.objects.create(post=own, author=otto, text="I bring a cake.")
    Coming.objects.create(event=event, neighbour=otto, answer="yes")
    Message.objects.create(sender=otto, receiver=omar, text="Hello")
    Message.objects.create(sender=clara, receiver=otto, text="Hello")
    kept = Message.objects.create(sender=clara, receiver=omar, text="Hello")
    Block.objects.create(neighbour=otto, blocked=clara)
    Block.objects.create(neighbour=clara, blocked=otto)
    bazaar.asked(bazaar.offered(omar), otto)
    bazaar.asked(bazaar.to_draw(omar), otto)
    Neighbour.objects.filter(pk=otto.pk).update(where="3rd", about="I like chess.")
    leave(otto, by=otto.user)
    assert forget_who_left(later(days=29)) == 0
    forget_who_left(later(days=NIGHT))
    otto.refresh_from_db()
    assert otto.name == f"N-{otto.uuid.hex[:6].upper()}"
    assert (otto.where, otto.about, otto.is_listed, otto.mails) == ("", "", False, [])
    assert Message.objects.get() == kept
    for rows in (Block, Coming, Comment):
        assert not rows.objects.exists(), rows
    assert not Post.objects.filter(author=otto).exists()
    assert Post.objects.filter(author=omar).count() == 3
    assert forget_who_left(later(days=NIGHT)) == 0


def test_the_hours_stay_and_are_nothing_together(neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    hours.confirmed(otto, omar, 90)
    leave(otto, by=otto.user)
    forget_who_left(later(days=NIGHT))
    balances = HoursAccount.objects.values_list("balance", flat=True)
    assert sum(balances) == 0
    assert hours.balance(omar) == -90
    assert HoursLeg.objects.count() == 4
    assert list(verify()) == []
    # The offer stays for a year, with the exchange that is about it.
    assert Post.objects.filter(author=otto).count() == 1


def test_who_comes_back_in_time_finds_what_he_wrote(neighbours):
    otto = neighbours["otto"]
    post = people.posted(otto)
    leave(otto, by=otto.user)
    join(name="Otto", where="", about="", is_listed=True, mails=[], by=otto.user)
    assert forget_who_left(later(days=NIGHT)) == 0
    assert Post.objects.get() == post


def test_who_comes_back_later_says_his_name_anew(neighbours):
    otto = neighbours["otto"]
    leave(otto, by=otto.user)
    forget_who_left(later(days=NIGHT))
    join(name="Otto", where="", about="", is_listed=True, mails=[], by=otto.user)
    forget_who_left(later(days=NIGHT))
    otto.refresh_from_db()
    assert otto.name == "Otto"


def test_a_room_stays_and_so_does_a_thing_that_somebody_has(neighbours):
    clara, otto = neighbours["clara"], neighbours["otto"]
    room = bookings.room(clara)
    ladder = bookings.thing(clara)
    bookings.lent(ladder, otto, bookings.at(3, 14), bookings.at(3, 16))
    leave(clara, by=clara.user)
    forget_who_left(later(days=NIGHT))
    assert set(Post.objects.all()) == {room.post, ladder.post}


def test_who_got_a_thing_stays_with_it_as_a_pseudonym(neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    item = bazaar.offered(omar)
    bazaar.asked(item, otto)
    bazaar.handed(item)
    left(otto)
    forget_who_left(later(days=NIGHT))
    assert Ask.objects.get().neighbour.name.startswith("N-")


def test_a_comment_that_was_reported_loses_its_words_only(neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    said = Comment.objects.create(post=people.posted(omar), author=otto, text="Rude.")
    Report.objects.create(comment=said, reporter=omar, reason="offends")
    left(otto)
    forget_who_left(later(days=NIGHT))
    said.refresh_from_db()
    assert said.text == ""
    assert Report.objects.count() == 1


def test_nobody_else_is_touched(neighbours):
    post = people.posted(neighbours["omar"])
    assert forget_who_left(later(days=4000)) == 0
    assert Post.objects.get() == post
    assert Neighbour.objects.get(pk=neighbours["omar"].pk).name == "Omar"
