"""Pages of the solidarity fund that programs have no operation for, and why."""

from tests.roles import fund_committee, fund_loans, fund_money, fund_public

OWN = {
    "solidarity:decision",
    "solidarity:offer",
    "solidarity:appeal",
    "solidarity:agreement",
    "solidarity:agreement-file",
    "solidarity:agreement-sign",
    "solidarity:testimony",
    "solidarity:testimony-withdraw",
    "solidarity:my-exclusion",
    *(name for name in fund_loans.TABLE if name.startswith("solidarity:loan")),
}
OPEN = {
    "solidarity:introduction",
    "solidarity:dashboard",
    "solidarity:data-csv",
    "solidarity:data-json",
    "solidarity:open-report",
}
REST = {
    *fund_committee.TABLE,
    *fund_loans.TABLE,
    *fund_money.TABLE,
    *fund_public.TABLE,
}

WITHOUT = {
    "He answers for himself what binds him, on a page that says what follows.": [*OWN],
    "Everybody reads it without a key, as a page and as files.": [*OPEN],
    "People decide about people: a member of the committee, the board or the treasurer, "
    "in a session of his own, and never a program.": [*(REST - OWN - OPEN)],
}
