"""Secret ballots: counted from the box, and what is said of them."""

from uuid import uuid4

import pytest

from governance.errors.meeting import WrongSlips
from governance.models import SecretBallot, SecretVoter
from governance.queries.meeting import meeting_of
from governance.services import meeting as services
from governance.services.secret import count_box
from tests.governance.factories import (
    CLARA,
    JEAN,
    OMAR,
    draft,
    head,
    open_item,
    opened,
    point,
)
from tests.governance.holding.log import refusal


def secret(**values):
    values = {
        "kind": "election",
        "subject": "council_member",
        "candidate": "Ann",
        "is_secret": True,
        **values,
    }
    assembly = draft()
    item = point(assembly, "Council", **values)
    item.assembly = opened(assembly=assembly)
    open_item(item)
    return item


def test_the_box_is_counted_and_nobody_knows_whose_slip_is_whose(acacias):
    item = secret()
    heads = [head(OMAR), head(CLARA), head(JEAN)]
    slips = {500: {"for": 1}, 300: {"against": 1}, 200: {"for": 1, "blank": 0}}
    count_box(item, heads, slips, by=None)
    ballots = SecretBallot.objects.filter(item=item).order_by("votes")
    assert list(ballots.values_list("votes", "choice")) == [
        (200, "for"),
        (300, "against"),
        (500, "for"),
    ]
    assert SecretVoter.objects.filter(item=item).count() == 3


@pytest.mark.parametrize(
    ("codes", "slips"),
    [
        ([OMAR], {}),
        ([OMAR], {300: {"for": 1}}),
        ([OMAR], {500: {"for": 2}}),
        ([OMAR, CLARA], {500: {"for": 1}}),
        ([OMAR], {500: {"for": 1}, 200: {"for": 1}}),
    ],
)
def test_a_box_that_does_not_fit_is_not_counted(acacias, codes, slips):
    item = secret()
    with pytest.raises(WrongSlips):
        count_box(item, [head(code) for code in codes], slips, by=None)
    assert SecretBallot.objects.count() == 0


def test_figures_that_betray_somebody_are_withheld(acacias):
    item, tap = secret(), uuid4()
    heads = [head(OMAR), head(CLARA), head(JEAN)]
    slips = {500: {"for": 1}, 300: {"against": 1}, 200: {"for": 1}}
    count_box(item, heads, slips, by=None)
    event = services.close_item(item, by=None, client_id=tap)
    assert (event.body["totals"], event.body["adopted"]) == (None, True)
    assert services.close_item(item, by=None, client_id=tap) == event
    result = meeting_of(item.assembly).result(str(item.uuid))
    assert (result.adopted, result.tally) == (True, None)


def test_figures_that_betray_nobody_are_published(acacias):
    item = secret()
    # 500 against 300 + 200: each could have been either side.
    slips = {500: {"for": 1}, 300: {"against": 1}, 200: {"against": 1}}
    count_box(item, [head(OMAR), head(CLARA), head(JEAN)], slips, by=None)
    event = services.close_item(item, by=None)
    assert event.body["totals"] == {
        "for": 500,
        "against": 500,
        "abstain": 0,
        "blank": 0,
    }
    assert event.body["adopted"] is False


def test_a_secret_point_that_is_not_open_is_not_closed(acacias):
    item = secret()
    services.close_item(item, by=None)
    assert refusal(services.close_item, item) == "item-not-open"
