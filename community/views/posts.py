"""What every post has: photos, comments, an end, a place on top. One page for each module."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission
from buildings.models import Module
from community.access import neighbour
from community.forms.posts import CommentForm, PhotosForm, PinForm
from community.models import Comment, Neighbour, Photo, Post
from community.queries.posts import comments_of, seen_by
from community.services import posts as services
from community.services import talking
from community.views.acts import ask, attempt, confirm, posted
from community.words import WHAT
from koprogo.documents.services import Damaged, open_kept
from koprogo.ui.downloads import send_file
from koprogo.ui.origin import origin

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


def find_post(request, me: Neighbour, post_id, module: Module | None = None) -> Post:
    """Return a post that ``me`` may open.

    Raises Http404: there is none, he does not see it, or its module is off.
    """
    building = request.access.building
    rows = Post.objects.filter(uuid=post_id, module__in=building.modules)
    found = get_object_or_404(rows)
    wanted = module or Module(found.module)
    return get_object_or_404(seen_by(me, wanted), pk=found.pk)


def find_own(request, me: Neighbour, post_id, module: Module | None = None) -> Post:
    """Return a post of one's own that stands there.

    Raises Http404: it is not one's own, has ended, or was taken away.
    """
    found = find_post(request, me, post_id, module)
    if found.author_id != me.pk or found.closed_at or found.hidden_at:
        raise Http404
    return found


def address(request, post: Post) -> str:
    """Return where a post stands."""
    name = WHAT[Module(post.module)].post
    return reverse(name, args=[request.access.building.slug, post.uuid])


def said(request, post: Post, me: Neighbour) -> dict:
    """Return what the part of a page with photos and comments needs."""
    return {
        "building": request.access.building,
        "me": me,
        "post": post,
        "is_mine": post.author_id == me.pk,
        "is_open": not (post.closed_at or post.hidden_at),
        "photos": list(post.photos.all()),
        "comments": comments_of(post, me=me),
        "comment_form": CommentForm(),
    }


@require_safe
@neighbour()
def post(request, me, post_id):
    """Lead on to where a post stands: mails do not know which module it is of."""
    return redirect(address(request, find_post(request, me, post_id)))


@require_safe
@neighbour()
def photo(request, me, photo_id, size=""):
    """Send a photo to the browser, which may keep it for an hour."""
    row = get_object_or_404(
        Photo.objects.select_related("file", "small"), uuid=photo_id
    )
    find_post(request, me, row.post.uuid)
    file = row.small if size == "small" else row.file
    try:
        stored = open_kept(file)
    except Damaged:
        raise Http404 from None
    answer = send_file(stored, name=file.name, content_type=file.content_type)
    answer["Content-Disposition"] = "inline"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@READ_WRITE
@neighbour()
def photos_add(request, me, post_id):
    """Show more of one's own post."""
    found = find_own(request, me, post_id)
    back = address(request, found)
    return ask(
        request,
        PhotosForm(request if request.method == "POST" else None),
        partial(services.add_photos, found, me=me),
        done=_("The photos stand there now."),
        back=back,
        words={
            "title": _("Add photos"),
            "lead": found.title,
            "submit": _("Add"),
            "back_label": found.title,
        },
    )


@READ_WRITE
@neighbour()
def photo_remove(request, me, photo_id):
    """Show a photo of one's own post no longer."""
    row = get_object_or_404(Photo.objects.select_related("post"), uuid=photo_id)
    found = find_own(request, me, row.post.uuid)
    return confirm(
        request,
        partial(services.remove_photo, row, me=me),
        done=_("The photo is gone."),
        back=address(request, found),
        words={
            "title": _("Remove this photo?"),
            "question": _("It cannot be brought back; you can send it again."),
            "submit": _("Remove"),
            "back_label": found.title,
        },
    )


@READ_WRITE
@neighbour()
def close(request, me, post_id):
    """End one's own post."""
    found = find_own(request, me, post_id)
    return confirm(
        request,
        partial(services.close_post, found, me=me),
        done=_("It has ended: nobody else sees it any more."),
        back=address(request, found),
        words={
            "title": _("End it?"),
            "question": _(
                "Nobody else sees it any more, and it cannot be opened again."
            ),
            "submit": _("End it"),
            "back_label": found.title,
        },
    )


@require_POST
@neighbour()
def comment(request, me, post_id):
    """Say something under a post; an empty one is shown again with why."""
    found = find_post(request, me, post_id)
    act = partial(talking.comment, found, me=me, origin=origin(request))
    return ask(
        request,
        CommentForm(posted(request)),
        act,
        done=_("Your comment stands there now."),
        back=address(request, found),
        words={
            "title": _("Your comment"),
            "lead": found.title,
            "submit": _("Say it"),
            "back_label": found.title,
        },
    )


@require_POST
@neighbour()
def comment_remove(request, me, comment_id):
    """Unsay a comment of one's own."""
    row = get_object_or_404(Comment, uuid=comment_id, author=me, removed_at=None)
    found = find_post(request, me, row.post.uuid)
    act = partial(talking.take_back, row, me=me, by=request.user)
    attempt(request, act, done=_("Your comment is gone."))
    return redirect(address(request, found))


def _find_to_pin(request, me: Neighbour, post_id) -> Post:
    """Return a post that stands there, for a neighbour who is of the council."""
    if not request.access.allows(Permission.MODERATE):
        raise PermissionDenied
    found = find_post(request, me, post_id)
    if found.closed_at or found.hidden_at:
        raise Http404
    return found


@READ_WRITE
@neighbour()
def pin(request, me, post_id):
    """The council lets a post stand on top for a while."""
    found = _find_to_pin(request, me, post_id)
    return ask(
        request,
        PinForm(posted(request), initial={"until": found.pinned_until}),
        partial(services.pin_post, found),
        done=_("It stands on top."),
        back=address(request, found),
        words={
            "title": _("Keep it on top"),
            "lead": found.title,
            "submit": _("Keep it on top"),
            "back_label": found.title,
        },
    )


@require_POST
@neighbour()
def unpin(request, me, post_id):
    """It stands among the others again."""
    found = _find_to_pin(request, me, post_id)
    act = partial(services.pin_post, found, until=None, by=request.user)
    attempt(request, act, done=_("It stands among the others again."))
    return redirect(address(request, found))
