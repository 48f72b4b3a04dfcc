"""What stood in the bazaar ends: who asks for it is told, and reads nothing of it."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from buildings.models import Module
from community.kinds import Kind
from community.models import Mail, Post
from community.services.bazaar_care import archive
from community.services.bazaar_ending import leave_bazaar
from community.services.leaving import leave
from community.services.posts import close_post
from koprogo.notifications.models import Delivery
from tests import cast
from tests.community.bazaar.making import asked, handed, offered, to_draw
from tests.community.making import posted, switched_off


@pytest.fixture
def item(neighbours):
    """Clara's lamp: kept for Omar, and Otto waits for it."""
    found = offered(neighbours["clara"], Kind.KEEP, title="Zebra lamp")
    for name in ("omar", "otto"):
        asked(found, neighbours[name])
    Delivery.objects.all().delete()
    return found


def told():
    rows = Delivery.objects.filter(event__startswith="neighbours-ended:")
    return sorted(row.address.split("@")[0] for row in rows)


def close(item):
    giver = item.post.author
    close_post(item.post, me=giver, origin="https://koprogo.example", by=giver.user)


def left(item):
    giver = item.post.author
    leave(giver, by=giver.user)


def expired(item):
    Post.objects.filter(pk=item.post.pk).update(
        expires_on=timezone.localdate() - timedelta(days=1)
    )
    archive(timezone.now())


@pytest.mark.parametrize("end", [close, left, expired])
def test_who_asks_for_it_is_told_once(item, end):
    end(item)
    assert told() == ["omar", "otto"]
    assert Post.objects.get(pk=item.post.pk).closed_at
    for mail in Delivery.objects.all():
        assert "to be had no longer" in mail.body
        assert "Zebra" not in mail.body + mail.subject


def test_the_mail_leads_to_the_bazaar_and_to_his_choices(item):
    close(item)
    body = Delivery.objects.filter(address="otto@example.org").get().body
    for name in ("bazaar", "me"):
        page = reverse(f"community:{name}", args=[cast.ACACIAS])
        assert f"https://koprogo.example{page}" in body


def test_who_has_got_it_needs_no_word(item):
    handed(item)
    close(item)
    assert told() == ["otto"]


def test_who_wants_no_mails_gets_none(item, neighbours):
    otto = neighbours["otto"]
    otto.mails = [mail for mail in Mail.values if mail != Mail.ANSWERS]
    otto.save(update_fields=["mails"])
    close(item)
    assert told() == ["omar"]


def test_who_wants_it_no_longer_is_not_told(neighbours):
    item = to_draw(neighbours["clara"])
    ask = asked(item, neighbours["otto"])
    ask.ended_at = timezone.now()
    ask.save(update_fields=["ended_at"])
    close(item)
    assert told() == []


def test_while_the_bazaar_is_off_nothing_is_told(item):
    switched_off(Module.BAZAAR)
    left(item)
    assert told() == []


def test_leaving_twice_is_once_and_ends_nothing_else(item, neighbours):
    notice = posted(neighbours["clara"])
    others = offered(neighbours["omar"])
    act = partial(leave_bazaar, neighbours["clara"], now=timezone.now())
    assert [act(), act()] == [1, 0]
    standing = Post.objects.filter(closed_at=None).values_list("pk", flat=True)
    assert set(standing) == {notice.pk, others.post.pk}
    assert told() == ["omar", "otto"]


def test_closing_something_else_asks_nobody(neighbours, django_assert_max_num_queries):
    post = posted(neighbours["clara"])
    with django_assert_max_num_queries(4):
        close_post(post, me=neighbours["clara"], by=neighbours["clara"].user)
    assert told() == []
