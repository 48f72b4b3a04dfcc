"""The check of the accounts: sample, questions, signed report."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.exceptions import PermissionDenied

from buildings.access import Permission
from buildings.api.doors import require
from finance import checklist
from finance.api import audit_shapes as shapes
from finance.api.book_shapes import CheckShape
from finance.errors import auditing as errors
from finance.models import AccountsCheck
from finance.queries.auditing import (
    signed_checks,
    visible_checks,
    visible_questions,
    vouchers_of,
)
from finance.queries.year_end import year_end
from finance.sampling import Criteria
from finance.services import auditing as services
from koprogo.api.downloads import PDF, send
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.ledger.models import FiscalYear
from koprogo.privacy.api import ASK_TO_SIGN_IN, is_fresh
from koprogo.ui.origin import origin


class AuditYear(ApiView):
    tag = "audit"

    @require(Permission.AUDIT_BOOKS)
    @operation(list_of=CheckShape)
    def get(self, request, building, year):
        """What is done and missing in a fiscal year, each with its evidence."""
        found = get_object_or_404(FiscalYear, year=year)
        return checklist.told(year_end(found, on=timezone.localdate()))


class AuditChecks(ApiView):
    tag = "audit"

    @require(Permission.SEE_BOOKS)
    @operation(page_of=shapes.AuditCheckShape)
    def get(self, request, building):
        """The signed checks, the latest year first; to an auditor also his own."""
        return visible_checks(request.access)

    @require(Permission.AUDIT_BOOKS)
    @operation(
        body=shapes.CriteriaBody,
        answer=shapes.AuditCheckShape,
        status=201,
        refuses=(errors.AlreadyChecking,),
    )
    def post(self, request, building):
        """Begin the check of a year: the seed is fixed, and the sample is drawn."""
        data = self.read()
        year = get_object_or_404(FiscalYear, year=data.pop("year"))
        check = services.open_check(year, criteria=Criteria(**data), by=request.user)
        return _shown(request, check)


class AuditCheckView(ApiView):
    tag = "audit"

    @require(Permission.AUDIT_BOOKS)
    @operation(answer=shapes.AuditCheckShape)
    def get(self, request, building, check_id):
        """One check."""
        return get_object_or_404(visible_checks(request.access), uuid=check_id)


class AuditVouchers(ApiView):
    tag = "audit"

    @require(Permission.AUDIT_BOOKS)
    @operation(page_of=shapes.AuditVoucherShape)
    def get(self, request, building, check_id):
        """The sample, in the order in which the vouchers were booked."""
        checks = visible_checks(request.access)
        return vouchers_of(get_object_or_404(checks, uuid=check_id))


class AuditEnlargement(ApiView):
    tag = "audit"

    @require(Permission.AUDIT_BOOKS)
    @operation(
        body=shapes.EnlargeBody,
        answer=shapes.AuditCheckShape,
        refuses=(errors.CheckSigned, errors.SampleShrinks),
    )
    def post(self, request, building, check_id):
        """Draw more vouchers with the same seed; those of the sample stay in it."""
        found, data = _own(request, check_id), self.read()
        return _shown(request, services.enlarge_sample(found, by=request.user, **data))


class AuditVoucherView(ApiView):
    tag = "audit"

    @require(Permission.AUDIT_BOOKS)
    @operation(
        body=shapes.LookBody,
        answer=shapes.AuditVoucherShape,
        refuses=(errors.CheckSigned, errors.NotInSample),
    )
    def put(self, request, building, check_id, invoice_id):
        """Note what came of looking at a voucher, or that it waits."""
        found, data = _own(request, check_id), self.read()
        about = {"invoice": invoice_id, "by": request.user}
        if not data["looked_at"]:
            return services.look_again(found, **about)
        return services.look_at(found, finding=data["finding"], **about)


class AuditAsking(ApiView):
    tag = "audit"

    @require(Permission.AUDIT_BOOKS)
    @operation(
        body=shapes.AskBody,
        answer=shapes.QuestionShape,
        status=201,
        refuses=(errors.CheckSigned, errors.NotInSample),
    )
    def post(self, request, building, check_id):
        """Ask the syndic, who gets a mail. The same question waits once."""
        found, data = _own(request, check_id), self.read()
        return services.ask(found, origin=origin(request), by=request.user, **data)


class AuditQuestions(ApiView):
    tag = "audit"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(page_of=shapes.QuestionShape)
    def get(self, request, building):
        """The questions of the auditor, the oldest first."""
        return visible_questions(request.access)


class AuditQuestionView(ApiView):
    tag = "audit"

    @require(Permission.SEE_ALL_ACCOUNTS)
    @operation(answer=shapes.QuestionShape)
    def get(self, request, building, question_id):
        """One question, with its answer."""
        return get_object_or_404(visible_questions(request.access), uuid=question_id)


class AuditAnswer(ApiView):
    tag = "audit"

    @require(Permission.KEEP_BOOKS)
    @operation(
        body=shapes.AnswerBody,
        answer=shapes.QuestionShape,
        refuses=(errors.CheckSigned, errors.AlreadyAnswered),
    )
    def post(self, request, building, question_id):
        """Answer a question, once; the auditor gets a mail."""
        questions, data = visible_questions(request.access), self.read()
        found = get_object_or_404(questions, uuid=question_id)
        services.answer(found, origin=origin(request), by=request.user, **data)
        return questions.get(pk=found.pk)


class AuditConclusion(ApiView):
    tag = "audit"

    @require(Permission.AUDIT_BOOKS)
    @operation(
        body=shapes.ConclusionBody,
        answer=shapes.AuditCheckShape,
        refuses=(errors.CheckSigned,),
    )
    def put(self, request, building, check_id):
        """Write opinion and conclusion; nobody else reads them before they are signed."""
        found = _own(request, check_id)
        concluded = services.conclude(found, by=request.user, **self.read(found))
        return _shown(request, concluded)


class AuditSigning(ApiView):
    tag = "audit"

    @require(Permission.AUDIT_BOOKS)
    @operation(
        answer=shapes.AuditCheckShape,
        refuses=(errors.CheckSigned, errors.NotConcluded),
    )
    def post(self, request, building, check_id):
        """Sign: the report stands among the documents, and the check is frozen.

        It needs the access token of a sign-in of the last five minutes: an API token
        is not enough.
        """
        found = _own(request, check_id)
        if not is_fresh(request):
            raise PermissionDenied(ASK_TO_SIGN_IN)
        return _shown(request, services.sign(found, by=request.user))


class AuditReport(ApiView):
    tag = "audit"

    @require(Permission.SEE_BOOKS)
    @operation(downloads=(PDF,))
    def get(self, request, building, report_id):
        """The signed report of a check."""
        return send(request, get_object_or_404(signed_checks(), uuid=report_id).report)


def _own(request, check_id) -> AccountsCheck:
    checks = visible_checks(request.access).filter(auditor=request.user)
    return get_object_or_404(checks, uuid=check_id)


def _shown(request, check: AccountsCheck) -> AccountsCheck:
    return visible_checks(request.access).get(pk=check.pk)
