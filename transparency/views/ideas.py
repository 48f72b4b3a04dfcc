"""Ideas for the surplus: written and supported by members, answered by the board."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate
from transparency.access import Permission, require
from transparency.forms.ideas import AnswerForm, IdeaFilterForm, IdeaForm
from transparency.lists import budget as lists
from transparency.models import Idea
from transparency.queries.ideas import (
    chosen_ideas,
    idea_list,
    ideas_by_state,
    may_edit,
)
from transparency.refusals.budget import sentence
from transparency.services import ideas as services
from transparency.views.acts import ask, attempt

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
State = Idea.State


def _chosen(request):
    form = IdeaFilterForm(request.GET)
    ideas = idea_list(request.access.own_owners.first())
    return form, chosen_ideas(ideas, state=form.asked())


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def ideas(request, association):
    """All ideas, the most supported first."""
    form, found = _chosen(request)
    counts = ideas_by_state()
    context = {
        "form": form,
        "asked": form.asked(),
        "page": paginate(request, found),
        "counts": [(State(state).label, many) for state, many in counts.items()],
        "may_propose": request.access.allows(Permission.SUPPORT_IDEAS),
    }
    return render(request, "transparency/ideas/ideas.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def ideas_table(request, association, ending):
    _form, found = _chosen(request)
    table = lists.ideas_table(
        found[: LIMIT + 1], with_names=request.access.allows(Permission.SUPPORT_IDEAS)
    )
    return send_table(table, ending, place=association.slug)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def idea(request, association, idea_id):
    """An idea with how many support it; who wrote it is told to members."""
    owner = request.access.own_owners.first()
    found = get_object_or_404(idea_list(owner), uuid=idea_id)
    is_open = found.state == State.OPEN
    is_member = request.access.allows(Permission.SUPPORT_IDEAS) and owner is not None
    context = {
        "idea": found,
        "shows_author": request.access.allows(Permission.SUPPORT_IDEAS),
        "may_support": is_member and is_open,
        "may_edit": is_member and may_edit(found, owner),
        "may_answer": request.access.allows(Permission.PREPARE_ALLOCATIONS)
        and found.state in (State.OPEN, State.TAKEN),
    }
    return render(request, "transparency/ideas/idea.html", context)


def _owner(request):
    """Return who the member is in the register."""
    return get_object_or_404(request.access.own_owners)


def _idea(request, idea_id) -> Idea:
    return get_object_or_404(idea_list(_owner(request)), uuid=idea_id)


def _page(found: Idea) -> str:
    return reverse("transparency:idea", args=[found.uuid])


@READ_WRITE
@require(Permission.SUPPORT_IDEAS)
def idea_new(request, association):
    owner = _owner(request)
    return ask(
        request,
        IdeaForm(request.POST if request.method == "POST" else None),
        partial(services.propose_idea, author=owner),
        done=_("Your idea is there: others can support it."),
        back=reverse("transparency:ideas"),
        words={
            "title": _("Propose an idea"),
            "lead": _("What the surplus of the ASBL should pay for."),
            "submit": _("Propose it"),
            "back_label": _("Ideas"),
        },
        sentence=sentence,
    )


@READ_WRITE
@require(Permission.SUPPORT_IDEAS)
def idea_edit(request, association, idea_id):
    """Write one's own idea otherwise, while nobody else supports it."""
    owner, found = _owner(request), _idea(request, idea_id)
    if found.author_id != owner.pk:
        raise Http404
    initial = {name: getattr(found, name) for name in ("title", "text", "language")}
    return ask(
        request,
        IdeaForm(request.POST if request.method == "POST" else None, initial=initial),
        partial(services.change_idea, found, author=owner),
        done=_("The idea is changed."),
        back=_page(found),
        words={
            "title": _("Change your idea"),
            "lead": _("As long as nobody else supports it."),
            "submit": _("Save"),
            "back_label": found.title,
        },
        sentence=sentence,
    )


@require_POST
@require(Permission.SUPPORT_IDEAS)
def idea_support(request, association, idea_id):
    owner, found = _owner(request), _idea(request, idea_id)
    act = partial(services.support_idea, found, owner=owner)
    attempt(request, act, done=_("You support this idea."), sentence=sentence)
    return redirect(_page(found))


@require_POST
@require(Permission.SUPPORT_IDEAS)
def idea_unsupport(request, association, idea_id):
    owner, found = _owner(request), _idea(request, idea_id)
    act = partial(services.take_back_support, found, owner=owner)
    done = _("You do not support this idea any more.")
    attempt(request, act, done=done, sentence=sentence)
    return redirect(_page(found))


@READ_WRITE
@require(Permission.PREPARE_ALLOCATIONS)
def idea_answer(request, association, idea_id):
    found = get_object_or_404(idea_list(None), uuid=idea_id)
    initial = {"state": found.state, "answer": found.answer}
    return ask(
        request,
        AnswerForm(request.POST if request.method == "POST" else None, initial=initial),
        partial(services.answer_idea, found),
        done=_("The idea is answered."),
        back=_page(found),
        words={
            "title": _("Answer the idea"),
            "lead": found.title,
            "submit": pgettext("verb", "Answer"),
            "back_label": _("Idea"),
        },
        sentence=sentence,
    )
