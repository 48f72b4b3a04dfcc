"""Written decisions: prepared, sent to all, answered, ended."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.shapes import HoldingName, KeyName, OwnerName
from buildings.errors import NoSyndic
from buildings.models import AllocationKey, Holding
from governance.api.shapes import PaperShape, WordsShape
from governance.errors.assemblies import NotForOwners
from governance.errors.meeting import SharesIncomplete
from governance.errors.written import (
    AnsweredAlready,
    MinutesDrawn,
    NeedsDeed,
    NoLotNow,
    NotEndedYet,
    NotTheRepresentative,
    SignedOnWrongDay,
    UntilPassed,
    WrittenEnded,
    WrittenSent,
)
from governance.forms.written import (
    WRITTEN_SUBJECTS,
    AnswerForm,
    Known,
    PaperAnswerForm,
    StopForm,
    WrittenForm,
    as_answered,
    draft_of,
)
from governance.models import WrittenAnswer, WrittenDecision
from governance.queries.agenda import attachable, languages_of
from governance.queries.drafts import LANGUAGES
from governance.queries.heads import own_heads
from governance.queries.written import (
    Progress,
    WrittenDraft,
    documents_of,
    progress_of,
    visible_letters,
    visible_written,
    written_list,
)
from governance.services import written as services
from governance.services.written_minutes import draw_minutes
from koprogo.api.bodies import FormBody, UploadBody
from koprogo.api.downloads import PDF, send
from koprogo.api.fields import Money, RowField
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.documents.kinds import CONTENT_TYPES
from koprogo.ui.origin import origin

FILE_TYPES = tuple(dict.fromkeys(CONTENT_TYPES.values()))
UNANSWERABLE = (
    WrittenEnded,
    UntilPassed,
    NoLotNow,
    NotTheRepresentative,
    AnsweredAlready,
)


class WrittenShape(serializers.Serializer):
    """A written decision. ``motion``: what all are asked to agree to, by language.

    ``sha256``: of all that one agrees to, once it is sent; ``outcome``: empty until its
    end.
    """

    uuid = serializers.UUIDField()
    subject = serializers.ChoiceField(WRITTEN_SUBJECTS)
    title = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    motion = serializers.SerializerMethodField()
    key = KeyName(allow_null=True)
    amount = Money(allow_null=True)
    candidate = serializers.CharField()
    until = serializers.DateField()
    sha256 = serializers.CharField()
    sent_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.CharField()
    reason = serializers.CharField()

    @extend_schema_field(WordsShape)
    def get_title(self, decision):
        return _by_language(decision, "title")

    @extend_schema_field(WordsShape)
    def get_text(self, decision):
        return _by_language(decision, "text")

    @extend_schema_field(WordsShape)
    def get_motion(self, decision):
        return _by_language(decision, "motion")


def _by_language(decision: WrittenDecision, name: str) -> dict[str, str]:
    return {code: getattr(decision, f"{name}_{code}") or "" for code in LANGUAGES}


class WrittenAnswerShape(serializers.Serializer):
    """What a head has answered: null while it is awaited."""

    uuid = serializers.UUIDField()
    owner = OwnerName()
    is_agreed = serializers.BooleanField()
    reason = serializers.CharField()
    way = serializers.ChoiceField(WrittenAnswer.Way)
    signed_on = serializers.DateField()
    sha256 = serializers.CharField()
    has_scan = serializers.SerializerMethodField()

    def get_has_scan(self, answer) -> bool:
        return answer.scan_id is not None


class HeadAnswerShape(serializers.Serializer):
    holding = HoldingName(source="head.holding")
    shares = serializers.IntegerField(source="head.shares")
    suspended = serializers.BooleanField(source="head.suspended")
    answer = WrittenAnswerShape(allow_null=True)


class WrittenDetail(WrittenShape):
    """``shares_agreed`` of ``shares_total``, ``heads_agreed`` of ``heads``: all are
    needed. ``entry``: the line of the register.
    """

    documents = PaperShape(many=True, source="papers")
    shares_agreed = serializers.IntegerField()
    shares_total = serializers.IntegerField()
    heads_agreed = serializers.IntegerField()
    heads = serializers.IntegerField()
    answers = HeadAnswerShape(many=True, source="lines")
    entry = serializers.SerializerMethodField()

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_entry(self, decision):
        entry = getattr(decision, "entry", None)
        return entry and str(entry.uuid)


class WrittenBody(FormBody):
    """Texts in the languages of the building. ``documents``: newest versions."""

    form_class = WrittenForm
    needs = ("known",)

    key = serializers.UUIDField(required=False, allow_null=True)
    amount = Money(required=False, allow_null=True)
    documents = serializers.ListField(child=serializers.UUIDField(), required=False)


class WrittenAnswerBody(FormBody):
    """``holding``: for which lots I answer. ``answer``: yes or no."""

    form_class = AnswerForm

    holding = RowField(Holding.objects.all)


class WrittenPaperBody(UploadBody):
    form_class = PaperAnswerForm


class WrittenStopBody(FormBody):
    form_class = StopForm


class WrittenDecisions(ApiView):
    tag = "written-decisions"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(page_of=WrittenShape)
    def get(self, request, building):
        """The written decisions, the latest first; drafts for who prepares them."""
        return visible_written(request.access)

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=WrittenBody,
        answer=WrittenDetail,
        status=201,
        refuses=(NeedsDeed, NotForOwners),
    )
    def post(self, request, building):
        """Prepare a written decision: nobody is asked yet."""
        draft = _draft(self, building)
        return _detail(building, services.prepare_written(draft, by=request.user))


class WrittenDecisionView(ApiView):
    tag = "written-decisions"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(answer=WrittenDetail)
    def get(self, request, building, written_id):
        """One written decision with who has answered what."""
        found = get_object_or_404(visible_written(request.access), uuid=written_id)
        return _detail(building, found)

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=WrittenBody, answer=WrittenDetail, refuses=(WrittenSent, NotForOwners)
    )
    def put(self, request, building, written_id):
        """Write a draft anew."""
        found, draft = _any(written_id), _draft(self, building)
        return _detail(building, services.change_written(found, draft, by=request.user))

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(status=204, refuses=(WrittenSent,))
    def delete(self, request, building, written_id):
        """Delete a draft."""
        services.discard_written(_any(written_id), by=request.user)


class WrittenSending(ApiView):
    tag = "written-decisions"

    @require(Permission.CONVENE_ASSEMBLIES)
    @operation(
        answer=WrittenDetail,
        status=202,
        refuses=(WrittenSent, UntilPassed, SharesIncomplete, NoSyndic),
    )
    def post(self, request, building, written_id):
        """Send it to all owners of today: letters are made, and then sent."""
        found = services.send_written(_any(written_id), by=request.user)
        return _detail(building, found)


class WrittenAnswering(ApiView):
    tag = "written-decisions"

    @require(Permission.TAKE_PART)
    @operation(body=WrittenAnswerBody, answer=WrittenDetail, refuses=UNANSWERABLE)
    def post(self, request, building, written_id):
        """Agree or refuse for lots that I represent: once, and for good."""
        found, body = _sent(written_id), as_answered(self.read())
        heads = [line.head for line in _progress(building, found).lines]
        mine = [one.holding for one in own_heads(heads, request.access)]
        if body["holding"] not in mine:
            raise Http404
        services.answer_written(
            found,
            **body,
            signer=request.access.own_owners.get(),
            origin=origin(request),
            by=request.user,
        )
        return _detail(building, found)


class WrittenAnswers(ApiView):
    tag = "written-decisions"

    @require(Permission.HOLD_ASSEMBLIES)
    @operation(list_of=HeadAnswerShape)
    def get(self, request, building, written_id):
        """Who has answered what, in the order of the deed."""
        return _progress(building, _sent(written_id)).lines


class WrittenRecording(ApiView):
    tag = "written-decisions"

    @require(Permission.HOLD_ASSEMBLIES)
    @operation(
        body=WrittenPaperBody,
        answer=WrittenDetail,
        refuses=(*UNANSWERABLE, SignedOnWrongDay),
    )
    def post(self, request, building, written_id, head_id):
        """Record what a holding answered on paper, with its scan."""
        found = _sent(written_id)
        holding = get_object_or_404(Holding, uuid=head_id)
        services.record_answer(
            found,
            holding,
            **as_answered(self.read()),
            origin=origin(request),
            by=request.user,
        )
        return _detail(building, found)


class WrittenWithdrawing(ApiView):
    tag = "written-decisions"

    @require(Permission.CONVENE_ASSEMBLIES)
    @operation(body=WrittenStopBody, answer=WrittenDetail, refuses=(WrittenEnded,))
    def post(self, request, building, written_id):
        """Ask nobody any more: nothing is decided, and owners are told why."""
        found = services.withdraw_written(
            _sent(written_id), **self.read(), origin=origin(request), by=request.user
        )
        return _detail(building, found)


class WrittenMinutesView(ApiView):
    tag = "written-decisions"

    @require(Permission.HOLD_ASSEMBLIES)
    @operation(answer=WrittenDetail, refuses=(NotEndedYet, MinutesDrawn))
    def post(self, request, building, written_id):
        """Draw up the minutes, in every language of the building."""
        found = _sent(written_id)
        draw_minutes(found, by=request.user)
        return _detail(building, found)


class WrittenMinutesFile(ApiView):
    tag = "written-decisions"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(downloads=(PDF,))
    def get(self, request, building, written_id, language):
        """The minutes in one language."""
        found = _sent(written_id).minutes.select_related("file")
        return send(request, get_object_or_404(found, language=language).file)


class WrittenScan(ApiView):
    tag = "written-decisions"

    @require(Permission.HOLD_ASSEMBLIES)
    @operation(downloads=FILE_TYPES)
    def get(self, request, building, written_answer_id):
        """The paper that shows an answer."""
        scanned = WrittenAnswer.objects.filter(scan__isnull=False)
        found = get_object_or_404(
            scanned.select_related("scan"), uuid=written_answer_id
        )
        return send(request, found.scan)


class WrittenLetterFile(ApiView):
    tag = "written-decisions"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(downloads=(PDF,))
    def get(self, request, building, written_letter_id):
        """A letter: mine, or any of them for who sends letters."""
        found = visible_letters(request.access)
        return send(request, get_object_or_404(found, uuid=written_letter_id).file)


def _any(written_id) -> WrittenDecision:
    return get_object_or_404(written_list(), uuid=written_id)


def _sent(written_id) -> WrittenDecision:
    return get_object_or_404(written_list().sent(), uuid=written_id)


def _draft(view, building) -> WrittenDraft:
    known = Known(
        languages=languages_of(building),
        keys=list(AllocationKey.objects.filter(kind=AllocationKey.Kind.SPECIAL)),
        versions=list(attachable().select_related("document")),
    )
    return draft_of(
        view.read(known=known),
        keys={str(one.uuid): one for one in known.keys},
        versions={str(one.uuid): one for one in known.versions},
    )


def _progress(building, found: WrittenDecision) -> Progress:
    return progress_of(found, total=building.deed_total, today=timezone.localdate())


def _detail(building, found: WrittenDecision) -> WrittenDecision:
    """Return it with how far it is."""
    shown = written_list().select_related("entry").get(pk=found.pk)
    progress = _progress(building, shown)
    shown.papers = documents_of(shown)
    shown.lines = progress.lines
    standing = progress.standing
    shown.shares_agreed, shown.shares_total = (
        standing.shares_agreed,
        standing.shares_total,
    )
    shown.heads_agreed, shown.heads = len(standing.agreed), standing.heads
    return shown
