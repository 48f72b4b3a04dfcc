"""The pages of hours: two neighbours from an offer to a balance; what nobody else sees."""

from uuid import uuid4

import pytest
from django.urls import reverse

from community.models import Block, HoursExchange, HoursMediator, Neighbour, Post
from community.services.hours import limits
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.community.bazaar.making import photo
from tests.community.hours import making
from tests.community.hours.making import balance


def at(name, *args, **query):
    url = reverse(f"community:{name}", args=[cast.ACACIAS, *args])
    return f"{url}?" + "&".join(f"{key}={value}" for key, value in query.items())


@pytest.fixture
def see(client, neighbours):
    """``see("omar", "hours")`` opens a page as somebody and returns its text."""

    def opened(who, name, *args, status=200, **query):
        client.force_login(cast.user(who))
        answer = client.get(at(name, *args, **query))
        assert answer.status_code == status
        return answer.content.decode()

    return opened


@pytest.fixture
def send(client, neighbours):
    """``send("omar", "hours-ask", uuid, text="…")`` sends a form; returns the answer."""

    def sent(who, name, *args, **said):
        client.force_login(cast.user(who))
        return client.post(at(name, *args), said)

    return sent


OFFER = {
    "category": "computer",
    "title": "Help with your phone",
    "text": "In the evening.",
    "expires_on": "",
}


def test_from_an_offer_to_a_balance(see, send):
    send("omar", "hours-offer-new", uuid=uuid4(), **OFFER)
    post = Post.objects.get()
    assert "Help with your phone" in see("otto", "hours")
    send("otto", "hours-ask", post.uuid, text="My contacts are gone.")
    row = HoursExchange.objects.get()
    assert "It is your turn" in see("omar", "hours")
    assert "My contacts are gone." in see("omar", "hours-answer", row.uuid)
    send("omar", "hours-answer", row.uuid, verdict="yes", answer="Tonight.")
    assert "Tonight." in see("otto", "hours-exchange", row.uuid)
    day = row.asked_at.date().isoformat()
    send("omar", "hours-done", row.uuid, done_on=day, hours="1", minutes="30")
    assert "1 h 30 min" in see("otto", "hours-confirm", row.uuid)
    send("otto", "hours-confirm", row.uuid, minutes="90")
    assert balance(row.giver) == 90
    assert "+1 h 30 min" in see("omar", "hours-account")
    assert "−1 h 30 min" in see("otto", "hours-account")
    assert "+1 h 30 min" in see("omar", "hours")


def test_a_form_sent_twice_stands_on_the_board_once(send):
    once = uuid4()
    for _click in range(2):
        send("omar", "hours-wish-new", uuid=once, **OFFER)
    assert Post.objects.get().kind == "wish"


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"text": ""}, {"category": "gold"}, {"expires_on": "2020-01-01"}],
)
def test_what_an_offer_needs(send, wrong):
    answer = send("omar", "hours-offer-new", uuid=uuid4(), **OFFER | wrong)
    assert answer.status_code == 200
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    ("hours", "minutes"), [("", ""), ("0", "0"), ("24", "1"), ("-1", "5"), ("x", "1")]
)
def test_a_duration_that_makes_no_sense(send, neighbours, hours, minutes):
    row = making.accepted(neighbours["omar"], neighbours["otto"])
    day = row.asked_at.date().isoformat()
    answer = send(
        "omar", "hours-done", row.uuid, done_on=day, hours=hours, minutes=minutes
    )
    assert answer.status_code == 200
    row.refresh_from_db()
    assert row.state == "accepted"


def test_the_board_is_filtered_and_searched(see, neighbours):
    omar = neighbours["omar"]
    making.offered(omar, title="Watering plants", category="garden")
    making.offered(omar, "wish", title="Italian lessons", category="lessons")
    both = {"Watering plants", "Italian lessons"}

    def found(**query):
        text = see("otto", "hours", **query)
        return {title for title in both if title in text}

    assert found() == both
    assert found(kind="wish") == {"Italian lessons"}
    assert found(category="garden") == {"Watering plants"}
    assert found(q="italian") == {"Italian lessons"}
    assert found(q="nothing") == set()
    assert found(kind="gold") == both


