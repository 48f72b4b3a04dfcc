"""Why minutes refused something, said to a person."""

from django.utils.translation import gettext as _

from governance.errors import meeting
from governance.errors import minutes as errors
from governance.errors.base import GovernanceError


def sentence(error: GovernanceError) -> str:
    """Say why nothing was changed."""
    return {
        errors.NotEnded: _("The meeting has not ended yet."),
        errors.MinutesFinished: _("These minutes were finished meanwhile."),
        errors.MinutesNotFinished: _("Nobody signs or sends a draft: finish it first."),
        errors.NoBureau: _(
            "Nobody was noted as chair and secretary: the minutes cannot be signed."
        ),
        errors.SignedAlready: _("This signature is noted already."),
        errors.NotASigner: _(
            "Only the chair, the secretary and whoever was there at the end sign."
        ),
        meeting.NoRoll: _("There was no attendance list."),
    }[type(error)]
