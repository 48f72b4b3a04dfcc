"""What the software knows about a person beside what he says in a request."""

from datetime import date

from django.utils import timezone

from solidarity.analysis import Analysis, Known, analyse
from solidarity.answers import Answers
from solidarity.models import Aid
from solidarity.queries.exclusions import is_excluded, matches
from solidarity.queries.loans import repays_regularly
from solidarity.queries.membership import is_member
from solidarity.terms import Terms

__all__ = ["known", "look"]


def known(user, answers: Answers, *, on: date) -> Known:
    """Return what is known on a day about whoever asks.

    Earlier loans come back regularly unless one is late or had to be written off.
    """
    mine = Aid.objects.filter(request__applicant=user)
    granted = mine.exclude(state=Aid.State.VOID).filter(kind=answers.kind)
    last = granted.order_by("promised_at").values_list("promised_at", flat=True).last()
    return Known(
        is_member=is_member(answers.participation, user=user, on=on),
        is_fraudulent=is_excluded(user) or matches(answers),
        repays_regularly=not mine.filter(state=Aid.State.WRITTEN_OFF).exists()
        and repays_regularly(user, on),
        last_of_kind=timezone.localdate(last) if last else None,
    )


def look(user, answers: Answers, *, terms: Terms, on: date) -> Analysis:
    """Return what is found about a request that says all that is needed."""
    return analyse(answers, known(user, answers, on=on), terms=terms, on=on)
