"""Two people at the same moment: money leaves once, and never beyond a promise."""

from datetime import timedelta
from decimal import Decimal
from functools import partial
from uuid import uuid4

from django.utils import timezone

from solidarity.errors import SolidarityError
from solidarity.models import Aid, Payout
from solidarity.queries.integrity import findings
from solidarity.queries.money import capital
from solidarity.services.agreements import lapse_unsigned, sign_agreement
from solidarity.services.movements import note_movement
from solidarity.services.transfers import execute_batch
from tests.solidarity import making
from tests.solidarity.money.making import (
    account,
    approved,
    batch,
    fresh,
    payout,
    prepared,
    promised,
    signed,
)
from tests.together import outcomes


def at_once(*acts):
    def act(each):
        with making.inside():
            each()

    return outcomes([partial(act, each) for each in acts], refusals=SolidarityError)


def test_two_payouts_beyond_the_amount(own_database):
    with making.inside():
        making.endowed()
        making.committee()
        aid = signed()
    acts = [
        partial(payout, aid, "2000.00", by="cleo"),
        partial(payout, aid, "2000.00", by="lea"),
    ]
    assert at_once(*acts) == ["MoreThanPromised", "done"]
    with making.inside():
        assert Payout.objects.count() == 1


def test_executed_twice(own_database):
    with making.inside():
        making.endowed()
        making.committee()
        account()
        aid = signed()
        approved(aid, "3200.00")
        made = batch()
    act = partial(execute_batch, made, on=timezone.localdate(), by=None)
    assert at_once(act, act) == ["BatchEnded", "done"]
    with making.inside():
        assert fresh(aid).paid == Decimal("3200.00")
        assert list(findings()) == []


def test_it_is_signed_while_it_lapses(own_database):
    with making.inside():
        making.endowed()
        aid = prepared(promised())
        omar = making.person("omar")
    late = timezone.now() + timedelta(days=60)
    sign = partial(
        sign_agreement, aid, sha256=aid.agreement_hash, mandate=True, by=omar
    )
    done = at_once(sign, partial(lapse_unsigned, now=late))
    with making.inside():
        state = fresh(aid).state
    assert (done, state) in (
        (["done", "done"], Aid.State.SIGNED),
        (["NothingToSign", "done"], Aid.State.VOID),
    )


def test_signed_in_two_windows(own_database):
    with making.inside():
        making.endowed()
        aid = prepared(promised())
        omar = making.person("omar")
    sign = partial(
        sign_agreement, aid, sha256=aid.agreement_hash, mandate=True, by=omar
    )
    assert at_once(sign, sign) == ["SignedAlready", "done"]


def test_a_cost_and_a_promise_on_the_last_euro(own_database):
    with making.inside():
        making.endowed("3200.00")
        request = making.sent()
    cost = partial(
        note_movement,
        "cost",
        uuid=uuid4(),
        amount=Decimal("1.00"),
        on=timezone.localdate(),
        reference="Bank",
        by=None,
    )
    done = at_once(cost, partial(making.decided, request))
    assert done == ["NotCovered", "done"]
    with making.inside():
        found = capital()
    assert found.promised <= found.held
