"""What the software knows about a person beside what he says in a request."""

from datetime import date

from django.utils import timezone

from solidarity.analysis import Analysis, Known, analyse
from solidarity.answers import Answers
from solidarity.models import Aid
from solidarity.queries.exclusions import is_known_fraud
from solidarity.queries.loans import repays_regularly
from solidarity.queries.membership import is_member
from solidarity.terms import Terms

__all__ = ["known", "look"]


def known(user, answers: Answers, *, on: date) -> Known:
    """Return what is known on a day about whoever asks.

    Earlier loans come back regularly unless one is late or had to be written off.
    """
    mine = list(
        Aid.objects.filter(request__applicant=user).exclude(state=Aid.State.VOID)
    )
    granted = [aid.promised_at for aid in mine if aid.kind == answers.kind]
    states = {aid.state for aid in mine}
    return Known(
        is_member=is_member(answers.participation, user=user, on=on),
        is_fraudulent=is_known_fraud(user, answers),
        repays_regularly=Aid.State.WRITTEN_OFF not in states
        and (Aid.State.RUNNING not in states or repays_regularly(user, on)),
        last_of_kind=timezone.localdate(max(granted)) if granted else None,
    )


def look(user, answers: Answers, *, terms: Terms, on: date) -> Analysis:
    """Return what is found about a request that says all that is needed."""
    return analyse(answers, known(user, answers, on=on), terms=terms, on=on)
