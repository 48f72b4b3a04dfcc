"""What every form of the ASBL's pages does: ask, act once, say what was refused."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import redirect, render

from transparency.errors import TransparencyError


def attempt(
    request, act: Callable[[], object], *, done: str, sentence: Callable
) -> bool:
    """Act; say that it is done, or why not."""
    try:
        act()
    except TransparencyError as error:
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
    sentence: Callable,
    template: str = "layouts/act.html",
):
    """Show a form, and do what it says.

    ``act`` takes what the form gives, and ``by``. ``back``: the address it goes on to.
    ``words``: title, lead, submit, and the label of ``back``; also what the template
    needs besides.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data, by=request.user)
        except TransparencyError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, done)
            return redirect(back)
    return render(request, template, {"form": form, "back": back, **words})
