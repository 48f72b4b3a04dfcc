"""What tenders refuse, told to programs."""

from governance.errors import tenders as errors
from governance.refusals.tenders import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.TenderGone: Refusal("tender-gone", sentence),
    errors.TenderSettled: Refusal("tender-settled", sentence),
    errors.NotSettled: Refusal("not-settled", sentence),
    errors.StillOpen: Refusal("tender-still-open", sentence),
    errors.NotCalledOff: Refusal("not-called-off", sentence),
    errors.ItemTaken: Refusal("item-taken", sentence, status=400, field="item"),
    errors.NoVoteOnItem: Refusal("no-vote-on-item", sentence, status=400, field="item"),
    errors.QuoteGone: Refusal("quote-gone", sentence),
    errors.SupplierQuoted: Refusal("supplier-quoted", sentence),
    errors.NothingToCompare: Refusal("nothing-to-compare", sentence),
    errors.ReasonMissing: Refusal(
        "reason-missing", sentence, status=400, field="reason"
    ),
}
