"""What every page of the fund does: ask, act once, say what was refused."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from koprogo.ledger.errors import LedgerError
from solidarity.errors import SolidarityError
from solidarity.errors.money import NotedAlready, PayoutPrepared
from solidarity.refusals import field_of, sentence
from solidarity.vault import Forgotten

__all__ = ["act_on", "ask", "attempt", "confirm", "posted", "refuse", "why"]

REFUSED = (SolidarityError, LedgerError, Forgotten)
#: a form that was sent twice
DONE_BEFORE = (NotedAlready, PayoutPrepared)
FORM = "layouts/act.html"


def why(error: Exception) -> str:
    """Say why nothing was changed: the fund, its books or its vault refused."""
    match error:
        case LedgerError():
            return _("The books of this year take no entry any more.")
        case Forgotten():
            return _("This file was erased: nobody can read it any more.")
    return sentence(error)


def posted(request):
    """Return what a form takes: what was sent, or nothing when it is first shown."""
    return request.POST if request.method == "POST" else None


def attempt(request, act: Callable[[], object], *, done: str = "") -> bool:
    """Act; say that it is done, or why not."""
    try:
        act()
    except REFUSED as error:
        messages.error(request, why(error))
        return False
    if done:
        messages.success(request, done)
    return True


def refuse(form, error: Exception) -> None:
    """Say at the field that it concerns why nothing was changed."""
    known = isinstance(error, SolidarityError)
    form.add_error(field_of(error, form.fields) if known else None, why(error))


def act_on(form, act: Callable[[], object]) -> object | None:
    """Act for a valid form; what is refused stands at its field, and gives None.

    Raises:
        DONE_BEFORE: the same form was sent before: there is nothing to correct.
    """
    try:
        return act()
    except DONE_BEFORE:
        raise
    except REFUSED as error:
        refuse(form, error)
        return None


def ask(
    request,
    form,
    act: Callable[..., object],
    *,
    done: str,
    back: str,
    words: dict,
    template: str = FORM,
):
    """Show a form, do what it says, and go on to the address ``back``.

    ``act`` takes what the form gives, and ``by``. ``words``: title, lead, submit, and
    the label of ``back``; with a template of its own, what that needs.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data, by=request.user)
        except DONE_BEFORE as error:
            messages.info(request, why(error))
            return redirect(back)
        except REFUSED as error:
            refuse(form, error)
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
