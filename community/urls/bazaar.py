from django.urls import path

from community.views import asking, bazaar, skills

urlpatterns = [
    path("bazaar/", bazaar.things_list, name="bazaar"),
    path("bazaar/mine/", bazaar.mine, name="bazaar-mine"),
    path("bazaar/new/", bazaar.thing_new, name="item-new"),
    path("bazaar/<uuid:post_id>/", bazaar.thing, name="item"),
    path("bazaar/<uuid:post_id>/edit/", bazaar.thing_edit, name="item-edit"),
    path("bazaar/<uuid:post_id>/ask/", asking.thing_ask, name="item-ask"),
    path("bazaar/<uuid:post_id>/release/", asking.thing_release, name="item-release"),
    path("bazaar/<uuid:post_id>/handed/", asking.thing_hand_over, name="item-handed"),
    path("bazaar/<uuid:post_id>/taken/", asking.thing_taken, name="item-taken"),
    path("bazaar/<uuid:post_id>/back/", asking.thing_back, name="item-back"),
    path(
        "bazaar/asks/<uuid:ask_id>/withdraw/", asking.ask_withdraw, name="ask-withdraw"
    ),
    path("skills/", skills.skill_list, name="skills"),
    path("skills/new/", skills.skill_new, name="skill-new"),
    path("skills/<uuid:post_id>/", skills.skill, name="skill"),
    path("skills/<uuid:post_id>/edit/", skills.skill_edit, name="skill-edit"),
]
