"""What the exchange of hours refuses, told to programs. No balance of another is told."""

from community.errors import hours as errors
from community.refusals import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.BeyondLimit: Refusal("hours-beyond-limit", sentence),
    errors.LimitsWithoutRoom: Refusal("hours-limits-without-room", sentence),
    errors.DecidedLater: Refusal(
        "hours-decided-later", sentence, status=400, field="decided_on"
    ),
    errors.OwnPost: Refusal("hours-own-post", sentence),
    errors.AskedAlready: Refusal("hours-asked", sentence),
    errors.Blocked: Refusal("hours-ended", sentence),
    errors.NotNow: Refusal("hours-not-now", sentence),
    errors.ChangedMeanwhile: Refusal("hours-changed", sentence),
    errors.TooLong: Refusal("hours-too-long", sentence, status=400, field="minutes"),
    errors.DoneLater: Refusal(
        "hours-done-later", sentence, status=400, field="done_on"
    ),
    errors.NoMediator: Refusal("no-mediator", sentence),
    errors.Undone: Refusal("hours-undone", sentence),
    errors.AlreadyMediator: Refusal("mediator-already", sentence),
    errors.WrittenAlready: Refusal("hours-limits-written", sentence),
}
