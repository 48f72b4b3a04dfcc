"""Every page of the demo's fund, by who opens it: the four stories, and what others did.

What no story of the demo reaches is done here by further people, through the services:
a refusal and two appeals, payments, debits, a testimony, an exclusion, a report.
"""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from koprogo.accounts.models import User
from koprogo.documents.intake import Intake
from solidarity.models import (
    Aid,
    Appeal,
    DebitBatch,
    FundMovement,
    Opening,
    Paper,
    Request,
    Seat,
    Session,
)
from solidarity.services import arrears, debits, exclusions, receipts, rescheduling, won
from solidarity.services.agreements import prepare_agreement
from solidarity.services.committee import appeals
from solidarity.services.papers import add_papers
from solidarity.services.payouts import approve_payout, note_opening, prepare_payout
from solidarity.services.testimonies import write_testimony
from solidarity.services.transfers import execute_batch, make_batch
from tests.solidarity import demos, making
from tests.solidarity.loans.credits import credit, grant
from tests.solidarity.loans.making import by_debit
from tests.solidarity.money.making import CREDITOR, PDF, signed
from tests.solidarity.public.things import a_report, helped
from tests.solidarity.requests import filling
from tests.solidarity.requests.things import asked

__all__ = ["play"]


def url(name, *args):
    return reverse(f"solidarity:{name}", args=args)


def play() -> dict[str, list[str]]:
    """Play the demo and what follows; return the pages of each, as the site names them.

    A page that wants something opened first follows ``"POST " + its address``: the
    button of that form is pressed on the page before.
    """
    users = demos.play(timezone.localdate())
    with making.inside():
        making.endowed("90000.00")
        return {
            "": [reverse("solidarity:introduction"), reverse("solidarity:dashboard")],
            **_of_the_four(users),
            **_of_who_was_refused(users),
            **_of_the_committee(users),
            **_of_the_treasurer(users),
            **_of_the_board(users),
        }


def _request(user: User) -> Request:
    return Request.objects.exclude(state="draft").get(applicant=user)


def _aid(user: User) -> Aid:
    return Aid.objects.get(request__applicant=user)


def _of_the_four(users) -> dict[str, list[str]]:
    """A loan that comes back, a grant to sign, an offer beside a draft, and a vote."""
    lieve, marc, noor, selin = (_request(users[key]) for key in demos.MEMBERS)
    loan, case = _aid(users["lieve"]), _aid(users["marc"])
    prepare_agreement(case, language="fr", by=users["marc"])
    draft = Request.objects.get(state="draft")
    file = Intake("slip.pdf", "application/pdf", PDF)
    papers = {"uuid": uuid4(), "kind": Paper.Kind.INCOME, "files": [file]}
    paper = add_papers(draft, **papers, by=users["noor"])[0]
    asked(selin, "Was het ziekenhuis in Leuven?")
    return {
        "lieve": [
            url("requests"),
            url("request", lieve.uuid),
            url("decision", lieve.uuid),
            url("agreement", loan.uuid),
            url("loan", loan.uuid),
            url("loan-defer", loan.uuid),
            url("loan-reschedule", loan.uuid),
            url("loan-early", loan.uuid),
            url("request-consent", lieve.uuid, "social_check"),
            url("request-papers", lieve.uuid),
            url("testimony", lieve.uuid),
            url("my-exclusion"),
        ],
        "marc": [
            url("request", marc.uuid),
            url("agreement", case.uuid),
            url("agreement-sign", case.uuid),
        ],
        "noor": [
            url("requests"),
            url("request", noor.uuid),
            url("decision", noor.uuid),
            url("offer", noor.uuid),
            *(url("request-step", draft.uuid, section) for section in filling.ALL),
            url("request-papers", draft.uuid),
            url("request-paper-remove", draft.uuid, paper.uuid),
            url("request-summary", draft.uuid),
            url("request-discard", draft.uuid),
        ],
        "selin": [
            url("request", selin.uuid),
            url("request-step", selin.uuid, "finances"),
            url("request-withdraw", selin.uuid),
        ],
    }


