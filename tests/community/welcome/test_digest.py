"""The mail of the week: what one sees, once, and nothing when nothing is new."""

from datetime import timedelta

import pytest
from django.utils import timezone

from buildings.models import Module
from community.kinds import Kind
from community.models import Block, Event, Neighbour, Post
from community.services.digest import send_digest
from koprogo.notifications.models import Delivery
from tests.community import making


def bodies() -> dict[str, str]:
    return dict(Delivery.objects.values_list("address", "body"))


@pytest.fixture
def known(neighbours):
    """Nobody is new any more."""
    early = timezone.now() - timedelta(days=60)
    Neighbour.objects.update(joined_at=early)
    return neighbours


def test_what_is_new_goes_to_the_others_once_a_week(known):
    making.posted(known["omar"], title="A ladder to give away", kind=Kind.GIVE)
    now = timezone.now()
    assert send_digest(now) == 2
    send_digest(now)
    assert set(bodies()) == {"clara@example.org", "otto@example.org"}
    assert "- A ladder to give away" in bodies()["otto@example.org"]
    send_digest(now + timedelta(days=7))
    assert Delivery.objects.count() == 2  # a week later it is not new


def test_nothing_new_sends_nothing(known):
    assert send_digest(timezone.now()) == 0


def test_what_is_off_ended_or_blocked_stands_in_no_mail(known):
    making.posted(known["omar"], title="Blocked")
    making.posted(known["clara"], title="Ended", closed_at=timezone.now())
    making.posted(known["clara"], title="A bike", kind=Kind.GIVE)
    Block.objects.create(neighbour=known["otto"], blocked=known["omar"])
    making.switched_off(Module.BAZAAR)
    send_digest(timezone.now())
    assert set(bodies()) == {"clara@example.org"}
    assert "Blocked" in bodies()["clara@example.org"]


def test_events_of_the_next_two_weeks_and_new_names(known):
    for title, days in (("Drinks", 10), ("Far away", 20)):
        post = making.posted(known["clara"], title=title, kind=Kind.EVENT)
        Post.objects.filter(pk=post.pk).update(
            created_at=timezone.now() - timedelta(days=30)
        )
        begin = timezone.now() + timedelta(days=days)
        Event.objects.create(
            post=post, begins_at=begin, ends_at=begin + timedelta(hours=1), place="x"
        )
    Neighbour.objects.filter(pk=known["omar"].pk).update(
        is_listed=True, joined_at=timezone.now()
    )
    send_digest(timezone.now())
    body = bodies()["otto@example.org"]
    assert ("- Drinks" in body, "Far away" in body, "- Omar" in body) == (
        *(True, False),
        True,
    )


def test_without_the_module_or_the_wish_nobody_gets_it(known):
    making.posted(known["omar"])
    Neighbour.objects.update(mails=["answers"])
    assert send_digest(timezone.now()) == 0
    Neighbour.objects.update(mails=["digest"])
    making.switched_off(Module.WELCOME)
    assert send_digest(timezone.now()) == 0
