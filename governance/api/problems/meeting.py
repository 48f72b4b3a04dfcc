"""What a meeting refuses, told to programs."""

from governance.errors import meeting as errors
from governance.refusals.meeting import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.NotConvened: Refusal("not-convened", sentence),
    errors.TooEarly: Refusal("too-early", sentence),
    errors.RollTaken: Refusal("roll-taken", sentence),
    errors.NoRoll: Refusal("no-roll", sentence),
    errors.SharesIncomplete: Refusal("shares-incomplete", sentence),
    errors.EventRefused: Refusal("event-refused", sentence),
    errors.NotYourVote: Refusal("not-your-vote", sentence),
    errors.NotFromAfar: Refusal("not-from-afar", sentence),
    errors.NothingChosen: Refusal("nothing-chosen", sentence),
    errors.WrongSlips: Refusal("wrong-slips", sentence),
    errors.NothingToPrint: Refusal("nothing-to-print", sentence),
}
