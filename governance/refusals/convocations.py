"""Why nobody was convened, or an assembly was not called off, said to a person."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from buildings.wording import either
from governance.errors import convocations as errors
from governance.errors.base import GovernanceError
from governance.refusals import assemblies
from governance.refusals.findings import finding_sentence
from koprogo.ui.formatting import day

CONVOCATIONS_KEPT = gettext_lazy(
    "The meeting is over: its convocations are kept, and none is made or sent any more."
)


def sentence(error: GovernanceError) -> str:
    """Say why nothing was changed."""
    if isinstance(error, errors.CannotConvene):
        return " ".join(finding_sentence(finding) for finding in error.findings)
    if isinstance(error, errors.TooSoonAfter):
        return _("It is held on %(day)s at the earliest.") % {
            "day": day(error.earliest, get_language())
        }
    sentences = {
        errors.NotYetConvened: _("Nobody is convened to this assembly yet."),
        errors.CalledOff: _("This assembly was called off."),
        errors.MeetingBegun: _(
            "The attendance list is open already: the meeting itself decides how it "
            "ends."
        ),
        errors.MeetingOver: CONVOCATIONS_KEPT,
        errors.NotAdjourned: either(
            _(
                "Only a meeting that was adjourned for lack of quorum has a second session."
            ),
            _(
                "No point of this meeting was decided by too few members: it has no second session."
            ),
        ),
        errors.NothingMissedByAbsence: _(
            "No point of this meeting failed only because owners were absent."
        ),
        errors.FollowedAlready: _("The meeting that follows on it is planned already."),
    }
    return str(sentences.get(type(error)) or assemblies.sentence(error))
