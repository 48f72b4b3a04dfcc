"""Things to give, to swap and to keep in JSON; who asked is told to who offers it."""

from rest_framework import serializers

from community.api.bodies import WordsBody
from community.api.neighbour_shapes import NeighbourName
from community.api.post_shapes import CardShape, PostDetail
from community.forms.bazaar import ChangeThingForm, ThingForm
from community.models import Item
from community.models.bazaar import State


class ThingFields(serializers.Serializer):
    """``wanted``: in exchange. ``asks_until``: the last moment to take part in the draw.

    ``state``: still to be had, kept for somebody, or gone to him.
    """

    category = serializers.ChoiceField(
        Item.Category.choices, source="post.item.category"
    )
    condition = serializers.ChoiceField(
        Item.Condition.choices, source="post.item.condition"
    )
    wanted = serializers.CharField(source="post.item.wanted")
    how = serializers.ChoiceField(Item.How.choices, source="post.item.how")
    asks_until = serializers.DateTimeField(
        source="post.item.asks_until", allow_null=True
    )
    state = serializers.ChoiceField(State.choices)


class BazaarCardShape(ThingFields, CardShape):
    pass


class BazaarAskShape(serializers.Serializer):
    """Somebody wants it; ``uuid``: his number in a draw."""

    uuid = serializers.UUIDField()
    neighbour = NeighbourName()
    asked_at = serializers.DateTimeField()


class OwnAskShape(serializers.Serializer):
    uuid = serializers.UUIDField()
    asked_at = serializers.DateTimeField()


class DrawnShape(serializers.Serializer):
    """``uuid``: the number of an ask; whose it is only he knows."""

    uuid = serializers.UUIDField()
    is_mine = serializers.BooleanField()
    is_in_line = serializers.BooleanField()


class DrawShape(serializers.Serializer):
    """All who asked in time, as drawn: by the SHA-256 of ``number``, a colon, and the
    number of each ask.
    """

    drawn_at = serializers.DateTimeField()
    number = serializers.UUIDField()
    asks = DrawnShape(many=True)


class BazaarDetail(ThingFields, PostDetail):
    """``mine``: one's own ask; ``place``: in line, null before a draw.

    ``kept_for`` and ``waiting``: told to who offers it, empty for others.
    """

    is_for_me = serializers.BooleanField()
    mine = OwnAskShape(allow_null=True)
    place = serializers.IntegerField(allow_null=True)
    handed_at = serializers.DateTimeField(allow_null=True)
    taken_at = serializers.DateTimeField(allow_null=True)
    kept_for = NeighbourName(allow_null=True)
    waiting = BazaarAskShape(many=True)
    draw = DrawShape(allow_null=True)


class WantedShape(serializers.Serializer):
    """What one asked for. ``is_mine``: it is kept for oneself."""

    ask = serializers.UUIDField(source="ask.uuid")
    post = serializers.UUIDField(source="post.uuid")
    title = serializers.CharField(source="post.title")
    asked_at = serializers.DateTimeField(source="ask.asked_at")
    state = serializers.ChoiceField(State.choices)
    is_mine = serializers.BooleanField()


# What is sent


class BazaarBody(WordsBody):
    """Photos follow at ``neighbours/posts/{uuid}/photos/``."""

    form_class = ThingForm

    def validate(self, attrs):
        said = super().validate(attrs)
        words = {name: said[name] for name in ("kind", "title", "text")}
        return words | {"thing": self.made.thing()}


class BazaarEditBody(WordsBody):
    """What it is; who gets it stays as it was put up."""

    form_class = ChangeThingForm
    needs = ("kind",)
