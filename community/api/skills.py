"""The skills directory by the API: who can do what, said by himself."""

from functools import partial

from django.http import Http404

from buildings.models import Module
from community.api import skill_shapes as shapes
from community.api.doors import neighbour
from community.api.once import drawn, written
from community.api.post_shapes import detail
from community.errors.posts import PostEnded, PostWritten
from community.forms.skills import SkillsFilter
from community.models import Neighbour, Post
from community.queries.posts import cards, searched
from community.queries.skills import skills
from community.services import skills as services
from community.views.posts import find_own, find_post
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView

directory = neighbour(Module.SKILLS)


class SkillsView(ApiView):
    tag = "skills"

    @property
    def with_hours(self) -> bool:
        """Whether hours are exchanged here."""
        return Module.HOURS in self.request.access.building.modules


def _skill(post: Post) -> Post:
    """Raises Http404: nothing is said of what somebody can do."""
    if not hasattr(post, "skill"):
        raise Http404
    return post


def _shown(post: Post, me: Neighbour) -> dict:
    found = Post.objects.select_related("author", "skill").get(pk=post.pk)
    return detail(found, me=me)


class Skills(SkillsView):
    @directory
    @operation(page_of=shapes.SkillCardShape, query=SkillsFilter)
    def get(self, request, me):
        """Who can do what, the latest first."""
        asked = self.asked()
        words = asked.pop("q")
        rows = searched(skills(me, **asked), words)
        return Listing(rows, lambda page: cards(page, me=me))

    @directory
    @operation(
        body=shapes.SkillBody,
        answer=shapes.SkillDetail,
        status=201,
        refuses=(PostWritten,),
        keyed=True,
    )
    def post(self, request, me):
        """Say what you can do, once for each `Idempotency-Key`."""
        said = self.read(with_hours=self.with_hours, is_new=True)
        act = partial(services.tell_skill, said.pop("ability"), by=request.user)
        return _shown(written(act, uuid=drawn(self, me, "post"), me=me, **said), me)


class SkillView(SkillsView):
    @directory
    @operation(answer=shapes.SkillDetail)
    def get(self, request, me, skill_post_id):
        """One entry of the directory."""
        found = find_post(request, me, skill_post_id, Module.SKILLS)
        return _shown(_skill(found), me)

    @directory
    @operation(body=shapes.SkillBody, answer=shapes.SkillDetail, refuses=(PostEnded,))
    def patch(self, request, me, skill_post_id):
        """Say an entry of yours otherwise."""
        found = _skill(find_own(request, me, skill_post_id, Module.SKILLS))
        names = ("categories", "terms", "languages")
        initial = {name: getattr(found.skill, name) for name in names}
        initial |= {"title": found.title, "text": found.text}
        said = self.read(with_hours=self.with_hours, is_new=False, initial=initial)
        ability = said.pop("ability")
        services.change_skill(found, ability, **said, me=me, by=request.user)
        return _shown(found, me)
