"""What is asked before a decision is carried out in this app."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import KboField
from buildings.models import Firm, Owner
from buildings.queries import holding_owners
from buildings.wording import either_lazy
from governance.models import AuditorTerm, DecisionEffect
from koprogo.ui.fields import DayField, MoneyField


class ManualForm(forms.Form):
    note = forms.CharField(
        label=_("How it was carried out"),
        max_length=DecisionEffect._meta.get_field("outcome").max_length,
        help_text=either_lazy(
            _("Every co-owner reads it."), _("Every member reads it.")
        ),
    )


class ThresholdForm(forms.Form):
    amount = MoneyField(label=_("Several quotes are asked above (€)"))


class TermForm(forms.Form):
    """From when until when; from the day of the decision, unless told otherwise."""

    since = DayField(label=_("From"))
    until = DayField(
        label=_("Until"), help_text=_("The first day on which it holds no more.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", self.initial.get("decided_on"))

    def clean(self):
        found = super().clean()
        since, until = found.get("since"), found.get("until")
        if since and until and until <= since:
            raise ValidationError(_("The end must come after the beginning."))
        return found


class SyndicForm(TermForm):
    firm = KboField(
        label=_("KBO number of the new syndic"),
        required=False,
        help_text=_(
            "Leave it empty if the mandate of the present syndic is renewed. A firm that "
            "does not work here is noted on the page of the mandates."
        ),
    )
    field_order = ["firm", "since", "until"]

    def clean_firm(self):
        """Return the firm; None: the present one."""
        kbo = self.cleaned_data["firm"]
        if not kbo:
            return None
        firm = Firm.objects.filter(kbo=kbo).first()
        if firm is None:
            raise ValidationError(_("No firm with this number is registered here."))
        return firm


class PersonForm(TermForm):
    """An owner of today. The term of a council member may last until the next one."""

    owner = forms.ModelChoiceField(
        label=_("Co-owner"), queryset=Owner.objects.none(), to_field_name="uuid"
    )
    field_order = ["owner", "since", "until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = holding_owners(on=timezone.localdate())


class CouncilMemberForm(PersonForm):
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("Leave it empty while it lasts until the next ordinary assembly."),
    )


class AuditorForm(PersonForm):
    """A co-owner, or somebody by name."""

    name = forms.CharField(
        label=_("Or somebody who is no co-owner"),
        required=False,
        max_length=AuditorTerm._meta.get_field("name").max_length,
    )
    field_order = ["owner", "name", "since", "until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].required = False

    def clean(self):
        found = super().clean()
        if bool(found.get("owner")) == bool(found.get("name")):
            raise ValidationError(_("Choose a co-owner, or write a name: one of them."))
        return found
