"""What is written between neighbours: once, by its author, while it stands there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from community.errors.posts import (
    EventOver,
    NoRoomLeft,
    NotTheAuthor,
    PostEnded,
    PostWritten,
    TooManyPhotos,
    Unreachable,
)
from community.kinds import Kind
from community.models import Block, Coming, Message, Photo, Post
from community.said import Meeting
from community.services import events, posts, talking
from koprogo.documents.models import File
from koprogo.documents.photos import Photo as Drawn
from koprogo.notifications.models import Delivery

NEW = {"title": "Lost: a key", "text": "With a red ribbon."}
PICTURE = Drawn(30, 20, b"large", b"small")
PICTURES = [Drawn(30, 20, b"large%d" % which, b"small") for which in range(7)]
ORIGIN = "https://koprogo.example"


def written(me, **said):
    values = NEW | {"uuid": uuid4(), "expires_on": None} | said
    return posts.write_post(Kind.LOST, **values, me=me, by=me.user)


def meeting(seats=None, *, days=3):
    begin = timezone.now() + timedelta(days=days)
    return Meeting(begin, begin + timedelta(hours=2), "Courtyard", seats)


def called(me, seats=None):
    return events.call_event(
        meeting(seats), uuid=uuid4(), title="Feast", text="Come.", me=me, by=me.user
    )


def test_a_form_sent_twice_stands_there_once(neighbours):
    me, uuid = neighbours["omar"], uuid4()
    written(me, uuid=uuid)
    with pytest.raises(PostWritten):
        written(me, uuid=uuid, title="Another")
    assert [post.title for post in Post.objects.all()] == [NEW["title"]]


def test_only_who_wrote_it_changes_and_ends_it(neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    post = written(omar)
    with pytest.raises(NotTheAuthor):
        posts.change_post(post, me=otto, by=otto.user, text="Found it.")
    with pytest.raises(NotTheAuthor):
        posts.close_post(post, me=otto, by=otto.user)
    changed = posts.change_post(post, me=omar, by=omar.user, text="Found it.")
    assert (changed.text, changed.changed_at is not None) == ("Found it.", True)


def test_what_has_ended_is_not_changed_any_more(neighbours):
    omar = neighbours["omar"]
    post = posts.close_post(written(omar), me=omar, by=omar.user)
    for act in (posts.change_post, posts.close_post, posts.add_photos):
        extra = {"photos": [PICTURE]} if act is posts.add_photos else {}
        with pytest.raises(PostEnded):
            act(post, me=omar, by=omar.user, **extra)
    with pytest.raises(PostEnded):
        talking.comment(post, text="Hello", me=omar, origin=ORIGIN, by=omar.user)


def test_photos_take_the_free_places_and_six_is_the_end(neighbours):
    omar = neighbours["omar"]
    post = written(omar, photos=PICTURES[:5])
    posts.remove_photo(post.photos.get(position=2), me=omar, by=omar.user)
    for _twice in range(2):
        posts.add_photos(post, photos=PICTURES[4:6] * 2, me=omar, by=omar.user)
        posts.add_photos(post, photos=PICTURES[1:2], me=omar, by=omar.user)
        assert list(post.photos.values_list("position", flat=True)) == [*range(1, 7)]
    with pytest.raises(TooManyPhotos):
        posts.add_photos(post, photos=PICTURES[5:], me=omar, by=omar.user)
    assert post.photos.count() == 6


def test_a_photo_that_is_removed_leaves_no_file(neighbours):
    omar = neighbours["omar"]
    post = written(omar, photos=[PICTURE])
    posts.remove_photo(post.photos.get(), me=omar, by=omar.user)
    assert not Photo.objects.exists()
    assert not File.objects.filter(name__in=["photo.jpg", "small.jpg"]).exists()


def test_too_many_photos_write_nothing(neighbours):
    with pytest.raises(TooManyPhotos):
        written(neighbours["omar"], photos=PICTURES)
    assert not Post.objects.exists()


def test_the_database_knows_which_kind_belongs_to_which_module(neighbours):
    author = neighbours["omar"]
    with (
        pytest.raises(IntegrityError, match="post_kind_of_module"),
        transaction.atomic(),
    ):
        Post.objects.create(module="bazaar", kind=Kind.LOST, author=author, **NEW)


def test_an_author_is_told_of_a_comment_and_not_of_his_own(neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    post = written(omar)
    for me in (otto, omar):
        talking.comment(post, text="Under the mat?", me=me, origin=ORIGIN, by=me.user)
    [mail] = Delivery.objects.all()
    assert mail.address == "omar@example.org"
    assert f"{ORIGIN}/b/acacias/neighbours/posts/{post.uuid}/" in mail.body
    assert "mat" not in mail.body + mail.subject


def test_who_wants_no_such_mails_gets_none(neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    omar.mails = ["digest"]
    omar.save(update_fields=["mails"])
    talking.comment(written(omar), text="Hi", me=otto, origin=ORIGIN, by=otto.user)
    assert not Delivery.objects.exists()


def test_a_comment_taken_back_leaves_no_words(neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    said = talking.comment(written(omar), text="Hi", me=otto, origin="", by=otto.user)
    with pytest.raises(NotTheAuthor):
        talking.take_back(said, me=omar, by=omar.user)
    first = talking.take_back(said, me=otto, by=otto.user)
    again = talking.take_back(said, me=otto, by=otto.user)
    assert (again.text, again.removed_at) == ("", first.removed_at)


@pytest.mark.parametrize("blocks", [("omar", "otto"), ("otto", "omar")])
def test_a_block_holds_in_both_directions(neighbours, blocks):
    who, whom = (neighbours[name] for name in blocks)
    Block.objects.create(neighbour=who, blocked=whom)
    omar, otto = neighbours["omar"], neighbours["otto"]
    with pytest.raises(Unreachable):
        talking.comment(written(omar), text="Hi", me=otto, origin="", by=otto.user)
    with pytest.raises(Unreachable):
        talking.send_message(
            omar, text="Hi", about=None, me=otto, origin="", by=otto.user
        )


def test_a_message_is_told_of_and_its_words_are_not(neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    talking.send_message(
        omar, text="Call 0470 12 34 56", about=None, me=otto, origin=ORIGIN, by=None
    )
    [mail] = Delivery.objects.all()
    assert f"/messages/{otto.uuid}/" in mail.body
    assert "0470" not in mail.body
    assert "otto@" not in mail.body


def test_seen_is_noted_for_one_sender_alone(neighbours):
    omar, otto, clara = (neighbours[name] for name in ("omar", "otto", "clara"))
    for sender in (otto, clara):
        Message.objects.create(sender=sender, receiver=omar, text="Hi")
    assert talking.mark_read(otto, me=omar, by=omar.user) == 1
    assert talking.mark_read(otto, me=omar, by=omar.user) == 0
    assert Message.objects.filter(read_at=None).get().sender == clara


def test_the_last_place_goes_to_who_answers_first(neighbours):
    omar, otto, clara = (neighbours[name] for name in ("omar", "otto", "clara"))
    event = called(clara, seats=3)
    yes = {"answer": Coming.Answer.YES}
    events.answer(event, **yes, people=2, me=omar, by=omar.user)
    with pytest.raises(NoRoomLeft) as refused:
        events.answer(event, **yes, people=2, me=otto, by=otto.user)
    assert refused.value.left == 1
    events.answer(event, **yes, people=1, me=otto, by=otto.user)
    # One's own places are free to be taken anew.
    events.answer(event, **yes, people=2, me=omar, by=omar.user)
    with pytest.raises(NoRoomLeft):
        events.move_event(
            event.post, meeting(seats=2), me=clara, origin="", by=clara.user
        )


def test_who_comes_is_told_when_an_event_moves_and_not_when_it_grows(neighbours):
    omar, clara = neighbours["omar"], neighbours["clara"]
    event = called(clara, seats=3)
    events.answer(event, answer=Coming.Answer.MAYBE, people=1, me=omar, by=omar.user)
    same = Meeting(event.begins_at, event.ends_at, event.place, 5)
    move = {"me": clara, "origin": "", "by": clara.user}
    events.move_event(event.post, same, **move)
    assert not Delivery.objects.exists()
    moved = events.move_event(event.post, meeting(days=9), **move)
    assert Delivery.objects.get().address == "omar@example.org"
    moved.post.refresh_from_db()
    assert moved.post.expires_on == timezone.localdate(moved.ends_at)


def test_nobody_answers_when_it_is_over(neighbours):
    event = called(neighbours["clara"])
    early = timezone.now() - timedelta(days=2)
    type(event).objects.filter(pk=event.pk).update(
        begins_at=early, ends_at=early + timedelta(hours=1)
    )
    with pytest.raises(EventOver):
        events.answer(
            event,
            answer=Coming.Answer.YES,
            people=1,
            me=neighbours["omar"],
            by=None,
        )


def test_a_pin_is_in_the_history_without_its_words(neighbours):
    post = written(neighbours["omar"])
    posts.pin_post(post, until=timezone.localdate(), by=neighbours["clara"].user)
    with connection.cursor() as cursor:
        cursor.execute(
            "select data::text from audit_auditevent order by id desc limit 1"
        )
        [data] = cursor.fetchone()
    assert "ribbon" not in data
    assert "key" not in data
