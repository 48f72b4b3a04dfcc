"""The notice board and its events in JSON."""

from django import forms
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from community.api.bodies import SaidBody, WordsBody
from community.api.neighbour_shapes import NeighbourName
from community.api.post_shapes import PostDetail
from community.forms.posts import ComingForm, EventForm, MeetingFields, NoticeForm
from community.kinds import KINDS, Kind
from community.models import Coming
from community.models.posts import KIND_LABELS
from koprogo.api.bodies import FormBody


class NoticeQuery(forms.Form):
    """What is looked for on the board."""

    q = forms.CharField(label=_("Search"), max_length=100, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[pair for pair in KIND_LABELS if pair[0] in KINDS["notices"]],
        required=False,
    )


class NoticeEventShape(serializers.Serializer):
    """``seats``: for how many there is room; null: for all."""

    begins_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    place = serializers.CharField()
    seats = serializers.IntegerField(allow_null=True)


class EventLine(NoticeEventShape):
    """An event that is still to end; ``notice``: where it stands."""

    notice = serializers.UUIDField(source="post.uuid")
    title = serializers.CharField(source="post.title")
    author = NeighbourName(source="post.author")


class AttendeeShape(serializers.Serializer):
    """An answer; ``people``: with how many somebody comes, himself included."""

    neighbour = NeighbourName()
    answer = serializers.ChoiceField(Coming.Answer.choices)
    people = serializers.IntegerField()


class GatheringShape(serializers.Serializer):
    """Who comes. ``people``: how many in all; ``left``: places, null: for all."""

    event = NoticeEventShape()
    is_over = serializers.BooleanField()
    people = serializers.IntegerField()
    left = serializers.IntegerField(allow_null=True)
    mine = AttendeeShape(allow_null=True)
    coming = AttendeeShape(many=True)
    perhaps = AttendeeShape(many=True)


class NoticeDetail(PostDetail):
    """``gathering``: of an event."""

    gathering = GatheringShape(allow_null=True)


# What is sent


class NoticeBody(WordsBody):
    """Photos follow at ``neighbours/posts/{uuid}/photos/``."""

    form_class = NoticeForm


class NoticeEditBody(NoticeBody):
    """Of an event only its words; when and where it is: ``event/``."""

    def form(self, data):
        form = super().form(data)
        del form.fields["uuid"]
        if self.context["initial"]["kind"] == Kind.EVENT:
            for name in ("kind", "expires_on"):
                del form.fields[name]
        return form


class NoticeEventMoveBody(SaidBody):
    form_class = MeetingFields

    def validate(self, attrs):
        super().validate(attrs)
        return {"meeting": self.made.meeting()}


class NoticeEventBody(WordsBody):
    """An event. Photos follow at ``neighbours/posts/{uuid}/photos/``."""

    form_class = EventForm

    def validate(self, attrs):
        said = super().validate(attrs)
        words = {name: said[name] for name in ("title", "text")}
        return words | {"meeting": self.made.meeting()}


class ComingBody(FormBody):
    form_class = ComingForm
