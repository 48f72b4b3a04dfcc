"""Why the preparation of an assembly was refused, said to a person."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from buildings.wording import either
from governance.errors import assemblies, proposals, requests
from governance.errors.base import GovernanceError
from koprogo.ui.formatting import day


def sentence(error: GovernanceError) -> str:
    """Say why nothing was changed."""
    if isinstance(error, proposals.ProposalTooLate):
        return _(
            "It came after the last day for this ordinary assembly, %(day)s: it waits "
            "for the next one, unless you take it up deliberately."
        ) % {"day": day(error.last_day, get_language())}
    return {
        assemblies.AssemblyGone: _("This draft was discarded meanwhile."),
        assemblies.AlreadyConvened: either(
            _(
                "Owners are convened to this assembly: its agenda does not change any more."
            ),
            _(
                "Members are convened to this assembly: its agenda does not change any more."
            ),
        ),
        assemblies.BeforeTheLaw: _("No majorities are known for that day."),
        assemblies.ItemGone: _("This point was taken off the agenda meanwhile."),
        assemblies.MandatoryItem: _(
            "The law wants this point on the agenda of every ordinary assembly."
        ),
        assemblies.NoDecisionText: _(
            "A point to vote on needs the text of the decision."
        ),
        assemblies.NoOpenTasks: _("No task of an earlier decision is open."),
        assemblies.DocumentAttached: _("This document is attached already."),
        assemblies.NotForOwners: either(
            _("Not all co-owners may read this document."),
            _("Not all members may read this document."),
        ),
        assemblies.ConflictNoted: _("This conflict of interest is noted already."),
        requests.Requested: _(
            "Co-owners with a fifth of the shares asked for this assembly: it cannot be "
            "refused (art. 3.87 §2)."
        ),
        proposals.ProposalClosed: _(
            "This proposal was withdrawn, answered or put on an agenda meanwhile."
        ),
        proposals.ReceivedInTheFuture: _("This day has not come yet."),
        proposals.NotAnOwner: either(
            _("Only who holds a lot today can propose points for the agenda."),
            _("Only who votes for a member today can propose points for the agenda."),
        ),
    }[type(error)]
