from django.urls import path

from governance.views import council, mandates

MEMBER = "assemblies/council/members/<uuid:term_id>"

urlpatterns = [
    path("assemblies/council/", council.council, name="council"),
    path(
        "assemblies/council.<table:ending>", council.council_table, name="council-table"
    ),
    path(
        "assemblies/council/members/new/", council.council_elect, name="council-elect"
    ),
    path(f"{MEMBER}/end/", council.council_end, name="council-end"),
    path(f"{MEMBER}/chair/", council.council_chair, name="council-chair"),
    path(
        "assemblies/council/delegations/new/",
        council.council_delegate,
        name="council-delegate",
    ),
    path(
        "assemblies/council/delegations/<uuid:delegation_id>/end/",
        council.council_delegation_end,
        name="council-delegation-end",
    ),
    path(
        "assemblies/council/reports/new/", council.council_report, name="council-report"
    ),
    path("assemblies/mandates/", mandates.mandates, name="mandates"),
    path(
        "assemblies/mandates.<table:ending>",
        mandates.mandates_table,
        name="mandates-table",
    ),
    path(
        "assemblies/mandates/syndic/new/",
        mandates.syndic_appoint,
        name="syndic-appoint",
    ),
    path(
        "assemblies/mandates/syndic/take-back/",
        mandates.syndic_take_back,
        name="syndic-take-back",
    ),
    path(
        "assemblies/mandates/syndic/papers/",
        mandates.syndic_papers,
        name="syndic-papers",
    ),
    path("assemblies/mandates/hand-over/", mandates.hand_over, name="hand-over"),
    path(
        "assemblies/mandates/auditors/new/",
        mandates.auditor_appoint,
        name="auditor-appoint",
    ),
    path(
        "assemblies/mandates/auditors/<uuid:auditor_id>/end/",
        mandates.auditor_end,
        name="auditor-end",
    ),
]
