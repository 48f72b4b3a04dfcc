"""What taking part, its terms and its tariffs refuse, told to programs."""

from koprogo.api.problems import REFUSALS, Refusal
from transparency import errors
from transparency.refusals.membership import sentence

REFUSALS |= {
    errors.TakesPart: Refusal("takes-part", sentence),
    errors.TakesNoPart: Refusal("takes-no-part", sentence),
    errors.NotARepresentative: Refusal("not-a-representative", sentence, status=403),
    errors.PeriodTaken: Refusal("period-taken", sentence),
    errors.TooEarly: Refusal("billed-already", sentence, status=400, field="since"),
    errors.NoTariff: Refusal("no-tariff", sentence),
    errors.PastTariff: Refusal("past-tariff", sentence, status=400, field="since"),
    errors.AdoptedAlready: Refusal("adopted-already", sentence),
}
