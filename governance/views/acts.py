"""What every page that holds a meeting does: find it, act once, say what was refused."""

from collections.abc import Callable
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from governance.errors.base import GovernanceError
from governance.models import AgendaItem, Assembly
from governance.queries.assemblies import state_of, visible_assemblies
from governance.queries.console import console_of
from governance.queries.roll import names_of
from governance.refusals.meeting import sentence


def held(request, building, assembly_id: UUID) -> Assembly:
    """Return the assembly that the address names."""
    found = get_object_or_404(visible_assemblies(request.access), uuid=assembly_id)
    found.tenant = building.tenant
    return found


def begun(request, building, assembly_id: UUID) -> Assembly:
    """The same, once its attendance list is open: before there is no meeting to hold."""
    found = held(request, building, assembly_id)
    if found.roll_taken_at is None:
        raise Http404
    return found


def point_of(assembly: Assembly, item_id: UUID) -> AgendaItem:
    """Return a point of its agenda."""
    items = AgendaItem.objects.select_related("key")
    found = get_object_or_404(items, assembly=assembly, uuid=item_id)
    found.assembly = assembly
    return found


def client_id(request) -> UUID | None:
    """Return which tap this is: of the page that was shown, and what was filled in.

    A double click or a retry sends the same; the page of before, with something else
    filled in, does not.
    """
    try:
        tap = UUID(request.POST.get("client_id", ""))
    except ValueError:
        return None
    said = sorted(
        pair for pair in request.POST.lists() if pair[0] != "csrfmiddlewaretoken"
    )
    return uuid5(tap, f"{request.path} {said}")


def attempt(request, act: Callable[..., object], done: str = "", **values) -> bool:
    """Act as the person at work, for this tap; say that it is done, or why not."""
    try:
        act(**values, by=request.user, client_id=client_id(request))
    except GovernanceError as error:
        messages.error(request, sentence(error))
        return False
    if done:
        messages.success(request, done)
    return True


def page_of(request, building, assembly: Assembly) -> dict:
    """Return what the pages of a meeting show beside their own."""
    names = names_of(assembly)
    return {
        "building": building,
        "assembly": assembly,
        "state": state_of(assembly),
        "console": console_of(assembly, names),
        "names": names,
        "tap": uuid4(),
    }


def ask(
    request,
    page: dict,
    form,
    act,
    *,
    done: str,
    back: tuple,
    words: dict,
    template: str = "governance/meeting/form.html",
):
    """Ask for what is to be noted, and note it; ``act`` takes what the form says.

    ``back``: where it goes on, as for ``redirect``; ``words``: title, lead, submit.
    """
    if request.method == "POST" and form.is_valid():
        attempt(request, act, done)
        return redirect(*back)
    context = page | words | {"form": form, "back": redirect(*back).url}
    return render(request, template, context)
