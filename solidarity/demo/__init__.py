"""The solidarity fund of the demo: its committee, its money, and four people it helps.

Everything happens through the services on the day of the demo; the four stories are at
different stages. All of it is fictional.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.translation import override

from buildings.models import FirmMember
from koprogo.accounts.models import User
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.deciding import Seat as Chair
from solidarity.demo import stories
from solidarity.models import FundMovement, LegalReview
from solidarity.services.committee.seats import give_seat
from solidarity.services.founding import found_fund
from solidarity.services.fund_account import set_account
from solidarity.services.movements import note_movement

__all__ = ["play"]

#: by key of finance.demo.people
SEATS = {
    "leila": Chair.SOCIAL_WORKER,
    "willem": Chair.LAWYER,
    "heike": Chair.CO_OWNER,
    "bruno": Chair.SYNDIC,
    "karim": Chair.BOARD,
}
#: agreements print it, in whatever language they are made
REVIEW = (
    "Un avocat examine le régime des prêts ; son avis est attendu. – Een advocaat "
    "onderzoekt de regeling van de leningen; zijn advies wordt verwacht."
)
GIFT = "Assemblée générale, décision 6 : dotation avec le don d’une fondation"


def play(today: date, users: Mapping[str, User]) -> None:
    """Found the fund where the ASBL runs the platform, and let it help."""
    founded = Tenant.objects.filter(kind=Tenant.Kind.ASBL).exists()
    if not (settings.ASBL_PLATFORM and founded):
        return
    since = today - timedelta(days=60)
    with override("fr"):
        fund = found_fund(since=since, by=None)
        with enter(fund.pk, by=None):
            _money(users, today)
            _committee(users, since)
            stories.play(users, today)


def _money(users: Mapping[str, User], today: date) -> None:
    set_account(
        holder="KoproGo ASBL",
        iban="BE42999002200354",
        kbo="0999002208",
        creditor="BE98ZZZ0999002208",
        by=users["amelie"],
    )
    note_movement(
        FundMovement.Kind.ENDOWMENT,
        uuid=uuid5(NAMESPACE_URL, "koprogo demo endowment"),
        amount=Decimal("24000.00"),
        on=today,
        reference=GIFT,
        by=users["pieter"],
    )
    LegalReview.objects.create(
        regime=LegalReview.Regime.UNDER_REVIEW,
        note=REVIEW,
        since=today,
    )


def _committee(users: Mapping[str, User], since: date) -> None:
    for key, chair in SEATS.items():
        user = users[key]
        worker = FirmMember.objects.filter(user=user).first()
        give_seat(
            user,
            chair=chair,
            firm=worker.firm if worker and chair == Chair.SYNDIC else None,
            since=since,
            until=since + timedelta(days=729),
            decision_text="Assemblée générale, décision 7",
            by=users["amelie"],
        )
