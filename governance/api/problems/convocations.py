"""What convening and calling off refuse, told to programs."""

from governance.errors import convocations as errors
from governance.refusals.convocations import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.CannotConvene: Refusal("cannot-convene", sentence),
    errors.NotYetConvened: Refusal("not-yet-convened", sentence),
    errors.CalledOff: Refusal("called-off", sentence),
    errors.MeetingBegun: Refusal("meeting-begun", sentence),
    errors.MeetingOver: Refusal("assembly-over", sentence),
    errors.NotAdjourned: Refusal("not-adjourned", sentence),
    errors.NothingMissedByAbsence: Refusal("nothing-missed-by-absence", sentence),
    errors.FollowedAlready: Refusal("followed-already", sentence),
    errors.TooSoonAfter: Refusal(
        "too-soon-after", sentence, status=400, field="starts_at"
    ),
}
