"""A request that says something in every sealed column of the fund."""

from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.utils import timezone

from koprogo.documents import services as documents
from koprogo.documents.models import File
from koprogo.ledger.services import credit, debit, post
from solidarity import chart, models
from solidarity.models import Aid, Request
from solidarity.queries.sealed import sealed
from solidarity.services.plans import begin
from solidarity.vault import Life, open_vault
from tests.solidarity import making

TEN = Decimal("10.00")
HASH = "0" * 64
PAPER, AGREEMENT, VOUCHER = b"%PDF paper", b"%PDF agreement", b"%PDF voucher"
#: what making.answers() says, and what follows from it
SAID_ELSEWHERE = {"request.answers": making.SECRET_REASON, "request.analysis": "%"}


def words(column: str) -> str:
    """What a column says, ``verdict.reasons`` for one; found nowhere else."""
    return SAID_ELSEWHERE.get(column, f"Zwalmbeke {column} words")


class Sealing:
    """Seals what a row of a request says; ``row`` may be another at whose place it is."""

    def __init__(self, request: Request) -> None:
        self.vault = open_vault(request)

    def text(self, column: str, uuid, life=Life.FILE) -> str:
        place = f"solidarity_{column}.{uuid}"
        return self.vault.seal(words(column), place=place, life=life)

    def file(self, data: bytes, column: str, uuid, life=Life.FILE) -> File:
        place = f"solidarity_{column}.{uuid}"
        token = self.vault.seal_bytes(data, place=place, life=life)
        return documents.store(token, name="sealed", content_type="x/x", by=None)


def everything(name: str = "omar") -> Request:
    """Refused, appealed, sent back, granted, paid, repaid, told, and still running."""
    request = making.sent(name)
    seal = Sealing(request)
    _asked(request, seal)
    _refused(request, seal)
    aid = _granted(request, seal)
    _paid(aid, seal)
    _coming_back(aid, seal)
    _told(request, seal)
    return request


def over(name: str = "omar", *, at) -> Request:
    """The same, when it ended at a moment."""
    request = everything(name)
    request.aids.update(state=Aid.State.CLOSED, ended_at=at)
    Request.objects.filter(pk=request.pk).update(
        state=Request.State.CLOSED, ended_at=at
    )
    request.refresh_from_db()
    return request


def _asked(request, seal):
    paper = models.Paper(request=request, kind="income", size=3, added_at=None)
    paper.name = seal.text("paper.name", paper.uuid)
    paper.content_type = "application/pdf"
    paper.file = seal.file(PAPER, "paper.file", paper.uuid)
    paper.save()
    question = models.Question(request=request, answered_at=timezone.now())
    question.text = seal.text("question.text", question.uuid)
    question.answer = seal.text("question.answer", question.uuid)
    question.save()
    models.RequestConsent.objects.create(
        request=request, purpose="processing", given_at=timezone.now()
    )
    models.Opening.objects.create(
        request=request, user=making.person("lea"), what="file"
    )


def _verdict(request, seal, outcome):
    now = timezone.now()
    vote = models.Vote(
        request=request,
        session=models.Session.objects.create(kind="online", begins_at=now),
        round=request.round,
        amount=TEN,
        months=12,
        until=now,
    )
    vote.derogation = seal.text("vote.derogation", vote.uuid)
    vote.save()
    vote.closed_at, vote.may_vote, vote.is_accepted = now, 5, outcome != "refused"
    vote.save()
    return models.Verdict.objects.create(
        request=request,
        vote=vote,
        outcome=outcome,
        reasons=seal.text("verdict.reasons", vote.uuid),
        decided_at=now,
        appeal_by=now.date() if outcome == "refused" else None,
    )


def _refused(request, seal):
    appeal = models.Appeal(
        verdict=_verdict(request, seal, "refused"),
        body="board",
        filed_at=timezone.now(),
    )
    appeal.text = seal.text("appeal.text", appeal.uuid)
    appeal.save()
    appeal.answer = seal.text("appeal.answer", appeal.uuid)
    appeal.outcome, appeal.decided_at = "sent_back", timezone.now()
    appeal.save()


def _granted(request, seal) -> Aid:
    now = timezone.now()
    aid = Aid(
        request=request,
        verdict=_verdict(request, seal, "accepted"),
        code=f"S-{request.code}",
        kind="loan",
        amount=TEN,
        paid=TEN,
        months=12,
        state="signed",
        promised_at=now,
        signed_at=now,
        pay_by=now.date(),
        mandate=f"KG{request.code}",
        agreement_hash=HASH,
    )
    aid.iban = seal.text("aid.iban", aid.uuid, Life.PAPERS)
    aid.agreement = seal.file(AGREEMENT, "aid.agreement", aid.uuid, Life.PAPERS)
    aid.save()
    models.AgreementSignature.objects.create(
        aid=aid, user=request.applicant, sha256=HASH, signed_at=now
    )
    Request.objects.filter(pk=request.pk).update(state="accepted")
    return aid


