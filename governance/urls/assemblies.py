from django.urls import path

from governance.views import agenda, assemblies, proposals, settings

HERE = "assemblies/<uuid:assembly_id>"
ITEM = f"{HERE}/agenda/<uuid:item_id>"
PROPOSAL = "assemblies/proposals/<uuid:proposal_id>"

urlpatterns = [
    path("assemblies/", assemblies.assemblies, name="assemblies"),
    path(
        "assemblies.<table:ending>",
        assemblies.assemblies_table,
        name="assemblies-table",
    ),
    path(
        "assemblies/settings/",
        settings.assembly_settings_page,
        name="assembly-settings",
    ),
    path("assemblies/new/", assemblies.assembly_new, name="assembly-new"),
    path("assemblies/proposals/", proposals.proposals, name="proposals"),
    path(
        "assemblies/proposals.<table:ending>",
        proposals.proposals_table,
        name="proposals-table",
    ),
    path("assemblies/proposals/new/", proposals.proposal_new, name="proposal-new"),
    path(
        "assemblies/proposals/record/",
        proposals.proposal_record,
        name="proposal-record",
    ),
    path(f"{PROPOSAL}/", proposals.proposal, name="proposal"),
    path(f"{PROPOSAL}/withdraw/", proposals.withdraw, name="proposal-withdraw"),
    path(f"{PROPOSAL}/answer/", proposals.answer, name="proposal-answer"),
    path(f"{PROPOSAL}/place/", proposals.place, name="proposal-place"),
    path(f"{HERE}/", assemblies.assembly, name="assembly"),
    path(f"{HERE}/edit/", assemblies.assembly_edit, name="assembly-edit"),
    path(f"{HERE}/discard/", assemblies.assembly_discard, name="assembly-discard"),
    path(f"{HERE}/agenda/", agenda.agenda, name="agenda"),
    path(f"{HERE}/agenda/open-tasks/", agenda.open_tasks, name="agenda-open-tasks"),
    path(f"{HERE}/agenda/new/", agenda.item_new, name="item-new"),
    path(f"{ITEM}/", agenda.item, name="item"),
    path(f"{ITEM}/costs.<table:ending>", agenda.costs_table, name="item-costs-table"),
    path(f"{ITEM}/edit/", agenda.item_edit, name="item-edit"),
    path(f"{ITEM}/move/", agenda.item_move, name="item-move"),
    path(f"{ITEM}/remove/", agenda.item_remove, name="item-remove"),
    path(f"{ITEM}/documents/new/", agenda.item_attach, name="item-attach"),
    path(
        f"{ITEM}/documents/<uuid:version_id>/remove/",
        agenda.item_detach,
        name="item-detach",
    ),
    path(f"{ITEM}/conflicts/new/", agenda.conflict_new, name="item-conflict"),
    path(
        f"{ITEM}/conflicts/<uuid:holding_id>/remove/",
        agenda.conflict_remove,
        name="item-conflict-remove",
    ),
]
