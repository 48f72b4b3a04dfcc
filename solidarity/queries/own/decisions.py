"""What was decided on a person's requests, and what he said to everybody."""

from collections import Counter
from collections.abc import Iterator

from koprogo.notifications.models import Delivery
from solidarity.models import Appeal, Ballot, Exclusion, Seat, Testimony, Verdict
from solidarity.queries.own.base import Mine, Row
from solidarity.queries.requests import place

#: what the committee is still to confirm is told when it is decided
TOLD = (Exclusion.State.STANDING, Exclusion.State.LIFTED)


def decisions(own: Mine) -> Iterator[Row]:
    verdicts = Verdict.objects.filter(request__in=own.requests).select_related("vote")
    ballots = Ballot.objects.filter(vote__request__in=own.requests)
    cast = Counter(ballots.order_by().values_list("vote", "choice"))
    for one in verdicts.order_by("decided_at", "pk"):
        vote, request = one.vote, one.request_id
        at = place("verdict", "reasons", vote.uuid)
        yield {
            "request": own.requests[request].code,
            "decided_at": one.decided_at,
            "outcome": one.get_outcome_display(),
            "reasons": own.said(request, one.reasons, at),
            "amount": vote.amount,
            "months": vote.months,
            "percent": vote.percent,
            "won_part": vote.won_part,
            "exception": own.of_row(vote, "derogation", request),
            "for": cast[vote.pk, "for"],
            "against": cast[vote.pk, "against"],
            "abstentions": cast[vote.pk, "abstain"],
            "could_vote": vote.may_vote,
            "answer_by": one.answer_by,
            "answer": one.get_answer_display(),
            "answered_at": one.answered_at,
            "appeal_by": one.appeal_by,
        }


def appeals(own: Mine) -> Iterator[Row]:
    rows = Appeal.objects.filter(verdict__request__in=own.requests)
    for one in rows.select_related("verdict"):
        request = one.verdict.request_id
        yield {
            "request": own.requests[request].code,
            "before": one.get_body_display(),
            "appeal": own.of_row(one, "text", request),
            "filed_at": one.filed_at,
            "outcome": one.get_outcome_display(),
            "answer": own.of_row(one, "answer", request),
            "decision": one.decision_text,
            "decided_at": one.decided_at,
        }


def exclusions(own: Mine) -> Iterator[Row]:
    rows = Exclusion.objects.filter(request__in=own.requests, state__in=TOLD)
    for one in rows.order_by("pk"):
        yield {
            "request": own.requests[one.request_id].code,
            "state": one.get_state_display(),
            "reasons": own.of_row(one, "reasons", one.request_id),
            "decided_at": one.decided_at,
            "lifted_because": own.of_row(one, "lift_reasons", one.request_id)
            if one.lifted_at
            else "",
            "lifted_at": one.lifted_at,
        }


def testimonies(own: Mine) -> Iterator[Row]:
    for one in Testimony.objects.filter(request__in=own.requests):
        request = one.request_id
        yield {
            "request": own.requests[request].code,
            "state": one.get_state_display(),
            "language": one.get_language_display(),
            "words": one.text or own.of_row(one, "sealed", request),
            "asked_to_change": own.of_row(one, "remark", request),
            "consent_at": one.consent_at,
            "year": one.year,
        }


def seats(own: Mine) -> Iterator[Row]:
    for one in Seat.objects.filter(user=own.user).order_by("since", "pk"):
        yield {
            "seat": one.get_chair_display(),
            "since": one.since,
            "until": one.until,
            "decision": one.decision_text,
        }


def messages(own: Mine) -> Iterator[Row]:
    user = own.user
    rows = Delivery.objects.filter(
        recipient__in=[f"user:{user.pk}", f"user:{user.uuid}"]
    )
    yield from rows.order_by("pk").values(
        *("channel", "state", "address", "subject", "body", "sent_at")
    )