def test_an_offer_may_show_photos(see, send):
    send(
        "omar", "hours-offer-new", uuid=uuid4(), photos=[photo(), photo("red")], **OFFER
    )
    post = Post.objects.get()
    assert post.photos.count() == 2
    assert str(post.photos.first().uuid) in see("otto", "hours-post", post.uuid)


def test_a_form_sent_twice_puts_one_offer_on_the_board(send):
    uuid = uuid4()
    for _each in range(2):
        send("omar", "hours-wish-new", uuid=uuid, **OFFER)
    assert Post.objects.count() == 1


def test_an_offer_is_changed_and_ended_by_its_author_alone(see, send, neighbours):
    post = making.offered(neighbours["omar"])
    see("otto", "hours-post-edit", post.uuid, status=404)
    send("omar", "hours-post-edit", post.uuid, **OFFER | {"category": "garden"})
    assert "Garden and plants" in see("otto", "hours-post", post.uuid)
    send("omar", "hours-post-end", post.uuid)
    see("otto", "hours-post", post.uuid, status=404)
    assert send("omar", "hours-post-edit", post.uuid, **OFFER).status_code == 404


# What must not be seen


def test_whom_one_blocked_and_who_blocked_see_nothing_of_each_other(
    see, send, neighbours
):
    post = making.offered(neighbours["omar"], title="Watering plants")
    for pair in (("omar", "otto"), ("otto", "omar")):
        block = Block.objects.create(
            neighbour=neighbours[pair[0]], blocked=neighbours[pair[1]]
        )
        assert "Watering plants" not in see("otto", "hours")
        see("otto", "hours-post", post.uuid, status=404)
        assert send("otto", "hours-ask", post.uuid, text="Hello").status_code == 404
        block.delete()


def test_an_exchange_is_seen_by_the_two_who_have_it(see, neighbours):
    making.mediator(neighbours["clara"])
    row = making.confirmed(neighbours["omar"], neighbours["otto"])
    names = [
        *("hours-exchange", "hours-answer", "hours-withdraw", "hours-done"),
        *("hours-confirm", "hours-dispute", "hours-undo"),
    ]
    for name in names:
        see("clara", name, row.uuid, status=404)
    see("clara", "hours-decide", row.uuid, status=404)


def test_nobody_reads_anothers_balance(see, neighbours):
    making.mediator(neighbours["clara"])
    making.given(neighbours["omar"], neighbours["otto"], 77)
    disputed = making.disputed(neighbours["omar"], neighbours["otto"], 60)
    pages = [
        see("clara", "hours"),
        see("clara", "hours-account"),
        see("clara", "hours-exchanges"),
        see("clara", "hours-council"),
        see("clara", "hours-disputes"),
        see("clara", "hours-decide", disputed.uuid),
        see("sophie", "hours-council"),
    ]
    assert [text for text in pages if "1 h 17 min" in text] == []


def test_a_refusal_does_not_tell_the_balance_of_the_other(send, see, neighbours):
    making.limited(floor=-60, ceiling=60)
    omar, otto, clara = (neighbours[name] for name in ("omar", "otto", "clara"))
    making.given(clara, otto, 60)
    row = making.accepted(otto, omar)
    row = making.say_done(row, otto, 60)
    Neighbour.objects.filter(pk=otto.pk).update(name="Otto")
    send("omar", "hours-confirm", row.uuid, minutes="60")
    other = making.say_done(making.accepted(omar, otto), otto, 60)
    answer = send("omar", "hours-confirm", other.uuid, minutes="60").content.decode()
    # Otto owes 60 less 60: he may. A third hour passes Omar's own ceiling.
    assert "your limit" not in answer
    third = making.say_done(making.accepted(omar, clara), clara, 120)
    answer = send("omar", "hours-confirm", third.uuid, minutes="120").content.decode()
    assert "pass your limit" in answer
    fourth = making.say_done(making.accepted(clara, otto), otto, 120)
    answer = send("clara", "hours-confirm", fourth.uuid, minutes="120")
    text = answer.content.decode()
    assert "It cannot be counted now" in text or "pass your limit" in text


def test_the_syndic_sees_no_exchange(see, neighbours):
    row = making.confirmed(neighbours["omar"], neighbours["otto"])
    see("sophie", "hours", status=403)
    see("sophie", "hours-exchange", row.uuid, status=403)


