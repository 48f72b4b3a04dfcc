from django import forms
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import WholeField
from buildings.models import Mandate
from koprogo.tenancy.models import Tenant
from koprogo.ui.fields import DayField


class FoundingForm(forms.Form):
    """A building that a firm takes on: its name, its deed, the mandate.

    ``firms``: those in which the person at work is syndic.
    """

    name = forms.CharField(
        label=_("Name of the association"),
        max_length=Tenant._meta.get_field("name").max_length,
    )
    deed_total = WholeField(
        label=_("Total of shares in the deed"),
        help_text=_("The lots must add up to it before anything is called or voted."),
    )
    firm = forms.ModelChoiceField(
        label=_("Syndic"), queryset=None, to_field_name="uuid", empty_label=None
    )
    since = DayField(label=_("Mandate from"))
    until = DayField(
        label=_("Mandate until"),
        help_text=_("A mandate lasts three years at most (art. 3.89 §1)."),
    )

    def __init__(self, data=None, *, firms):
        super().__init__(data)
        self.fields["firm"].queryset = firms

    def clean_deed_total(self):
        if not self.cleaned_data["deed_total"]:
            raise forms.ValidationError(_("The deed has at least one share."))
        return self.cleaned_data["deed_total"]

    def clean(self):
        data = self.cleaned_data
        if data.get("since") and data.get("until"):
            mandate = Mandate(since=data["since"], until=data["until"])
            try:
                mandate.validate_constraints(exclude=["tenant"])
            except forms.ValidationError as error:
                self.add_error("until", error.messages)
        return data
