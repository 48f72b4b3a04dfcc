"""What is asked of the printer, and what is typed from a sheet."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from buildings.wording import either, either_lazy, speaks_to_members
from governance.meeting.events import NONE, Choice

PAPERS = [
    (
        "holding",
        either_lazy(
            _("A ballot paper for each owner, for all lots together"),
            _("A ballot paper for each member"),
        ),
    ),
    ("lot", _("A ballot paper for each lot")),
    ("list", _("The attendance list to sign")),
]
CHOICES = [
    (Choice.FOR.value, pgettext_lazy("vote", "For")),
    (Choice.AGAINST.value, pgettext_lazy("vote", "Against")),
    (Choice.ABSTAIN.value, pgettext_lazy("vote", "Abstention")),
    (Choice.BLANK.value, pgettext_lazy("vote", "Blank")),
    (NONE, _("No ballot: take it back")),
]


class PapersForm(forms.Form):
    what = forms.ChoiceField(
        label=_("What is printed"),
        choices=PAPERS,
        initial="holding",
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None):
        super().__init__(data)
        if speaks_to_members():  # a member has no lots
            self.fields["what"].choices = [one for one in PAPERS if one[0] != "lot"]


class SlipsForm(forms.Form):
    """Which slips of a secret ballot are printed."""

    every = forms.BooleanField(
        label=_("Also print the slips that tell who wrote them"),
        required=False,
        help_text=_(
            "Only for those who cannot vote on a phone and agree to it. It stands on "
            "their slip, in plain words."
        ),
    )


class SheetForm(forms.Form):
    """The ballot of each lot (a line of the rules) on the point that is open."""

    reason = forms.CharField(
        label=_("Why it is typed in"),
        max_length=200,
        initial=_("Ballot paper handed in"),
    )

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        for line in lines:
            self.fields[f"line-{line.id}"] = forms.ChoiceField(
                label=either(_("Lot %(lot)s"), "%(lot)s") % {"lot": line.label},
                choices=CHOICES,
                widget=forms.RadioSelect,
                required=False,
            )
        self.order_fields([*(n for n in self.fields if n != "reason"), "reason"])

    def choices(self) -> dict[str, str]:
        """Return what was ticked, by line."""
        return {
            name.removeprefix("line-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("line-") and value
        }
