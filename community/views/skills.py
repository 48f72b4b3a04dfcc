"""The skills directory: who can do what, said by himself."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission
from buildings.models import Module
from community.access import neighbour
from community.forms.skills import SkillForm, SkillsFilter
from community.models import Skill
from community.queries.posts import searched
from community.queries.skills import cards_of_skills, skills
from community.services import skills as services
from community.views.acts import ask
from community.views.posts import address, find_post, said
from koprogo.ui.pagination import paginate

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
directory = neighbour(Module.SKILLS)
ON_A_PAGE = 20


def _with_hours(request) -> bool:
    """Whether hours are exchanged here; where they are off nothing is said of them."""
    return Module.HOURS in request.access.building.modules


@require_safe
@directory
def skill_list(request, me):
    """Who can do what; by words and category."""
    form = SkillsFilter(request.GET)
    form.is_valid()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    words = asked.pop("q", "")
    page = paginate(request, searched(skills(me, **asked), words), size=ON_A_PAGE)
    shown = cards_of_skills(page.object_list, me=me, with_hours=_with_hours(request))
    context = {
        "building": request.access.building,
        "form": form,
        "is_filtered": bool(asked or words),
        "page": page,
        "cards": shown,
    }
    return render(request, "community/skills/skills.html", context)


def _find(request, me, post_id):
    """Return an entry that ``me`` sees, and what is particular about it; else 404."""
    found = find_post(request, me, post_id, Module.SKILLS)
    return found, get_object_or_404(Skill, post=found)


@require_safe
@directory
def skill(request, me, post_id):
    """One entry of the directory, and what is said under it."""
    found, row = _find(request, me, post_id)
    is_for_hours = row.terms == Skill.Terms.HOURS
    context = said(request, found, me) | {
        "skill": row,
        "says_terms": _with_hours(request) or not is_for_hours,
        "may_pin": request.access.allows(Permission.MODERATE),
    }
    return render(request, "community/skills/skill.html", context)


@READ_WRITE
@directory
def skill_new(request, me):
    """Say something that one can do."""
    form = SkillForm(
        request if request.method == "POST" else None,
        with_hours=_with_hours(request),
        is_new=True,
    )

    def act(*, uuid, title, text, photos, by, **_ability):
        services.tell_skill(
            form.ability(),
            uuid=uuid,
            title=title,
            text=text,
            photos=photos,
            me=me,
            by=by,
        )

    return ask(
        request,
        form,
        act,
        done=_("It stands in the directory until you end it."),
        back=reverse("community:skills", args=[request.access.building.slug]),
        words={
            "title": _("Say what you can do"),
            "lead": _(
                "All neighbours who take part see it, by the name you chose. They write "
                "to you here: your e-mail and telephone stay unknown."
            ),
            "submit": _("Put it in the directory"),
            "back_label": Module.SKILLS.label,
        },
    )


@READ_WRITE
@directory
def skill_edit(request, me, post_id):
    """Say one's own entry otherwise."""
    found, row = _find(request, me, post_id)
    if found.author_id != me.pk or found.closed_at or found.hidden_at:
        raise Http404
    names = ("categories", "terms", "languages")
    form = SkillForm(
        request if request.method == "POST" else None,
        with_hours=_with_hours(request),
        is_new=False,
        initial={"title": found.title, "text": found.text}
        | {name: getattr(row, name) for name in names},
    )

    def act(*, title, text, by, **_ability):
        services.change_skill(
            found, form.ability(), title=title, text=text, me=me, by=by
        )

    return ask(
        request,
        form,
        act,
        done=_("It is changed."),
        back=address(request, found),
        words={
            "title": _("Change"),
            "lead": found.title,
            "submit": _("Save"),
            "back_label": found.title,
        },
    )
