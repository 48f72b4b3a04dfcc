from django.urls import path

from solidarity.views.loans import committee, exclusions, money, own

OWN = "fonds-solidarite/aide/<uuid:aid_id>/loan"
LOANS = "fonds-solidarite/comite/loans"
LOAN = f"{LOANS}/<uuid:aid_id>"
EXCLUSIONS = "fonds-solidarite/comite/exclusions"
EXCLUSION = f"{EXCLUSIONS}/<uuid:exclusion_id>"
REPAYMENTS = "asbl/fund/repayments"
REPAYMENT = f"{REPAYMENTS}/<uuid:repayment_id>"
DEBITS = "asbl/fund/debits"
BATCH = f"{DEBITS}/<uuid:fund_batch_id>"
DEBIT = f"{DEBITS}/one/<uuid:debit_id>"

urlpatterns = [
    path(f"{OWN}/", own.loan, name="loan"),
    path(f"{OWN}.<table:ending>", own.loan_plan_table, name="loan-plan-table"),
    path(f"{OWN}/defer/", own.loan_defer, name="loan-defer"),
    path(f"{OWN}/reschedule/", own.loan_reschedule, name="loan-reschedule"),
    path(f"{OWN}/early/", own.loan_early, name="loan-early"),
    path(f"{OWN}/withdraw/", own.loan_change_withdraw, name="loan-change-withdraw"),
    path(f"{OWN}/proposal/", own.loan_proposal, name="loan-proposal"),
    path(f"{OWN}/case/", own.loan_dispute, name="loan-dispute"),
    path("fonds-solidarite/exclusion/", own.my_exclusion, name="my-exclusion"),
    path(f"{LOANS}/", committee.committee_loans, name="committee-loans"),
    path(
        f"{LOANS}.<table:ending>",
        committee.committee_loans_table,
        name="committee-loans-table",
    ),
    path(f"{LOAN}/", committee.committee_loan, name="committee-loan"),
    path(f"{LOAN}/open/", committee.committee_loan_open, name="committee-loan-open"),
    path(
        f"{LOAN}/talk/",
        committee.committee_contact_new,
        name="committee-contact-new",
    ),
    path(
        f"{LOAN}/propose/",
        committee.committee_change_propose,
        name="committee-change-propose",
    ),
    path(
        f"{LOAN}/answer/",
        committee.committee_change_decide,
        name="committee-change-decide",
    ),
    path(f"{LOAN}/write-off/", committee.write_off_propose, name="write-off-propose"),
    path(
        f"{LOAN}/write-off/decide/",
        committee.write_off_decide,
        name="write-off-decide",
    ),
    path(f"{LOAN}/case/", committee.dispute_end_new, name="dispute-end-new"),
    path(
        f"{LOAN}/case/settle/",
        committee.dispute_end_settle,
        name="dispute-end-settle",
    ),
    path(f"{EXCLUSIONS}/", exclusions.exclusions, name="exclusions"),
    path(
        f"{EXCLUSIONS}/of/<uuid:fund_request_id>/",
        exclusions.exclusion_new,
        name="exclusion-new",
    ),
    path(f"{EXCLUSION}/decide/", exclusions.exclusion_decide, name="exclusion-decide"),
    path(f"{EXCLUSION}/lift/", exclusions.exclusion_lift, name="exclusion-lift"),
    path(
        f"{EXCLUSION}/lift/decide/",
        exclusions.exclusion_lift_decide,
        name="exclusion-lift-decide",
    ),
    path(f"{REPAYMENTS}/", money.repayments, name="repayments"),
    path(
        f"{REPAYMENTS}.<table:ending>", money.repayments_table, name="repayments-table"
    ),
    path(f"{REPAYMENTS}/new/", money.repayment_new, name="repayment-new"),
    path(f"{REPAYMENT}/reverse/", money.repayment_reverse, name="repayment-reverse"),
    path(
        f"{REPAYMENT}/give-back/",
        money.repayment_give_back,
        name="repayment-give-back",
    ),
    path(f"{DEBITS}/", money.debit_batches, name="debit-batches"),
    path(f"{DEBITS}/new/", money.debit_batch_new, name="debit-batch-new"),
    path(f"{BATCH}/", money.debit_batch, name="debit-batch"),
    path(f"{BATCH}/file/", money.debit_batch_file, name="debit-batch-file"),
    path(
        f"{BATCH}/collected/",
        money.debit_batch_collected,
        name="debit-batch-collected",
    ),
    path(f"{DEBIT}/return/", money.debit_return, name="debit-return"),
    path(f"{DEBIT}/stop/", money.debit_stop, name="debit-stop"),
]
