"""What tenders refuse, told to a person."""

from django.utils.translation import gettext as _

from governance.errors import assemblies
from governance.errors import tenders as errors
from governance.errors.base import GovernanceError
from governance.refusals.assemblies import sentence as of_the_agenda


def sentence(error: GovernanceError) -> str:
    """Say why nothing was changed."""
    found = {
        errors.TenderGone: _("This tender was deleted meanwhile."),
        errors.TenderSettled: _(
            "A quote is chosen, or none is taken: take that back first."
        ),
        errors.NotSettled: _("No quote is chosen: there is nothing to take back."),
        errors.StillOpen: _(
            "These quotes can be changed already: nothing has to be taken up again."
        ),
        errors.NotCalledOff: _(
            "Only when the assembly is called off are its quotes taken up again."
        ),
        errors.ItemTaken: _("This point of the agenda has a tender already."),
        errors.NoVoteOnItem: _("Nothing is voted on this point of the agenda."),
        errors.QuoteGone: _("This quote was removed meanwhile."),
        errors.SupplierQuoted: _(
            "There is a quote of this supplier already: change that one."
        ),
        errors.NothingToCompare: _("There is no quote to compare yet."),
        errors.ReasonMissing: _(
            "Say why: it is not the cheapest quote, or none is taken."
        ),
        assemblies.AlreadyConvened: _(
            "Owners are convened with these quotes: they do not change any more."
        ),
    }.get(type(error))
    return found or of_the_agenda(error)
