from django.urls import path

from transparency.views import allocations, ideas, people, tariff_preview

IDEA = "asbl/ideas/<uuid:idea_id>"
ALLOCATION = "asbl/allocations/<uuid:allocation_id>"

urlpatterns = [
    path("asbl/ideas/", ideas.ideas, name="ideas"),
    path("asbl/ideas.<table:ending>", ideas.ideas_table, name="ideas-table"),
    path("asbl/ideas/new/", ideas.idea_new, name="idea-new"),
    path(f"{IDEA}/", ideas.idea, name="idea"),
    path(f"{IDEA}/edit/", ideas.idea_edit, name="idea-edit"),
    path(f"{IDEA}/support/", ideas.idea_support, name="idea-support"),
    path(f"{IDEA}/support/end/", ideas.idea_unsupport, name="idea-unsupport"),
    path(f"{IDEA}/answer/", ideas.idea_answer, name="idea-answer"),
    path("asbl/allocations/", allocations.allocations, name="allocations"),
    path(
        "asbl/allocations.<table:ending>",
        allocations.allocations_table,
        name="allocations-table",
    ),
    path(
        "asbl/allocations/spendings.<table:ending>",
        allocations.spendings_table,
        name="spendings-table",
    ),
    path(
        "asbl/allocations/endowments/<uuid:endowment_id>/pay/",
        allocations.endowment_pay,
        name="endowment-pay",
    ),
    path(
        "asbl/allocations/endowments.<table:ending>",
        allocations.endowments_table,
        name="endowments-table",
    ),
    path("asbl/allocations/new/", allocations.allocation_new, name="allocation-new"),
    path(
        "asbl/allocations/lines/<uuid:commitment_id>/spend/",
        allocations.spending_new,
        name="spending-new",
    ),
    path(f"{ALLOCATION}/", allocations.allocation, name="allocation"),
    path(
        f"{ALLOCATION}/lines.<table:ending>",
        allocations.allocation_table,
        name="allocation-table",
    ),
    path(f"{ALLOCATION}/edit/", allocations.allocation_edit, name="allocation-edit"),
    path(
        f"{ALLOCATION}/discard/",
        allocations.allocation_discard,
        name="allocation-discard",
    ),
    path("asbl/people/", people.people, name="people"),
    path("asbl/people.<table:ending>", people.people_table, name="people-table"),
    path(
        "asbl/people/<uuid:person_id>/<slug:office>/<str:since>/end/",
        people.office_end,
        name="office-end",
    ),
    path("asbl/tariffs/preview/", tariff_preview.tariff_preview, name="tariff-preview"),
]
