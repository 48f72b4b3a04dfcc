"""Two at the same moment, or a worker that dies: nothing is lost, nothing counts twice."""

import random
from functools import partial

from django.db.models import Sum
from django.utils import timezone

from community.errors import CommunityError
from community.models import (
    HoursAccount,
    HoursExchange,
    HoursLeg,
    HoursTransfer,
    Neighbour,
)
from community.queries.hours.integrity import verify
from community.services.hours import disputes, exchanges
from community.services.hours.leaving import leave_hours
from community.tasks import confirm_hours
from koprogo.notifications.models import Delivery
from tests.community import making as neighbours
from tests.community.hours import making
from tests.solidarity.process import HALTED, said, start
from tests.together import at_once as run_at_once
from tests.together import outcomes


def at_once(*acts):
    def act(each):
        with making.inside():
            each()

    return outcomes([partial(act, each) for each in acts], refusals=CommunityError)


def people(*names):
    neighbours.switched_on()
    return [neighbours.joined(name) for name in names]


def sound():
    with making.inside():
        total = HoursAccount.objects.aggregate(all=Sum("balance"))["all"]
        return total == 0 and verify() == []


def test_the_last_minutes_of_a_limit_go_to_one(own_database):
    with making.inside():
        omar, clara, otto = people("omar", "clara", "otto")
        making.limited(floor=-100)
        rows = [making.done(giver, otto, 60) for giver in (omar, clara)]
    acts = [partial(making.confirm, row, otto) for row in rows]
    assert at_once(*acts) == ["BeyondLimit", "done"]
    with making.inside():
        assert making.balance(otto) == -60
        states = HoursExchange.objects.values_list("state", flat=True)
        assert sorted(states) == ["confirmed", "done"]
    assert sound()


def test_the_same_two_confirm_both_ways_without_blocking(own_database):
    with making.inside():
        omar, otto = people("omar", "otto")
        rows = [
            (making.done(giver, receiver, 10), receiver)
            for giver, receiver in [(omar, otto), (otto, omar)] * 4
        ]
    acts = [partial(making.confirm, row, me) for row, me in rows]
    assert at_once(*acts) == ["done"] * 8
    with making.inside():
        assert (making.balance(omar), making.balance(otto)) == (0, 0)
    assert sound()


def test_a_double_click_counts_once(own_database):
    with making.inside():
        omar, otto = people("omar", "otto")
        row = making.done(omar, otto, 60)
    assert at_once(*[partial(making.confirm, row, otto)] * 3) == [
        "NotNow",
        "NotNow",
        "done",
    ]
    assert sound()


def test_a_word_at_the_moment_at_which_silence_counts(own_database):
    with making.inside():
        omar, otto = people("omar", "otto")
        row = making.said_before(making.done(omar, otto, 60), days=14)

    def word():
        try:
            with making.inside():
                making.confirm(row, otto)
        except CommunityError:
            return "refused"
        return "done"

    run_at_once(2, lambda which: [word, confirm_hours][which]())
    with making.inside():
        assert making.balance(omar) == 60
        assert HoursTransfer.objects.count() == 1
    assert sound()


def test_asking_twice_at_once_asks_once(own_database):
    with making.inside():
        omar, otto = people("omar", "otto")
        post = making.offered(omar)
    ask = partial(exchanges.ask, post, text="Hello", me=otto, by=otto.user)
    assert at_once(ask, ask) == ["AskedAlready", "done"]


def test_an_agreement_to_undo_clicked_twice(own_database):
    with making.inside():
        omar, otto = people("omar", "otto")
        row = making.confirmed(omar, otto)
        disputes.ask_to_undo(row, me=omar, by=omar.user)
    agree = partial(disputes.agree_to_undo, row, me=otto, by=otto.user)
    assert at_once(agree, agree) == ["Undone", "done"]
    with making.inside():
        assert making.balance(omar) == 0
    assert sound()


def test_two_mediators_decide_at_once(own_database):
    with making.inside():
        omar, otto, clara, jean = people("omar", "otto", "clara", "axel")
        for one in (clara, jean):
            making.mediator(one)
        row = making.disputed(omar, otto)
    acts = [
        partial(disputes.mediate, row, minutes=minutes, reasons="So.", me=me, by=None)
        for me, minutes in ((clara, 10), (jean, 20))
    ]
    assert at_once(*acts) == ["NotNow", "done"]
    assert sound()


def test_who_leaves_while_he_is_confirmed_keeps_nothing(own_database):
    with making.inside():
        omar, otto = people("omar", "otto")
        row = making.done(omar, otto, 60)

    def leave():
        now = timezone.now()
        Neighbour.objects.filter(pk=omar.pk).update(left_at=now)
        leave_hours(omar, now=now)

    assert at_once(partial(making.confirm, row, otto), leave) == ["done", "done"]
    with making.inside():
        assert making.balance(omar) == 0
        assert (making.balance(otto), making.balance(None)) == (-60, 60)
    assert sound()


def test_eight_clients_stay_within_the_limits_and_at_nothing_together(own_database):
    clients, each, limit = 8, 6, 100
    chance = random.Random(8)
    with making.inside():
        living = people("omar", "otto", "clara", "axel")
        making.limited(floor=-limit, ceiling=limit)
        rows = [
            making.done(*chance.sample(living, 2), chance.randrange(10, 60))
            for _each in range(clients * each)
        ]

    def client(which):
        return [counted(row) for row in rows[which::clients]]

    def counted(row):
        try:
            with making.inside():
                making.confirm(row, row.receiver)
        except CommunityError as refusal:
            return type(refusal).__name__
        return "done"

    said = [word for words in run_at_once(clients, client) for word in words]
    assert set(said) == {"BeyondLimit", "done"}
    with making.inside():
        found = HoursAccount.objects.values_list("balance", flat=True)
        assert all(-limit <= balance <= limit for balance in found)
        assert HoursTransfer.objects.count() == said.count("done")
        waiting = HoursExchange.objects.filter(state="done").count()
        assert waiting == said.count("BeyondLimit")
    assert sound()


def test_a_worker_is_killed_while_it_counts_and_another_finishes(own_database):
    with making.inside():
        omar, clara, otto = people("omar", "clara", "otto")
        for receiver, minutes in ((clara, 30), (otto, 90)):
            making.said_before(making.done(omar, receiver, minutes), days=15)
        making.said_before(making.done(clara, otto), days=8)
        told = Delivery.objects.count()

    def standing():
        with making.inside():
            balances = [making.balance(one) for one in (omar, clara, otto)]
            rows = (HoursTransfer, HoursLeg, Delivery)
            return balances, [model.objects.count() for model in rows]

    with start(own_database, module="tests.community.hours.process") as process:
        assert said(process) == HALTED
        process.kill()
    assert standing() == ([30, -30, 0], [1, 2, told + 1])
    assert [confirm_hours() for _again in range(2)] == [1, 0]
    assert standing() == ([120, -30, -90], [2, 4, told + 1])
    assert sound()
