"""Consultations between assemblies: not binding."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from buildings.access import Permission
from buildings.api.doors import require
from buildings.api.shapes import HoldingName
from buildings.models import Holding
from governance.api.shapes import WordsShape
from governance.errors.consultations import (
    ConsultationClosed,
    NoRealChoice,
    NotAnOption,
)
from governance.forms.consultations import ConsultationForm, draft_of
from governance.models import Consultation
from governance.queries.agenda import languages_of
from governance.queries.consultations import (
    MOST_OPTIONS,
    State,
    consultation_list,
    is_published,
    own_answers,
    results_of,
    state_of,
)
from governance.queries.drafts import LANGUAGES
from governance.services import consultations as services
from koprogo.api.bodies import FormBody
from koprogo.api.fields import RowField
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin


def _by_language(row, name: str) -> dict[str, str]:
    return {code: getattr(row, f"{name}_{code}") or "" for code in LANGUAGES}


class ConsultationShape(serializers.Serializer):
    """A question. It binds nobody. ``many``: how many have answered."""

    uuid = serializers.UUIDField()
    title = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    is_multiple = serializers.BooleanField()
    is_anonymous = serializers.BooleanField()
    closes_on = serializers.DateField()
    closed_at = serializers.DateTimeField(allow_null=True)
    state = serializers.SerializerMethodField()
    many = serializers.IntegerField()

    @extend_schema_field(WordsShape)
    def get_title(self, found):
        return _by_language(found, "title")

    @extend_schema_field(WordsShape)
    def get_text(self, found):
        return _by_language(found, "text")

    @extend_schema_field(serializers.ChoiceField(State))
    def get_state(self, found):
        return state_of(found, today=timezone.localdate())


class OptionShape(serializers.Serializer):
    """A possible answer; ``heads``, ``shares``, ``names``: who chose it, once told."""

    position = serializers.IntegerField(source="option.position")
    title = serializers.SerializerMethodField()
    heads = serializers.IntegerField(source="option.heads")
    shares = serializers.IntegerField(source="option.shares")
    names = serializers.ListField(child=serializers.CharField())

    @extend_schema_field(WordsShape)
    def get_title(self, result):
        return _by_language(result.option, "title")


class OwnAnswerShape(serializers.Serializer):
    """What I have chosen for a holding, by position; empty: nothing yet."""

    holding = HoldingName(source="head.holding")
    chosen = serializers.SerializerMethodField()

    def get_chosen(self, own) -> list[int]:
        return own.answer.chosen if own.answer else []


class ConsultationDetail(ConsultationShape):
    """``is_published``: whether its result is told. Anonymous ones tell heads alone."""

    is_published = serializers.BooleanField(source="published")
    options = OptionShape(many=True, source="results")
    mine = OwnAnswerShape(many=True)


class ConsultationBody(FormBody):
    """Texts in the languages of the building; of ``options`` one on each line."""

    form_class = ConsultationForm
    needs = ("languages",)


class ChoiceBody(serializers.Serializer):
    """``chosen``: positions of options, one unless several may be chosen."""

    holding = RowField(Holding.objects.all)
    chosen = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=MOST_OPTIONS),
        min_length=1,
        max_length=MOST_OPTIONS,
    )


class Consultations(ApiView):
    tag = "consultations"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(page_of=ConsultationShape)
    def get(self, request, building):
        """What owners were asked, the latest first."""
        return consultation_list()

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(
        body=ConsultationBody,
        answer=ConsultationDetail,
        status=201,
        refuses=(NoRealChoice,),
    )
    def post(self, request, building):
        """Ask the owners at once; they are told by e-mail."""
        draft = draft_of(self.read(languages=languages_of(building)))
        made = services.open_consultation(
            draft, origin=origin(request), by=request.user
        )
        return _detail(request, made)


class ConsultationView(ApiView):
    tag = "consultations"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(answer=ConsultationDetail)
    def get(self, request, building, consultation_id):
        """One question, what I answered, and what it came to once it is counted."""
        return _detail(request, _found(consultation_id))


class ConsultationResults(ApiView):
    tag = "consultations"

    @require(Permission.SEE_ASSEMBLIES)
    @operation(list_of=OptionShape)
    def get(self, request, building, consultation_id):
        """What it came to; 404 until it is counted, and where it would tell too much."""
        found = _found(consultation_id)
        if not is_published(found):
            raise Http404
        return results_of(found)


class ConsultationAnswering(ApiView):
    tag = "consultations"

    @require(Permission.TAKE_PART)
    @operation(
        body=ChoiceBody,
        answer=ConsultationDetail,
        refuses=(ConsultationClosed, NotAnOption),
    )
    def put(self, request, building, consultation_id):
        """Answer for lots that I represent, or answer otherwise than before."""
        found, body = _found(consultation_id), self.read()
        today = timezone.localdate()
        mine = own_answers(found, request.access, on=today)
        if body["holding"] not in [one.head.holding for one in mine]:
            raise Http404
        services.answer_consultation(
            found,
            **body,
            owner=request.access.own_owners.get(),
            by=request.user,
        )
        return _detail(request, found)


class ConsultationClosing(ApiView):
    tag = "consultations"

    @require(Permission.PREPARE_ASSEMBLIES)
    @operation(answer=ConsultationDetail, refuses=(ConsultationClosed,))
    def post(self, request, building, consultation_id):
        """Close it and count the answers."""
        found = services.close_consultation(
            _found(consultation_id), origin=origin(request), by=request.user
        )
        return _detail(request, found)


def _found(consultation_id) -> Consultation:
    return get_object_or_404(consultation_list(), uuid=consultation_id)


def _detail(request, found: Consultation) -> Consultation:
    """Return it with its answers."""
    shown = consultation_list().get(pk=found.pk)
    shown.published = is_published(shown)
    shown.results = results_of(shown)
    shown.mine = []
    if request.access.allows(Permission.TAKE_PART):
        shown.mine = own_answers(shown, request.access, on=timezone.localdate())
    return shown
