from django.urls import path

from transparency.views import members, membership, tariffs

MINE = "asbl/membership"
ONE = f"{MINE}/<uuid:participation_id>"
MEMBER = "asbl/members/<uuid:participation_id>"

urlpatterns = [
    path(f"{MINE}/", membership.membership, name="membership"),
    path(f"{MINE}/new/", membership.join, name="join"),
    path(f"{MINE}/buildings/<slug:building>/vote/", membership.vote, name="vote"),
    path(f"{ONE}/leave/", membership.leave, name="leave"),
    path(f"{ONE}/stay/", membership.stay, name="stay"),
    path(f"{ONE}/come-back/", membership.come_back, name="come-back"),
    path(f"{ONE}/way/", membership.way, name="way"),
    path(f"{ONE}/add-ons/", membership.add_ons, name="add-ons"),
    path(
        f"{ONE}/add-ons/<slug:add_on>/stop/",
        membership.add_on_stop,
        name="add-on-stop",
    ),
    path("asbl/members/", members.members, name="members"),
    path("asbl/members.<table:ending>", members.members_table, name="members-table"),
    path(f"{MEMBER}/", members.member, name="member"),
    path(f"{MEMBER}/end/", members.member_end, name="member-end"),
    path(f"{MEMBER}/reductions/new/", members.reduction_new, name="reduction-new"),
    path(
        "asbl/reductions/<uuid:reduction_id>/end/",
        members.reduction_end,
        name="reduction-end",
    ),
    path("asbl/tariffs/", tariffs.tariffs, name="tariffs"),
    path("asbl/tariffs.<table:ending>", tariffs.tariffs_table, name="tariffs-table"),
]
