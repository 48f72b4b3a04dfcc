"""What neighbours post, in JSON: its words, its photos, what is said under it."""

from rest_framework import serializers

from community.api.neighbour_shapes import NeighbourName
from community.forms.posts import CommentForm, PhotosForm, PinForm
from community.kinds import KINDS
from community.models import Neighbour, Post
from community.models.posts import KIND_LABELS
from community.queries.posts import cards
from koprogo.api.bodies import FormBody, UploadBody


class CardShape(serializers.Serializer):
    """A post. ``author``: null under what is the building's. ``expires_on``: the last day on which it stands there; null: no end.

    ``comments``: how many; ``photo``: the first. ``is_open``: it was neither ended nor
    taken away.
    """

    uuid = serializers.UUIDField(source="post.uuid")
    module = serializers.ChoiceField([*KINDS], source="post.module")
    kind = serializers.ChoiceField(KIND_LABELS, source="post.kind")
    title = serializers.CharField(source="post.title")
    text = serializers.CharField(source="post.text")
    author = NeighbourName(source="post.signed_by", allow_null=True)
    is_mine = serializers.BooleanField()
    is_open = serializers.SerializerMethodField()
    is_pinned = serializers.BooleanField(source="post.is_pinned")
    created_at = serializers.DateTimeField(source="post.created_at")
    changed_at = serializers.DateTimeField(source="post.changed_at", allow_null=True)
    expires_on = serializers.DateField(source="post.expires_on", allow_null=True)
    comments = serializers.IntegerField()
    photo = serializers.UUIDField(source="photo.uuid", default=None, allow_null=True)

    def get_is_open(self, card) -> bool:
        post = card["post"] if isinstance(card, dict) else card.post
        return post.closed_at is None and post.hidden_at is None


class PhotoShape(serializers.Serializer):
    """A photo; ``width`` and ``height`` are those of the large one."""

    uuid = serializers.UUIDField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    text = serializers.CharField()


class PostDetail(CardShape):
    """The same, with all its photos."""

    photos = PhotoShape(many=True)


def detail(post: Post, *, me: Neighbour) -> dict:
    """Return what a detail shows of a post: three statements."""
    [card] = cards([post], me=me)
    return {
        "post": post,
        "is_mine": card.is_mine,
        "comments": card.comments,
        "photo": card.photo,
        "photos": list(post.photos.all()),
    }


class CommentShape(serializers.Serializer):
    uuid = serializers.UUIDField()
    author = NeighbourName()
    text = serializers.CharField()
    created_at = serializers.DateTimeField()


# What is sent


class CommentBody(FormBody):
    form_class = CommentForm


class PhotosUpload(UploadBody):
    form_class = PhotosForm


class PinBody(FormBody):
    form_class = PinForm
