from koprogo.api.views import at
from transparency.api import allocations, ideas, people

IDEA = "ideas/<uuid:idea_id>"
ALLOCATION = "allocations/<uuid:allocation_id>"

urlpatterns = [
    at("ideas/", ideas.Ideas, "asbl-ideas"),
    at(f"{IDEA}/", ideas.IdeaView, "asbl-idea"),
    at(f"{IDEA}/support/", ideas.IdeaSupporting, "asbl-idea-support"),
    at(f"{IDEA}/answer/", ideas.IdeaAnswering, "asbl-idea-answer"),
    at("allocations/", allocations.Allocations, "asbl-allocations"),
    at(
        "allocations/distributable/",
        allocations.DistributableView,
        "asbl-distributable",
    ),
    at("allocations/spendings/", allocations.Spendings, "asbl-spendings"),
    at("allocations/endowments/", allocations.Endowments, "asbl-endowments"),
    at(
        "allocations/endowments/<uuid:endowment_id>/pay/",
        allocations.EndowmentPayment,
        "asbl-endowment-pay",
    ),
    at(
        "allocations/lines/<uuid:commitment_id>/spendings/",
        allocations.LineSpendings,
        "asbl-line-spendings",
    ),
    at(f"{ALLOCATION}/", allocations.AllocationView, "asbl-allocation"),
    at(f"{ALLOCATION}/lines/", allocations.AllocationLines, "asbl-allocation-lines"),
    at("people/", people.People, "asbl-people"),
    at(
        "people/<uuid:person_id>/<slug:office>/<str:since>/end/",
        people.OfficeEnding,
        "asbl-office-end",
    ),
    at("tariffs/preview/", allocations.TariffPreview, "asbl-tariff-preview"),
]
