from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from buildings.models.building import on_one_line
from finance.arrears_plan import Instalment, PlanError, instalments
from finance.errors import PlanOutside
from finance.models import ReminderPause, ReminderWording
from finance.refusals.reminders import sentence
from finance.reminding import Level, LevelsOutOfOrder, ordered
from koprogo.ui.fields import DayField, MoneyField
from koprogo.ui.formatting import money

MOST_INSTALMENTS = 36
MOST_LEVELS = 6


class RemindersField(forms.ModelMultipleChoiceField):
    """Proposed reminders, each told by whom it is for, its level and what is overdue."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, reminder):
        return on_one_line(
            str(reminder.holding),
            _("level %(level)s") % {"level": reminder.level},
            money(reminder.overdue, get_language()),
        )


class SendForm(forms.Form):
    """Which of the proposed reminders to send; all of them by default."""

    def __init__(self, data=None, *, reminders):
        super().__init__(data, initial={"reminders": [one.uuid for one in reminders]})
        self.fields["reminders"] = RemindersField(
            label=_("Reminders"), queryset=reminders, to_field_name="uuid"
        )

    def clean_reminders(self):
        return [one.uuid for one in self.cleaned_data["reminders"]]


class PauseForm(forms.Form):
    until = DayField(label=_("No reminder before"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=ReminderPause._meta.get_field("reason").max_length,
        help_text=_(
            "Other co-owners never read it. Whoever it is about finds it in the copy of "
            "his data."
        ),
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= timezone.localdate():
            raise ValidationError(_("A pause ends on a day to come."))
        return until


def in_thirty_days():
    return timezone.localdate() + timedelta(days=30)


class PlanForm(forms.Form):
    """A plan for what is overdue (``least``, EUR), at most for what is owed (``most``)."""

    amount = MoneyField(label=_("Amount (€)"))
    count = forms.IntegerField(
        label=_("Number of monthly instalments"),
        min_value=1,
        max_value=MOST_INSTALMENTS,
        initial=6,
    )
    first_due = DayField(label=_("First instalment due on"), initial=in_thirty_days)

    def __init__(self, data=None, *, least, most):
        super().__init__(data, initial={"amount": least})
        self.least, self.most = least, most

    def clean_first_due(self):
        first_due = self.cleaned_data["first_due"]
        if first_due < timezone.localdate():
            raise ValidationError(_("The first instalment is due today or later."))
        return first_due

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if not self.least <= amount <= self.most:
            raise ValidationError(sentence(PlanOutside(self.least, self.most)))
        return amount

    def clean(self):
        if not self.errors:
            try:
                self.instalments()
            except PlanError:
                self.add_error(
                    "count", _("There are more instalments than cents to pay.")
                )
        return self.cleaned_data

    def instalments(self) -> list[Instalment]:
        """Return what would be paid when."""
        return instalments(**self.cleaned_data)


class LevelForm(forms.Form):
    """One level; without its days it is left out."""

    days = forms.IntegerField(
        label=_("Days after the due date"),
        required=False,
        min_value=1,
        max_value=3650,
    )
    cost = MoneyField(label=_("Cost (€)"), required=False, minimum=0)
    with_interest = forms.BooleanField(label=_("With interest"), required=False)
    registered = forms.BooleanField(
        label=_("Formal notice by registered letter"), required=False
    )

    def level(self, position: int) -> Level:
        data = self.cleaned_data
        return Level(
            position,
            data["days"],
            with_interest=data["with_interest"],
            cost=data["cost"] or Level(1, 1).cost,
            registered=data["registered"],
        )


class BaseLevelFormSet(forms.BaseFormSet):
    def clean(self):
        if any(self.errors):
            return
        if not self.levels():
            raise ValidationError(_("There is at least one level."))
        try:
            ordered(self.levels())
        except LevelsOutOfOrder:
            raise ValidationError(
                _("Each level comes more days after the due date than the one before.")
            ) from None

    def levels(self) -> list[Level]:
        """Return the levels that were filled in, the first first."""
        filled = [form for form in self.forms if form.cleaned_data.get("days")]
        return [form.level(position) for position, form in enumerate(filled, start=1)]


LevelFormSet = forms.formset_factory(
    LevelForm,
    formset=BaseLevelFormSet,
    extra=1,
    max_num=MOST_LEVELS,
    validate_max=True,
)


class WordingForm(forms.Form):
    """The building's own words; both fields empty: ours."""

    subject = forms.CharField(
        label=_("Subject"),
        required=False,
        max_length=ReminderWording._meta.get_field("subject").max_length,
    )
    body = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=ReminderWording._meta.get_field("body").max_length,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Paragraphs are apart by an empty line. What is open, how to pay, the plan "
            "that is offered and your telephone number follow by themselves."
        ),
    )

    def clean(self):
        data = self.cleaned_data
        if not self.errors and bool(data["subject"]) != bool(data["body"]):
            raise ValidationError(
                _("Write both the subject and the text, or leave both empty.")
            )
        return data
