"""What an agreement says, and what was signed: only the person's own keys open it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from buildings.models import Building
from finance.months import add_months
from koprogo.documents.services import read
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.answers import Answers, from_json
from solidarity.instalments import Instalment, interest_of, schedule
from solidarity.models import Aid, LegalReview, Request, RequestConsent
from solidarity.vault import Life, Vault, open_vault

CENT = Decimal("0.01")
#: after the verdict
REMINDED = (14, 25)
SIGN_DAYS = 30
LAPSE_DAYS = 60


def own_aids(user) -> QuerySet[Aid]:
    """Return the help promised to a person."""
    rows = Aid.objects.filter(request__applicant=user)
    return rows.select_related("request", "verdict", "agreement")


def can_be_signed(aid: Aid) -> bool:
    return (
        aid.state == Aid.State.PROMISED and aid.request.state == Request.State.ACCEPTED
    )


def sign_by(aid: Aid) -> date:
    """Return until when it should be signed: it is asked for, and lapses later."""
    return _told_at(aid).date() + timedelta(days=SIGN_DAYS)


def unsigned(*, told_before: datetime) -> QuerySet[Aid]:
    """Return accepted help, decided (or its offer accepted) before a moment, unsigned."""
    return (
        Aid.objects.filter(
            state=Aid.State.PROMISED, request__state=Request.State.ACCEPTED
        )
        .annotate(told_at=Coalesce("verdict__answered_at", "verdict__decided_at"))
        .filter(told_at__lte=told_before)
        .select_related("request__applicant")
        .order_by("pk")
    )


def _told_at(aid: Aid) -> datetime:
    return aid.verdict.answered_at or aid.verdict.decided_at


def has_consent(request: Request, purpose: str) -> bool:
    """Tell whether a consent is in force."""
    rows = RequestConsent.objects.filter(request=request, purpose=purpose)
    return rows.filter(withdrawn_at=None).exists()


def answers_of(request: Request, vault: Vault) -> Answers:
    """Return what the person said; the caller may read it.

    Raises:
        Forgotten: the key is gone.
    """
    place = f"solidarity_request.answers.{request.uuid}"
    return from_json(vault.open(request.answers, place=place))


def place_of(aid: Aid, column: str) -> str:
    return f"solidarity_aid.{column}.{aid.uuid}"


def agreement_of(aid: Aid) -> bytes:
    """Return the PDF that was made; it has a file.

    Raises:
        Forgotten: the key is gone.
        Damaged: of ``koprogo.documents``; the storage lost it.
    """
    vault, sealed = open_vault(aid.request), read(aid.agreement)
    return vault.open_bytes(sealed, place=place_of(aid, "agreement"), life=Life.PAPERS)


def iban_of(aid: Aid, vault: Vault) -> str:
    """Return the account that direct debits are collected from, empty before it."""
    return vault.open(aid.iban, place=place_of(aid, "iban"), life=Life.PAPERS)


def proposed_iban(aid: Aid) -> str:
    """Return the account that the agreement takes unless the person says another.

    Raises:
        Forgotten: the key is gone.
    """
    vault = open_vault(aid.request)
    return iban_of(aid, vault) or answers_of(aid.request, vault).iban


def legal_review(on: date) -> LegalReview | None:
    """Return how the law sees the loans on a day, as it was reviewed last."""
    found = LegalReview.objects.filter(since__lte=on).first()
    return found if found and (found.until is None or found.until > on) else None


def preview(aid: Aid, *, on: date) -> list[Instalment]:
    """Return the plan as if all were paid out on a day; none, of a grant."""
    if not aid.comes_back:
        return []
    return schedule(
        aid.amount,
        annual_percent=aid.percent,
        months=aid.months,
        first_due=add_months(on, 1),
    )


def won_amount(aid: Aid) -> Decimal:
    """Return what comes back of a dispute grant when the case is won."""
    part = aid.amount * (aid.won_part or 0)
    return part.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class AgreementText:
    """What stands in an agreement.

    ``plan``: as if all were paid out on the day it is made. ``mandate``: the reference
    of the direct debit, empty for a grant.
    """

    aid: Aid
    association: Building
    person: Answers
    plan: Sequence[Instalment]
    iban: str
    mandate: str
    security: str
    review: LegalReview | None
    on: date

    @property
    def interest(self) -> Decimal:
        return interest_of(self.plan)

    @property
    def won(self) -> Decimal:
        return won_amount(self.aid)

    @property
    def won_percent(self) -> int:
        return int((self.aid.won_part or 0) * 100)


def agreement_text(
    aid: Aid, *, person: Answers, iban: str, mandate: str, security: str, on: date
) -> AgreementText:
    return AgreementText(
        aid=aid,
        association=association(),
        person=person,
        plan=preview(aid, on=on),
        iban=iban,
        mandate=mandate,
        security=security,
        review=legal_review(on),
        on=on,
    )


def association() -> Building:
    """Return the ASBL that holds the fund: the other party of every agreement."""
    with enter(Tenant.objects.get(kind=Tenant.Kind.ASBL).pk, by=None):
        return Building.objects.select_related("tenant").get()
