"""People and requests of the fund, made without its pages."""

from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.utils import timezone

from buildings.models import Firm
from finance.months import add_months
from koprogo.accounts.models import User
from koprogo.ledger.services import credit, debit, post
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity import chart
from solidarity.analysis import Known, analyse
from solidarity.analysis import to_json as analysis_json
from solidarity.answers import Answers, Payee
from solidarity.answers import to_json as answers_json
from solidarity.deadlines import decision_by
from solidarity.models import Request, Seat, Session, Verdict, Vote
from solidarity.queries.terms import terms_on
from solidarity.scoring import Household, Urgency
from solidarity.services.plans import begin
from solidarity.services.promising import promise
from solidarity.terms import Kind
from solidarity.vault import new_vault, open_vault
from tests import cast

#: words that stand in a request and nowhere else: what must not leak
SECRET_REASON = "Since the hospital stay in Zwalmbeke I cannot pay the boiler fund."
NAME = "Wilhelmina Achterberg"


@contextmanager
def inside(by=None):
    """The fund, entered as the system or as somebody."""
    tenant = Tenant.objects.get(kind=Tenant.Kind.FUND)
    with enter(tenant.pk, by=by):
        yield


def person(name: str) -> User:
    """Return somebody of the cast, or somebody new of this name."""
    found = User.objects.filter(email=f"{name}@example.org").first()
    return found or User.objects.create_user(
        f"{name}@example.org", "correct horse battery", name=name.title(), language="en"
    )


def confirmed(client, name: str):
    """Sign somebody in, in a session that a second factor confirmed."""
    return confirmed_as(client, person(name))


def confirmed_as(client, user: User):
    client.force_login(user)
    session = client.session
    now = timezone.now().timestamp()
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": "totp", "at": now}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def seat(name: str, chair: str, *, place: int = 1, firm=None, days=(30, 365)) -> Seat:
    today = timezone.localdate()
    return Seat.objects.create(
        user=person(name),
        chair=chair,
        place=place,
        firm=firm,
        since=today - timedelta(days=days[0]),
        until=today + timedelta(days=days[1]),
        decision_text="Elected by the assembly",
    )


def committee() -> dict[str, Seat]:
    """Fill four seats beside Cleo's, the social worker's of the cast: five in all."""
    firm = Firm.objects.get(name="Vandamme Syndic")
    return {
        "cleo": Seat.objects.get(user=cast.user("cleo")),
        "lea": seat("lea", "lawyer"),
        "cas": seat("cas", "co_owner"),
        "bo": seat("bo", "board"),
        "stijn": seat("stijn", "syndic", firm=firm),
    }


def answers(**changes) -> Answers:
    """A loan of 3,200 € over 24 months, after unpaid charges."""
    said = {
        "first_name": "Wilhelmina",
        "last_name": "Achterberg",
        "born_on": date(1961, 5, 4),
        "street": "Kwekerijstraat 7",
        "postal_code": "9000",
        "city": "Gent",
        "participation": "acacias",
        "co_ownership": "Les Acacias",
        "household": Household.SINGLE,
        "net_income": Decimal("1480.00"),
        "housing": Decimal("520.00"),
        "charges": Decimal("140.00"),
        "loans": Decimal("0.00"),
        "properties": 1,
        "asset_income": Decimal("0.00"),
        "kind": Kind.LOAN,
        "amount": Decimal("3200.00"),
        "urgency": Urgency.NOTICE,
        "payee": Payee.PERSON,
        "creditors": "Energiehuis Leiestreek",
        "reason": SECRET_REASON,
        "months": 24,
        "iban": "BE68539007547034",
    }
    return Answers(**{**said, **changes})


def sent(applicant: str = "omar", *, at=None, **changes) -> Request:
    """A complete request before the committee, as if the form had sent it."""
    said, now = answers(**changes), at or timezone.now()
    today = timezone.localdate(now)
    terms = terms_on(today)
    by = decision_by(
        timezone.localtime(now),
        is_emergency=said.kind == Kind.EMERGENCY,
        is_urgent=said.urgency == Urgency.EVICTION,
    )
    request = Request.objects.create(
        code=f"R{Request.objects.filter(code__startswith='R000').count():07}",
        applicant=person(applicant),
        state=Request.State.COMPLETE,
        kind=said.kind,
        terms=terms.row,
        is_urgent=by.at is not None,
        submitted_at=now,
        complete_at=now,
        decide_by=by.day,
        decide_at=by.at,
    )
    found = analyse(said, Known(is_member=True), terms=terms.terms, on=today)
    vault = new_vault(request)
    place = f"solidarity_request.{{}}.{request.uuid}".format
    request.answers = vault.seal(answers_json(said), place=place("answers"))
    request.analysis = vault.seal(analysis_json(found), place=place("analysis"))
    request.save()
    return request


def endowed(amount: str = "50000.00") -> None:
    """Money of the ASBL arrives at the bank of the fund."""
    today = timezone.localdate()
    post(
        journal="bank",
        year=today.year,
        date=today,
        text="Endowment",
        lines=[
            debit(chart.BANK, Decimal(amount)),
            credit(chart.CAPITAL, Decimal(amount)),
        ],
        by=None,
    )


def decided(request: Request, outcome: str = "accepted", **terms) -> Verdict:
    """What the committee decided on a request, without the votes of its members."""
    now = timezone.now()
    comes_back = request.kind in (Kind.LOAN, Kind.WORKS)
    vote = Vote.objects.create(
        request=request,
        session=Session.objects.create(kind="online", begins_at=now),
        round=request.round,
        is_counter=outcome == "offered",
        until=now + timedelta(days=1),
        **{
            "amount": Decimal("3200.00"),
            "months": 24 if comes_back else None,
            "won_part": Decimal("0.50") if request.kind == Kind.DISPUTE else None,
            **terms,
        },
    )
    vote.closed_at, vote.may_vote = now, 5
    vote.is_accepted = outcome != "refused"
    vote.save()
    verdict = Verdict.objects.create(
        request=request,
        vote=vote,
        outcome=outcome,
        reasons=open_vault(request).seal(
            "The file is complete.", place=f"solidarity_verdict.reasons.{vote.uuid}"
        ),
        decided_at=now,
        answer_by=now.date() + timedelta(days=7) if outcome == "offered" else None,
        appeal_by=now.date() + timedelta(days=30) if outcome == "refused" else None,
    )
    request.state = outcome
    request.ended_at = now if outcome == "refused" else None
    request.save()
    if outcome != "refused":
        promise(verdict, by=None)
    return verdict


def running(applicant: str = "omar", *, months_ago: int = 0, said=None, **terms):
    """A loan that was paid out so many months ago and comes back by its first plan."""
    aid = decided(sent(applicant, **said or {}), **terms).aid
    on = add_months(timezone.localdate(), -months_ago)
    aid.signed_at, aid.pay_by, aid.state = timezone.now(), on, "signed"
    aid.paid = aid.amount
    aid.save()
    post(
        journal="bank",
        year=on.year,
        date=on,
        text=aid.code,
        lines=[
            debit(chart.PAID[aid.kind], aid.amount),
            credit(chart.BANK, aid.amount),
        ],
        by=None,
        source=f"aid-paid:{aid.uuid}",
    )
    begin(aid, on=on, by=None)
    return aid
