"""What the council and the mandates refuse, told to programs."""

from governance.errors import council as errors
from governance.refusals.council import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.SyndicExcluded: Refusal("syndic-excluded", sentence),
    errors.HoldsNoLot: Refusal("holds-no-lot", sentence),
    errors.TermOverlaps: Refusal("term-overlaps", sentence),
    errors.DelegationTooLong: Refusal("delegation-too-long", sentence),
    errors.TermOver: Refusal("term-over", sentence),
    errors.EndsTooEarly: Refusal("ends-too-early", sentence, status=400, field="on"),
    errors.NotRunning: Refusal("not-running", sentence),
    errors.ReportThere: Refusal("report-there", sentence),
    errors.NoSyndicToday: Refusal("no-syndic-today", sentence),
    errors.FirmUnknown: Refusal("firm-unknown", sentence, status=400, field="name"),
    errors.MandateImpossible: Refusal("mandate-impossible", sentence),
    errors.PeopleElected: Refusal("people-elected", sentence),
    errors.MandateBegun: Refusal("mandate-begun", sentence),
    errors.AlreadyHandedOver: Refusal("already-handed-over", sentence),
    errors.NobodyHandsOver: Refusal("nobody-hands-over", sentence),
    errors.DayToCome: Refusal("day-to-come", sentence),
}
