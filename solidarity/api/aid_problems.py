"""What is refused about decisions, agreements, plans and testimonies, told to programs."""

from koprogo.api.problems import REFUSALS, Refusal
from solidarity.errors import committee, loans, money, public
from solidarity.refusals import committee as of_committee
from solidarity.refusals import loans as of_loans
from solidarity.refusals import money as of_money
from solidarity.refusals import public as of_public

REFUSALS |= {
    committee.NoOffer: Refusal("fund-no-offer", of_committee.sentence),
    committee.OfferOver: Refusal("fund-offer-over", of_committee.sentence),
    committee.NotRefused: Refusal("fund-not-refused", of_committee.sentence),
    committee.AppealOver: Refusal("fund-appeal-over", of_committee.sentence),
    committee.AppealThere: Refusal("fund-appealed", of_committee.sentence),
    money.NothingToSign: Refusal("fund-nothing-to-sign", of_money.sentence),
    money.SignedAlready: Refusal("fund-agreement-signed", of_money.sentence),
    money.NoMandate: Refusal(
        "fund-account-needed", of_money.sentence, status=400, field="iban"
    ),
    money.NoSecurity: Refusal(
        "fund-security-needed", of_money.sentence, status=400, field="security"
    ),
    loans.NothingComesBack: Refusal("fund-nothing-comes-back", of_loans.sentence),
    loans.ChangeWaits: Refusal("fund-change-waits", of_loans.sentence),
    loans.NoSuchPlan: Refusal("fund-no-such-plan", of_loans.sentence),
    loans.WordsNeeded: Refusal(
        "fund-words-needed", of_loans.sentence, status=400, field="words"
    ),
    loans.NotSoNow: Refusal("fund-change-answered", of_loans.sentence),
    loans.DebitUnderWay: Refusal("fund-debit-under-way", of_loans.sentence),
    loans.NotADispute: Refusal("fund-not-a-dispute", of_loans.sentence),
    loans.DisputeEndTold: Refusal("fund-case-end-told", of_loans.sentence),
    public.TestimonyThere: Refusal("fund-testimony-public", of_public.sentence),
}
