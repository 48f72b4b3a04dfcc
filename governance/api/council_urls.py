from governance.api import council, mandates
from koprogo.api.views import at

MEMBER = "assemblies/council/members/<uuid:term_id>"

urlpatterns = [
    at("assemblies/council/", council.CouncilView, "council"),
    at("assemblies/council/members/", council.Members, "council-members"),
    at(f"{MEMBER}/end/", council.MemberEnding, "council-member-end"),
    at(f"{MEMBER}/chair/", council.MemberChair, "council-member-chair"),
    at("assemblies/council/delegations/", council.Delegations, "council-delegations"),
    at(
        "assemblies/council/delegations/<uuid:delegation_id>/end/",
        council.DelegationEnding,
        "council-delegation-end",
    ),
    at("assemblies/council/reports/", council.Reports, "council-reports"),
    at("assemblies/mandates/", mandates.Mandates, "syndics"),
    at("assemblies/mandates/today/", mandates.Today, "syndics-today"),
    at("assemblies/mandates/papers/", mandates.Papers, "syndic-papers"),
    at("assemblies/mandates/take-back/", mandates.TakingBack, "syndic-take-back"),
    at("assemblies/mandates/hand-over/", mandates.HandOvers, "hand-over"),
    at("assemblies/mandates/auditors/", mandates.Auditors, "auditors"),
    at(
        "assemblies/mandates/auditors/<uuid:auditor_id>/end/",
        mandates.AuditorEnding,
        "auditor-end",
    ),
]
