"""Taking part: what each person and each syndic does for what he speaks for."""

from functools import partial
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.models import AddOnUse, Participation
from transparency.access import signed_in
from transparency.forms.membership import AddOnForm, JoinForm, WayForm
from transparency.queries.memberships import (
    add_on_offers,
    membership_cards,
    own_participation,
)
from transparency.queries.representing import buildings_of_syndic, outside
from transparency.queries.tariffs import tariff_today
from transparency.refusals.membership import sentence
from transparency.services import joining, taking_part, terms
from transparency.views.acts import ask as ask_form
from transparency.views.acts import attempt

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
ask = partial(ask_form, sentence=sentence)


def _home() -> str:
    return reverse("transparency:membership")


def _words(title: str, lead: str, submit: str) -> dict[str, str]:
    back_label = _("My membership")
    return {"title": title, "lead": lead, "submit": submit, "back_label": back_label}


def _own(request, participation_id: UUID) -> Participation:
    found = own_participation(request.user, participation_id)
    if found is None:
        raise Http404
    return found


@require_safe
@signed_in
def membership(request, association):
    """For what the person votes, what it pays, and what else could take part."""
    today = timezone.localdate()
    context = {
        "association": association,
        "cards": membership_cards(request.user, today),
        "buildings": buildings_of_syndic(request.user),
        "tariff": tariff_today(today),
    }
    return render(request, "transparency/membership/membership.html", context)


@READ_WRITE
@signed_in
def join(request, association):
    """A person, a building of his, or a co-ownership that hosts itself takes part."""
    names = outside(buildings_of_syndic(request.user))
    form = JoinForm(request.POST if request.method == "POST" else None, buildings=names)
    words = _words(
        _("Take part in %(place)s") % {"place": association.name},
        _("You pay the price in force, by the month, and leave when you like."),
        _("Take part"),
    )
    return ask(
        request,
        form,
        joining.join,
        done=_("Welcome. You find the first statement here next month."),
        back=_home(),
        words=words | {"tariff": tariff_today(timezone.localdate())},
        template="transparency/membership/join.html",
    )


@READ_WRITE
@signed_in
def leave(request, association, participation_id):
    """Ask before a participation ends with this month."""
    found = _own(request, participation_id)
    if request.method == "POST":
        act = partial(taking_part.leave, found, by=request.user)
        attempt(
            request,
            act,
            done=_("The end is noted. Until then you can still stay."),
            sentence=sentence,
        )
        return redirect(_home())
    context = {"participation": found, "back": _home()}
    return render(request, "transparency/membership/leave.html", context)


@require_POST
@signed_in
def stay(request, association, participation_id):
    """Take back an end that has not come yet."""
    found = _own(request, participation_id)
    act = partial(taking_part.stay, found, by=request.user)
    attempt(request, act, done=_("It goes on."), sentence=sentence)
    return redirect(_home())


@READ_WRITE
@signed_in
def come_back(request, association, participation_id):
    found = _own(request, participation_id)
    form = WayForm(request.POST or None, participation=found)
    return ask(
        request,
        form,
        partial(taking_part.come_back, found),
        done=_("Welcome back."),
        back=_home(),
        words=_words(
            _("Come back: %(name)s") % {"name": found.name},
            _("It takes part, and votes, from today; it pays from the next month on."),
            _("Come back"),
        ),
    )


@READ_WRITE
@signed_in
def way(request, association, participation_id):
    found = _own(request, participation_id)
    form = WayForm(request.POST or None, participation=found)
    return ask(
        request,
        form,
        partial(taking_part.change_way, found),
        done=_("It takes part in this way from the next month on."),
        back=_home(),
        words=_words(
            _("Take part in another way: %(name)s") % {"name": found.name},
            _("Without contribution there is no vote from the next month on."),
            _("Change"),
        ),
    )


@READ_WRITE
@signed_in
def add_ons(request, association, participation_id):
    """The add-ons with their prices: what is used, and what may be."""
    found = _own(request, participation_id)
    if found.kind != Participation.Kind.CO_OWNERSHIP:
        raise Http404
    form = AddOnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act = partial(terms.use_add_on, found, **form.cleaned_data, by=request.user)
        attempt(
            request,
            act,
            done=_("It is used from the next month on."),
            sentence=sentence,
        )
        return redirect("transparency:add-ons", found.uuid)
    context = {
        "participation": found,
        "offers": add_on_offers(found, timezone.localdate()),
        "back": _home(),
    }
    return render(request, "transparency/membership/add_ons.html", context)


@require_POST
@signed_in
def add_on_stop(request, association, participation_id, add_on):
    found = _own(request, participation_id)
    uses = AddOnUse.objects.filter(participation=found, add_on=add_on)
    use = get_object_or_404(uses, until=None)
    act = partial(terms.stop_add_on, use, by=request.user)
    attempt(request, act, done=_("It ends with this month."), sentence=sentence)
    return redirect("transparency:add-ons", found.uuid)


@require_POST
@signed_in
def vote(request, association, building):
    """The syndic of a building votes for it from now on."""
    act = partial(joining.take_over_vote, slug=building, by=request.user)
    attempt(request, act, done=_("You vote for it from now on."), sentence=sentence)
    return redirect(_home())
