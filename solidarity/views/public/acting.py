"""What the forms of these pages do: ask, act once, say what was refused."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import redirect, render

from solidarity.errors import SolidarityError
from solidarity.refusals.public import sentence


def attempt(request, act: Callable[[], object], *, done: str) -> bool:
    """Act; say that it is done, or why not."""
    try:
        act()
    except SolidarityError as error:
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
    template: str = "solidarity/governing/form.html",
):
    """Show a form, and do what it says.

    ``act`` takes what the form gives, and ``by``. ``back``: the address it goes on to.
    ``words``: title, lead, submit, and the label of ``back``.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data, by=request.user)
        except SolidarityError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, done)
            return redirect(back)
    return render(request, template, {"form": form, "back": back, **words})
