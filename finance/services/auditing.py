"""The yearly check of the accounts: sample, findings, questions, signed report.

Everything of a check happens under the lock of its row: whoever signs comes before or
after whatever else is done to it (art. 3.91).
"""

from secrets import token_hex
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buildings.models import Building, LibraryDocument
from buildings.services.library import add_document
from finance.errors.auditing import (
    AlreadyAnswered,
    AlreadyChecking,
    CheckSigned,
    NotConcluded,
    NotInSample,
    NotTheAuditor,
    SampleShrinks,
)
from finance.exports.auditing import PDF, report_name, report_pdf, report_title
from finance.models import AccountsCheck, AuditorQuestion, CheckedVoucher
from finance.notices.auditing import answered_by_email, asked_by_email
from finance.queries.auditing import (
    criteria_of,
    draw,
    report_of,
    voucher_number,
    vouchers_of,
    who_answers,
)
from finance.sampling import Criteria, Reason
from koprogo.audit.services import record
from koprogo.documents.intake import Intake
from koprogo.ledger.models import FiscalYear
from koprogo.notifications.services import queue

# The sample


@transaction.atomic
def open_check(year: FiscalYear, *, criteria: Criteria, by) -> AccountsCheck:
    """Begin the check of a year: the seed is fixed, and the sample is drawn.

    Raises:
        AlreadyChecking: he began it before, perhaps since this very moment.
    """
    year = FiscalYear.objects.select_for_update().get(pk=year.pk)
    begun = AccountsCheck.objects.filter(year=year, auditor=by).first()
    if begun is not None:
        raise AlreadyChecking(begun)
    check = AccountsCheck.objects.create(
        year=year,
        auditor=by,
        seed=token_hex(16),
        random_size=criteria.random,
        largest_size=criteria.largest,
        round_to=criteria.round_to,
        duplicate_days=criteria.duplicate_days,
        threshold=criteria.threshold,
        split_days=criteria.split_days,
    )
    size = _draw(check)
    record("check.opened", target=check, by=by, vouchers=size)
    return check


@transaction.atomic
def enlarge_sample(check: AccountsCheck, *, random: int, by) -> AccountsCheck:
    """Draw ``random`` vouchers with the same seed; what is in the sample stays in it.

    Invoices that were booked since take part.

    Raises:
        NotTheAuditor, CheckSigned: see ``_locked``.
        SampleShrinks: more were drawn already.
    """
    check = _locked(check, by)
    if random < check.random_size:
        raise SampleShrinks(check.random_size)
    check.random_size = random
    check.save(update_fields=["random_size"])
    size = _draw(check)
    record("check.enlarged", target=check, by=by, vouchers=size)
    return check


def _draw(check: AccountsCheck) -> int:
    """Add what the rules choose, with its reasons; return the size of the sample."""
    chosen = draw(check.year, seed=check.seed, criteria=criteria_of(check))
    known = {one.invoice_id: one for one in check.vouchers.all()}
    again = []
    for invoice, one in known.items():
        held = {*one.reasons, *(chosen[invoice].reasons if invoice in chosen else ())}
        if held != set(one.reasons):
            one.reasons = [why.value for why in Reason if why in held]
            again.append(one)
    CheckedVoucher.objects.bulk_update(again, ["reasons"])
    new = [
        CheckedVoucher(
            check_of=check,
            invoice_id=invoice,
            reasons=[why.value for why in one.reasons],
        )
        for invoice, one in chosen.items()
        if invoice not in known
    ]
    CheckedVoucher.objects.bulk_create(new)
    return len(known) + len(new)


# Vouchers


@transaction.atomic
def look_at(
    check: AccountsCheck, *, invoice: UUID, by, finding: str = ""
) -> CheckedVoucher:
    """Note that a voucher was looked at: in order, or what was found.

    Raises:
        NotTheAuditor, CheckSigned: see ``_locked``.
        NotInSample: it is not a voucher of this check.
    """
    voucher = _voucher(_locked(check, by), invoice)
    if voucher.ticked_at is None or voucher.finding != finding:
        voucher.ticked_at, voucher.finding = timezone.now(), finding
        voucher.save(update_fields=["ticked_at", "finding"])
        _record_look("check.looked_at", voucher, by)
    return voucher


@transaction.atomic
def look_again(check: AccountsCheck, *, invoice: UUID, by) -> CheckedVoucher:
    """Take a tick or a finding back: the voucher waits to be looked at.

    Raises:
        NotTheAuditor, CheckSigned, NotInSample: see ``look_at``.
    """
    voucher = _voucher(_locked(check, by), invoice)
    if voucher.ticked_at is not None:
        voucher.ticked_at, voucher.finding = None, ""
        voucher.save(update_fields=["ticked_at", "finding"])
        _record_look("check.reopened", voucher, by)
    return voucher


