"""What the addresses of requests name, for the tables of roles: Omar's, sent."""

from django.utils import timezone

from solidarity.models import Question
from solidarity.queries.requests import place
from solidarity.vault import open_vault
from tests.solidarity import making
from tests.solidarity.requests import filling


def things(name="omar"):
    """Somebody sent a complete request, and was asked something."""
    with making.inside():
        request = filling.sent(
            name, consents=("processing", "accuracy", "social_check")
        )
        question = asked(request)
        paper = request.papers.first()
    return {
        "fund_request_id": request.uuid,
        "fund_section": "finances",
        "fund_paper_id": paper.uuid,
        "fund_question_id": question.uuid,
        "fund_purpose": "social_check",
    }


def asked(request, text="Which boiler?") -> Question:
    """A question of the committee. The fund is entered."""
    question = Question(request=request, asked_at=timezone.now())
    question.text = open_vault(request).seal(
        text, place=place("question", "text", question.uuid)
    )
    question.save()
    return question
