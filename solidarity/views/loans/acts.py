"""What every page about loans does: ask, act once, say what was refused."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import redirect, render

from solidarity.errors import SolidarityError
from solidarity.refusals.loans import field_of, sentence

FORM = "solidarity/loans/form.html"
CONFIRM = "solidarity/loans/confirm.html"


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
    """Show a form, and do what it says.

    ``act`` takes what the form gives, and ``by``. ``back``: the address it goes on to.
    ``words``: title, lead, submit, and the label of ``back``.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data, by=request.user)
        except SolidarityError as error:
            form.add_error(field_of(error, form.fields), sentence(error))
        else:
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "back": back, **words}
    return render(request, template, context)


def confirm(request, act: Callable[..., object], *, done: str, back: str, words: dict):
    """Ask before what cannot be taken back, then do it.

    ``words``: title, question, submit, and the label of ``back``.
    """
    if request.method == "POST":
        attempt(request, act, done=done)
        return redirect(back)
    return render(request, CONFIRM, {"back": back, **words})


def attempt(request, act: Callable[..., object], *, done: str) -> bool:
    """Act; say that it is done, or why not."""
    try:
        act(by=request.user)
    except SolidarityError as error:
        messages.error(request, sentence(error))
        return False
    messages.success(request, done)
    return True


def posted(request):
    """Return what a form takes: what was sent, or nothing when it is first shown."""
    return request.POST if request.method == "POST" else None
