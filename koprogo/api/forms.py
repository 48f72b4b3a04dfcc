from collections.abc import Sequence
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koprogo.api.models import ApiToken
from koprogo.api.scopes import Scope
from koprogo.slots import Place
from koprogo.tenancy.models import Tenant
from koprogo.ui.fields import DayField

LONGEST = timedelta(days=366)


def in_ninety_days():
    return timezone.localdate() + timedelta(days=90)


class TokenForm(forms.Form):
    """A key for a program. ``places``: the buildings that the person may enter."""

    name = forms.CharField(
        label=_("Name"),
        max_length=ApiToken._meta.get_field("name").max_length,
        help_text=_("The program that uses it, so that you know it later."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What the program may do"),
        choices=Scope,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
    )
    tenant = forms.ChoiceField(label=_("Where"), required=False)
    expires_on = DayField(
        label=_("Valid until"),
        initial=in_ninety_days,
        help_text=_("One year at most. Make a new one in time."),
    )

    def __init__(self, data=None, *, places: Sequence[Place]):
        super().__init__(data)
        self.fields["tenant"].choices = [
            ("", _("All my buildings")),
            *((place.slug, place.name) for place in places),
        ]

    def clean_tenant(self):
        slug = self.cleaned_data["tenant"]
        return Tenant.objects.get(slug=slug) if slug else None

    def clean_expires_on(self):
        day, today = self.cleaned_data["expires_on"], timezone.localdate()
        if day < today:
            raise ValidationError(_("This day has passed already."))
        if day > today + LONGEST:
            raise ValidationError(_("A token is valid for one year at most."))
        return day
