"""What is refused about the factors of estimates, told to programs."""

from django.utils.translation import gettext_lazy as _

from community.errors import impact
from community.refusals import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    impact.FactorTooEarly: Refusal(
        "factor-too-early", sentence, status=400, field="since"
    ),
    impact.FactorWrong: Refusal("factor-wrong", sentence, status=400, field="value"),
    impact.FactorUnchanged: Refusal(
        "factor-unchanged", sentence, status=400, field="value"
    ),
    impact.FactorWritten: Refusal(
        "factor-key-used",
        _("Something else was written with this key: what is new needs a new key."),
    ),
}
