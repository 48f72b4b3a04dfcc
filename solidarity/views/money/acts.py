"""What every form of these pages does: act once, say what was refused."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from koprogo.ledger.errors import LedgerError
from solidarity.errors import SolidarityError
from solidarity.errors.money import NotedAlready, PayoutPrepared
from solidarity.refusals.money import field_of, sentence

#: a form that was sent twice
DONE_BEFORE = (NotedAlready, PayoutPrepared)


def why(error: Exception) -> str:
    """Say why nothing was changed, also when the books refuse."""
    if isinstance(error, LedgerError):
        return _("The books of this year take no entry any more.")
    return sentence(error)


def posted(request):
    return request.POST if request.method == "POST" else None


def attempt(request, act: Callable[[], object], *, done: str) -> bool:
    """Act; say that it is done, or why not."""
    try:
        act()
    except (SolidarityError, LedgerError) as error:
        messages.error(request, why(error))
        return False
    messages.success(request, done)
    return True


def act_on(form, act: Callable[[], object]) -> object | None:
    """Act for a valid form; what is refused stands at its field, and gives None.

    Raises:
        DONE_BEFORE: the same form was sent before: there is nothing to correct.
    """
    try:
        return act()
    except DONE_BEFORE:
        raise
    except (SolidarityError, LedgerError) as error:
        field = field_of(error) if isinstance(error, SolidarityError) else None
        form.add_error(field if field in form.fields else None, why(error))
        return None


def ask(request, form, act: Callable[..., object], *, done: str, back: str, words):
    """Show a form, and do what it says; then go ``back`` (an address).

    ``words``: title, lead, submit, and the label of ``back``.
    """
    if request.method == "POST" and form.is_valid():
        try:
            acted = act_on(form, lambda: act(**form.cleaned_data, by=request.user))
        except DONE_BEFORE as error:
            messages.info(request, why(error))
            return redirect(back)
        if acted:
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "back": back, **words}
    return render(request, "solidarity/money/form.html", context)


def confirm(request, act: Callable[..., object], *, done: str, back: str, words):
    """Ask before something that cannot be taken back; do it once.

    ``words``: title, question, submit, and the label of ``back``.
    """
    if request.method == "POST":
        attempt(request, lambda: act(by=request.user), done=done)
        return redirect(back)
    return render(request, "solidarity/money/confirm.html", {"back": back, **words})
