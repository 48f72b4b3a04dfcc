"""A body is a form of the pages: what JSON says of its fields, and what is left out."""

import pytest

from buildings.api.bodies import LotBody
from koprogo.api.schema import description
from tests import cast
from transparency.api.budget_shapes import SpendingBody
from transparency.api.contribution_shapes import ReceiptBody
from transparency.api.report_shapes import GoalBody

BODIES = {body.__name__: body for body in (ReceiptBody, GoalBody, SpendingBody)}


def shown(body, *names):
    fields = description()["components"]["schemas"][body]["properties"]
    return [fields[name] for name in names]


def required(body):
    return description()["components"]["schemas"][body]["required"]


def test_limits_and_words_are_those_of_the_form():
    assert shown("LotBody", "code", "shares") == [
        {
            "type": "string",
            "maxLength": 20,
            "description": "Code. Short and unique in the building, as the deed names "
            "it: A1.",
        },
        {
            "type": "integer",
            "minimum": 0,
            "maximum": 1_000_000_000,
            "description": "Shares",
        },
    ]
    [until] = shown("RoleInvitationBody", "until")
    assert (until["type"], until["format"]) == (["string", "null"], "date")
    [language] = shown("OwnerBody", "language")
    assert language["enum"] == ["nl", "fr", "de", "en"]


def test_what_the_form_proposes_may_be_left_out():
    """Not a proposal of the day: a program says which day it means."""
    assert required("OwnerBody") == ["last_name"]
    assert required("PostedBody") == ["letters", "on"]
    assert required("CallBody") == ["due_on", "items", "title"]


def test_what_was_not_sent_is_not_changed(acacias):
    """Somebody else changes the name while a program changes the shares."""
    lot = cast.lot("A")
    body = LotBody(lot, data={"shares": 499}, partial=True, context={})
    body.is_valid(raise_exception=True)
    assert body.validated_data == {"shares": 499}
    assert lot.shares == 500


@pytest.mark.parametrize(
    ("body", "name", "amount", "fits"),
    [
        ("ReceiptBody", "amount", "0.00", False),
        ("GoalBody", "target", "0.00", True),
        ("GoalBody", "target", "-1.00", False),
        ("SpendingBody", "amount", "-1.00", True),
    ],
)
def test_an_amount_is_as_low_as_the_form_allows(body, name, amount, fits):
    found = BODIES[body](data={name: amount}, context={})
    found.is_valid()
    assert (name not in found.errors) == fits