def test_a_statement_as_a_file_is_ones_own(see, neighbours):
    making.confirmed(neighbours["omar"], neighbours["otto"], 45)
    text = see("omar", "hours-account-table", "csv")
    assert ";Otto;" in text
    assert ";45;45" in text
    assert "Otto" not in see("clara", "hours-account-table", "csv")


# The council and mediators


def test_the_council_sets_limits_and_the_history_says_so(see, send):
    said = {
        "owed": "6",
        "given": "20",
        "warned": "2",
        "decided_on": "2026-01-05",
        "decision": "Council, point 3",
        "uuid": uuid4(),
    }
    for _click in range(2):
        send("clara", "hours-limits", **said)
    assert "−6 h" in see("clara", "hours-council")
    events = AuditEvent.objects.filter(action="hours.limits_changed")
    assert events.count() == 1
    for wrong in ({"owed": "0"}, {"decided_on": "2999-01-01"}, {"decision": ""}):
        answer = send("clara", "hours-limits", **said | wrong | {"uuid": uuid4()})
        assert answer.status_code == 200


def test_who_is_ready_to_mediate_is_named_decides_and_stops(see, send, neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    disputed = making.disputed(omar, otto, 60)
    assert "has not named anybody" in see("omar", "hours-exchange", disputed.uuid)
    see("clara", "hours-disputes", status=404)
    send("clara", "hours-mediate-offer")
    send("clara", "hours-mediate-offer")
    row = HoursMediator.objects.get()
    see("clara", "hours-disputes", status=404)
    send("clara", "hours-mediator-name", row.uuid, decision="Council, point 4")
    assert "A mediator decides" in see("omar", "hours-exchange", disputed.uuid)
    assert "Omar → Otto" in see("clara", "hours-disputes")
    assert "It was half an hour." in see("clara", "hours-decide", disputed.uuid)
    send(
        "clara",
        "hours-decide",
        disputed.uuid,
        hours="0",
        minutes="30",
        reasons="Half of it.",
    )
    assert balance(omar) == 30
    assert "Half of it." in see("otto", "hours-exchange", disputed.uuid)
    send("clara", "hours-mediate-stop")
    see("clara", "hours-disputes", status=404)
    actions = AuditEvent.objects.values_list("action", flat=True)
    assert [one for one in actions if one.startswith("mediator")] == ["mediator.named"]


def test_a_mistake_is_undone_when_both_agree(see, send, neighbours):
    row = making.confirmed(neighbours["omar"], neighbours["otto"])
    send("omar", "hours-undo", row.uuid)
    assert "asks you to undo it" in see("otto", "hours-exchange", row.uuid)
    assert "It is your turn" in see("otto", "hours")
    send("otto", "hours-undo-answer", row.uuid, answer="yes")
    assert "It was undone on" in see("omar", "hours-exchange", row.uuid)
    assert "It is your turn" not in see("otto", "hours")
    assert balance(neighbours["omar"]) == 0


# Statements


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("hours", "otto"),
        ("hours-exchanges", "omar"),
        ("hours-account", "omar"),
        ("hours-disputes", "clara"),
        ("hours-council", "clara"),
    ],
)
def test_a_list_takes_as_many_statements_for_one_row_as_for_three(
    client, neighbours, name, who, django_assert_max_num_queries
):
    making.mediator(neighbours["clara"])
    client.force_login(cast.user(who))
    counts = []
    for many in (1, 2):
        for _each in range(many):
            making.confirmed(neighbours["omar"], neighbours["otto"], 10)
            making.disputed(neighbours["omar"], neighbours["otto"], 10)
        with django_assert_max_num_queries(40) as seen:
            assert client.get(at(name)).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_history_tells_what_the_council_decided(client, neighbours):
    making.limited(floor=-600)
    row = making.mediator(neighbours["omar"])
    limits.end_mediator(row, by=cast.user("clara"))
    client.force_login(cast.user("clara"))
    text = client.get(
        reverse("buildings:history", args=[cast.ACACIAS])
    ).content.decode()
    assert "-10 h to 40 h (Council of 5 January, point 3)" in text
    assert "A mediator for hours was named: Omar (Council, point 4)." in text
    assert "Somebody mediates no more about hours: Omar." in text
