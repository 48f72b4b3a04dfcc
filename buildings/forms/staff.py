from django import forms
from django.utils.translation import gettext_lazy as _

from buildings.forms.invitations import InviteeForm
from buildings.models.people import FIRM_ROLES


class ColleagueForm(InviteeForm):
    """Somebody who is invited to work for a firm."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, role.label) for role in FIRM_ROLES],
        initial="assistant",
    )

    field_order = ["role", "name", "email", "language"]
