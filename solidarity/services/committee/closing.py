"""The end of a vote: from then on the database keeps it, and its ballots, as they are."""

from collections.abc import Collection

from django.utils import timezone

from koprogo.audit.services import record
from solidarity.models import Ballot, Request, Vote

__all__ = ["close_row", "end_votes"]


def close_row(vote: Vote, *, may_vote: int, is_accepted: bool, by) -> None:
    """Close a vote; the caller holds its request.

    A ballot of a seat that ended meanwhile does not count, and goes.
    """
    today = timezone.localdate()
    Ballot.objects.filter(vote=vote, seat__until__lte=today).delete()
    vote.closed_at, vote.closed_by = timezone.now(), by
    vote.may_vote, vote.is_accepted = may_vote, is_accepted
    vote.save(update_fields=["closed_at", "closed_by", "may_vote", "is_accepted"])
    record("vote.closed", target=vote, by=by)


def end_votes(requests: Collection[Request]) -> None:
    """End votes on what is asked no more: they decide nothing, and nobody closes them."""
    Vote.objects.filter(request__in=requests, closed_at=None).update(
        closed_at=timezone.now(), may_vote=0, is_accepted=False
    )
