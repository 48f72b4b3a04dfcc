"""What may be asked of the simulator."""

from django.forms import Form, IntegerField, NumberInput
from django.utils.translation import gettext_lazy as _

MOST_PARTICIPANTS = 100_000


class ParticipantsForm(Form):
    """How many would take part."""

    participants = IntegerField(
        label=_("Participants"),
        min_value=0,
        max_value=MOST_PARTICIPANTS,
        widget=NumberInput(attrs={"inputmode": "numeric"}),
    )
