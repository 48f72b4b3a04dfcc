"""What posts, photos, comments, events and messages refuse."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.errors import posts as errors
from community.models.posts import MOST_PHOTOS

FIELDS = {errors.TooManyPhotos: ("photos",), errors.NoRoomLeft: ("people",)}


def sentence(error: Exception) -> str:
    """Say why nothing was changed."""
    if isinstance(error, errors.NoRoomLeft):
        return _no_room(error.left)
    return {
        errors.PostWritten: _("It stands there already: the form was sent twice."),
        errors.PostEnded: _("It has ended in the meantime."),
        errors.NotTheAuthor: _("Only who wrote it changes it."),
        errors.TooManyPhotos: _("Show at most %(most)s photos.")
        % {"most": MOST_PHOTOS},
        errors.EventOver: _("It is over."),
        errors.Unreachable: _("You cannot write to each other any more."),
    }[type(error)]


def _no_room(left: int) -> str:
    if not left:
        return _("All places are taken.")
    return ngettext(
        "Only %(left)s place is left.", "Only %(left)s places are left.", left
    ) % {"left": left}
