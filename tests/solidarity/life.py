"""A whole life of requests, in which whatever somebody says is a word of its own.

``Life.words`` has the words by whom they are about, and what of numbers must be secret:
incomes, what was asked for, accounts. A word of somebody stands nowhere else.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from koprogo.documents.intake import take_in
from solidarity.answers import ASKED
from solidarity.models import Aid, Opening, Request, RequestConsent
from solidarity.needed_papers import needed
from solidarity.proposing import Proposal
from solidarity.queries.requests import open_request
from solidarity.scoring import Household
from solidarity.services import (
    agreements,
    arrears,
    debits,
    exclusions,
    payouts,
    rescheduling,
    testimonies,
    transfers,
    won,
)
from solidarity.services import requests as services
from solidarity.services.committee import appeals, offers, review
from solidarity.services.payouts import Recipient
from solidarity.services.receipts import record_repayment
from solidarity.terms import Kind
from tests.solidarity import making
from tests.solidarity.committee import making as committee
from tests.solidarity.loans.making import by_debit, creditor
from tests.solidarity.requests import filling

OFFERED = Decimal("2400.00")
#: what a person helped says to everybody, in the open
PUBLIC = "OpenbaarGezegdDoorOtto"
#: who of the committee reads what; none of them is of the cast but Cleo
MEMBERS = [
    ("lea", "lawyer", 1),
    ("cas", "co_owner", 1),
    ("nel", "co_owner", 2),
    ("wim", "board", 1),
]


@dataclass
class Life:
    """``words``: secrets, by whom they are about; ``rows``: what was made, by name."""

    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    rows: dict[str, object] = field(default_factory=dict)
    accounts: int = 0

    def word(self, about: str, what: str) -> str:
        """Return a secret, and remember it."""
        return self.keep(about, f"Zw{about.title()}{what.title()}Ijg")

    def keep(self, about: str, secret: str) -> str:
        self.words[about].add(secret)
        return secret

    def number(self, about: str, what: str) -> Decimal:
        """Return a secret amount in euros and cents, of this person alone."""
        amount = AMOUNTS[what] + Decimal(len(self.words)) / 100
        self.keep(about, str(amount))
        return amount

    @property
    def all_words(self) -> set[str]:
        return set().union(*self.words.values())

    def said(self, about: str, **changes) -> dict:
        """Return answers of somebody: nothing of them stands anywhere else."""
        names = ("first_name", "last_name", "street", "city", "phone", "reason")
        words = {name: self.word(about, name) for name in (*names, "co_ownership")}
        amounts = {name: self.number(about, name) for name in AMOUNTS}
        lines = [self.word(about, "creditor"), self.word(about, "second")]
        born_on = date(1951, 1, 7) + timedelta(days=37 * len(self.words))
        self.keep(about, str(born_on))
        return {
            **words,
            **amounts,
            "creditors": "\n".join(lines),
            "born_on": born_on,
            "postal_code": "9000",
            "iban": self.iban(about),
            "household": Household.SINGLE,
            **changes,
        }

    def iban(self, about: str) -> str:
        """Return a Belgian account number that nobody else has."""
        self.accounts += 1
        number = 5_390_000_000 + self.accounts * 10_007
        bban = f"{number}{number % 97 or 97:02}"
        check = 98 - int(f"{bban}111400") % 97
        return self.keep(about, f"BE{check:02}{bban}")


#: between them lies nothing that the fund shows to anybody
AMOUNTS = {
    "net_income": Decimal("1481.10"),
    "housing": Decimal("521.20"),
    "charges": Decimal("141.30"),
    "loans": Decimal("117.40"),
    "asset_income": Decimal("713.50"),
    "amount": Decimal("3111.60"),
}


def lived() -> Life:
    """Make it, in a fund that is entered as the system."""
    making.endowed("90000.00")
    for name, chair, place in MEMBERS:
        making.seat(name, chair, place=place)
    creditor()
    life = Life()
    for part in (
        _helped,
        _refused,
        _dispute,
        _late,
        _collected,
        _fraud,
        _draft,
        _waiting,
        _public,
    ):
        part(life)
    return life


def _papers(life: Life, request: Request, about: str, *kinds: str) -> None:
    for kind in kinds:
        name, data = life.word(about, f"{kind}name"), life.word(about, f"{kind}bytes")
        one = take_in(f"{name}.pdf", filling.PDF + f"% {data}\n".encode())
        [paper] = filling.add(request, kind, one)
        life.rows[f"{about} {kind}"] = paper


def _helped(life: Life) -> None:
    """Omar: asked, answered, offered less, signed, paid by two, deferred, spoken of."""
    about = "omar"
    request = making.sent(about, **life.said(about))
    life.rows[about] = request
    for purpose in ("processing", "accuracy"):
        RequestConsent.objects.create(
            request=request, purpose=purpose, given_at=timezone.now()
        )
    _papers(life, request, about, "identity", "income")
    lea = committee.by_name("lea")
    committee.opened(request, "lea")
    question = review.ask(
        request,
        uuid=uuid4(),
        text=life.word(about, "question"),
        seat=lea,
        by=lea.user,
    )
    life.rows["question"] = services.answer_question(
        question,
        life.word(about, "answer"),
        by=making.person(about),
        origin=filling.ORIGIN,
    )
    _papers(life, request, about, *_missing(request))
    request.refresh_from_db()
    life.rows["session"] = committee.online()
    vote = committee.voted_on(request, Proposal(OFFERED, 24))
    committee.cast(vote, lea="for", cas="for", cleo="for")
    committee.closed(vote, reasons=life.word(about, "reasons"))
    offers.answer_offer(request, answer="yes")
    aid = Aid.objects.get(request=request)
    life.rows["aid"] = _paid(life, about, aid, "person", "1400.00")
    _paid_on(life, about, Aid.objects.get(pk=aid.pk))


def _missing(request: Request) -> list[str]:
    """Return the documents that a request still needs."""
    _vault, said = open_request(Request.objects.get(pk=request.pk))
    there = set(request.papers.values_list("kind", flat=True))
    return [kind for kind in needed(said.kind) if kind not in there]


def _paid(life: Life, about: str, aid: Aid, payee: str, amount: str) -> Aid:
    """The agreement is signed, and the first payment is with the bank or paid."""
    person = making.person(about)
    given = {"iban": life.iban(about)} if aid.comes_back else {}
    made = agreements.prepare_agreement(aid, language="nl", **given, by=person)
    agreements.sign_agreement(
        made, sha256=made.agreement_hash, mandate=aid.comes_back, by=person
    )
    _payout(life, about, made, payee, amount)
    batch = transfers.make_batch(on=timezone.localdate(), by=making.person("tess"))
    life.rows[f"batch of {about}"] = batch
    transfers.open_file(batch, by=making.person("tess"))
    transfers.execute_batch(batch, on=timezone.localdate(), by=making.person("tess"))
    return Aid.objects.get(pk=aid.pk)


def _payout(life: Life, about: str, aid: Aid, payee: str, amount: str) -> None:
    recipient = Recipient(payee)
    if payee != "person":
        recipient = Recipient(
            payee,
            life.word(about, f"{payee}payee"),
            life.iban(about),
            life.word(about, f"{payee}message"),
        )
    data = filling.PDF + f"% {life.word(about, f'{payee}invoice')}\n".encode()
    voucher = take_in(f"{life.word(about, f'{payee}voucher')}.pdf", data)
    payout = payouts.prepare_payout(
        aid,
        uuid=uuid4(),
        amount=Decimal(amount),
        recipient=recipient,
        voucher=voucher,
        by=making.person("cleo"),
    )
    lea = making.person("lea")
    payouts.note_opening(aid.request, what=Opening.What.PAYMENT, by=lea)
    life.rows[f"payout of {about}"] = payouts.approve_payout(payout, by=lea)


def _paid_on(life: Life, about: str, aid: Aid) -> None:
    """The rest goes to a creditor; a deferral is asked, and the end is told."""
    _payout(life, about, aid, "creditor", "1000.00")
    batch = transfers.make_batch(on=timezone.localdate(), by=making.person("tess"))
    transfers.execute_batch(batch, on=timezone.localdate(), by=making.person("tess"))
    aid = Aid.objects.get(pk=aid.pk)
    person = making.person(about)
    life.rows["repayment"] = record_repayment(
        aid,
        uuid=uuid4(),
        amount=Decimal("100.00"),
        received_on=timezone.localdate(),
        by=making.person("tess"),
    )
    life.rows["change"] = change = rescheduling.ask_change(
        aid, kind="defer", months=1, words=life.word(about, "defer"), by=person
    )
    rescheduling.answer_change(
        change,
        is_granted=True,
        reasons=life.word(about, "deferred"),
        by=making.person("cas"),
    )
    testimony = testimonies.write_testimony(
        aid.request, text=life.word(about, "testimony"), language="nl", by=person
    )
    life.rows["testimony"] = testimony
    testimonies.ask_to_change(
        testimony, remark=life.word(about, "remark"), by=making.person("cleo")
    )


def _refused(life: Life) -> None:
    """Jean: a condition is waived, and refused all the same; he appeals twice."""
    about = "jean"
    said = life.said(about) | {"net_income": Decimal("2671.19")}
    life.keep(about, "2671.19")
    request = making.sent(about, **said)
    life.rows[about] = request
    _papers(life, request, about, "identity")
    asked = Proposal(OFFERED, 24, derogation=life.word(about, "derogation"))
    vote = committee.voted_on(request, asked)
    committee.cast(vote, lea="against", cas="against", cleo="against")
    verdict = committee.closed(vote, "refuse", reasons=life.word(about, "reasons"))
    appeal = appeals.file_appeal(verdict, uuid=uuid4(), text=life.word(about, "appeal"))
    life.rows["appeal"] = appeal
    board = making.person("bo")
    appeals.open_appeal(appeal, by=board)
    appeals.decide_appeal(
        appeal, outcome="upheld", answer=life.word(about, "board"), by=board
    )
    appeals.record_assembly(
        appeal,
        outcome="upheld",
        decision_text="Assembly of June, point 7",
        answer=life.word(about, "assembly"),
        by=board,
    )


def _dispute(life: Life) -> None:
    """Clara: a grant to her lawyer; the case was won with damages."""
    about = "clara"
    request = making.sent(about, **life.said(about, kind=Kind.DISPUTE, months=None))
    life.rows[about] = request
    aid = making.decided(request, amount=Decimal("1500.00"), months=None).aid
    aid = _paid(life, about, aid, "lawyer", "1500.00")
    life.rows["grant"] = aid
    end = won.tell_end(
        aid,
        is_won=True,
        has_damages=True,
        words=life.word(about, "won"),
        by=making.person(about),
    )
    won.settle(end, months=5, by=making.person("cleo"))


def _late(life: Life) -> None:
    """Mia: spoken with twice, proposed a plan, declined; in the end it is lost."""
    about = "mia"
    aid = by_debit(about, iban=life.iban(about), months_ago=5, said=life.said(about))
    life.rows["late"], life.rows[about] = aid, aid.request
    for number in ("one", "two"):
        arrears.record_contact(
            aid,
            day=timezone.localdate(),
            words=life.word(about, f"contact{number}"),
            by=making.person("cleo"),
        )
    change = rescheduling.propose_change(
        aid,
        kind="reschedule",
        months=30,
        words=life.word(about, "proposal"),
        by=making.person("cleo"),
    )
    rescheduling.answer_proposal(change, is_granted=False, by=making.person(about))
    row = arrears.propose_write_off(
        aid, reasons=life.word(about, "lost"), by=making.person("cleo")
    )
    arrears.decide_write_off(row, is_confirmed=True, by=making.person("lea"))


def _collected(life: Life) -> None:
    """Felix: his instalment is collected by direct debit."""
    aid = by_debit("felix", iban=life.iban("felix"), said=life.said("felix"))
    life.rows["collected"], life.rows["felix"] = aid, aid.request
    day = timezone.localdate() + timedelta(days=3)
    batch = debits.announce(day=day, by=making.person("tess"))
    debits.make_file(batch, by=making.person("tess"))
    life.rows["debits"], life.rows["debit"] = batch, batch.debits.get()


def _fraud(life: Life) -> None:
    """Fatima: excluded, and it was a mistake."""
    about = "fatima"
    request = making.sent(about, **life.said(about))
    life.rows[about] = request
    row = exclusions.propose_exclusion(
        request, reasons=life.word(about, "fraud"), by=making.person("cleo")
    )
    exclusions.decide_exclusion(row, is_confirmed=True, by=making.person("lea"))
    exclusions.propose_lift(
        row, reasons=life.word(about, "mistake"), by=making.person("cas")
    )
    life.rows["exclusion"] = row


def _draft(life: Life) -> None:
    """Dora: a draft through the services, never sent."""
    about = "dora"
    request = services.begin_request(by=making.person(about))
    said = making.answers(**life.said(about))
    for section, names in ASKED.items():
        if names:
            values = {name: getattr(said, name) for name in names}
            services.save_section(request, section, values, by=making.person(about))
    life.rows[about] = request
    _papers(life, request, about, "other")


def _waiting(life: Life) -> None:
    """Ines: before the committee, nothing decided."""
    about = "ines"
    request = making.sent(about, **life.said(about))
    life.rows[about] = request
    _papers(life, request, about, "situation")


def _public(life: Life) -> None:
    """Otto: what he says about it, everybody reads."""
    about = "otto"
    aid = making.running(about, said=life.said(about))
    life.rows[about] = aid.request
    row = testimonies.write_testimony(
        aid.request, text=PUBLIC, language="nl", by=making.person(about)
    )
    testimonies.clear(row, by=making.person("cleo"))
    testimonies.publish_testimony(row, by=making.person("lea"))
