from django.urls import path

from community.views import asking, bazaar, skills

urlpatterns = [
    path("bazaar/", bazaar.things_list, name="bazaar"),
    path("bazaar/mine/", bazaar.mine, name="bazaar-mine"),
    path("bazaar/new/", bazaar.thing_new, name="thing-new"),
    path("bazaar/<uuid:post_id>/", bazaar.thing, name="thing"),
    path("bazaar/<uuid:post_id>/edit/", bazaar.thing_edit, name="thing-edit"),
    path("bazaar/<uuid:post_id>/ask/", asking.thing_ask, name="thing-ask"),
    path("bazaar/<uuid:post_id>/release/", asking.thing_release, name="thing-release"),
    path("bazaar/<uuid:post_id>/handed/", asking.thing_hand_over, name="thing-handed"),
    path("bazaar/<uuid:post_id>/taken/", asking.thing_taken, name="thing-taken"),
    path("bazaar/<uuid:post_id>/back/", asking.thing_back, name="thing-back"),
    path(
        "bazaar/asks/<uuid:ask_id>/withdraw/", asking.ask_withdraw, name="ask-withdraw"
    ),
    path("skills/", skills.skill_list, name="skills"),
    path("skills/new/", skills.skill_new, name="skill-new"),
    path("skills/<uuid:post_id>/", skills.skill, name="skill"),
    path("skills/<uuid:post_id>/edit/", skills.skill_edit, name="skill-edit"),
]
