"""Two people finish or sign at the same moment, with real transactions."""

from functools import partial

import pytest

from governance.models import Decision, DecisionEffect, Signature
from governance.services import minutes as services
from governance.services.follow_up import carry_out
from koprogo.tenancy import enter
from tests import cast
from tests.governance.minutes import making
from tests.governance.together import at_once


@pytest.fixture
def inside(own_database):
    return partial(enter, cast.tenant().pk, by=None)


def test_minutes_are_finished_once(inside):
    with inside():
        minutes = making.drafted()
    act = partial(services.finish_minutes, minutes, by=None)
    assert at_once(act, act, act) == ["MinutesFinished"] * 2 + ["done"]
    with inside():
        assert list(Decision.objects.values_list("number", flat=True)) == [2, 1]


def test_two_assemblies_number_their_decisions_without_a_gap(inside):
    with inside():
        one, other = making.drafted(), making.drafted(making.voted())
    acts = [partial(services.finish_minutes, each, by=None) for each in (one, other)]
    assert at_once(*acts) == ["done", "done"]
    with inside():
        assert list(Decision.objects.values_list("number", flat=True)) == [3, 2, 1]


def test_a_signature_is_noted_once(inside):
    with inside():
        minutes = making.finished()
    act = partial(making.on_paper, minutes, "chair")
    assert at_once(act, act) == ["SignedAlready", "done"]
    with inside():
        assert Signature.objects.count() == 1


def test_a_decision_is_carried_out_once(inside):
    with inside():
        decision = making.decision(effect="manual")
    act = partial(carry_out, decision, {"note": "Done"}, by=None)
    assert at_once(act, act, act) == ["CarriedOut"] * 2 + ["done"]
    with inside():
        assert DecisionEffect.objects.count() == 1
