"""Why a vote, an arrival or a departure was refused, said to the owner himself."""

from django.utils.translation import gettext as _

from buildings.wording import either
from governance.errors import meeting, voting
from governance.errors.base import GovernanceError
from governance.meeting.events import Code


def sentence(error: GovernanceError) -> str:
    """Say why nothing was counted or noted."""
    if isinstance(error, meeting.EventRefused):
        return _of_the_log(error.code)
    return {
        meeting.NoRoll: _("The attendance list is not open yet."),
        meeting.NotYourVote: either(
            _(
                "Somebody else votes for one of these lots now. Nothing was counted: look "
                "again at what you vote for."
            ),
            _(
                "Somebody else votes for one of these members now. Nothing was counted: look again at what you vote for."
            ),
        ),
        meeting.NothingChosen: _("Nothing was chosen. Press one of the answers."),
        meeting.NotFromAfar: _(
            "Nobody takes part from afar in this assembly. Come to the room, or give a "
            "proxy."
        ),
        voting.NotFromHere: _(
            "You are in the room: tell the secretary when you leave it."
        ),
        voting.NotThere: _(
            "You are not on the attendance list now. Check in, or sign the list in the "
            "room."
        ),
        voting.OldForm: _(
            "This page was an old one: it has sent a vote before. What counts now is "
            "below. If you want something else, press it again."
        ),
    }[type(error)]


def _of_the_log(code: str) -> str:
    closed = _("This point is not open, or not any more. Nothing was counted.")
    return {
        Code.ITEM_NOT_OPEN: closed,
        Code.ALREADY_CLOSED: _("The assembly is over."),
        Code.TWICE: _("Your ballot was cast before. A secret ballot is final."),
        Code.NO_VOTES: _("You have no vote on this point."),
        Code.NOT_IN_KEY: either(
            _("These lots have no vote on this point."),
            _("This member has no vote on this point."),
        ),
        Code.UNKNOWN_PERSON: either(
            _("You vote for no lot in this assembly, and hold no proxy that counts."),
            _(
                "You vote for no member in this assembly, and hold no proxy that counts."
            ),
        ),
    }.get(
        Code(code),
        either(
            _(
                "Somebody else votes for one of these lots now. Nothing was counted: look "
                "again at what you vote for."
            ),
            _(
                "Somebody else votes for one of these members now. Nothing was counted: "
                "look again at what you vote for."
            ),
        ),
    )
