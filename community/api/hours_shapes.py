"""The exchange of hours in JSON. Durations and balances are minutes."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from community.api.bodies import SaidBody, WordsBody
from community.api.neighbour_shapes import NeighbourName
from community.api.post_shapes import CardShape, PostDetail
from community.exchanging import LONGEST, Act
from community.forms import hours as forms
from community.kinds import Kind
from community.models import HoursPost, HoursTransfer
from community.models.exchanges import STATE_LABELS
from koprogo.api.bodies import FormBody

MINUTES = _("In minutes, 24 hours at most.")


class HoursCardShape(CardShape):
    """An offer (``kind`` offer) or a wish (``kind`` wish)."""

    category = serializers.ChoiceField(
        HoursPost.Category.choices, source="post.hours.category"
    )


class HoursPostDetail(PostDetail):
    category = serializers.ChoiceField(
        HoursPost.Category.choices, source="post.hours.category"
    )


class ExchangeLine(serializers.Serializer):
    """An exchange of one's own; ``post``: null when it is forgotten.

    ``gives``: one gives of one's own time. ``minutes``: as said last.
    """

    uuid = serializers.UUIDField(source="row.uuid")
    state = serializers.ChoiceField(STATE_LABELS, source="row.state")
    other = NeighbourName()
    gives = serializers.BooleanField()
    is_asked_by_me = serializers.BooleanField()
    post = serializers.UUIDField(source="row.post.uuid", default=None, allow_null=True)
    title = serializers.CharField(source="row.post.title", default="")
    minutes = serializers.IntegerField(source="row.minutes", allow_null=True)
    done_on = serializers.DateField(source="row.done_on", allow_null=True)
    asked_at = serializers.DateTimeField(source="row.asked_at")
    ended_at = serializers.DateTimeField(source="row.ended_at", allow_null=True)


class ExchangeDetail(ExchangeLine):
    """``may``: what one may do now. ``counts_from``: from when on silence confirms.

    ``dispute`` and ``reasons``: why one does not agree, and what a mediator decided.
    ``is_undone``: a second entry took back the first. ``undo_asked_by_me``: null while
    nobody asks to undo it.
    """

    text = serializers.CharField(source="row.text")
    answer = serializers.CharField(source="row.answer")
    is_said_by_me = serializers.BooleanField(allow_null=True)
    said_at = serializers.DateTimeField(source="row.said_at", allow_null=True)
    counts_from = serializers.DateTimeField(allow_null=True)
    by_silence = serializers.BooleanField(source="row.by_silence")
    dispute = serializers.CharField(source="row.dispute")
    mediator = NeighbourName(source="row.mediator", allow_null=True)
    reasons = serializers.CharField(source="row.reasons")
    is_undone = serializers.BooleanField()
    undo_asked_by_me = serializers.BooleanField(allow_null=True)
    may = serializers.ListField(
        child=serializers.ChoiceField([(act.value, act.value) for act in Act])
    )


class HoursAccountShape(serializers.Serializer):
    """One's own balance: what one gave less what one received.

    ``floor`` and ``ceiling``: between what it stays. ``is_mediator``: null while one did
    not offer to mediate; false until the council names one.
    """

    balance = serializers.IntegerField(source="standing.balance")
    floor = serializers.IntegerField(source="standing.limits.floor")
    ceiling = serializers.IntegerField(source="standing.limits.ceiling")
    is_near_floor = serializers.BooleanField(source="standing.is_near_floor")
    is_near_ceiling = serializers.BooleanField(source="standing.is_near_ceiling")
    is_mediator = serializers.BooleanField(allow_null=True)


class HoursLineShape(serializers.Serializer):
    """A line of one's own account. ``minutes`` above 0: one gave; ``balance``: after it.

    ``other`` empty: the common account of the building.
    """

    made_at = serializers.DateTimeField()
    kind = serializers.ChoiceField(HoursTransfer.Kind.choices)
    other = serializers.CharField()
    title = serializers.CharField()
    exchange = serializers.UUIDField(
        source="exchange.uuid", default=None, allow_null=True
    )
    minutes = serializers.IntegerField()
    balance = serializers.IntegerField()


class DisputeShape(serializers.Serializer):
    """An exchange on which two do not agree, for who may decide it."""

    uuid = serializers.UUIDField()
    giver = NeighbourName()
    receiver = NeighbourName()
    title = serializers.CharField(source="post.title", default="")
    minutes = serializers.IntegerField()
    done_on = serializers.DateField()
    dispute = serializers.CharField()
    disputed_at = serializers.DateTimeField()


class HoursLimitsShape(serializers.Serializer):
    """The limits that hold, in minutes; ``floor`` is below 0."""

    floor = serializers.IntegerField()
    ceiling = serializers.IntegerField()
    near = serializers.IntegerField()


class MediatorShape(serializers.Serializer):
    """``named_at`` null: he offered it, and the council has not named him."""

    uuid = serializers.UUIDField()
    neighbour = NeighbourName()
    offered_at = serializers.DateTimeField()
    named_at = serializers.DateTimeField(allow_null=True)
    decision = serializers.CharField()


# What is sent


class HoursPostBody(WordsBody):
    """``kind``: offer or wish."""

    form_class = forms.NewOfferForm

    kind = serializers.ChoiceField(
        [(kind.value, kind.value) for kind in (Kind.OFFER, Kind.WISH)]
    )

    def validate(self, attrs):
        return super().validate(attrs) | {"kind": attrs["kind"]}


class HoursPostEditBody(SaidBody):
    form_class = forms.OfferForm


class HoursAskBody(FormBody):
    form_class = forms.AskForm


class HoursAnswerBody(FormBody):
    form_class = forms.AnswerForm


class DurationBody(SaidBody):
    """Hours and minutes of the form are ``minutes`` here."""

    def get_fields(self):
        fields = super().get_fields()
        del fields["hours"]
        return fields

    def validate(self, attrs):
        hours, minutes = divmod(attrs["minutes"], 60)
        return super().validate(attrs | {"hours": hours, "minutes": minutes})


class HoursDoneBody(DurationBody):
    """That it is done, on which day, and how long it took."""

    form_class = forms.DoneForm

    minutes = serializers.IntegerField(
        min_value=1, max_value=LONGEST, help_text=MINUTES
    )


class HoursDecideBody(DurationBody):
    """How long counts; 0: nothing does."""

    form_class = forms.DecideForm

    minutes = serializers.IntegerField(
        min_value=0, max_value=LONGEST, help_text=MINUTES
    )


class HoursConfirmBody(serializers.Serializer):
    """``minutes``: as they were shown; others were perhaps said since."""

    minutes = serializers.IntegerField(min_value=1, max_value=LONGEST)


class HoursDisputeBody(FormBody):
    form_class = forms.DisputeForm


class UndoAnswerBody(serializers.Serializer):
    agrees = serializers.BooleanField(
        help_text=_("False: it stays; who asked takes his wish back in the same way.")
    )


class HoursLimitsBody(SaidBody):
    """In whole hours, without a sign."""

    form_class = forms.LimitsForm


class MediatorNameBody(FormBody):
    form_class = forms.NameForm
