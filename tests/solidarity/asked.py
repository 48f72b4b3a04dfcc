"""What generated requests of the API name and send in the fund: Sophie's own file."""

from solidarity.models import PlanChange, Request
from solidarity.services.requests import discard_draft
from solidarity.services.rescheduling import ask_change
from solidarity.services.testimonies import write_testimony
from tests.api.things import made_anew
from tests.solidarity import making
from tests.solidarity.loans.credits import grant
from tests.solidarity.loans.making import by_debit, paid
from tests.solidarity.money.making import prepared, promised
from tests.solidarity.public.things import helped
from tests.solidarity.requests import filling
from tests.solidarity.requests import things as requests

HERE = "/api/v1/solidarity/"
TAGS = ("solidarity",)
#: who asks
WHO = "sophie"
REQUEST = "requests/{fund_request_id}/"
AID = "aids/{aid_id}/"
#: for as many loans as requests take
RICH = "5000000.00"


def real_things():
    """Return what the addresses may name: a complete request, a loan on its way back."""
    with making.inside():
        making.endowed(RICH)
    asked = requests.things(WHO)
    with making.inside():
        aid = by_debit(WHO)
        paid(aid)
        change = ask_change(aid, kind="defer", months=1, by=making.person(WHO))
        return asked | {"aid_id": aid.uuid, "fund_change_id": change.uuid}


def fresh(label, real):
    """Give a request that uses something up its own: a draft, an offer, a loan."""
    with making.inside():
        return made_anew(label, real, here=HERE, makers=MAKERS)


# Requests


def _draft(method):
    """A new one: a person has one draft at most. What is only read stays what it is."""
    if method == "GET":
        return {}
    for old in Request.objects.filter(state=Request.State.DRAFT):
        discard_draft(old, by=old.applicant)
    draft = filling.draft(WHO, papers=True)
    paper = draft.papers.first()
    return {"fund_request_id": draft.uuid, "fund_paper_id": paper.uuid}


def _complete(_method):
    return requests.things(WHO)


def _decided(outcome):
    def maker(_method):
        verdict = making.decided(making.sent(WHO), outcome)
        return {"fund_request_id": verdict.request.uuid}

    return maker


def _testimony(_method):
    request = helped(WHO)
    write_testimony(request, text="It helped.", language="en", by=request.applicant)
    return {"fund_request_id": request.uuid}


# Help


def _promised(_method):
    return {"aid_id": promised(WHO).uuid}


def _prepared(_method):
    return {"aid_id": prepared(promised(WHO)).uuid}


def _running(_method):
    return {"aid_id": by_debit(WHO).uuid}


def _asked(_method):
    aid = by_debit(WHO)
    change = ask_change(aid, kind="defer", months=1, by=making.person(WHO))
    return {"aid_id": aid.uuid, "fund_change_id": change.uuid}


def _proposed(_method):
    aid = by_debit(WHO)
    change = PlanChange.objects.create(
        aid=aid, kind="defer", months=2, is_proposed=True
    )
    return {"aid_id": aid.uuid, "fund_change_id": change.uuid}


def _grant(_method):
    return {"aid_id": grant(WHO).uuid}


MAKERS = {
    _asked: ("changes/{fund_change_id}/withdraw/",),
    _proposed: ("changes/{fund_change_id}/answer/",),
    _draft: (REQUEST, f"{REQUEST}send/", "papers/{fund_paper_id}/"),
    _complete: (
        f"{REQUEST}withdraw/",
        "consents/{fund_purpose}/",
        "questions/{fund_question_id}/answer/",
    ),
    _decided("offered"): (f"{REQUEST}offer/",),
    _decided("refused"): (f"{REQUEST}decisions/", f"{REQUEST}appeals/"),
    _testimony: (f"{REQUEST}testimony/",),
    _promised: (f"{AID}agreement/",),
    _prepared: (f"{AID}agreement/file/",),
    _running: (f"{AID}defer/", f"{AID}reschedule/", f"{AID}early/"),
    _grant: (f"{AID}case/",),
}


# Bodies


def well_formed(label, real):
    """Return a body, or the query of a GET, that the service accepts."""
    method, path = label.split(" ")
    bodies = _of_requests() | _of_help()
    return bodies.get(f"{method} {path.removeprefix(HERE)}")


def _of_requests():
    return {
        f"PUT {REQUEST}identity/": filling.IDENTITY,
        f"PUT {REQUEST}finances/": {"net_income": "1480.00", "properties": 1},
        f"PUT {REQUEST}help/": {"amount": "3000.00"},
        f"PUT {REQUEST}reason/": {"reason": "The boiler failed."},
        f"PUT {REQUEST}plan/": {"months": 24},
        f"PUT {REQUEST}consents/": {"processing": True, "accuracy": True},
        f"POST {REQUEST}papers/": {"kind": "other", "files": [filling.PDF]},
        f"POST {REQUEST}questions/{{fund_question_id}}/answer/": {
            "text": "The old one."
        },
        f"POST {REQUEST}offer/": {"answer": "yes"},
        f"POST {REQUEST}appeals/": {"text": "Please look again."},
        f"PUT {REQUEST}testimony/": {"text": "It helped.", "consent": True},
    }


def _of_help():
    return {
        f"PUT {AID}agreement/": {"language": "en"},
        f"POST {AID}defer/": {"months": 2},
        f"POST {AID}reschedule/": {"months": 30, "words": "Zorgverlof"},
        f"GET {AID}early/": {"amount": "500.00"},
        f"POST {AID}early/": {"amount": "500.00"},
        f"POST {AID}changes/{{fund_change_id}}/answer/": {"answer": "yes"},
        f"POST {AID}case/": {"outcome": "damages"},
    }
