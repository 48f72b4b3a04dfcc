"""What every form between neighbours does: ask, act once, say what was refused."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render

from buildings.errors import BuildingError
from community.errors import CommunityError
from community.refusals import field_of, sentence

__all__ = ["ask", "attempt", "confirm", "posted"]

REFUSED = (CommunityError, BuildingError)


def posted(request):
    """Return what a form takes: what was sent, or nothing when it is first shown."""
    return request.POST if request.method == "POST" else None


def attempt(request, act: Callable[[], object], *, done: str) -> bool:
    """Act; say that it is done, or why not."""
    try:
        act()
    except REFUSED as error:
        messages.error(request, sentence(error))
        return False
    messages.success(request, done)
    return True


def ask(
    request,
    form,
    act: Callable[..., object],
    *,
    done: str,
    back: str,
    words: dict,
    template: str = "layouts/act.html",
):
    """Show a form, do what it says, and go on to the address ``back``.

    ``act`` takes what the form gives, and ``by``. ``words``: title, lead, submit, and
    the label of ``back``; with a template of its own, what that needs.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data, by=request.user)
        except REFUSED as error:
            form.add_error(field_of(error, form.fields), sentence(error))
        else:
            messages.success(request, done)
            return redirect(back)
    return render(request, template, {"form": form, "back": back, **words})


def confirm(request, act: Callable[..., object], *, done: str, back: str, words: dict):
    """Ask before what cannot be taken back; do it once.

    ``words``: title, question, submit, and the label of ``back``.
    """
    if request.method == "POST":
        attempt(request, partial(act, by=request.user), done=done)
        return redirect(back)
    return render(request, "layouts/act_confirm.html", {"back": back, **words})
