"""A program sends the same request twice at the same moment: it counts once."""

from django.test import Client

from community.models import Booking, Comment, Message, Post
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import a_token
from tests.community import making
from tests.community.api.conftest import Neighbour
from tests.community.api.test_board import a_photo, notice
from tests.community.api.test_bookings import time
from tests.community.bookings.making import thing
from tests.together import at_once


def inside():
    return enter(cast.tenant().pk, by=None)


def test_sent_twice_at_once_and_written_once(own_database):
    with inside():
        making.switched_on()
        omar, clara, otto = map(making.joined, ("omar", "clara", "otto"))
        post, ladder = making.posted(clara), thing(omar)
    secret = a_token("otto")[1]
    sent = [
        ("notices/", notice()),
        (f"posts/{post.uuid}/comments/", {"text": "Yes"}),
        (f"messages/{omar.uuid}/", {"text": "Hello"}),
        (f"lending/{ladder.post.uuid}/bookings/", time()),
    ]
    for where, body in sent:

        def send(_which, where=where, body=body):
            answer = Neighbour(secret, Client()).once(where, body, key="k")
            return answer.status_code, answer.json()["uuid"]

        first, second = at_once(2, send)
        assert first == second, where
        assert first[0] == 201
    with inside():
        mine = Post.objects.get(author=otto)
    where, photos = f"posts/{mine.uuid}/photos/", [a_photo(1)]

    def upload(_which):
        return Neighbour(secret, Client()).upload(where, photos=photos).status_code

    assert at_once(2, upload) == [201, 201]
    with inside():
        assert mine.photos.count() == 1
        rows = (Comment, Message, Booking)
        assert [model.objects.count() for model in rows] == [1, 1, 1]
