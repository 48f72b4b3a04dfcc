"""What the council and the mandates refuse, told to a person."""

from django.utils.translation import gettext as _

from governance.errors import council as errors
from governance.errors.base import GovernanceError


def sentence(error: GovernanceError) -> str:
    """Say why nothing was changed."""
    if isinstance(error, errors.MandateImpossible):
        return " ".join(str(text) for text in error.args[0])
    return {
        errors.SyndicExcluded: _(
            "The syndic and his people can be neither members of the council nor "
            "auditor of the accounts (art. 3.90 and 3.91)."
        ),
        errors.HoldsNoLot: _(
            "Only a co-owner can be a member of the council (art. 3.90)."
        ),
        errors.TermOverlaps: _("There is a term already on one of these days."),
        errors.DelegationTooLong: _("A delegation lasts one year at most (art. 3.90)."),
        errors.TermOver: _("It has ended by then: there is nothing to end."),
        errors.EndsTooEarly: _("It has begun: it ends after its first day."),
        errors.NotRunning: _("Only a member whose term runs becomes chair."),
        errors.ReportThere: _("There is a report of the council on this year already."),
        errors.NoSyndicToday: _("No firm of this site is syndic today."),
        errors.FirmUnknown: _(
            "No firm with this number is registered here: give its name as well."
        ),
        errors.PeopleElected: _(
            "Somebody of this firm is a member of the council, or auditor of the "
            "accounts: that term must end first (art. 3.90 and 3.91)."
        ),
        errors.MandateBegun: _(
            "No mandate is to come. One that has begun is ended by the next, not taken "
            "back."
        ),
        errors.AlreadyHandedOver: _("This is noted as handed over already."),
        errors.NobodyHandsOver: _("No syndic leaves, so nothing is handed over."),
        errors.DayToCome: _("This day has not come yet."),
    }[type(error)]
