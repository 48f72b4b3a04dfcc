"""The auditor's checks of the accounts: sample, questions, reports, interests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from buildings.access import Access, Permission
from buildings.models import FirmMember, Role
from buildings.queries import syndic_of
from finance.fiscal_year import year_name
from finance.models import (
    AccountsCheck,
    AuditorQuestion,
    CheckedVoucher,
    ConflictOfInterest,
    Invoice,
)
from finance.queries.year_end import YearEnd, year_end
from finance.sampling import Criteria, Sampled, Voucher, sample
from koprogo.ledger.models import Entry, FiscalYear

LOOKED_AT = Q(vouchers__ticked_at__isnull=False)


# Checks


def check_list() -> QuerySet[AccountsCheck]:
    """Return the checks, the latest year first, each with year, auditor and report.

    ``size``: how many vouchers it has; ``done``: how many were looked at; ``found``:
    how many have a finding.
    """
    checks = AccountsCheck.objects.select_related("year", "auditor", "report")
    return checks.annotate(
        size=Count("vouchers"),
        done=Count("vouchers", filter=LOOKED_AT),
        found=Count("vouchers", filter=~Q(vouchers__finding="") & LOOKED_AT),
    ).order_by("-year__year", "-pk")


def visible_checks(access: Access) -> QuerySet[AccountsCheck]:
    """Return what this person may open: his own, and those that are signed."""
    return check_list().filter(
        Q(auditor=access.user_id) | Q(signed_at__isnull=False),
    )


def signed_checks() -> QuerySet[AccountsCheck]:
    """Return those whose report everybody reads who may read the accounts."""
    return check_list().filter(signed_at__isnull=False)


def criteria_of(check: AccountsCheck) -> Criteria:
    return Criteria(
        random=check.random_size,
        largest=check.largest_size,
        round_to=check.round_to,
        duplicate_days=check.duplicate_days,
        threshold=check.threshold,
        split_days=check.split_days,
    )


@dataclass(frozen=True, slots=True)
class AuditedYear:
    """A fiscal year in the list: its reports, and the check that this person has."""

    year: FiscalYear
    name: str
    signed: Sequence[AccountsCheck]
    own: AccountsCheck | None


def audited_years(access: Access) -> list[AuditedYear]:
    """Return the fiscal years, the latest first: two statements."""
    checks = list(visible_checks(access))
    return [
        AuditedYear(
            year,
            year_name(year.since, year.until),
            [one for one in checks if one.year_id == year.pk and one.signed_at],
            _own(checks, year, access),
        )
        for year in FiscalYear.objects.order_by("-since")
    ]


def years_to_audit(access: Access) -> QuerySet[FiscalYear]:
    """Return the fiscal years, each with the check that this person has of it.

    ``own_check``: its uuid, or None; ``own_signed_at``: when he signed it.
    """
    own = AccountsCheck.objects.filter(year=OuterRef("pk"), auditor=access.user_id)
    return FiscalYear.objects.annotate(
        own_check=Subquery(own.values("uuid")),
        own_signed_at=Subquery(own.values("signed_at")),
    )


def _own(
    checks: Iterable[AccountsCheck], year: FiscalYear, access: Access
) -> AccountsCheck | None:
    mine = (
        one
        for one in checks
        if one.year_id == year.pk and one.auditor_id == access.user_id
    )
    return next(mine, None)


# The sample


def voucher_number(entry: Entry) -> str:
    """Return what a voucher is called in a sample: ``2026-12``, as in its journal."""
    return f"{entry.year}-{entry.number}"


def draw(year: FiscalYear, *, seed: str, criteria: Criteria) -> dict[int, Sampled]:
    """Return, by invoice (primary key), the vouchers that the rules choose of a year.

    Cancelled invoices take part: who cancels one after the draw takes nothing out of
    the sample.
    """
    booked = (
        Invoice.objects.posted()
        .filter(entry__year=year.year)
        .values_list(
            *("pk", "entry__year", "entry__number"),
            *("supplier__uuid", "date", "total", "kind"),
        )
    )
    invoices: dict[str, int] = {}
    vouchers = []
    for pk, of, number, supplier, on, total, kind in booked:
        name = f"{of}-{number}"
        invoices[name] = pk
        amount = -total if kind == Invoice.Kind.CREDIT_NOTE else total
        vouchers.append(Voucher(name, str(supplier), on, amount))
    return {
        invoices[one.voucher.number]: one
        for one in sample(vouchers, seed=seed, criteria=criteria)
    }


def vouchers_of(check: AccountsCheck) -> QuerySet[CheckedVoucher]:
    """Return the vouchers in the order in which they were booked."""
    return check.vouchers.select_related(
        "invoice__supplier", "invoice__entry__journal", "invoice__entry__mirror"
    ).order_by("invoice__entry__number", "pk")


def next_voucher(
    check: AccountsCheck, *, after: CheckedVoucher
) -> CheckedVoucher | None:
    """Return the next one that was not looked at, beginning anew after the last."""
    left = [one for one in vouchers_of(check) if one.ticked_at is None]
    place = after.invoice.entry.number
    later = [one for one in left if one.invoice.entry.number > place]
    return next(iter(later or left), None)


# Questions


def questions() -> QuerySet[AuditorQuestion]:
    """Return the questions, oldest first, with voucher, check and who asked."""
    return AuditorQuestion.objects.select_related(
        *("check_of__year", "check_of__auditor", "answered_by"),
        *("voucher__invoice__supplier", "voucher__invoice__entry"),
    ).order_by("pk")


def visible_questions(access: Access) -> QuerySet[AuditorQuestion]:
    """Return those that this person asked, may answer, or finds in a signed report."""
    if access.allows(Permission.AUDIT_BOOKS) and not access.allows(
        Permission.KEEP_BOOKS
    ):
        return questions().filter(
            Q(check_of__auditor=access.user_id) | Q(check_of__signed_at__isnull=False)
        )
    return questions()


def open_questions(access: Access) -> QuerySet[AuditorQuestion]:
    """Return those that wait for an answer."""
    return visible_questions(access).filter(answered_at=None, check_of__signed_at=None)


def who_answers(tenant_id: int, *, on: date) -> list:
    """Return the syndics (users) of the firm whose mandate runs."""
    firm = syndic_of(tenant_id, on=on)
    members = FirmMember.objects.on(on).filter(firm=firm, role=Role.MANAGER)
    return [one.user for one in members.select_related("user").order_by("pk")]


# Conflicts of interest


def conflict_list() -> QuerySet[ConflictOfInterest]:
    """Return the register, the latest declared first."""
    return ConflictOfInterest.objects.select_related("supplier")


def conflicts_on(day: date) -> QuerySet[ConflictOfInterest]:
    """Return the interests that stand on a day; the last day counts."""
    ended = Q(ended_on=None) | Q(ended_on__gte=day)
    return conflict_list().filter(ended, declared_on__lte=day)


def conflicts_of_year(year: FiscalYear) -> QuerySet[ConflictOfInterest]:
    """Return the interests that stood on some day of a fiscal year."""
    ended = Q(ended_on=None) | Q(ended_on__gte=year.since)
    return conflict_list().filter(ended, declared_on__lt=year.until)


def keeps_register(access: Access) -> bool:
    """Tell whether this person adds to the register: the syndic and the auditor do."""
    return access.allows(Permission.KEEP_BOOKS) or access.allows(Permission.AUDIT_BOOKS)


def has_interest(supplier_id: int, *, on: date) -> bool:
    """Tell whether somebody has an interest in a supplier (primary key) on a day."""
    return conflicts_on(on).filter(supplier=supplier_id).exists()


# The report


@dataclass(frozen=True, slots=True)
class Report:
    """What the report of a check holds. ``asked``: questions by voucher (primary key)."""

    check: AccountsCheck
    criteria: Criteria
    ending: YearEnd
    vouchers: Sequence[CheckedVoucher]
    questions: Sequence[AuditorQuestion]
    conflicts: Sequence[ConflictOfInterest]

    @property
    def looked_at(self) -> list[CheckedVoucher]:
        return [one for one in self.vouchers if one.ticked_at]

    @property
    def findings(self) -> list[CheckedVoucher]:
        return [one for one in self.vouchers if one.finding]


def report_of(check: AccountsCheck, *, on: date) -> Report:
    """Return what a check found, as of a day."""
    return Report(
        check,
        criteria_of(check),
        year_end(check.year, on=on),
        list(vouchers_of(check)),
        list(questions().filter(check_of=check)),
        list(conflicts_of_year(check.year)),
    )
