"""What minutes, the register and its follow-up refuse, told to programs."""

from governance.errors import decisions, minutes
from governance.refusals.decisions import sentence as of_decision
from governance.refusals.minutes import sentence
from koprogo.api.problems import REFUSALS, Refusal
from koprogo.slots import EffectRefused

REFUSALS |= {
    minutes.MinutesFinished: Refusal("minutes-finished", sentence),
    minutes.MinutesNotFinished: Refusal("minutes-not-finished", sentence),
    minutes.NoBureau: Refusal("no-bureau", sentence),
    minutes.NotEnded: Refusal("meeting-not-ended", sentence),
    minutes.SignedAlready: Refusal("signed-already", sentence),
    minutes.NotASigner: Refusal("not-a-signer-of-minutes", sentence),
    decisions.NotAdopted: Refusal("not-adopted", of_decision),
    decisions.NothingToCarryOut: Refusal("nothing-to-carry-out", of_decision),
    decisions.CarriedOut: Refusal("carried-out", of_decision),
    decisions.ReasonNeeded: Refusal("reason-needed", of_decision),
    EffectRefused: Refusal("effect-refused", of_decision),
}
