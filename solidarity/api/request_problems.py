"""What a request refuses, told to programs."""

from koprogo.api.problems import REFUSALS, Refusal
from solidarity.errors import requests as errors
from solidarity.refusals import sentence

REFUSALS |= {
    errors.AlreadySent: Refusal("request-sent", sentence),
    errors.NotSaidYet: Refusal("request-not-said", sentence),
    errors.StaysAsItIs: Refusal("request-stays", sentence),
    errors.VoteIsOpen: Refusal("request-voted-on", sentence),
    errors.TooManyPapers: Refusal(
        "too-many-papers", sentence, status=400, field="files"
    ),
    errors.PaperStays: Refusal("paper-stays", sentence),
    errors.AnsweredAlready: Refusal("question-answered", sentence),
    errors.NotWithdrawn: Refusal("request-not-withdrawn", sentence),
    errors.ConsentStays: Refusal("consent-stays", sentence),
}
