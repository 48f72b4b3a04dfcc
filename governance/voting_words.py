"""What a vote and its result are called, for the person who voted."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from governance.meeting.result import Result

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


def outcome(result: Result) -> Promise:
    """Return whether it was adopted, in words."""
    return (
        pgettext_lazy("decision", "Adopted")
        if result.adopted
        else pgettext_lazy("decision", "Rejected")
    )
