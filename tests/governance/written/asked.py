"""What pages and programs ask between assemblies of Les Acacias."""

from governance.services.written import settle_written
from governance.services.written_minutes import draw_minutes
from tests import cast
from tests.governance.written.making import (
    PDF,
    adopted,
    agree,
    choose,
    close,
    consultation,
    day,
    late,
    lettered,
    long_ago,
    on_paper,
    posted,
    prepared,
    received,
    request,
    sent,
)


def things():
    """What is asked of Omar, and what Jean has answered; Omar alone asks for meetings."""
    decision = lettered()
    answer = on_paper(decision)
    ended = sent()
    agree(ended, "H2", is_agreed=False)
    draw_minutes(ended, by=None)
    return {
        "written_id": decision.uuid,
        "written_draft_id": prepared().uuid,
        "written_ended_id": ended.uuid,
        "written_letter_id": decision.letters.get(holding__code="H1").uuid,
        "written_answer_id": answer.uuid,
        "head_id": cast.holding("H1").uuid,
        "jeans_id": cast.holding("H3").uuid,
        "request_id": request("omar").uuid,
        "request_late_id": late(request("omar")).uuid,
        "consultation_id": consultation().uuid,
        "consultation_closed_id": close(consultation()).uuid,
        "language": "fr",
    }


def lively():
    """Something in every state; return the pages of a syndic below the building."""
    prepared_one, waiting = prepared(), lettered(amount="1200.00")
    on_paper(waiting)
    ended = adopted(amount="300.00")
    draw_minutes(ended, by=None)
    expired = settle_written(long_ago(), origin="", by=None)
    collecting, unanswered = request("omar"), late(request())
    arrived = received(posted(request("omar"), "omar"))
    asked, counted = consultation(), consultation("Now", "Later")
    choose(asked)
    choose(counted, "H2", 2)
    close(counted)
    secret = close(consultation(is_anonymous=True))
    here = "decisions/written/"
    return [
        here,
        f"{here}new/",
        f"{here}{prepared_one.uuid}/",
        f"{here}{prepared_one.uuid}/edit/",
        f"{here}{prepared_one.uuid}/discard/",
        f"{here}{prepared_one.uuid}/send/",
        f"{here}{waiting.uuid}/",
        f"{here}{waiting.uuid}/record/{cast.holding('H1').uuid}/",
        f"{here}{waiting.uuid}/withdraw/",
        f"{here}{waiting.uuid}/letters/",
        f"{here}{waiting.uuid}/letters/posted/",
        f"{here}{ended.uuid}/",
        f"{here}{ended.uuid}/minutes/",
        f"{here}{expired.uuid}/",
        "assemblies/requests/",
        f"assemblies/requests/{collecting.uuid}/",
        f"assemblies/requests/{unanswered.uuid}/",
        f"assemblies/requests/{arrived.uuid}/",
        f"assemblies/requests/{arrived.uuid}/received/",
        "consultations/",
        "consultations/new/",
        f"consultations/{asked.uuid}/",
        f"consultations/{asked.uuid}/close/",
        f"consultations/{counted.uuid}/",
        f"consultations/{secret.uuid}/",
    ]


def pages_of_a_co_owner():
    """The same for Omar, with what he is asked, and what he may sign."""
    waiting, mine, hers = lettered(amount="1200.00"), request("omar"), request()
    unanswered, asked = late(request("omar")), consultation(is_anonymous=True)
    multiple = consultation("Now", "Later", is_multiple=True)
    choose(multiple)
    home = cast.holding("H1").uuid
    return [
        "decisions/written/",
        f"decisions/written/{waiting.uuid}/",
        f"decisions/written/{waiting.uuid}/answer/{home}/",
        "assemblies/requests/",
        "assemblies/requests/new/",
        f"assemblies/requests/{mine.uuid}/",
        f"assemblies/requests/{mine.uuid}/sent/",
        f"assemblies/requests/{mine.uuid}/withdraw/",
        f"assemblies/requests/{mine.uuid}/unsign/",
        f"assemblies/requests/{hers.uuid}/",
        f"assemblies/requests/{hers.uuid}/sign/",
        f"assemblies/requests/{unanswered.uuid}/",
        "consultations/",
        f"consultations/{asked.uuid}/",
        f"consultations/{asked.uuid}/answer/{home}/",
        f"consultations/{multiple.uuid}/answer/{home}/",
    ]


# For requests that use something up: Sophie's part is Jean's.


def _writable(_method):
    return {"written_id": prepared().uuid}


def _answerable(_method):
    return {"written_id": sent().uuid}


def _ended(method):
    decision = sent()
    agree(decision, "H2", is_agreed=False)
    if method == "GET":
        draw_minutes(decision, by=None)
    return {"written_id": decision.uuid}


def _unposted(_method):
    decision = lettered()
    return {
        "written_id": decision.uuid,
        "written_letter": decision.letters.first().uuid,
    }


def _signable(method):
    return {"request_id": request("jean" if method == "DELETE" else "clara").uuid}


def _hers(_method):
    return {"request_id": request("jean").uuid}


def _postable(_method):
    return {"request_id": posted().uuid}


def _unanswered(_method):
    return {"request_id": late(request("jean")).uuid}


def _asked(_method):
    return {"consultation_id": consultation().uuid}


def _counted(_method):
    return {"consultation_id": close(consultation()).uuid}


MAKERS = {
    _counted: ("{consultation_id}/results/",),
    _writable: ("written-decisions/{written_id}/", "{written_id}/send/"),
    _answerable: (
        "{written_id}/answer/",
        "{written_id}/record/{head_id}/",
        "{written_id}/withdraw/",
    ),
    _unposted: ("{written_id}/letters/posted/",),
    _ended: ("{written_id}/minutes/", "{written_id}/minutes/{language}/"),
    _signable: ("{request_id}/signature/",),
    _hers: (
        "requests/{request_id}/withdraw/",
        "{request_id}/sent/",
        "requests/{request_id}/letter/",
    ),
    _postable: ("{request_id}/received/",),
    _unanswered: (
        "{request_id}/proof/",
        "requests/{request_id}/draft/",
        "{request_id}/addresses/",
    ),
    _asked: ("{consultation_id}/answer/", "{consultation_id}/close/"),
}


def bodies(real):
    written_one = {
        "subject": "works",
        "title_fr": "Peindre",
        "motion_fr": "On peint.",
        "until": day(9).isoformat(),
    }
    mine = str(real["jeans_id"])
    return {
        "POST written-decisions/": written_one,
        "PUT written-decisions/{written_id}/": written_one,
        "POST written-decisions/{written_id}/answer/": {
            "holding": mine,
            "answer": "yes",
        },
        "POST requests/": {"title": "Roof", "reason": "It leaks", "points": "Repair"},
        "POST requests/{request_id}/sent/": {"sent_on": day(0).isoformat()},
        "POST consultations/": {
            "title_fr": "Couleur ?",
            "options_fr": "Vert\nBleu",
            "closes_on": day(9).isoformat(),
        },
        "POST requests/{request_id}/received/": {
            "received_on": day(0).isoformat(),
            "proof": PDF,
        },
        "POST written-decisions/{written_id}/record/{head_id}/": {
            "answer": "yes",
            "signed_on": day(0).isoformat(),
            "scan": PDF,
        },
        "POST written-decisions/{written_id}/letters/posted/": {
            "letters": [str(real.get("written_letter", real["written_letter_id"]))],
            "on": day(0).isoformat(),
        },
        "PUT consultations/{consultation_id}/answer/": {
            "holding": mine,
            "chosen": [1],
        },
    }
