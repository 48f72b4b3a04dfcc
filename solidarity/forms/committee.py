"""What the committee, and the board about it, type."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from buildings.models import Firm
from finance.months import add_months
from koprogo.accounts.models import User
from koprogo.ui.fields import DayField, MomentField, MoneyField
from solidarity.deciding import Choice
from solidarity.deciding import Recusal as Reason
from solidarity.deciding import Seat as Chair
from solidarity.models import Request, Seat
from solidarity.models.committee import CHAIRS, CHOICES, REASONS
from solidarity.proposing import Proposal

LONGEST = 4_000
MONTHS_OF_A_TERM = 24


class AccountField(forms.EmailField):
    """Somebody who has an account, named by his e-mail address."""

    default_error_messages = {
        "unknown": _("Nobody has an account with this address yet."),
    }

    def clean(self, value):
        address = super().clean(value)
        found = User.objects.filter(email=address.lower(), is_active=True).first()
        if address and found is None:
            raise ValidationError(self.error_messages["unknown"], "unknown")
        return found


class SeatForm(forms.Form):
    """An elected member; the days are those of a whole term, from today."""

    user = AccountField(
        label=_("E-mail address of the account"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Who is elected signs in with it, and needs a second factor."),
    )
    chair = forms.TypedChoiceField(label=_("Seat"), choices=CHAIRS, coerce=Chair)
    firm = forms.ModelChoiceField(
        label=_("Firm"),
        queryset=Firm.objects.order_by("name", "pk"),
        required=False,
        help_text=_("Of a professional syndic: its mandates recuse him."),
    )
    since = DayField(label=_("From"))
    until = DayField(
        label=_("Until"),
        help_text=_("The first day on which it is held no more; two years at most."),
    )
    decision_text = forms.CharField(
        label=_("Decision of the assembly"),
        max_length=Seat._meta.get_field("decision_text").max_length,
    )

    def __init__(self, data=None):
        today = timezone.localdate()
        until = add_months(today, MONTHS_OF_A_TERM)
        super().__init__(data, initial={"since": today, "until": until})


class SeatEndForm(forms.Form):
    on = DayField(
        label=_("Ends on"), help_text=_("The first day on which it is held no more.")
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"on": timezone.localdate()})


class RecusalForm(forms.Form):
    reason = forms.TypedChoiceField(
        label=_("Why I take no part"),
        choices=[one for one in REASONS if one[0] != Reason.MANDATE],
        coerce=Reason,
        widget=forms.RadioSelect,
    )


class QuestionForm(forms.Form):
    """``uuid`` is drawn when the form is shown: sent twice, it is asked once."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What is missing"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "The person reads it as you write it. Say what you need and why, kindly."
        ),
    )

    def __init__(self, data=None):
        super().__init__(data, initial={"uuid": uuid4()})


class SessionChoice(forms.ModelChoiceField):
    """A session that is under way."""

    def label_from_instance(self, obj) -> str:
        begins = date_format(timezone.localtime(obj.begins_at), "SHORT_DATETIME_FORMAT")
        return f"{obj.get_kind_display()} – {begins}"


class RefusalForm(forms.Form):
    """In which session, and until when, the committee votes."""

    session = SessionChoice(label=_("Session"), queryset=None)
    until = MomentField(
        label=_("Ballots until"), help_text=_("The deadline of the file at the latest.")
    )

    def __init__(self, data=None, *, sessions, until):
        super().__init__(data, initial={"until": until, "session": sessions.first()})
        self.fields["session"].queryset = sessions
        self.fields["session"].empty_label = None


class ProposalForm(RefusalForm):
    """Terms for the committee to vote on; what never comes back has no months."""

    amount = MoneyField(label=_("Amount (€)"))
    months = forms.IntegerField(label=_("Months"), min_value=1, max_value=600)
    percent = forms.DecimalField(
        label=_("Rate, % a year"), min_value=0, max_digits=4, decimal_places=2
    )
    derogation = forms.CharField(
        label=_("Why a condition is waived"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only where one is not met. The person reads it."),
    )
    field_order = ["amount", "months", "percent", "derogation", "session", "until"]

    def __init__(self, data=None, *, asked: Proposal, has_rate: bool, **kwargs):
        super().__init__(data, **kwargs)
        self.initial |= {
            "amount": asked.amount,
            "months": asked.months,
            "percent": asked.percent,
        }
        if asked.months is None:
            del self.fields["months"]
        if not has_rate:
            del self.fields["percent"]

    def proposal(self) -> Proposal:
        """Return the terms; of a form that is valid."""
        names = ("amount", "months", "percent", "derogation")
        given = self.cleaned_data
        return Proposal(**{name: given[name] for name in names if name in given})


class BallotForm(forms.Form):
    choice = forms.TypedChoiceField(
        label=_("Your vote"),
        choices=CHOICES,
        coerce=Choice,
        widget=forms.RadioSelect,
    )


class ClosingForm(forms.Form):
    """How the vote ends, of the ways that are open, and why.

    ``endings``: (value, words); a single one is not asked for.
    """

    ending = forms.ChoiceField(
        label=_("How it ends"), choices=(), widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "The person reads them as you write them: warm, plain and respectful words. "
            "Not needed for another proposal."
        ),
    )

    def __init__(self, data=None, *, endings):
        super().__init__(data, initial={"ending": endings[0][0] if endings else ""})
        self.fields["ending"].choices = endings


class FileFilter(forms.Form):
    """Which files a list shows: those to decide, unless another state is asked for."""

    state = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            (state.value, state.label)
            for state in (
                Request.State.COMPLETE,
                Request.State.INCOMPLETE,
                Request.State.OFFERED,
                Request.State.ACCEPTED,
                Request.State.REFUSED,
                Request.State.WITHDRAWN,
                Request.State.LAPSED,
                Request.State.CLOSED,
            )
        ],
    )

    def wanted(self) -> str:
        """Return the state asked for; what cannot be read is not asked."""
        self.is_valid()
        return self.cleaned_data.get("state") or Request.State.COMPLETE.value
