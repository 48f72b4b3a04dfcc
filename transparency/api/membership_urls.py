from koprogo.api.views import at
from transparency.api import membership as views

MINE = "participations/mine"
ONE = f"{MINE}/<uuid:participation_id>"
MEMBER = "members/<uuid:participation_id>"

urlpatterns = [
    at(f"{MINE}/", views.MyParticipations, "asbl-mine"),
    at(f"{ONE}/leave/", views.Leaving, "asbl-leave"),
    at(f"{ONE}/stay/", views.Staying, "asbl-stay"),
    at(f"{ONE}/come-back/", views.ComingBack, "asbl-come-back"),
    at(f"{ONE}/way/", views.ChangingWay, "asbl-way"),
    at(f"{ONE}/add-ons/", views.AddOns, "asbl-add-ons"),
    at(
        f"{ONE}/add-ons/<slug:add_on>/stop/",
        views.AddOnStop,
        "asbl-add-on-stop",
    ),
    at("buildings/<slug:building>/vote/", views.VoteOfBuilding, "asbl-vote"),
    at("members/", views.Members, "asbl-members"),
    at(f"{MEMBER}/", views.MemberView, "asbl-member"),
    at(f"{MEMBER}/end/", views.MemberEnding, "asbl-member-end"),
    at(f"{MEMBER}/reductions/", views.Reductions, "asbl-reductions"),
    at(
        "reductions/<uuid:reduction_id>/end/",
        views.ReductionEnding,
        "asbl-reduction-end",
    ),
    at("tariffs/", views.Tariffs, "asbl-tariffs"),
    at("tariffs/today/", views.TariffToday, "asbl-tariff-today"),
    at("prices/", views.Prices, "asbl-prices"),
]