def _of_who_was_refused(users) -> dict[str, list[str]]:
    """Zoe may appeal; somebody else tells how a case ended; one was excluded."""
    refused, case = making.decided(making.sent("zoe"), "refused"), grant("yan")
    fraud = exclusions.propose_exclusion(
        making.sent("mia"), reasons="Forged", by=users["leila"]
    )
    exclusions.decide_exclusion(fraud, is_confirmed=True, by=users["willem"])
    return {
        "zoe": [
            url("decision", refused.request.uuid),
            url("appeal", refused.request.uuid),
        ],
        "yan": [url("loan", case.uuid), url("loan-dispute", case.uuid)],
        "mia": [url("my-exclusion")],
    }


def _of_the_committee(users) -> dict[str, list[str]]:
    """The vote that is open, what was decided, payments, loans and testimonies."""
    leila, willem = users["leila"], users["willem"]
    vote = _request(users["selin"])
    fresh, loan = making.sent("ria"), by_debit("omar", months_ago=5)
    session = Session.objects.get(votes__request=vote)
    for number in range(2):
        arrears.record_contact(
            loan, day=timezone.localdate(), words=f"Talk {number}", by=leila
        )
    arrears.propose_write_off(loan, reasons="He is ill.", by=willem)
    works, case, ended = credit("jean", months_ago=1), grant("clara"), grant("sam")
    rescheduling.ask_change(
        works,
        kind="reschedule",
        months=90,
        words="Less a month",
        by=works.request.applicant,
    )
    won.tell_end(
        ended, is_won=True, has_damages=True, words="Judge", by=ended.request.applicant
    )
    to_pay, waits = signed("tom"), signed("ann")
    payout = _prepared(waits, users)
    words = write_testimony(
        helped("liv"), text="It helped.", language="nl", by=making.person("liv")
    )
    proposed = exclusions.propose_exclusion(
        making.sent("gus"), reasons="Forged", by=willem
    )
    stands = exclusions.propose_exclusion(
        making.sent("pam"), reasons="Forged", by=willem
    )
    exclusions.decide_exclusion(stands, is_confirmed=True, by=leila)
    lifted = exclusions.propose_exclusion(
        making.sent("ron"), reasons="Forged", by=willem
    )
    exclusions.decide_exclusion(lifted, is_confirmed=True, by=leila)
    exclusions.propose_lift(lifted, reasons="A mistake", by=willem)
    return {
        "leila": [
            url("committee"),
            url("committee") + "?state=accepted",
            url("file", vote.uuid),
            "POST " + url("file-open", vote.uuid),
            url("file", vote.uuid),
            url("vote-close", vote.uuid),
            url("file", fresh.uuid),
            "POST " + url("file-open", fresh.uuid),
            url("file", fresh.uuid),
            url("file-ask", fresh.uuid),
            url("vote-new", fresh.uuid),
            url("vote-refusal", fresh.uuid),
            url("file-recuse", fresh.uuid),
            url("file", _request(users["lieve"]).uuid),
            url("committee-sessions"),
            url("committee-session-new"),
            url("committee-session", session.uuid),
            url("committee-session-close", session.uuid),
            url("payouts"),
            url("payout-new", to_pay.uuid),
            url("payout", payout.uuid),
            "POST " + url("payout-open", payout.uuid),
            url("payout-withdraw", payout.uuid),
            url("committee-loans"),
            url("committee-loan", loan.uuid),
            "POST " + url("committee-loan-open", loan.uuid),
            url("committee-loan", works.uuid),
            url("committee-contact-new", loan.uuid),
            url("committee-change-propose", loan.uuid),
            url("committee-change-decide", works.uuid),
            url("write-off-propose", loan.uuid),
            url("write-off-decide", loan.uuid),
            url("dispute-end-new", case.uuid),
            url("dispute-end-settle", ended.uuid),
            url("testimonies"),
            url("testimony-read", words.uuid),
            "POST " + url("testimony-read", words.uuid),
            url("exclusions"),
            url("exclusion-new", fresh.uuid),
            url("exclusion-decide", proposed.uuid),
            url("exclusion-lift", stands.uuid),
            url("exclusion-lift-decide", lifted.uuid),
            url("outcomes"),
        ],
    }