def _record_look(action: str, voucher: CheckedVoucher, by) -> None:
    # What was found is nobody else's business before the report is signed.
    number = voucher_number(voucher.invoice.entry)
    record(action, target=voucher.check_of, by=by, voucher=number)


# Questions


@transaction.atomic
def ask(
    check: AccountsCheck, *, text: str, origin: str, by, invoice: UUID | None = None
) -> AuditorQuestion:
    """Ask the syndic, about a voucher or in general; he gets a mail in his language.

    The same question that waits for its answer is asked once.

    Raises:
        NotTheAuditor, CheckSigned, NotInSample: see ``look_at``.
    """
    check = _locked(check, by)
    voucher = _voucher(check, invoice) if invoice else None
    asked = {"check_of": check, "voucher": voucher, "text": text}
    waiting = AuditorQuestion.objects.filter(**asked, answered_at=None).first()
    if waiting is not None:
        return waiting
    question = AuditorQuestion.objects.create(**asked)
    building = Building.objects.select_related("tenant").get()
    told = who_answers(building.pk, on=timezone.localdate())
    queue(
        [asked_by_email(question, building, to=user, origin=origin) for user in told],
        by=by,
    )
    record("check.asked", target=question, by=by)
    return question


@transaction.atomic
def answer(question: AuditorQuestion, *, text: str, origin: str, by) -> AuditorQuestion:
    """Answer a question of the auditor; he gets a mail in his language.

    Raises:
        CheckSigned: his report is signed.
        AlreadyAnswered: somebody else answered, perhaps since this very moment.
    """
    check = AccountsCheck.objects.select_for_update().get(pk=question.check_of_id)
    question = AuditorQuestion.objects.select_related("check_of__auditor").get(
        pk=question.pk
    )
    if check.signed_at:
        raise CheckSigned(check)
    if question.answered_at:
        raise AlreadyAnswered(question)
    question.answer, question.answered_at = text, timezone.now()
    question.answered_by = by
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    if check.auditor_id:
        building = Building.objects.select_related("tenant").get()
        queue([answered_by_email(question, building, origin=origin)], by=by)
    record("check.answered", target=question, by=by)
    return question


# The report


@transaction.atomic
def conclude(
    check: AccountsCheck, *, opinion: str, conclusion: str, by
) -> AccountsCheck:
    """Write opinion and conclusion; nobody reads them before they are signed.

    Raises:
        NotTheAuditor, CheckSigned: see ``_locked``.
    """
    check = _locked(check, by)
    check.opinion, check.conclusion = opinion, conclusion
    check.save(update_fields=["opinion", "conclusion"])
    record("check.concluded", target=check, by=by)
    return check


@transaction.atomic
def sign(check: AccountsCheck, *, by) -> AccountsCheck:
    """Make the report in the building's language, keep it, and freeze the check.

    It stands among the documents that every co-owner reads.

    Raises:
        NotTheAuditor, CheckSigned: see ``_locked``.
        NotConcluded: there is no opinion yet.
    """
    check = _locked(check, by)
    if not check.opinion or not check.conclusion:
        raise NotConcluded(check)
    building = Building.objects.select_related("tenant").get()
    now = timezone.now()
    on = timezone.localdate(now)
    data = report_pdf(report_of(check, on=on), building, on=on)
    document = add_document(
        title=report_title(check, building),
        category=LibraryDocument.Category.ACCOUNTS,
        audience=LibraryDocument.Audience.OWNERS,
        file=Intake(report_name(check, building), PDF, data),
        dated_on=on,
        by=by,
    )
    check.report = document.versions.get().file
    check.signed_at = now
    check.save(update_fields=["report", "signed_at"])
    record("check.signed", target=check, by=by, opinion=check.opinion)
    return check


def _locked(check: AccountsCheck, by) -> AccountsCheck:
    """Lock a check that its auditor goes on with.

    Raises:
        NotTheAuditor: somebody else opened it.
        CheckSigned: the report is signed.
    """
    held = AccountsCheck.objects.select_for_update(of=("self",))
    check = held.select_related("year").get(pk=check.pk)
    if by is None or check.auditor_id != by.pk:
        raise NotTheAuditor(check)
    if check.signed_at:
        raise CheckSigned(check)
    return check


def _voucher(check: AccountsCheck, invoice: UUID) -> CheckedVoucher:
    found = vouchers_of(check).filter(invoice__uuid=invoice).first()
    if found is None:
        raise NotInSample(invoice)
    return found
