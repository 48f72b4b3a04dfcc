"""A body is a form of the pages: what JSON says of its fields, and what is left out."""

from buildings.api.bodies import LotBody
from koprogo.api.schema import description
from tests import cast


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
