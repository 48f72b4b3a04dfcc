"""What everybody reads of the fund: terms, committee, regime, testimonies, reports."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from buildings.access import Permission
from buildings.models import Grant
from buildings.roles import ROLE_PERMISSIONS
from koprogo.accounts.models import User
from koprogo.tenancy.models import Tenant
from solidarity.models import FundReport, LegalReview, Recusal, Testimony
from solidarity.queries.terms import InForce, terms_on

__all__ = [
    "Introduction",
    "introduction",
    "latest_review",
    "making_key",
    "published_reports",
    "publishers",
    "report_list",
    "testimonies",
    "waiting_testimonies",
]

MOST_TESTIMONIES = 50


@dataclass(frozen=True, slots=True)
class Introduction:
    """What ``/solidarite`` says that is not always the same."""

    in_force: InForce
    regime: str
    testimonies: list[Testimony]


def introduction(*, today: date) -> Introduction:
    """Return what holds today: three statements."""
    review = latest_review(today=today)
    return Introduction(
        in_force=terms_on(today),
        regime=review.regime if review else LegalReview.Regime.UNDER_REVIEW,
        testimonies=list(testimonies()[:MOST_TESTIMONIES]),
    )


def latest_review(*, today: date) -> LegalReview | None:
    """Return how the law sees the loans today; None: it is not reviewed, or no more.

    The last word on a day counts, also where it begins earlier than another.
    """
    rows = LegalReview.objects.filter(since__lte=today)
    found = rows.order_by("-since", "-pk").first()
    return found if found and (found.until is None or found.until > today) else None


def testimonies() -> QuerySet[Testimony]:
    """Return what people helped say in the open, the latest year first."""
    rows = Testimony.objects.filter(state=Testimony.State.PUBLISHED)
    # By uuid and not in their order of publication: that would be a date.
    return rows.only("text", "year", "language", "uuid").order_by("-year", "uuid")


def report_list() -> QuerySet[FundReport]:
    """Return all reports, the latest first, with documents, errata and who did what."""
    rows = FundReport.objects.select_related("reviewed_by", "published_by")
    return rows.prefetch_related("documents__file", "errata")


def published_reports() -> QuerySet[FundReport]:
    """Return what everybody reads, the latest first: three statements."""
    rows = FundReport.objects.filter(published_at__isnull=False)
    return rows.prefetch_related("documents__file", "errata")


def making_key(report: FundReport) -> str:
    """Return the key of the work that makes its documents."""
    return f"fund-report:{report.uuid}"


def publishers(*, on: date) -> QuerySet[User]:
    """Return who of the ASBL may review and publish reports on a day."""
    roles = [
        role
        for role, rights in ROLE_PERMISSIONS.items()
        if Permission.PUBLISH_REPORTS in rights
    ]
    grants = Grant.objects.on(on).filter(tenant__kind=Tenant.Kind.ASBL, role__in=roles)
    people = User.objects.filter(pk__in=grants.values("user"), is_active=True)
    return people.order_by("pk")


def waiting_testimonies(*, member) -> QuerySet[Testimony]:
    """Return what the committee still has to read, for a member who is not recused.

    Nobody reads, clears or publishes for the committee what he said himself.
    """
    apart = Recusal.objects.filter(user=member).values("request")
    rows = Testimony.objects.filter(state__in=["sent", "asked", "read"])
    rows = rows.exclude(request__applicant=member)
    return rows.exclude(request__in=apart).select_related("request", "read_by")
