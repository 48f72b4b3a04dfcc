from community.api import bazaar, skills
from koprogo.api.views import at

THING = "bazaar/<uuid:bazaar_post_id>"

urlpatterns = [
    at("bazaar/", bazaar.BazaarThings, "bazaar"),
    at("bazaar/mine/", bazaar.OwnBazaarThings, "bazaar-mine"),
    at("bazaar/asks/", bazaar.WantedThings, "bazaar-wanted"),
    at("bazaar/asks/<uuid:ask_id>/", bazaar.AskView, "bazaar-ask-withdraw"),
    at(f"{THING}/", bazaar.BazaarThing, "bazaar-thing"),
    at(f"{THING}/ask/", bazaar.BazaarAsking, "bazaar-ask"),
    at(f"{THING}/release/", bazaar.BazaarRelease, "bazaar-release"),
    at(f"{THING}/handed/", bazaar.BazaarHandOver, "bazaar-handed"),
    at(f"{THING}/taken/", bazaar.BazaarTaken, "bazaar-taken"),
    at(f"{THING}/back/", bazaar.BazaarBack, "bazaar-back"),
    at("skills/", skills.Skills, "skills"),
    at("skills/<uuid:skill_post_id>/", skills.SkillView, "skill"),
]
