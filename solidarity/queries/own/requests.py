"""What a person asked and said, what was asked of him, and who opened it."""

from collections.abc import Iterator

from solidarity.analysis import Analysis
from solidarity.models import Question, Request, RequestConsent, RequestErasure
from solidarity.queries.own.base import Mine, Row
from solidarity.queries.requests import analysis_of, answers_of, opened_of
from solidarity.vault import Forgotten
from solidarity.words import ADVICE, lines_in_words
from solidarity.words_answers import sections_in_words


def requests(own: Mine) -> Iterator[Row]:
    for one in own.requests.values():
        yield {
            "request": one.code,
            "kind": one.get_kind_display(),
            "state": one.get_state_display(),
            "round": one.round,
            "urgent": one.is_urgent,
            "created_at": one.created_at,
            "submitted_at": one.submitted_at,
            "complete_at": one.complete_at,
            "decide_by": one.decide_by,
            "decide_at": one.decide_at,
            "ended_at": one.ended_at,
        }


def erasures(own: Mine) -> Iterator[Row]:
    for one in RequestErasure.objects.filter(request__in=own.requests):
        yield {
            "request": own.requests[one.request_id].code,
            "what": one.get_life_display(),
            "at": one.at,
        }


def answers(own: Mine) -> Iterator[Row]:
    for request in own.requests.values():
        if not request.answers:
            continue
        try:
            answers = answers_of(request, own.vaults[request.pk])
        except Forgotten:
            continue
        for section in sections_in_words(answers):
            for fact in section.facts:
                yield {
                    "request": request.code,
                    "what": str(fact.label),
                    "said": fact.value,
                }


def _analyses(own: Mine) -> Iterator[tuple[Request, Analysis]]:
    for request in own.requests.values():
        try:
            found = analysis_of(request, own.vaults[request.pk])
        except Forgotten:
            continue
        if found is not None:
            yield request, found


def conditions(own: Mine) -> Iterator[Row]:
    for request, found in _analyses(own):
        for line in lines_in_words(found):
            yield {
                "request": request.code,
                "condition": line.label,
                "result": line.result,
                "found": line.found,
                "limit": line.limit,
            }


def scores(own: Mine) -> Iterator[Row]:
    for request, found in _analyses(own):
        score = found.score
        yield {
            "request": request.code,
            "income": str(score.income),
            "debt": str(score.debt),
            "urgency": str(score.urgency),
            "total": str(score.total),
            "advice": str(ADVICE[score.advice]),
        }


def questions(own: Mine) -> Iterator[Row]:
    for one in Question.objects.filter(request__in=own.requests):
        yield {
            "request": own.requests[one.request_id].code,
            "question": own.of_row(one, "text", one.request_id),
            "asked_at": one.asked_at,
            "answer": own.of_row(one, "answer", one.request_id),
            "answered_at": one.answered_at,
        }


def consents(own: Mine) -> Iterator[Row]:
    for one in RequestConsent.objects.filter(request__in=own.requests):
        yield {
            "request": own.requests[one.request_id].code,
            "purpose": one.get_purpose_display(),
            "version": one.version,
            "given_at": one.given_at,
            "withdrawn_at": one.withdrawn_at,
        }


def openings(own: Mine) -> Iterator[Row]:
    for one in opened_of(list(own.requests.values())):
        yield {
            "request": own.requests[one.row.request_id].code,
            "by": one.by,
            "what": one.row.get_what_display(),
            "at": one.at,
        }
