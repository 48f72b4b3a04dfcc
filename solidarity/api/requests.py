"""One's own requests, for programs: the same services and forms as the pages."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from koprogo.api.downloads import send_made
from koprogo.api.operations import operation
from koprogo.api.views import ApiView, ProblemResponse
from koprogo.documents.services import Damaged
from koprogo.ui.origin import origin
from solidarity.answers import Section
from solidarity.api import request_shapes as shapes
from solidarity.api.request_door import applicant_api, own_request
from solidarity.errors import requests as errors
from solidarity.models import Paper, Question, Request
from solidarity.queries import requests as queries
from solidarity.queries.membership import memberships_of
from solidarity.services import papers as paper_services
from solidarity.services import requests as services

CHANGES = (errors.StaysAsItIs, errors.VoteIsOpen)
KEPT_TYPES = ("application/pdf", "image/jpeg", "image/png")


class FundRequestView(ApiView):
    tag = "solidarity"


def _detail(found: Request) -> dict:
    vault, answers = queries.open_request(found)
    consents = queries.consents_of(found)
    kinds = Paper.objects.filter(request=found).values_list("kind", flat=True)
    return {
        "request": found,
        "answers": answers,
        "analysis": queries.analysis_of(found, vault),
        "lacks": queries.lacks_of(answers, papers=set(kinds), consents=consents),
        "consents": list(consents.values()),
        "questions": queries.asked_of(found, vault),
    }


def _again(request, found: Request) -> dict:
    return _detail(own_request(request, found.uuid))


class FundRequests(FundRequestView):
    @applicant_api
    @operation(list_of=shapes.FundRequestShape)
    def get(self, request):
        """Your requests, the newest first."""
        return queries.requests_of(request.user)

    @applicant_api
    @operation(answer=shapes.FundRequestDetail, status=201)
    def post(self, request):
        """Begin a request; where there is a draft, it is that one."""
        return _detail(services.begin_request(by=request.user))


class FundRequest(FundRequestView):
    @applicant_api
    @operation(answer=shapes.FundRequestDetail)
    def get(self, request, fund_request_id):
        """A request: what it says, what was found, and what is missing."""
        return _detail(own_request(request, fund_request_id))

    @applicant_api
    @operation(status=204, refuses=(errors.AlreadySent,))
    def delete(self, request, fund_request_id):
        """Throw a draft away, with its documents."""
        found = own_request(request, fund_request_id)
        services.discard_draft(found, by=request.user)


class SectionView(FundRequestView):
    """One section of a request; sent already, it is corrected."""

    section: Section

    def keep(self, request, fund_request_id, **needs):
        found = own_request(request, fund_request_id)
        _vault, answers = queries.open_request(found)
        whole = found.state != Request.State.DRAFT
        said = self.read(answers=answers, whole=whole, **needs)
        services.save_section(found, self.section, said, by=request.user)
        return _again(request, found)


class RequestIdentity(SectionView):
    section = Section.IDENTITY

    @applicant_api
    @operation(
        body=shapes.FundIdentityBody, answer=shapes.FundRequestDetail, refuses=CHANGES
    )
    def put(self, request, fund_request_id):
        """Say who you are."""
        mine = memberships_of(request.user, on=timezone.localdate())
        return self.keep(request, fund_request_id, memberships=mine, user=request.user)


class RequestFinances(SectionView):
    section = Section.FINANCES

    @applicant_api
    @operation(
        body=shapes.FundFinancesBody, answer=shapes.FundRequestDetail, refuses=CHANGES
    )
    def put(self, request, fund_request_id):
        """Say what you earn and what you pay; the answer holds the debt ratio."""
        return self.keep(request, fund_request_id)


class RequestHelp(SectionView):
    section = Section.HELP

    @applicant_api
    @operation(
        body=shapes.FundHelpBody, answer=shapes.FundRequestDetail, refuses=CHANGES
    )
    def put(self, request, fund_request_id):
        """Say which help, how much, and who is to be paid."""
        return self.keep(request, fund_request_id, terms=queries.terms_now())


class RequestReason(SectionView):
    section = Section.REASON

    @applicant_api
    @operation(
        body=shapes.FundReasonBody, answer=shapes.FundRequestDetail, refuses=CHANGES
    )
    def put(self, request, fund_request_id):
        """Say why, in 300 words."""
        return self.keep(request, fund_request_id)


class RequestPlan(SectionView):
    section = Section.PLAN

    @applicant_api
    @operation(
        body=shapes.FundPlanBody, answer=shapes.FundRequestDetail, refuses=CHANGES
    )
    def put(self, request, fund_request_id):
        """Say in how many months it comes back, and your account."""
        return self.keep(request, fund_request_id, terms=queries.terms_now())


class RequestConsents(FundRequestView):
    @applicant_api
    @operation(
        body=shapes.FundConsentsBody, answer=shapes.FundRequestDetail, refuses=CHANGES
    )
    def put(self, request, fund_request_id):
        """Consent, each by itself."""
        found = own_request(request, fund_request_id)
        _vault, answers = queries.open_request(found)
        said = self.read(
            answers=answers,
            whole=found.state != Request.State.DRAFT,
            given=queries.consents_of(found).keys(),
        )
        services.give_consents(found, said["given"], by=request.user)
        return _again(request, found)


class RequestConsentView(FundRequestView):
    @applicant_api
    @operation(status=204, refuses=(errors.ConsentStays,))
    def delete(self, request, fund_request_id, fund_purpose):
        """Take back a consent that can be taken back alone."""
        found = own_request(request, fund_request_id)
        services.withdraw_consent(found, fund_purpose, by=request.user)


class RequestSending(FundRequestView):
    @applicant_api
    @operation(
        answer=shapes.FundRequestDetail,
        refuses=(errors.AlreadySent, errors.NotSaidYet),
    )
    def post(self, request, fund_request_id):
        """Send the draft, once; documents may follow."""
        found = own_request(request, fund_request_id)
        services.send_request(found, origin=origin(request), by=request.user)
        return _again(request, found)


class RequestWithdrawal(FundRequestView):
    @applicant_api
    @operation(answer=shapes.FundRequestDetail, refuses=(errors.NotWithdrawn,))
    def post(self, request, fund_request_id):
        """Withdraw the request: nothing more happens."""
        found = own_request(request, fund_request_id)
        services.withdraw_request(found, origin=origin(request), by=request.user)
        return _again(request, found)


class RequestOpenings(FundRequestView):
    @applicant_api
    @operation(list_of=shapes.FundOpeningShape)
    def get(self, request, fund_request_id):
        """Who opened what of your request, the latest first."""
        return queries.openings_of(own_request(request, fund_request_id))


class RequestQuestionAnswer(FundRequestView):
    @applicant_api
    @operation(
        body=shapes.FundQuestionAnswerBody,
        answer=shapes.FundRequestDetail,
        refuses=(errors.StaysAsItIs, errors.AnsweredAlready),
    )
    def post(self, request, fund_request_id, fund_question_id):
        """Answer a question of the committee, once."""
        found = own_request(request, fund_request_id)
        rows = Question.objects.filter(request=found).select_related("request")
        question = get_object_or_404(rows, uuid=fund_question_id)
        services.answer_question(
            question, self.read()["text"], origin=origin(request), by=request.user
        )
        return _again(request, found)


# Documents


def _papers(found: Request) -> list[queries.Kept]:
    vault, _answers = queries.open_request(found)
    return queries.papers_of(found, vault)


class RequestPapers(FundRequestView):
    @applicant_api
    @operation(list_of=shapes.FundPaperShape)
    def get(self, request, fund_request_id):
        """The documents of a request."""
        return _papers(own_request(request, fund_request_id))

    @applicant_api
    @operation(
        body=shapes.FundPapersBody,
        answer=shapes.FundRequestDetail,
        status=201,
        refuses=(errors.StaysAsItIs, errors.TooManyPapers),
    )
    def post(self, request, fund_request_id):
        """Add documents of one kind: PDF, JPEG or PNG. They are encrypted."""
        found = own_request(request, fund_request_id)
        paper_services.add_papers(
            found, **self.read(), origin=origin(request), by=request.user
        )
        return _again(request, found)


class RequestPaper(FundRequestView):
    @applicant_api
    @operation(downloads=KEPT_TYPES)
    def get(self, request, fund_request_id, fund_paper_id):
        """A document, as you sent it; pictures without what they say besides."""
        paper = _paper(request, fund_request_id, fund_paper_id)
        try:
            name, data = paper_services.read_paper(paper)
        except Damaged:
            return ProblemResponse(500, instance=request.path)
        return send_made(data, name=name, content_type=paper.content_type)

    @applicant_api
    @operation(status=204, refuses=(errors.PaperStays,))
    def delete(self, request, fund_request_id, fund_paper_id):
        """Remove a document that the committee does not have yet."""
        paper = _paper(request, fund_request_id, fund_paper_id)
        paper_services.remove_paper(paper, by=request.user)


def _paper(request, fund_request_id, fund_paper_id) -> Paper:
    found = own_request(request, fund_request_id)
    rows = Paper.objects.filter(request=found).select_related("file", "request")
    return get_object_or_404(rows, uuid=fund_paper_id)
