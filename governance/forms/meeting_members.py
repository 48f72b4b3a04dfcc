"""What the secretary types in a meeting of the ASBL: among thousands people are named.

Ids stand in the cleaned data, as in the forms of a building (governance/forms/meeting.py).
"""

from collections.abc import Callable, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from buildings.forms.fields import CalledField, ManyCalledField
from buildings.models import Owner
from governance.forms.meeting import BoxForm, BureauForm, ConflictForm, RemarkForm
from governance.queries.console import Entry
from governance.queries.members import Membership

BY_NAME = _("First name and name, or the e-mail address.")
MEMBER_BY_NAME = _("Its name, or the name or the e-mail address of who votes for it.")
SEVERAL = _(
    "Several members are called so: write the name of the member, or the e-mail address "
    "of who votes for it."
)

FindVoters = Callable[[str], Sequence[Owner]]
FindMembers = Callable[[str], Sequence[Membership]]


class MemberField(CalledField):
    """A member, by its name or by who votes for it; ``find``: among whom."""

    default_error_messages = {
        "unknown": _("No member is called so."),
        "several": SEVERAL,
    }


class ManyMembersField(ManyCalledField):
    """Several members, one a line."""

    default_error_messages = MemberField.default_error_messages


class MemberBureauForm(BureauForm):
    """``find``: voters who are here."""

    def __init__(self, data=None, *, find: FindVoters, **kwargs):
        super().__init__(data, seats=(), **kwargs)
        self.fields["chair"] = CalledField(
            label=self.fields["chair"].label,
            find=find,
            help_text=BY_NAME,
            error_messages={"unknown": _("No member who is here is called so.")},
        )

    def clean_chair(self) -> str:
        return str(self.cleaned_data["chair"].uuid)


class MemberRemarkForm(RemarkForm):
    """``find``: voters who are or were here."""

    def __init__(self, data=None, *, find: FindVoters, **kwargs):
        super().__init__(data, seats=(), **kwargs)
        self.fields["person"] = CalledField(
            label=self.fields["person"].label,
            required=False,
            find=find,
            help_text=BY_NAME,
            error_messages={"unknown": _("No member who is here is called so.")},
        )

    def clean_person(self) -> str:
        found = self.cleaned_data["person"]
        return str(found.uuid) if found else ""


class MemberConflictForm(ConflictForm):
    """``find``: members of the list of voters."""

    def __init__(self, data=None, *, find: FindMembers, **kwargs):
        super().__init__(data, heads={}, **kwargs)
        self.fields["head"] = MemberField(
            label=self.fields["head"].label, find=find, help_text=MEMBER_BY_NAME
        )

    def clean_head(self) -> str:
        return str(self.cleaned_data["head"].uuid)


class MemberBoxForm(BoxForm):
    """``find``: members that may still vote, those of ``waiting``."""

    def __init__(self, data=None, *, waiting: Sequence[tuple[Entry, int]], find):
        super().__init__(data, waiting=waiting)
        self.waiting = [entry.head for entry, _votes in waiting]
        label = self.fields["heads"].label
        self.fields["heads"] = ManyMembersField(
            label=label,
            required=False,
            find=find,
            help_text=_("One member a line: its name, or who votes for it."),
        )
        self.fields["everybody"] = forms.BooleanField(
            label=_("Everybody who is here and has not voted"), required=False
        )
        self.order_fields(["heads", "everybody"])

    def clean(self):
        said = super().clean()
        if "heads" in said:
            everybody = said.get("everybody")
            if bool(said["heads"]) == bool(everybody):
                raise ValidationError(
                    _("Name who put a slip into the box, or say that everybody did."),
                    "who",
                )
            said["heads"] = (
                self.waiting if everybody else [str(one.uuid) for one in said["heads"]]
            )
        return said
