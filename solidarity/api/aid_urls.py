from koprogo.api.views import at
from solidarity.api import aids, decisions

REQUEST = "requests/<uuid:fund_request_id>"
AID = "aids/<uuid:aid_id>"
CHANGE = f"{AID}/changes/<uuid:fund_change_id>"

urlpatterns = [
    at(f"{REQUEST}/decisions/", decisions.RequestDecisions, "fund-decisions"),
    at(f"{REQUEST}/offer/", decisions.RequestOffer, "fund-offer"),
    at(f"{REQUEST}/appeals/", decisions.RequestAppeals, "fund-appeals"),
    at(f"{REQUEST}/testimony/", decisions.RequestTestimony, "fund-testimony"),
    at("aids/", aids.FundAids, "fund-aids"),
    at(f"{AID}/agreement/", aids.AidAgreement, "fund-agreement"),
    at(f"{AID}/agreement/file/", aids.AidAgreementFile, "fund-agreement-file"),
    at(f"{AID}/loan/", aids.AidLoan, "fund-loan"),
    at(f"{AID}/plans/", aids.AidPlans, "fund-plans"),
    at(f"{AID}/repayments/", aids.AidRepayments, "fund-repayments"),
    at(f"{AID}/changes/", aids.AidChanges, "fund-changes"),
    at(f"{AID}/defer/", aids.AidDeferral, "fund-defer"),
    at(f"{AID}/reschedule/", aids.AidRescheduling, "fund-reschedule"),
    at(f"{AID}/early/", aids.AidEarlyPayment, "fund-early"),
    at(f"{CHANGE}/withdraw/", aids.AidChangeWithdrawal, "fund-change-withdraw"),
    at(f"{CHANGE}/answer/", aids.AidChangeAnswer, "fund-change-answer"),
    at(f"{AID}/case/", aids.AidCaseEnd, "fund-case-end"),
    at("exclusion/", aids.FundExclusion, "fund-exclusion"),
]
