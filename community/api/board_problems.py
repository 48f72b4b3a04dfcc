"""What is refused of who takes part, of posts, messages and reports, told to programs."""

from django.utils.translation import gettext_lazy as _

from buildings.errors import DecidedLater, NotOpenYet, SwitchedAlready
from community.errors import moderation, neighbours, posts
from community.refusals import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    SwitchedAlready: Refusal("module-switched", sentence),
    DecidedLater: Refusal("decided-later", sentence, status=400, field="decided_on"),
    NotOpenYet: Refusal("hall-not-open", sentence),
    neighbours.TakesPart: Refusal("takes-part-already", sentence),
    neighbours.NotOneself: Refusal("not-oneself", sentence),
    posts.PostWritten: Refusal(
        "post-key-used",
        _("Something else was written with this key: what is new needs a new key."),
    ),
    posts.PostEnded: Refusal("post-ended", sentence),
    posts.NotTheAuthor: Refusal("post-of-another", sentence),
    posts.TooManyPhotos: Refusal(
        "too-many-photos", sentence, status=400, field="photos"
    ),
    posts.EventOver: Refusal("event-over", sentence),
    posts.NoRoomLeft: Refusal("no-room-left", sentence),
    posts.Unreachable: Refusal("neighbour-unreachable", sentence),
    moderation.ReportedAlready: Refusal("reported", sentence),
    moderation.OnesOwn: Refusal("ones-own", sentence),
    moderation.Answered: Refusal("report-answered", sentence),
    moderation.Involved: Refusal("report-involved", sentence),
    moderation.NoAppeal: Refusal("no-appeal", sentence),
}
