"""Why something was refused between assemblies, said to a person."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buildings.errors import LetterError
from buildings.mailings.refusals import sentence as of_letters
from governance.errors import consultations, requests, written
from governance.errors.assemblies import BeforeTheLaw, NotForOwners
from governance.errors.base import GovernanceError
from governance.errors.meeting import SharesIncomplete
from governance.unanimity import Deed
from koprogo.ui.templatetags.ui import number

NAME_CANDIDATE = gettext_lazy(
    "Name the candidate: everybody agrees to one person, or to nobody."
)
#: why a letter is not enough for a subject
DEED_REASONS: Mapping[Deed, Promise] = {
    Deed.STATUTES: gettext_lazy(
        "It changes the statutes, which stand in an authentic deed (art. 3.85 C. civ.)."
    ),
    Deed.PROPERTY: gettext_lazy(
        "Real property is bought or sold by an authentic deed."
    ),
    Deed.LOTS: gettext_lazy(
        "It changes the lots or the building that the basic deed describes."
    ),
    Deed.ASSOCIATION: gettext_lazy(
        "An association of co-owners begins and ends by an authentic deed."
    ),
}


def sentence(error: Exception) -> str:
    """Say why nothing was changed."""
    if isinstance(error, LetterError):
        return of_letters(error)
    if isinstance(error, written.NeedsDeed):
        return _(
            "%(reason)s It is decided in an assembly, and then before the notary."
        ) % {"reason": DEED_REASONS[error.deed]}
    if isinstance(error, requests.NotEnoughShares):
        return _(
            "Those who had signed on that day have %(shares)s shares; %(needed)s are "
            "needed."
        ) % {
            "shares": number(error.support.shares),
            "needed": number(error.support.shares_needed),
        }
    return _sentences()[type(error)]


def _sentences() -> dict[type[GovernanceError], str]:
    return _of_written() | _of_requests() | _of_consultations()


def _of_written() -> dict[type[GovernanceError], str]:
    return {
        NotForOwners: _("Not all co-owners may read this document."),
        SharesIncomplete: _(
            "The shares of the lots do not add up to the deed, or a lot has no holder: "
            "nobody can tell who all co-owners are."
        ),
        written.NothingDecided: _("Nothing is decided on this subject."),
        written.NoCandidate: NAME_CANDIDATE,
        written.WrittenGone: _("This draft was deleted meanwhile."),
        written.WrittenSent: _(
            "Co-owners answer the text that was sent: it does not change any more."
        ),
        written.NotSentYet: _("Nobody was asked yet."),
        written.WrittenEnded: _(
            "The outcome of this decision is known: nothing is answered any more."
        ),
        written.UntilPassed: _("The last day to answer must still come."),
        written.AnsweredAlready: _(
            "The answer for these lots was given: it is given once."
        ),
        written.NotTheRepresentative: _(
            "Nobody can answer for these lots but the representative of their holders."
        ),
        written.NoLotNow: _(
            "This holding has no lot any more: whoever bought answers."
        ),
        written.SignedOnWrongDay: _(
            "It is signed on the day on which the text was sent, or later, and not in "
            "the future."
        ),
        written.MinutesDrawn: _("The minutes were drawn up already."),
        written.NotEndedYet: _("There is no outcome to draw up minutes of."),
    }


def _of_requests() -> dict[type[GovernanceError], str]:
    return {
        BeforeTheLaw: _("No majorities are known for that day."),
        requests.NotASigner: _("Only who represents a lot today can do this."),
        requests.SignedBefore: _("Your lots have signed already."),
        requests.NotSigned: _("Your lots have not signed this request."),
        requests.RequestClosed: _(
            "This request was posted or withdrawn: nothing is signed any more."
        ),
        requests.OthersSigned: _(
            "Others have signed as well: you can take back your own signature."
        ),
        requests.WrongDay: _(
            "That day is in the future, or before the day that comes first."
        ),
        requests.NotPosted: _("The registered letter was not posted yet."),
        requests.ReceivedBefore: _("The day of its receipt is noted already."),
        requests.ProofNeeded: _(
            "Add the receipt of the post: it shows when the letter arrived."
        ),
        requests.NotReceived: _("The syndic has not received this request yet."),
        requests.DraftMade: _("The assembly is being prepared already."),
        requests.Requested: _(
            "Co-owners with a fifth of the shares asked for this assembly: it cannot be "
            "refused (art. 3.87 §2)."
        ),
    }


def _of_consultations() -> dict[type[GovernanceError], str]:
    return {
        consultations.ConsultationClosed: _("This consultation is closed."),
        consultations.ClosesTooEarly: _("The last day to answer must still come."),
        consultations.NoRealChoice: _("Give at least two answers, and at most twenty."),
        consultations.NotAnOption: _("Choose among the answers that are proposed."),
        consultations.NotAsked: _(
            "Nobody can answer for these lots but the representative of their holders."
        ),
    }
