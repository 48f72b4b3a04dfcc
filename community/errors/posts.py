"""What is refused about posts, photos, comments, events and messages."""

from community.errors.base import CommunityError


class PostWritten(CommunityError):
    """This form was sent before: what it says stands there already."""


class PostEnded(CommunityError):
    """It has ended, or was taken away, perhaps since this very moment."""


class NotTheAuthor(CommunityError):
    """Somebody else wrote it."""


class TooManyPhotos(CommunityError):
    """There would be more photos than one post shows."""


class NoRoomLeft(CommunityError):
    """So many do not fit in any more; ``left``: how many would."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class EventOver(CommunityError):
    """It is over."""


class Unreachable(CommunityError):
    """The other one has left, or they see nothing of each other."""
