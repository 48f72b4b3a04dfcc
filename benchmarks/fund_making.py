"""The fund of the measurements: requests before the committee, and loans that run."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from django.utils import timezone

from finance.months import add_months
from koprogo.accounts.models import User
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.analysis import Known, analyse
from solidarity.analysis import to_json as analysis_json
from solidarity.answers import Answers, Payee
from solidarity.answers import to_json as answers_json
from solidarity.instalments import schedule
from solidarity.models import (
    Aid,
    Plan,
    PlanLine,
    Request,
    Seat,
    Session,
    Verdict,
    Vote,
)
from solidarity.queries.requests import place
from solidarity.queries.terms import InForce, terms_on
from solidarity.scoring import Household, Urgency
from solidarity.services.founding import found_fund
from solidarity.services.fund_account import set_account
from solidarity.terms import Kind
from solidarity.vault import Life, Vault, new_vault

SINCE = date(2020, 1, 1)
LENT, MONTHS = Decimal("3200.00"), 24
IBAN = "BE68539007547034"


def fund() -> Tenant:
    """Return the fund there is, or found it, with its bank account."""
    if found := Tenant.objects.filter(kind=Tenant.Kind.FUND).first():
        return found
    made = found_fund(since=SINCE, by=None)
    with enter(made.pk, by=None):
        set_account(
            holder="ASBL",
            iban="BE62510007547061",
            kbo="0451899343",
            creditor="BE45ZZZ0999001416",
            by=None,
        )
    return made


def somebody(name: str) -> User:
    [user] = _users(name, 1)
    return user


def member() -> Client:
    """Return a member of the committee, signed in with a second factor. In the fund."""
    user = somebody("committee")
    today = timezone.localdate()
    Seat.objects.create(
        user=user,
        chair="lawyer",
        place=1,
        since=today - timedelta(days=1),
        until=today + timedelta(days=100),
        decision_text="Elected",
    )
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": "totp", "at": timezone.now().timestamp()}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def answers(number: int) -> Answers:
    """Return what somebody says; incomes and reasons differ."""
    return Answers(
        first_name="Wilhelmina",
        last_name=f"Achterberg {number}",
        born_on=date(1961, 5, 4),
        street="Kwekerijstraat 7",
        postal_code="9000",
        city="Gent",
        participation="none",
        household=Household.SINGLE,
        net_income=Decimal(1200 + number % 900),
        housing=Decimal("520.00"),
        charges=Decimal("140.00"),
        loans=Decimal("0.00"),
        properties=1,
        asset_income=Decimal("0.00"),
        kind=Kind.LOAN,
        amount=LENT,
        urgency=list(Urgency)[number % len(Urgency)],
        payee=Payee.PERSON,
        reason="The boiler broke in winter, and the bills came all at once. " * 20,
        months=MONTHS,
        iban=IBAN,
    )


def requests(many: int, *, state: str, prefix: str) -> list[tuple[Request, Vault]]:
    """Write so many requests, each of somebody else, sealed as the form seals them."""
    now, terms = timezone.now(), terms_on(timezone.localdate())
    rows = Request.objects.bulk_create(
        Request(
            code=f"{prefix}{number:05}",
            applicant=user,
            state=state,
            kind=Kind.LOAN,
            terms=terms.row,
            submitted_at=now,
            complete_at=now,
            decide_by=timezone.localdate() + timedelta(days=number % 15),
        )
        for number, user in enumerate(_users(prefix, many))
    )
    found = [(row, new_vault(row)) for row in rows]
    for number, (row, vault) in enumerate(found):
        _seal(row, vault, number, terms)
    Request.objects.bulk_update(rows, ["answers", "analysis"], batch_size=500)
    return found


def _seal(row: Request, vault: Vault, number: int, terms: InForce) -> None:
    said, today = answers(number), timezone.localdate()
    found = analyse(said, Known(is_member=True), terms=terms.terms, on=today)
    row.answers = vault.seal(
        answers_json(said), place=place("request", "answers", row.uuid)
    )
    row.analysis = vault.seal(
        analysis_json(found), place=place("request", "analysis", row.uuid)
    )


def loans(many: int) -> None:
    """Write loans that were paid a month ago: the first instalment is due today."""
    rows = requests(many, state=Request.State.ACCEPTED, prefix="L")
    aids = _aids(rows, _verdicts([row for row, _vault in rows]))
    plan = schedule(
        LENT, annual_percent=Decimal(0), months=MONTHS, first_due=timezone.localdate()
    )
    plans = Plan.objects.bulk_create(
        Plan(aid=aid, number=1, reason=Plan.Reason.FIRST, principal=LENT)
        for aid in aids
    )
    PlanLine.objects.bulk_create(
        (
            PlanLine(
                plan=each,
                number=one.number,
                due=one.due,
                capital=one.capital,
                interest=one.interest,
            )
            for each in plans
            for one in plan
        ),
        batch_size=5_000,
    )


def _verdicts(rows: Sequence[Request]) -> list[Verdict]:
    now = timezone.now()
    session = Session.objects.create(kind="online", begins_at=now)
    votes = Vote.objects.bulk_create(
        Vote(
            request=row,
            session=session,
            round=1,
            amount=LENT,
            months=MONTHS,
            until=now,
        )
        for row in rows
    )
    Vote.objects.filter(session=session).update(
        closed_at=now, may_vote=5, is_accepted=True
    )
    return Verdict.objects.bulk_create(
        Verdict(
            request=row,
            vote=vote,
            outcome=Verdict.Outcome.ACCEPTED,
            reasons="sealed",
            decided_at=now,
        )
        for row, vote in zip(rows, votes, strict=True)
    )


def _aids(
    rows: Sequence[tuple[Request, Vault]], verdicts: Sequence[Verdict]
) -> list[Aid]:
    now, paid_on = timezone.now(), add_months(timezone.localdate(), -1)
    aids = [
        Aid(
            request=row,
            verdict=verdict,
            code=f"S-{row.code}",
            kind=Kind.LOAN,
            amount=LENT,
            paid=LENT,
            months=MONTHS,
            state=Aid.State.RUNNING,
            promised_at=now,
            signed_at=now,
            pay_by=paid_on,
            mandate=f"FUND-{row.code}",
        )
        for (row, _vault), verdict in zip(rows, verdicts, strict=True)
    ]
    for aid, (_row, vault) in zip(aids, rows, strict=True):
        at = f"solidarity_aid.iban.{aid.uuid}"
        aid.iban = vault.seal(IBAN, place=at, life=Life.PAPERS)
    return Aid.objects.bulk_create(aids)


def _users(prefix: str, many: int) -> list[User]:
    return User.objects.bulk_create(
        User(email=f"{prefix}{number}@fund.example".lower(), name=f"{prefix} {number}")
        for number in range(many)
    )
