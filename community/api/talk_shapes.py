"""Messages between two neighbours in JSON."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from community.api.neighbour_shapes import NeighbourName
from community.forms.posts import MessageForm
from koprogo.api.bodies import FormBody


class NeighbourMessageShape(serializers.Serializer):
    """``about``: the post that it is about. ``read_at``: when the other one saw it."""

    uuid = serializers.UUIDField()
    is_mine = serializers.SerializerMethodField()
    text = serializers.CharField()
    about = serializers.UUIDField(source="post.uuid", default=None, allow_null=True)
    sent_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)

    def get_is_mine(self, message) -> bool:
        return message.sender.user_id == self.context["request"].user.pk


class TalkShape(serializers.Serializer):
    """With whom, the last message, and how many are new."""

    other = NeighbourName()
    last = NeighbourMessageShape()
    new = serializers.IntegerField()


class TalkDetail(serializers.Serializer):
    """The latest hundred, the oldest of them first."""

    other = NeighbourName()
    may_write = serializers.BooleanField()
    messages = NeighbourMessageShape(many=True)


class NeighbourMessageBody(FormBody):
    """``about``: a post that one writes about."""

    form_class = MessageForm

    about = serializers.UUIDField(
        required=False, allow_null=True, help_text=_("About which post.")
    )
