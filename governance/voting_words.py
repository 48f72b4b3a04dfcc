"""What a vote and its result are called, in every list and on every page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CHOICES: Mapping[str, Promise] = {
    "for": pgettext_lazy("vote", "For"),
    "against": pgettext_lazy("vote", "Against"),
    "abstain": pgettext_lazy("vote", "Abstention"),
    "blank": pgettext_lazy("vote", "Blank"),
    "voted": _("Voted in secret"),
    "none": _("Did not vote"),
    "absent": _("Absent, and not represented"),
    "barred": _("No vote: conflict of interest"),
}


def outcome(candidate: str, *, adopted: bool) -> Promise:
    """Return what came of a vote, in words. ``candidate``: "" where none is elected."""
    if candidate:
        return _("Elected") if adopted else _("Not elected")
    return (
        pgettext_lazy("decision", "Adopted")
        if adopted
        else pgettext_lazy("decision", "Rejected")
    )
