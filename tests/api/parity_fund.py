"""Pages of the solidarity fund that programs have no operation for, and why."""

from tests.roles import fund

SIGNING = {"solidarity:agreement-sign"}
OPEN = {
    "solidarity:introduction",
    "solidarity:dashboard",
    "solidarity:data-csv",
    "solidarity:data-json",
    "solidarity:open-report",
}

WITHOUT = {
    "The person himself signs, after a second factor: an operation names the page.": [
        *SIGNING
    ],
    "Everybody reads it without a key, as a page and as files.": [*OPEN],
    "People decide about people: a member of the committee, the board or the treasurer, "
    "in a session of his own, and never a program.": [
        *(fund.TABLE.keys() - fund.PARITY.keys() - SIGNING - OPEN)
    ],
}
