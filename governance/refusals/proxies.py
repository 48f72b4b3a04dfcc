"""Why a proxy was refused, said to a person."""

from django.utils.translation import gettext as _

from buildings.wording import either
from governance.errors import proxies as errors
from governance.errors.base import GovernanceError
from governance.errors.meeting import NotConvened


def sentence(error: GovernanceError) -> str:
    """Say why nothing was changed."""
    return {
        NotConvened: either(
            _("The owners are not convened to this assembly, or not any more."),
            _("The members are not convened to this assembly, or not any more."),
        ),
        errors.NotTheVoter: either(
            _("Somebody else votes for these lots, and gives their proxy."),
            _("Somebody else votes for this member, and gives its proxy."),
        ),
        errors.VoteSuspended: _(
            "Several people hold these lots and have not named one of them who votes: "
            "the vote is suspended, and nobody can give a proxy (art. 3.87 §1 of the "
            "Civil Code). Tell the syndic whom you name."
        ),
        errors.SelfProxy: either(
            _("Who votes for these lots himself needs no proxy for them."),
            _("Who votes for this member himself needs no proxy for it."),
        ),
        errors.HolderIsSyndic: _(
            "The syndic and those who work for him cannot hold a proxy (art. 3.87 §7 of "
            "the Civil Code)."
        ),
        errors.ProxyGiven: either(
            _("There is a proxy for these lots already. Withdraw it first."),
            _("There is a proxy for this member already. Withdraw it first."),
        ),
        errors.ProxyGone: _("This proxy was withdrawn before."),
        errors.NothingToVote: either(
            _("These lots are not in the list of voters."),
            _("This member is not in the list of voters."),
        ),
        errors.MeetingOver: _("The assembly is over."),
    }[type(error)]
