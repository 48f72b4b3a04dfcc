"""What proxies and an owner's own vote refuse, told to programs."""

from governance.errors import proxies, voting
from governance.refusals.proxies import sentence as of_proxy
from governance.refusals.voting import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    proxies.NotTheVoter: Refusal("not-the-voter", of_proxy),
    proxies.VoteSuspended: Refusal("vote-suspended", of_proxy),
    proxies.SelfProxy: Refusal("self-proxy", of_proxy),
    proxies.HolderIsSyndic: Refusal("holder-is-syndic", of_proxy),
    proxies.ProxyGiven: Refusal("proxy-given", of_proxy),
    proxies.ProxyGone: Refusal("proxy-gone", of_proxy),
    proxies.NothingToVote: Refusal("nothing-to-vote", of_proxy),
    proxies.MeetingOver: Refusal("meeting-over", of_proxy),
    voting.NotFromHere: Refusal("not-from-here", sentence),
    voting.NotThere: Refusal("not-there", sentence),
    voting.OldForm: Refusal("old-form", sentence),
}