def _paid(aid, seal):
    payout = models.Payout(
        aid=aid,
        number=1,
        amount=TEN,
        payee="person",
        prepared_by=making.person("cas"),
        prepared_at=timezone.now(),
    )
    for column in ("name", "iban", "message", "voucher_name"):
        token = seal.text(f"payout.{column}", payout.uuid, Life.PAPERS)
        setattr(payout, column, token)
    payout.voucher = seal.file(VOUCHER, "payout.voucher", payout.uuid, Life.PAPERS)
    payout.save()
    account = models.FundAccount.objects.create(
        holder="KoproGo", iban="BE62510007547061", kbo="0451899343"
    )
    batch = models.TransferBatch.objects.create(
        account=account, on=timezone.localdate(), made_at=timezone.now()
    )
    payout.approved_by, payout.approved_at = making.person("bo"), timezone.now()
    payout.batch, payout.booked_on = batch, timezone.localdate()
    payout.entry, payout.state = _entry(chart.LOANS, chart.BANK), "booked"
    payout.save()


def _coming_back(aid, seal):
    today = timezone.localdate()
    begin(aid, on=today, by=None)
    plan = aid.plans.get()
    batch = models.DebitBatch.objects.create(day=today)
    repayment = models.Repayment.objects.create(
        aid=aid,
        plan=plan,
        amount=1,
        capital=1,
        interest=0,
        received_on=today,
        way="debit",
        entry=_entry(chart.BANK, chart.LOANS_BACK),
    )
    models.Debit.objects.create(
        batch=batch,
        aid=aid,
        line=plan.lines.first(),
        amount=1,
        state="collected",
        ended_at=timezone.now(),
        repayment=repayment,
    )
    change = models.PlanChange(aid=aid, kind="defer", months=2)
    change.words = seal.text("planchange.words", change.uuid)
    change.save()
    change.reasons = seal.text("planchange.reasons", change.uuid)
    change.answer, change.decided_at = "no", timezone.now()
    change.save()
    talk = models.Contact(aid=aid, day=today)
    talk.words = seal.text("contact.words", talk.uuid)
    talk.save()
    loss = models.WriteOff(aid=aid, proposed_by=making.person("cas"))
    loss.reasons = seal.text("writeoff.reasons", loss.uuid)
    loss.save()
    loss.is_confirmed, loss.decided_at = False, timezone.now()
    loss.save()
    end = models.DisputeEnd(aid=aid, is_won=False, has_damages=False)
    end.words = seal.text("disputeend.words", end.uuid)
    end.settled_at = timezone.now()
    end.save()


def _told(request, seal):
    now = timezone.now()
    exclusion = models.Exclusion(
        user=request.applicant,
        request=request,
        salt="k",
        mark=HASH,
        proposed_by=making.person("cas"),
    )
    exclusion.reasons = seal.text("exclusion.reasons", exclusion.uuid)
    exclusion.lift_reasons = seal.text("exclusion.lift_reasons", exclusion.uuid)
    exclusion.save()
    exclusion.decided_by, exclusion.decided_at = making.person("bo"), now
    exclusion.state, exclusion.lifted_at = "lifted", now
    exclusion.lift_proposed_by, exclusion.lifted_by = exclusion.decided_by, None
    exclusion.save()
    testimony = models.Testimony(
        request=request, language="fr", consent_at=now, changed_at=now, state="asked"
    )
    testimony.sealed = seal.text("testimony.sealed", testimony.uuid)
    testimony.remark = seal.text("testimony.remark", testimony.uuid)
    testimony.save()


def _entry(debited, credited):
    today = timezone.localdate()
    return post(
        journal="misc",
        year=today.year,
        date=today,
        text="Moved",
        lines=[debit(debited, TEN), credit(credited, TEN)],
        by=None,
    )


def columns(life: str) -> dict[str, list[str]]:
    """What the rows of a life hold now, by sealed column; files as their keys."""
    return {
        f"{one.model._meta.model_name}.{name}": [
            value or ""
            for value in one.model._default_manager.order_by("pk").values_list(
                name, flat=True
            )
        ]
        for one in sealed(life)
        for name in (*one.texts, *one.files)
    }


def tokens() -> set[str]:
    """Return where a sealed token stands in any text column of any table of the fund."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_name LIKE 'solidarity\\_%'"
            " AND data_type IN ('text', 'character varying')"
        )
        places = cursor.fetchall()
        found = set()
        for table, column in places:
            cursor.execute(f"SELECT 1 FROM {table} WHERE {column} ~ '^k1[.]' LIMIT 1")
            if cursor.fetchone():
                found.add(f"{table.removeprefix('solidarity_')}.{column}")
    return found


def later(moment, years: int):
    return moment.replace(year=moment.year + years) + timedelta(days=1)
