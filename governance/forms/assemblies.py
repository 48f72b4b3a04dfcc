"""What is typed to prepare an assembly."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.wording import either_lazy
from governance.deadlines import earliest_second_session
from governance.models import Assembly
from governance.queries.drafts import AssemblyDraft
from koprogo.ui.fields import MomentField

#: as far ahead as anybody plans
FARTHEST = timedelta(days=3 * 366)


class AssemblyForm(forms.Form):
    """When and where. ``draft()`` is for the services."""

    starts_at = MomentField(label=_("Day and time"))
    place = forms.CharField(
        label=_("Place"),
        max_length=Assembly._meta.get_field("place").max_length,
        required=False,
    )
    is_remote = forms.BooleanField(
        label=either_lazy(
            _("Owners may take part from afar"), _("Members may take part from afar")
        ),
        required=False,
        help_text=either_lazy(
            _("Only when the convocation says so (art. 3.87 §1)."),
            _("Only when the convocation says so."),
        ),
    )
    remote_access = forms.CharField(
        label=_("How to take part from afar"),
        max_length=Assembly._meta.get_field("remote_access").max_length,
        required=False,
        help_text=_("The address or number, and how people say who they are."),
    )
    second_at = MomentField(
        label=_("Second session, if it is needed"),
        required=False,
        help_text=_(
            "Without a quorum a second session decides, whoever comes: at least 15 days "
            "after the first."
        ),
    )
    consulting = forms.CharField(
        label=_("How the documents can be consulted"),
        max_length=Assembly._meta.get_field("consulting").max_length,
        required=False,
        help_text=_(
            "Such as “On KoproGo, or at our office on working days from 9 to 12”."
        ),
    )

    def clean_starts_at(self):
        starts_at, now = self.cleaned_data["starts_at"], timezone.now()
        if starts_at <= now:
            raise forms.ValidationError(_("This moment is over."))
        if starts_at > now + FARTHEST:
            raise forms.ValidationError(_("This is more than three years ahead."))
        return starts_at

    def clean(self):
        data = self.cleaned_data
        if not data.get("is_remote"):
            data["remote_access"] = ""
            if not data.get("place") and "place" not in self.errors:
                self.add_error("place", _("Say where the assembly is held."))
        self._check_second(data.get("starts_at"), data.get("second_at"))
        return data

    def _check_second(self, first, second) -> None:
        if first is None or second is None:
            return
        earliest = earliest_second_session(timezone.localdate(first))
        if timezone.localdate(second) < earliest:
            text = _("The second session comes at least 15 days after the first.")
            self.add_error("second_at", text)
        elif second > first + FARTHEST:
            self.add_error("second_at", _("This is more than three years ahead."))

    def draft(self) -> AssemblyDraft:
        return draft_of(self.cleaned_data)


class NewAssemblyForm(AssemblyForm):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Assembly.Kind,
        initial=Assembly.Kind.ORDINARY,
        widget=forms.RadioSelect,
    )
    field_order = ["kind"]


def draft_of(data) -> AssemblyDraft:
    """Return what the fields of ``AssemblyForm`` say."""
    return AssemblyDraft(**{name: data[name] for name in AssemblyDraft.__slots__})


def first_values(assembly: Assembly) -> dict:
    """Return what the form shows at first of a draft."""
    return {name: getattr(assembly, name) for name in AssemblyDraft.__slots__}
