"""What the addresses of the committee name, for the tables of roles."""

from solidarity.models import Seat
from solidarity.services.committee.appeals import file_appeal
from tests import cast
from tests.solidarity import making
from tests.solidarity.committee import making as committee

__all__ = ["things"]

#: nobody of the cast, so that only Cleo's place in the tables is a seat's
NEWCOMERS = [
    ("lea", "lawyer", 1),
    ("cas", "co_owner", 1),
    ("nel", "co_owner", 2),
    ("wim", "board", 1),
]


def things() -> dict:
    """Omar's request was refused, and he appealed; Cleo sits, with four newcomers."""
    with making.inside():
        for name, chair, place in NEWCOMERS:
            making.seat(name, chair, place=place)
        verdict = committee.refused()
        request = verdict.request
        document = committee.paper(request, "bills")
        appeal = file_appeal(
            verdict,
            uuid="9b2d1b52-6a53-4c49-9d7c-0d8a3c5f5a11",
            text="Please look again.",
        )
        seat = Seat.objects.get(user=cast.user("cleo"))
        return {
            "fund_request_id": request.uuid,
            "fund_paper_id": document.uuid,
            "fund_session_id": verdict.vote.session.uuid,
            "fund_appeal_id": appeal.uuid,
            "seat_id": seat.uuid,
        }
