"""What is written down is read back; which documents a kind of help needs."""

from decimal import Decimal

import pytest

from solidarity.answers import Answers, Section, from_json, missing, to_json
from solidarity.needed_papers import ALWAYS, lacking, needed
from solidarity.terms import Kind
from tests.solidarity import making


@pytest.mark.parametrize(
    "answers", [Answers(), making.answers(), making.answers(properties=0)]
)
def test_what_is_written_is_read_back(answers):
    assert from_json(to_json(answers)) == answers


def test_zero_is_said():
    said = from_json(to_json(making.answers(net_income=Decimal("0.00"))))
    assert said.net_income == 0
    assert not missing(said, Section.FINANCES)


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (Kind.DISPUTE, ("minutes", "contest", "lawyer")),
        (Kind.LOAN, ("statements", "bills")),
        (Kind.WORKS, ("minutes", "quote", "bank_refusal")),
        (Kind.EMERGENCY, ("report",)),
        (None, ()),
    ],
)
def test_each_kind_needs_its_documents(kind, more):
    assert needed(kind) == (*ALWAYS, *more)
    assert lacking(kind, needed(kind)) == []
    assert lacking(kind, ["identity", "other"]) == ["income", "situation", *more]
