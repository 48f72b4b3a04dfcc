"""Who asks, and through whom he takes part."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from finance.sepa.accounts import checked_kbo
from finance.sepa.errors import InvalidKbo
from koprogo.ui.fields import DayField
from solidarity.answers import Section
from solidarity.forms.sections import SectionForm, says, text_field
from solidarity.queries.membership import NONE, Membership, self_hosted

ELSEWHERE = "elsewhere"


class IdentityForm(SectionForm):
    section = Section.IDENTITY

    first_name = text_field(_("First name"), max_length=80, autocomplete="given-name")
    last_name = text_field(_("Last name"), max_length=80, autocomplete="family-name")
    born_on = says(DayField(label=_("Born on")))
    street = text_field(
        _("Street and number"), max_length=120, autocomplete="street-address"
    )
    postal_code = text_field(
        _("Postal code"), max_length=10, autocomplete="postal-code"
    )
    city = text_field(_("City"), max_length=80, autocomplete="address-level2")
    phone = text_field(
        _("Phone"),
        max_length=30,
        required=False,
        autocomplete="tel",
        help_text=_("Only if the committee may call you."),
    )
    participation = says(
        forms.ChoiceField(
            label=_("Through which co-ownership do you take part?"),
            widget=forms.RadioSelect,
            help_text=_("The fund helps whoever takes part with a contribution."),
        ),
        "",
    )
    kbo = forms.CharField(
        label=_("KBO number of another co-ownership"),
        max_length=20,
        required=False,
        help_text=_("Of one that hosts itself: ten digits, such as 0403.170.701."),
    )

    def __init__(self, *args, memberships: list[Membership], user, **kwargs):
        super().__init__(*args, **kwargs)
        self.memberships, self.user = memberships, user
        self.names = {str(one.uuid): one.name for one in memberships}
        said = self.answers.participation
        if said and said != NONE and said not in self.names:
            self.names[said] = self.answers.co_ownership
        self.fields["participation"].choices = [
            *self.names.items(),
            (ELSEWHERE, gettext("Another one, that hosts itself")),
            (NONE, gettext("None of these")),
        ]

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        if born_on and not 1900 < born_on.year <= timezone.localdate().year - 18:
            raise ValidationError(
                gettext("Write a day of birth at least 18 years ago.")
            )
        return born_on

    def clean_kbo(self):
        text = self.cleaned_data["kbo"]
        if not text or self.data.get(self.add_prefix("participation")) != ELSEWHERE:
            return None
        try:
            digits = checked_kbo(text)
        except InvalidKbo:
            raise ValidationError(
                gettext("Check the ten digits of this number.")
            ) from None
        found = self_hosted(digits, by=self.user, on=timezone.localdate())
        if found is None:
            raise ValidationError(
                gettext("No co-ownership with this number takes part and hosts itself.")
            )
        return found

    def clean(self):
        said = super().clean()
        chosen, found = said.get("participation"), said.get("kbo")
        if chosen == ELSEWHERE and found:
            self.names[str(found.uuid)] = found.name
            said["participation"] = str(found.uuid)
        elif chosen == ELSEWHERE and not self.has_error("kbo"):
            self.add_error("kbo", gettext("Write the number of the co-ownership."))
        return said

    def said(self):
        chosen = self.cleaned_data["participation"]
        self.cleaned_data["co_ownership"] = self.names.get(chosen, "")
        return super().said()
