"""The last answer by two people, two signatures, two counts at the same moment."""

from functools import partial

import pytest

from governance.models import Decision, RequestSignature, WrittenDecision
from koprogo.tenancy import enter
from tests import cast
from tests.governance.together import at_once
from tests.governance.written import making


@pytest.fixture
def inside(own_database):
    return partial(enter, cast.tenant().pk, by=None)


def test_the_last_two_agree_at_once_and_it_is_adopted_once(inside):
    with inside():
        decision = making.sent()
        making.agree(decision, "H1")
    acts = [partial(making.agree, decision, code) for code in ("H2", "H3")]
    assert at_once(*acts) == ["done", "done"]
    with inside():
        assert WrittenDecision.objects.get().outcome == "adopted"
        assert Decision.objects.count() == 1


def test_a_double_click_and_the_paper_are_one_answer(inside):
    with inside():
        decision = making.sent()
    acts = [partial(making.agree, decision, "H1")] * 2
    acts.append(partial(making.on_paper, decision, "H1"))
    assert at_once(*acts) == ["AnsweredAlready"] * 2 + ["done"]


def test_agreeing_and_refusing_at_once_rejects(inside):
    with inside():
        decision = making.sent()
        making.agree(decision, "H1")
        making.agree(decision, "H2")
    acts = [
        partial(making.agree, decision, "H3", is_agreed=choice)
        for choice in (True, False)
    ]
    found = at_once(*acts)
    assert found[-1] == "done"
    with inside():
        entry = Decision.objects.get()
        assert (
            entry.is_adopted
            == WrittenDecision.objects.get().answers.get(holding__code="H3").is_agreed
        )


def test_signing_twice_and_posting_at_once(inside):
    with inside():
        found = making.request("clara")
    sign = partial(making.sign, found, "omar")
    assert at_once(sign, sign) == ["SignedBefore", "done"]
    acts = [partial(making.sign, found, "jean"), partial(making.posted, found)]
    assert at_once(*acts)[-1] == "done"
    with inside():
        posted = making.fresh(found)
        signed = RequestSignature.objects.filter(request=found)
        shares = {"H1": 500, "H2": 300, "H3": 200}
        codes = signed.values_list("holding__code", flat=True)
        assert posted.shares == sum(shares[code] for code in codes)


def test_two_count_at_once(inside):
    with inside():
        found = making.consultation()
        making.choose(found)
    act = partial(making.close, found)
    assert at_once(act, act) == ["ConsultationClosed", "done"]
