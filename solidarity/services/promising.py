"""Money that the committee promised: never more than the fund has."""

import secrets
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone

from koprogo.audit.services import record
from solidarity.errors.money import NotCovered, PromiseKept
from solidarity.models import Aid, Verdict

__all__ = ["promise", "release"]

#: no letter or digit that is taken for another
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@transaction.atomic
def promise(verdict: Verdict, *, by) -> Aid:
    """Promise what a verdict accepts or offers; the person is not told here.

    Raises:
        NotCovered: the fund has less, perhaps since this very moment.
    """
    vote, request = verdict.vote, verdict.request
    with _covered():
        aid = Aid.objects.create(
            request=request,
            verdict=verdict,
            code=f"S-{''.join(secrets.choice(SIGNS) for _sign in range(8))}",
            kind=request.kind,
            amount=vote.amount,
            months=vote.months,
            percent=vote.percent,
            won_part=vote.won_part,
            promised_at=timezone.now(),
        )
    record("aid.promised", target=aid, by=by, amount=str(aid.amount))
    return aid


@transaction.atomic
def release(aid: Aid, *, by) -> None:
    """Take a promise back that was not signed: the money is free again.

    Raises:
        PromiseKept: it was signed.
    """
    found = Aid.objects.select_for_update().get(pk=aid.pk)
    if found.state != Aid.State.PROMISED:
        raise PromiseKept(found)
    found.state, found.ended_at = Aid.State.VOID, timezone.now()
    found.save(update_fields=["state", "ended_at"])
    record("aid.released", target=found, by=by, amount=str(found.amount))


@contextmanager
def _covered():
    """Turn the word of the database into ours."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "aid_covered":
            raise
        raise NotCovered from error
