"""What is refused between assemblies, told to programs."""

from governance.errors import consultations, requests, written
from governance.refusals.written import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    written.NeedsDeed: Refusal("needs-deed", sentence),
    written.NothingDecided: Refusal("nothing-decided", sentence),
    written.NoCandidate: Refusal("no-candidate", sentence),
    written.WrittenGone: Refusal("written-gone", sentence),
    written.WrittenSent: Refusal("written-sent", sentence),
    written.NotSentYet: Refusal("not-sent-yet", sentence),
    written.WrittenEnded: Refusal("written-ended", sentence),
    written.UntilPassed: Refusal("until-passed", sentence),
    written.AnsweredAlready: Refusal("answered-already", sentence),
    written.NotTheRepresentative: Refusal("not-the-representative", sentence),
    written.NoLotNow: Refusal("no-lot-now", sentence),
    written.SignedOnWrongDay: Refusal("signed-on-wrong-day", sentence),
    written.MinutesDrawn: Refusal("minutes-drawn", sentence),
    written.NotEndedYet: Refusal("not-ended-yet", sentence),
    requests.NotASigner: Refusal("not-a-signer", sentence),
    requests.SignedBefore: Refusal("signed-before", sentence),
    requests.NotSigned: Refusal("not-signed", sentence),
    requests.RequestClosed: Refusal("request-closed", sentence),
    requests.OthersSigned: Refusal("others-signed", sentence),
    requests.NotEnoughShares: Refusal("not-enough-shares", sentence),
    requests.WrongDay: Refusal("wrong-day", sentence),
    requests.NotPosted: Refusal("not-posted", sentence),
    requests.ReceivedBefore: Refusal("received-before", sentence),
    requests.ProofNeeded: Refusal("proof-needed", sentence),
    requests.NotReceived: Refusal("not-received", sentence),
    requests.DraftMade: Refusal("draft-made", sentence),
    requests.Requested: Refusal("requested", sentence),
    consultations.ConsultationClosed: Refusal("consultation-closed", sentence),
    consultations.ClosesTooEarly: Refusal("closes-too-early", sentence),
    consultations.NoRealChoice: Refusal("no-real-choice", sentence),
    consultations.NotAnOption: Refusal("not-an-option", sentence),
    consultations.NotAsked: Refusal("not-asked", sentence),
}