def _prepared(aid: Aid, users):
    """A payment to a creditor, which Leila prepared."""
    given = {"uuid": uuid4(), "amount": Decimal("800.00"), "recipient": CREDITOR}
    return prepare_payout(aid, **given, by=users["leila"])


def _approved(aid: Aid, users):
    found = _prepared(aid, users)
    what = Opening.What.PAYMENT
    note_opening(aid.request, what=what, by=users["willem"])
    return approve_payout(found, by=users["willem"])


def _of_the_treasurer(users) -> dict[str, list[str]]:
    """A list at the bank, one that was paid, debits that are announced, repayments."""
    pieter, today = users["pieter"], timezone.localdate()
    half_paid = signed("eva")
    paid = _approved(half_paid, users)
    execute_batch(make_batch(on=today, by=pieter), on=today, by=pieter)
    _approved(signed("max"), users)
    ordered = make_batch(on=today, by=pieter)
    _approved(signed("ida"), users)
    surplus = receipts.record_repayment(
        by_debit("lou"),
        uuid=uuid4(),
        amount=Decimal("3250.00"),
        received_on=today,
        by=pieter,
    )
    by_debit("pia")
    batch = debits.announce(day=today + timedelta(days=3), by=pieter)
    debits.make_file(batch, by=pieter)
    DebitBatch.objects.update(day=today)
    debit, gift = batch.debits.first(), FundMovement.objects.first()
    return {
        "willem": [
            url("payout-new", half_paid.uuid),
            url("payout-close", half_paid.uuid),
        ],
        "pieter": [
            url("fund-books"),
            url("fund-entries"),
            url("fund-provision"),
            url("fund-endowment-new"),
            url("fund-cost-new"),
            url("fund-movement-mirror", gift.uuid),
            url("fund-ahead"),
            url("transfers"),
            url("transfer-new"),
            url("transfer", ordered.uuid),
            url("transfer-execute", ordered.uuid),
            url("transfer-discard", ordered.uuid),
            url("transfer-return", paid.uuid),
            url("repayments"),
            url("repayment-new"),
            url("repayment-reverse", surplus.uuid),
            url("repayment-give-back", surplus.uuid),
            url("debit-batches"),
            url("debit-batch-new"),
            url("debit-batch", batch.uuid),
            url("debit-batch-collected", batch.uuid),
            url("debit-return", debit.uuid),
            url("debit-stop", debit.uuid),
        ],
    }


def _of_the_board(users) -> dict[str, list[str]]:
    """An appeal to decide and one that the board upheld, reports, terms and seats."""
    waits, upheld = (_appeal(name) for name in ("fay", "kim"))
    appeals.open_appeal(upheld, by=users["amelie"])
    appeals.decide_appeal(
        upheld, outcome=Appeal.Outcome.UPHELD, answer="It stands.", by=users["amelie"]
    )
    report = a_report()
    seat = Seat.objects.get(user=users["heike"])
    return {
        "amelie": [
            url("seats"),
            url("seat-new"),
            url("seat-end", seat.uuid),
            url("board-appeals"),
            url("board-appeal", waits.uuid),
            "POST " + url("board-appeal-open", waits.uuid),
            url("board-appeal-decide", waits.uuid),
            url("board-appeal", upheld.uuid),
            "POST " + url("board-appeal-open", upheld.uuid),
            url("board-appeal-assembly", upheld.uuid),
            url("terms"),
            url("terms-new"),
            url("legal"),
            url("legal-new"),
            url("fund-reports"),
            url("fund-report", report.uuid),
            url("fund-report-publish", report.uuid),
            url("fund-report-erratum", report.uuid),
            url("fund-goals"),
            url("fund-goal-new"),
            url("fund-account"),
        ],
    }


def _appeal(name: str) -> Appeal:
    verdict = making.decided(making.sent(name), "refused")
    return appeals.file_appeal(verdict, uuid=uuid4(), text="Please look again.")
