"""The colours that a person chose, carried in the session from sign-in on."""

from koprogo.accounts.models import Appearance
from koprogo.tenancy import enter

__all__ = ["choose", "remember", "theme"]


def choose(theme: str) -> None:
    """Keep the choice of the person at work."""
    Appearance.objects.update_or_create(defaults={"theme": theme})


def theme() -> str:
    """Return the choice of the person at work."""
    row = Appearance.objects.first()
    return row.theme if row else Appearance.Theme.SYSTEM


def remember(request) -> None:
    """Put the choice of the person who signed in where every page finds it."""
    with enter(None, by=request.user, read_only=True):
        request.session["theme"] = theme()
