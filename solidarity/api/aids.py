"""One's own help, for programs: the agreement, what comes back, changes of the plan."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from koprogo.api.downloads import send_made
from koprogo.api.operations import operation
from koprogo.api.views import ApiView, ProblemResponse
from koprogo.documents.services import Damaged
from solidarity.api import aid_shapes as shapes
from solidarity.api.request_door import applicant_api, own_aid
from solidarity.errors import loans as errors
from solidarity.errors import money
from solidarity.exports.agreement import PDF, agreement_name
from solidarity.instalments import interest_of
from solidarity.models import Aid, PlanChange
from solidarity.queries import agreements, loans
from solidarity.queries.exclusions import exclusion_of, reasons_of
from solidarity.services import rescheduling, won
from solidarity.services.agreements import prepare_agreement
from solidarity.terms import Kind

Change = PlanChange.Kind
ASKING = (errors.NothingComesBack, errors.ChangeWaits, errors.NoSuchPlan)


class FundAidView(ApiView):
    tag = "solidarity"


class FundAids(FundAidView):
    @applicant_api
    @operation(list_of=shapes.FundAidShape)
    def get(self, request):
        """The help that was promised to you, the latest first."""
        return agreements.own_aids(request.user)


# The agreement


class AidAgreement(FundAidView):
    @applicant_api
    @operation(answer=shapes.FundAgreementShape)
    def get(self, request, aid_id):
        """The terms of your help, and where you sign its agreement."""
        return _agreement(request, own_aid(request, aid_id))

    @applicant_api
    @operation(
        body=shapes.FundAgreementBody,
        answer=shapes.FundAgreementShape,
        refuses=(
            *(money.NothingToSign, money.SignedAlready),
            *(money.NoMandate, money.NoSecurity),
        ),
    )
    def put(self, request, aid_id):
        """Make the agreement to read, in a language; it takes the place of another.

        Nothing is signed: that is done on a page, which the answer names.
        """
        aid = own_aid(request, aid_id)
        said = self.read(aid=aid, iban=agreements.proposed_iban(aid))
        prepare_agreement(aid, **said, by=request.user)
        return _agreement(request, own_aid(request, aid_id))


def _agreement(request, aid: Aid) -> dict:
    may_be_made = agreements.can_be_signed(aid)
    plan = agreements.preview(aid, on=timezone.localdate())
    page = reverse("solidarity:agreement-sign", args=[aid.uuid])
    is_to_sign = may_be_made and aid.agreement is not None
    return {
        "aid": aid,
        "may_be_made": may_be_made,
        "sign_by": agreements.sign_by(aid) if may_be_made else None,
        "sign_at": request.build_absolute_uri(page) if is_to_sign else None,
        "language": aid.language,
        "sha256": aid.agreement_hash,
        "interest": interest_of(plan),
        "won": agreements.won_amount(aid),
        "plan": plan,
    }


class AidAgreementFile(FundAidView):
    @applicant_api
    @operation(downloads=(PDF,))
    def get(self, request, aid_id):
        """The agreement as PDF, as it is or will be signed."""
        aid = own_aid(request, aid_id)
        if aid.agreement is None:
            raise Http404
        try:
            pdf = agreements.agreement_of(aid)
        except Damaged:
            return ProblemResponse(500, instance=request.path)
        return send_made(pdf, name=agreement_name(aid), content_type=PDF)


# What comes back


class AidLoan(FundAidView):
    @applicant_api
    @operation(answer=shapes.FundLoanShape)
    def get(self, request, aid_id):
        """What you still owe, and what is next."""
        return _loan(own_aid(request, aid_id))


def _loan(aid: Aid) -> dict:
    standing, today = loans.standing_of(aid), timezone.localdate()
    end = getattr(aid, "dispute_end", None)
    return {
        "aid": aid,
        "standing": standing
        and {
            "remaining": standing.remaining,
            "interest": standing.interest,
            "late": standing.late(today),
            "late_since": standing.late_since(today),
            "next": standing.next,
            "left": standing.left,
        },
        "may_tell_case_end": aid.kind == Kind.DISPUTE and aid.paid > 0 and end is None,
        "case_end": end,
    }


class AidPlans(FundAidView):
    @applicant_api
    @operation(list_of=shapes.FundPlanVersionShape, lines="lines")
    def get(self, request, aid_id):
        """Every version of your payment plan, the latest first.

        As a file: one line for each instalment.
        """
        return loans.plans_of(own_aid(request, aid_id))


class AidRepayments(FundAidView):
    @applicant_api
    @operation(list_of=shapes.FundRepaymentShape)
    def get(self, request, aid_id):
        """What you paid back, the latest first."""
        return loans.history(own_aid(request, aid_id))


class AidCaseEnd(FundAidView):
    @applicant_api
    @operation(
        body=shapes.FundCaseEndBody,
        answer=shapes.FundLoanShape,
        refuses=(errors.NotADispute, errors.DisputeEndTold),
    )
    def post(self, request, aid_id):
        """Tell how the case ended that a grant was for; once."""
        won.tell_end(own_aid(request, aid_id), **self.read(), by=request.user)
        return _loan(own_aid(request, aid_id))


# Changes of the plan


class AidChanges(FundAidView):
    @applicant_api
    @operation(list_of=shapes.FundPlanChangeShape)
    def get(self, request, aid_id):
        """What you asked to change, what was proposed to you, and the answers."""
        return loans.changes_of(own_aid(request, aid_id))


class AskingView(FundAidView):
    def ask(self, request, aid_id, kind: Change):
        aid = own_aid(request, aid_id)
        rescheduling.ask_change(aid, kind=kind, **self.read(), by=request.user)
        return loans.latest_change(aid)


class AidDeferral(AskingView):
    @applicant_api
    @operation(
        body=shapes.FundDeferBody,
        answer=shapes.FundPlanChangeShape,
        status=201,
        refuses=(*ASKING, errors.WordsNeeded),
    )
    def post(self, request, aid_id):
        """Ask to pay one to three months later; the first time no reason is needed."""
        return self.ask(request, aid_id, Change.DEFER)


class AidRescheduling(AskingView):
    @applicant_api
    @operation(
        body=shapes.FundRescheduleBody,
        answer=shapes.FundPlanChangeShape,
        status=201,
        refuses=ASKING,
    )
    def post(self, request, aid_id):
        """Ask for another number of months; the committee answers."""
        return self.ask(request, aid_id, Change.RESCHEDULE)


class AidEarlyPayment(AskingView):
    @applicant_api
    @operation(
        list_of=shapes.FundInstalmentShape,
        query=shapes.EarlyQuery,
        refuses=(errors.NothingComesBack, errors.NoSuchPlan),
    )
    def get(self, request, aid_id):
        """The plan that an early payment would make; nothing is changed."""
        aid, asked = own_aid(request, aid_id), self.asked()
        today = timezone.localdate()
        return rescheduling.preview(aid, kind=Change.EARLY, on=today, **asked)

    @applicant_api
    @operation(
        body=shapes.FundEarlyBody,
        answer=shapes.FundPlanChangeShape,
        status=201,
        refuses=ASKING,
    )
    def post(self, request, aid_id):
        """Say that you are going to pay early: nobody has to allow it."""
        return self.ask(request, aid_id, Change.EARLY)


class ChangeView(FundAidView):
    def change(self, request, aid_id, fund_change_id):
        aid = own_aid(request, aid_id)
        rows = aid.changes.select_related("aid")
        return aid, get_object_or_404(rows, uuid=fund_change_id)


class AidChangeWithdrawal(ChangeView):
    @applicant_api
    @operation(
        answer=shapes.FundPlanChangeShape,
        refuses=(errors.NotSoNow,),
    )
    def post(self, request, aid_id, fund_change_id):
        """Take back what you asked, as long as nobody has answered."""
        aid, change = self.change(request, aid_id, fund_change_id)
        rescheduling.withdraw_change(change, by=request.user)
        return loans.change_of(aid, change)


class AidChangeAnswer(ChangeView):
    @applicant_api
    @operation(
        body=shapes.FundProposalAnswerBody,
        answer=shapes.FundPlanChangeShape,
        refuses=(
            *(errors.NotSoNow, errors.NothingComesBack),
            *(errors.NoSuchPlan, errors.DebitUnderWay),
        ),
    )
    def post(self, request, aid_id, fund_change_id):
        """Answer what the committee proposes: the plan changes only if you agree."""
        aid, change = self.change(request, aid_id, fund_change_id)
        is_granted = self.read()["answer"] == "yes"
        rescheduling.answer_proposal(change, is_granted=is_granted, by=request.user)
        return loans.change_of(aid, change)


class FundExclusion(FundAidView):
    @applicant_api
    @operation(answer=shapes.FundExclusionShape)
    def get(self, request):
        """Whether the fund excludes you, why, and who hears you."""
        found = exclusion_of(request.user)
        return {
            "is_excluded": found is not None,
            "since": found.decided_at if found else None,
            "reasons": reasons_of(found) if found else "",
            "code": found.request.code if found else "",
            "write_to": settings.SOLIDARITY_EMAIL,
        }
