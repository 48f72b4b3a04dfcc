"""What every post has: photos, comments, an end, a place on top."""

from django.shortcuts import get_object_or_404

from community.api import post_shapes as shapes
from community.api.doors import neighbour
from community.api.once import drawn
from community.errors import posts as errors
from community.models import Comment, Photo
from community.queries.posts import comments_of
from community.services import posts as services
from community.services import talking
from community.views.posts import find_own, find_post, find_to_pin
from koprogo.api.downloads import send
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin

JPEG = "image/jpeg"
OWN = (errors.PostEnded,)


class PostsView(ApiView):
    tag = "posts"


class Closing(PostsView):
    @neighbour()
    @operation(status=204, refuses=OWN)
    def post(self, request, me, post_id):
        """End a post of yours: nobody else sees it any more."""
        found = find_own(request, me, post_id)
        services.close_post(found, me=me, by=request.user)


class Comments(PostsView):
    @neighbour()
    @operation(page_of=shapes.CommentShape)
    def get(self, request, me, post_id):
        """What is said under a post, the oldest first."""
        return comments_of(find_post(request, me, post_id), me=me)

    @neighbour()
    @operation(
        body=shapes.CommentBody,
        answer=shapes.CommentShape,
        status=201,
        refuses=(errors.PostEnded, errors.PostWritten, errors.Unreachable),
        keyed=True,
    )
    def post(self, request, me, post_id):
        """Say something under a post, once for each `Idempotency-Key`."""
        return talking.comment(
            find_post(request, me, post_id),
            uuid=drawn(self, me, f"comment:{post_id}"),
            **self.read(),
            me=me,
            origin=origin(request),
            by=request.user,
        )


class CommentView(PostsView):
    @neighbour()
    @operation(status=204)
    def delete(self, request, me, comment_id):
        """Unsay a comment of yours: its words are gone."""
        row = get_object_or_404(Comment, uuid=comment_id, author=me, removed_at=None)
        find_post(request, me, row.post.uuid)
        talking.take_back(row, me=me, by=request.user)


class Photos(PostsView):
    @neighbour()
    @operation(
        body=shapes.PhotosUpload,
        answer=shapes.PostDetail,
        status=201,
        refuses=(errors.PostEnded, errors.TooManyPhotos),
    )
    def post(self, request, me, post_id):
        """Add photos to a post of yours: each stands there once, however often it is sent.

        Where and when they were taken is removed.
        """
        found = find_own(request, me, post_id)
        services.add_photos(found, **self.read(), me=me, by=request.user)
        return shapes.detail(found, me=me)


class PhotoFile(PostsView):
    @neighbour()
    @operation(downloads=(JPEG,))
    def get(self, request, me, photo_id):
        """A photo, at most 1600 pixels wide."""
        return send(request, _photo(request, me, photo_id).file)

    @neighbour()
    @operation(status=204, refuses=OWN)
    def delete(self, request, me, photo_id):
        """Remove a photo of a post of yours."""
        row = get_object_or_404(Photo.objects.select_related("post"), uuid=photo_id)
        find_own(request, me, row.post.uuid)
        services.remove_photo(row, me=me, by=request.user)


class SmallPhotoFile(PostsView):
    @neighbour()
    @operation(downloads=(JPEG,))
    def get(self, request, me, photo_id):
        """The same photo, as small as lists show it."""
        return send(request, _photo(request, me, photo_id).small)


def _photo(request, me, photo_id) -> Photo:
    rows = Photo.objects.select_related("post", "file", "small")
    row = get_object_or_404(rows, uuid=photo_id)
    find_post(request, me, row.post.uuid)
    return row


class Pin(PostsView):
    @neighbour()
    @operation(body=shapes.PinBody, status=204, refuses=OWN)
    def put(self, request, me, post_id):
        """Let a post stand on top until a day, as one of the council."""
        found = find_to_pin(request, me, post_id)
        services.pin_post(found, **self.read(), by=request.user)

    @neighbour()
    @operation(status=204, refuses=OWN)
    def delete(self, request, me, post_id):
        """Let it stand among the others again, as one of the council."""
        found = find_to_pin(request, me, post_id)
        services.pin_post(found, until=None, by=request.user)
