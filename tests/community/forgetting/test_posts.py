"""Posts and all that hangs on them go a year after they ended, and nothing earlier."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.kinds import Kind
from community.models import (
    Ask,
    Coming,
    Comment,
    Event,
    HoursExchange,
    HoursPost,
    Item,
    Message,
    Photo,
    Post,
    Report,
    Reservation,
    Skill,
)
from community.services.booking_forgetting import forget_bookings
from community.services.forgetting import (
    forget_asks,
    forget_posts,
    forget_reports,
    forget_talks,
)
from community.services.hours.forgetting import forget_words
from koprogo import slots
from koprogo.documents.models import File
from tests.community import making as people
from tests.community.bazaar import making as bazaar
from tests.community.bookings import making as bookings
from tests.community.forgetting.making import DAY, YEAR, ended, later, pictured, stored
from tests.community.hours import making as hours


@pytest.fixture
def three(neighbours):
    return neighbours["omar"], neighbours["clara"], neighbours["otto"]


def test_an_ended_post_goes_after_a_year_with_all_that_hangs_on_it(three):
    omar, _clara, otto = three
    post = ended(people.posted(omar, Kind.EVENT))
    now = timezone.now()
    event = Event.objects.create(
        post=post, begins_at=now, ends_at=now + DAY, place="Yard"
    )
    Coming.objects.create(event=event, neighbour=otto, answer="yes")
    Comment.objects.create(post=post, author=otto, text="Gladly.")
    pictured(post)
    said = Message.objects.create(sender=otto, receiver=omar, post=post, text="When?")
    assert forget_posts(now + YEAR - DAY) == 0
    assert forget_posts(later()) == 1
    for model in (Post, Event, Coming, Comment, Photo, File):
        assert not model.objects.exists(), model
    said.refresh_from_db()
    assert said.post_id is None
    assert forget_posts(later()) == 0


def test_what_has_expired_or_was_taken_away_has_ended_too(three):
    omar = three[0]
    today = timezone.localdate()
    people.posted(omar, expires_on=today)
    people.posted(omar, hidden_at=timezone.now())
    standing = people.posted(omar)
    assert forget_posts(later()) == 2
    assert Post.objects.get() == standing


def test_the_bytes_of_photos_go_and_those_of_others_stay(
    three, django_capture_on_commit_callbacks
):
    gone, kept = ended(people.posted(three[0])), people.posted(three[0])
    pictured(gone, "a party")
    pictured(kept, "a cat")
    before = stored()
    with django_capture_on_commit_callbacks(execute=True):
        forget_posts(later())
    left = stored()
    assert left < before
    assert len(before - left) == 2
    assert File.objects.count() == 2


def test_things_and_skills_go_with_their_posts(three):
    omar, clara, otto = three
    item = bazaar.offered(omar)
    bazaar.asked(item, clara)
    bazaar.asked(item, otto)
    bazaar.handed(item)
    ended(item.post)
    ended(bazaar.able(clara).post)
    ended(hours.offered(omar))
    forget_asks(later())
    assert forget_posts(later()) == 3
    for model in (Item, Ask, Reservation, Skill, HoursPost, Post):
        assert not model.objects.exists(), model


def test_who_has_a_thing_that_comes_back_stays(three):
    omar, clara, otto = three
    item = bazaar.offered(omar, Kind.KEEP)
    bazaar.asked(item, clara)
    bazaar.asked(item, otto)
    bazaar.handed(item)
    Ask.objects.filter(neighbour=otto).update(ended_at=timezone.now())
    assert forget_asks(later()) == 1
    assert Reservation.objects.get().ask.neighbour == clara
    assert forget_posts(later()) == 0


def test_a_post_waits_for_what_was_booked_and_exchanged(three):
    omar, _clara, otto = three
    now = timezone.now()
    ladder = bookings.thing(omar)
    begin = bookings.soon(1)
    bookings.booked(ladder, otto, begin, begin + timedelta(hours=2), now=now)
    ended(ladder.post)
    row = hours.confirmed(omar, otto)
    ended(row.post)
    night = later(days=367)
    assert forget_posts(night) == 0
    forget_words(night)
    forget_bookings(later(days=800))
    assert forget_posts(night) == 2
    assert HoursExchange.objects.get().post_id is None


def test_reports_go_a_year_after_the_last_answer_and_their_post_after_them(three):
    omar, _clara, otto = three
    now = timezone.now()
    said = {"reporter": otto, "reason": "other"}
    answer = {"outcome": "hidden", "reasons": "Rude.", "decided_at": now}
    post = people.posted(omar, hidden_at=now)
    Report.objects.create(post=post, **said, **answer)
    open_post = ended(people.posted(omar))
    Report.objects.create(post=open_post, **said)
    appealed = ended(people.posted(omar))
    Report.objects.create(
        post=appealed, **said, **answer, appeal="It was a joke.", appealed_at=now
    )
    assert forget_posts(later()) == 0
    assert forget_reports(later()) == 1
    assert forget_posts(later()) == 1
    assert set(Post.objects.all()) == {open_post, appealed}


def test_messages_go_a_year_after_they_were_sent(three):
    omar, _clara, otto = three
    Message.objects.create(sender=omar, receiver=otto, text="Hello")
    assert forget_talks(timezone.now() + YEAR - DAY) == 0
    assert forget_talks(later()) == 1


def test_the_night_calls_each_and_what_posts_hang_on_first():
    names = [rule.__name__ for rule in slots.forgetting]
    order = ["forget_bookings", "forget_words", "forget_reports", "forget_talks"]
    order += ["forget_asks", "forget_posts", "forget_who_left"]
    places = [names.index(name) for name in order]
    assert places == sorted(places)


def test_the_statements_do_not_depend_on_the_posts(three):
    def statements(many):
        for _post in range(many):
            pictured(ended(people.posted(three[0])), str(uuid4()))
        with CaptureQueriesContext(connection) as found:
            assert forget_posts(later()) == many
        return len(found)

    assert statements(1) == statements(3)
