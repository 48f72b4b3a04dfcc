"""What ideas, allocations, spendings and offices refuse, told to programs."""

from koprogo.api.problems import REFUSALS, Refusal
from transparency import errors
from transparency.refusals.budget import sentence

REFUSALS |= {
    errors.NotAMember: Refusal("not-a-member", sentence, status=403),
    errors.NotTheAuthor: Refusal("not-the-author", sentence, status=403),
    errors.IdeaAnswered: Refusal("idea-answered", sentence),
    errors.IdeaSupported: Refusal("idea-supported", sentence),
    errors.AnswerNeeded: Refusal("answer-needed", sentence, status=400, field="answer"),
    errors.AllocationStays: Refusal("allocation-stays", sentence),
    errors.PartsNotWhole: Refusal(
        "parts-not-whole", sentence, status=400, field="lines"
    ),
    errors.OneFundLine: Refusal("one-fund-line", sentence, status=400, field="lines"),
    errors.NotAdoptedYet: Refusal("not-adopted-yet", sentence),
    errors.BookedWhole: Refusal("booked-whole", sentence),
    errors.SpentOnAnotherDay: Refusal(
        "spent-on-another-day", sentence, status=400, field="spent_on"
    ),
    errors.MoreThanLeft: Refusal(
        "more-than-left", sentence, status=400, field="amount"
    ),
    errors.MoreThanSpent: Refusal(
        "more-than-spent", sentence, status=400, field="amount"
    ),
    errors.SpendingRecorded: Refusal("spending-recorded", sentence),
    errors.EndowmentPaid: Refusal("endowment-paid", sentence),
    errors.PaidBeforeGiven: Refusal(
        "paid-before-given", sentence, status=400, field="on"
    ),
    errors.NoFund: Refusal("no-fund", sentence),
    errors.NoAccount: Refusal("no-account", sentence),
    errors.OfficeHeld: Refusal("office-held", sentence),
    errors.OfficeOver: Refusal("office-over", sentence),
    errors.OfficeBegun: Refusal("office-begun", sentence, status=400, field="on"),
}
