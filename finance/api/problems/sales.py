"""What the sale of lots refuses, told to programs."""

from finance.errors import sales as errors
from finance.refusals.sales import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.NothingSold: Refusal("nothing-sold", sentence, status=400, field="lots"),
    errors.SeveralSellers: Refusal(
        "several-sellers", sentence, status=400, field="lots"
    ),
    errors.LotInSale: Refusal("lot-in-sale", sentence),
    errors.SaleClosed: Refusal("sale-closed", sentence),
    errors.BuyerIsSeller: Refusal(
        "buyer-is-seller", sentence, status=400, field="buyer"
    ),
    errors.DeedBeforeContract: Refusal("deed-before-contract", sentence),
    errors.RequestedInTheFuture: Refusal(
        "requested-in-the-future", sentence, status=400, field="requested_on"
    ),
    errors.AlreadyRequested: Refusal("already-requested", sentence),
    errors.DocumentNotMade: Refusal("document-not-made", sentence),
    errors.AlreadySent: Refusal("already-sent", sentence),
    errors.NoNotaryAddress: Refusal("no-notary-address", sentence),
    errors.LinkClosed: Refusal("link-closed", sentence),
    errors.DeedIncomplete: Refusal("deed-incomplete", sentence),
    errors.DeedInTheFuture: Refusal("deed-in-the-future", sentence),
    errors.DeedInClosedYear: Refusal("deed-in-closed-year", sentence),
    errors.NotTheSellers: Refusal("not-the-sellers", sentence),
    errors.PreviewOutdated: Refusal("preview-outdated", sentence),
    errors.AlreadyCarriedOut: Refusal("already-carried-out", sentence),
    errors.NotCarriedOut: Refusal("not-carried-out", sentence),
    errors.AlreadyUndone: Refusal("sale-already-undone", sentence),
    errors.BookedSince: Refusal("booked-since", sentence),
    errors.LotPassedOn: Refusal("lot-passed-on", sentence),
    errors.ToldBeforeDeed: Refusal(
        "told-before-deed", sentence, status=400, field="told_on"
    ),
    errors.AlreadyTold: Refusal("already-told", sentence),
    errors.ImpossibleReading: Refusal(
        "impossible-reading", sentence, status=400, field="readings"
    ),
}
