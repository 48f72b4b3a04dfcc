from governance.api import (
    assemblies,
    between_urls,
    contract_urls,
    convocation_urls,
    council_urls,
    meeting,
    minutes_urls,
    problems,
    proposals,
    proxies,
    tender_urls,
    voting,
)
from koprogo.api.views import at

__all__ = ["problems", "urlpatterns"]  # the refusals stand before anything is refused

MEETING = "assemblies/<uuid:assembly_id>"
ITEM = "assemblies/<uuid:assembly_id>/agenda/<uuid:item_id>"

urlpatterns = [
    at("assemblies/", assemblies.Assemblies, "assemblies"),
    at(
        "assemblies/settings/",
        assemblies.AssemblySettingsView,
        "assembly-settings",
    ),
    at("assemblies/proposals/", proposals.Proposals, "proposals"),
    at(
        "assemblies/proposals/letters/",
        proposals.ProposalLetters,
        "proposal-letters",
    ),
    at("assemblies/proposals/<uuid:proposal_id>/", proposals.ProposalView, "proposal"),
    at(
        "assemblies/proposals/<uuid:proposal_id>/withdraw/",
        proposals.ProposalWithdrawing,
        "proposal-withdraw",
    ),
    at(
        "assemblies/proposals/<uuid:proposal_id>/answer/",
        proposals.ProposalAnswering,
        "proposal-answer",
    ),
    at(
        "assemblies/proposals/<uuid:proposal_id>/place/",
        proposals.ProposalPlacing,
        "proposal-place",
    ),
    at("assemblies/<uuid:assembly_id>/", assemblies.AssemblyView, "assembly"),
    at("assemblies/<uuid:assembly_id>/agenda/", assemblies.Agenda, "agenda"),
    at(
        "assemblies/<uuid:assembly_id>/agenda/open-tasks/",
        assemblies.AgendaOpenTasks,
        "agenda-open-tasks",
    ),
    at(f"{ITEM}/", assemblies.ItemView, "agenda-item"),
    at(f"{ITEM}/move/", assemblies.ItemMoving, "agenda-item-move"),
    at(f"{ITEM}/costs/", assemblies.ItemCosts, "agenda-item-costs"),
    at(f"{ITEM}/documents/", assemblies.ItemDocuments, "agenda-item-documents"),
    at(
        f"{ITEM}/documents/<uuid:version_id>/",
        assemblies.ItemDocumentView,
        "agenda-item-document",
    ),
    at(f"{ITEM}/conflicts/", assemblies.ItemConflicts, "agenda-item-conflicts"),
    at(
        f"{ITEM}/conflicts/<uuid:holding_id>/",
        assemblies.ItemConflictView,
        "agenda-item-conflict",
    ),
    at(f"{MEETING}/proxies/", proxies.Proxies, "proxies"),
    at(f"{MEETING}/proxies/papers/", proxies.PaperProxies, "paper-proxies"),
    at(f"{MEETING}/proxies/<uuid:proxy_id>/", proxies.ProxyView, "proxy"),
    at(f"{MEETING}/proxies/<uuid:proxy_id>/paper/", proxies.ProxyPaper, "proxy-paper"),
    at(
        f"{MEETING}/proxies/<uuid:proxy_id>/withdraw/",
        proxies.ProxyWithdrawing,
        "proxy-withdraw",
    ),
    at(f"{MEETING}/vote/", voting.Vote, "vote"),
    at(f"{MEETING}/vote/arrive/", voting.Arriving, "vote-arrive"),
    at(f"{MEETING}/vote/leave/", voting.Leaving, "vote-leave"),
    at(f"{MEETING}/vote/mine/", voting.MyVotes, "my-votes"),
    at(f"{MEETING}/vote/mine/file/", voting.MyVotesFile, "my-votes-file"),
    at(f"{MEETING}/vote/<uuid:item_id>/", voting.Casting, "vote-cast"),
    at(f"{MEETING}/papers/", voting.Papers, "ballot-papers"),
    at(f"{MEETING}/slips/<uuid:item_id>/", voting.Slips, "ballot-slips"),
    at(f"{MEETING}/papers/<uuid:papers_id>/", voting.PapersMade, "ballot-papers-made"),
    at(
        f"{MEETING}/papers/<uuid:papers_id>/file/",
        voting.PapersFile,
        "ballot-papers-file",
    ),
    at(f"{MEETING}/meeting/", meeting.Meeting, "meeting"),
    at(f"{MEETING}/meeting/roll/", meeting.RollTaking, "meeting-roll"),
    at(f"{MEETING}/meeting/attendance/", meeting.Attendance, "meeting-attendance"),
    at(f"{MEETING}/meeting/events/", meeting.Events, "meeting-events"),
    at(
        f"{MEETING}/meeting/<uuid:item_id>/ballots/",
        meeting.Ballots,
        "meeting-ballots",
    ),
    at(f"{MEETING}/meeting/<uuid:item_id>/box/", meeting.Box, "meeting-box"),
    *between_urls.urlpatterns,
    *contract_urls.urlpatterns,
    *convocation_urls.urlpatterns,
    *council_urls.urlpatterns,
    *minutes_urls.urlpatterns,
    *tender_urls.urlpatterns,
]
