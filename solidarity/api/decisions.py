"""What was decided on one's own request: read, answered, appealed; and one's testimony."""

from uuid import uuid4

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from solidarity.api import decision_shapes as shapes
from solidarity.api.request_door import applicant_api, own_request
from solidarity.errors import committee as errors
from solidarity.errors import public
from solidarity.models import Request, Testimony
from solidarity.queries.committee.decision import Decided, decided
from solidarity.services import testimonies
from solidarity.services.committee.appeals import file_appeal
from solidarity.services.committee.offers import answer_offer


class FundDecisionView(ApiView):
    tag = "solidarity"


def _decided(found: Request) -> list[Decided]:
    return decided(found, on=timezone.localdate())


def _latest(found: Request) -> Decided | None:
    return next(iter(_decided(found)), None)


class RequestDecisions(FundDecisionView):
    @applicant_api
    @operation(list_of=shapes.FundDecisionShape)
    def get(self, request, fund_request_id):
        """What was decided, why and by how many votes, the latest first."""
        return _decided(own_request(request, fund_request_id))


class RequestOffer(FundDecisionView):
    @applicant_api
    @operation(answer=shapes.FundDecisionShape)
    def get(self, request, fund_request_id):
        """The offer that waits for your answer; 404, when none does."""
        latest = _latest(own_request(request, fund_request_id))
        if latest is None or not latest.may_answer:
            raise Http404
        return latest

    @applicant_api
    @operation(
        body=shapes.FundOfferAnswerBody,
        answer=shapes.FundDecisionShape,
        refuses=(errors.NoOffer, errors.OfferOver),
    )
    def post(self, request, fund_request_id):
        """Take the offer, or decline it; once.

        Taken, the agreement is next. Declined, the request ends.
        """
        found = own_request(request, fund_request_id)
        answer_offer(found, **self.read())
        return _latest(own_request(request, fund_request_id))


class RequestAppeals(FundDecisionView):
    @applicant_api
    @operation(list_of=shapes.FundAppealShape)
    def get(self, request, fund_request_id):
        """Your appeals and their answers, those of the latest decision first."""
        found = _decided(own_request(request, fund_request_id))
        return [step for one in found for step in one.appeals]

    @applicant_api
    @operation(
        body=shapes.FundAppealBody,
        answer=shapes.FundAppealShape,
        status=201,
        refuses=(errors.NotRefused, errors.AppealThere, errors.AppealOver),
    )
    def post(self, request, fund_request_id):
        """Appeal against a refusal, to the board of the ASBL; once."""
        found, said = own_request(request, fund_request_id), self.read()
        latest = _latest(found)
        if latest is None:
            raise errors.NotRefused(found)
        file_appeal(latest.verdict, uuid=uuid4(), **said)
        return _latest(found).appeals[0]


# What a person says to everybody


class RequestTestimony(FundDecisionView):
    """There is one for each request that was helped; for others nothing is here."""

    @applicant_api
    @operation(answer=shapes.FundTestimonyShape)
    def get(self, request, fund_request_id):
        """What you wrote for everybody, and what became of it."""
        return _testimony(_helped(request, fund_request_id))

    @applicant_api
    @operation(
        body=shapes.FundTestimonyBody,
        answer=shapes.FundTestimonyShape,
        refuses=(public.TestimonyThere,),
    )
    def put(self, request, fund_request_id):
        """Write for everybody, or change it; two of the committee read it first.

        What is public is taken back before it is changed.
        """
        found = _helped(request, fund_request_id)
        testimonies.write_testimony(
            found, text=self.read()["text"], language=get_language(), by=request.user
        )
        return _testimony(found)

    @applicant_api
    @operation(status=204)
    def delete(self, request, fund_request_id):
        """Take it back: nobody reads it any more."""
        row = _row(_helped(request, fund_request_id))
        if row is None:
            raise Http404
        testimonies.withdraw_testimony(row, by=request.user)


def _helped(request, fund_request_id) -> Request:
    found = own_request(request, fund_request_id)
    if not testimonies.was_helped(found):
        raise Http404
    return found


def _row(found: Request) -> Testimony | None:
    rows = Testimony.objects.filter(request=found).select_related("request")
    return rows.first()


def _testimony(found: Request) -> dict:
    row = _row(found)
    text, remark = testimonies.read_own(row) if row else ("", "")
    return {
        "state": row.state if row else None,
        "text": text,
        "remark": remark,
        "language": row.language if row else "",
        "year": row.year if row else None,
        "changed_at": row.changed_at if row else None,
    }
