"""The copy of one's data: what assemblies know, and nothing of anybody else."""

import pytest
from django.utils import timezone

from governance.models import Proposal
from governance.services.ballots import cast_secret_ballots
from koprogo.tenancy import enter
from tests import cast
from tests.governance.factories import (
    CLARA,
    OMAR,
    close_item,
    draft,
    head,
    leave,
    open_item,
    opened,
    point,
    proxy,
    vote,
)
from tests.privacy.copied import opened as copied
from tests.privacy.copied import tables

pytestmark = pytest.mark.django_db


def met():
    """A meeting with an open vote and a secret one, a proposal and two proxies."""
    assembly = draft("Paint the hall")
    point(assembly, "Council", kind="election", candidate="Bob", is_secret=True)
    proxy(assembly, "H3", holder=OMAR)
    begun = opened(assembly=assembly, present=(OMAR, CLARA))
    first, second = begun.items.all()
    open_item(first)
    vote(first, A="for", B="against")
    close_item(first)
    open_item(second)
    cast_secret_ballots(second, {head(OMAR): "for"}, channel="phone", by=None)
    leave(begun, OMAR)
    owner = cast.holding(OMAR).representative
    other = cast.holding(CLARA).representative
    for who, title in ((owner, "Bikes"), (other, "Trees")):
        Proposal.objects.create(
            owner=who, title=title, text="Please", received_on=timezone.localdate()
        )


def test_one_s_own_and_nobody_else_s():
    with enter(cast.tenant().pk, by=None):
        met()
    found = tables(copied("omar"), "acacias")
    assert [one["kind"] for one in found["attendance"]] == ["arrived", "left"]
    assert [(one["lot_code"], one["choice"]) for one in found["votes"]] == [
        ("A", "for")
    ]
    assert [one["point"] for one in found["secret_votes"]] == ["Council"]
    assert [one["title"] for one in found["proposals"]] == ["Bikes"]
    assert [one["head_name"] for one in found["proxies_held"]] == ["H3"]
    assert found["proxies_given"] == []
