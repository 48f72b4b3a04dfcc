"""What a person may do in a building, and each of it in one sentence."""

from enum import StrEnum, auto

from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing a person may do in a building."""

    SEE_BUILDING = auto()
    SEE_REGISTER = auto()
    SEE_CONTACTS = auto()
    EDIT_BUILDING = auto()
    SEE_OWN_ACCOUNT = auto()
    SEE_CALLS = auto()
    SEE_ALL_ACCOUNTS = auto()
    PREPARE_CALLS = auto()
    ISSUE_CALLS = auto()
    RECORD_PAYMENTS = auto()
    OPEN_BOOKS = auto()
    SEND_LETTERS = auto()
    SEE_BOOKS = auto()
    KEEP_BOOKS = auto()
    CLOSE_BOOKS = auto()
    PREPARE_INVOICES = auto()
    APPROVE_INVOICES = auto()
    PAY_SUPPLIERS = auto()
    IMPORT_BANK = auto()
    PREPARE_BUDGETS = auto()
    ADOPT_BUDGETS = auto()
    SEND_REMINDERS = auto()
    PREPARE_STATEMENTS = auto()
    POST_STATEMENTS = auto()
    PREPARE_SALES = auto()
    CARRY_OUT_SALES = auto()
    CONTEST = auto()
    ANSWER_CONTESTS = auto()
    AUDIT_BOOKS = auto()
    SEE_ASSEMBLIES = auto()
    TAKE_PART = auto()
    PREPARE_ASSEMBLIES = auto()
    CONVENE_ASSEMBLIES = auto()
    HOLD_ASSEMBLIES = auto()
    CARRY_OUT_DECISIONS = auto()
    SEE_LIBRARY = auto()
    EDIT_LIBRARY = auto()
    INVITE = auto()
    SEE_AS_OWNER = auto()
    MEET_NEIGHBOURS = auto()
    SWITCH_MODULES = auto()
    MODERATE = auto()
    INVITE_OCCUPANTS = auto()
    LET_IN = auto()
    END_OCCUPANCIES = auto()
    SEE_HISTORY = auto()
    MANAGE_WEBHOOKS = auto()
    HAND_OVER = auto()
    SEE_MEMBERSHIP = auto()
    SUPPORT_IDEAS = auto()
    SEE_ASBL_BOOKS = auto()
    KEEP_ASBL_BOOKS = auto()
    APPROVE_COSTS = auto()
    CLOSE_QUARTERS = auto()
    SEE_MEMBERS = auto()
    KEEP_MEMBERS = auto()
    PREPARE_ALLOCATIONS = auto()
    SEE_REPORTS = auto()
    AUDIT_ASBL = auto()
    PUBLISH_REPORTS = auto()
    SEE_FUND_BOOKS = auto()
    KEEP_FUND_BOOKS = auto()
    GOVERN_FUND = auto()
    DECIDE_APPEALS = auto()


PERMISSION_LABELS = {
    Permission.SEE_BUILDING: _("See the building and its notices"),
    Permission.SEE_REGISTER: _(
        "Read the list of co-owners with their lots and shares, and the allocation keys"
    ),
    Permission.SEE_CONTACTS: _("Read e-mail addresses and phone numbers of co-owners"),
    Permission.EDIT_BUILDING: _(
        "Change the building, its lots, owners and keys, and import tables"
    ),
    Permission.SEE_OWN_ACCOUNT: _("See one's own balance, calls and payments"),
    Permission.SEE_CALLS: _("Read the calls for funds and how they are divided"),
    Permission.SEE_ALL_ACCOUNTS: _("See every co-owner's balance and payments"),
    Permission.PREPARE_CALLS: _("Prepare calls for funds"),
    Permission.ISSUE_CALLS: _("Issue and cancel calls for funds"),
    Permission.RECORD_PAYMENTS: _("Record payments and reverse them"),
    Permission.OPEN_BOOKS: _("Take over the balances of a building with a past"),
    Permission.SEND_LETTERS: _("Make and send the letters of an issued call"),
    Permission.SEE_BOOKS: _(
        "Read the accounts of the building: costs with their invoices, budget, funds, "
        "bank"
    ),
    Permission.KEEP_BOOKS: _(
        "Keep the books: entries of one's own, sub-accounts, meters, fiscal years"
    ),
    Permission.CLOSE_BOOKS: _("Close a fiscal year"),
    Permission.PREPARE_INVOICES: _("Enter invoices of suppliers and submit them"),
    Permission.APPROVE_INVOICES: _("Approve, reject and post invoices"),
    Permission.PAY_SUPPLIERS: _("Make files of payments and of direct debits"),
    Permission.IMPORT_BANK: _("Import bank statements and match their movements"),
    Permission.PREPARE_BUDGETS: _("Prepare budgets"),
    Permission.ADOPT_BUDGETS: _("Note that the assembly adopted a budget"),
    Permission.SEND_REMINDERS: _("Send reminders and agree instalment plans"),
    Permission.PREPARE_STATEMENTS: _("Compute statements of charges"),
    Permission.POST_STATEMENTS: _("Post and cancel statements of charges"),
    Permission.PREPARE_SALES: _("Prepare sales of lots and the notary's information"),
    Permission.CARRY_OUT_SALES: _("Carry out a change of owner"),
    Permission.CONTEST: _("Contest a line of one's own statement"),
    Permission.ANSWER_CONTESTS: _("Answer what co-owners contest"),
    Permission.AUDIT_BOOKS: _("Check the accounts and sign the report"),
    Permission.SEE_ASSEMBLIES: _(
        "Read agendas, minutes and the register of decisions, and follow a meeting"
    ),
    Permission.TAKE_PART: _(
        "Vote, give a proxy, and propose points for the agenda for one's own lots"
    ),
    Permission.PREPARE_ASSEMBLIES: _(
        "Prepare assemblies and follow up what they decided"
    ),
    Permission.CONVENE_ASSEMBLIES: _("Convene assemblies and call them off"),
    Permission.HOLD_ASSEMBLIES: _(
        "Keep the attendance list, the votes and the minutes"
    ),
    Permission.CARRY_OUT_DECISIONS: _("Carry out what an assembly decided"),
    Permission.SEE_LIBRARY: _("Read the documents meant for one's role"),
    Permission.EDIT_LIBRARY: _("Add documents and new versions of them"),
    Permission.INVITE: _("Invite people to their account"),
    Permission.SEE_AS_OWNER: _(
        "See the pages as one co-owner sees them: he is told, and nothing can be changed"
    ),
    Permission.MEET_NEIGHBOURS: _(
        "Take part in what the building has switched on for its neighbours"
    ),
    Permission.SWITCH_MODULES: _(
        "Switch on and off what neighbours may do with each other, on a decision"
    ),
    Permission.MODERATE: _("Answer what neighbours report, and set notices on top"),
    Permission.INVITE_OCCUPANTS: _(
        "Invite the occupants of one's own lot, and end their access"
    ),
    Permission.LET_IN: _(
        "Post a code in the hall, and let in who lives in the building"
    ),
    Permission.END_OCCUPANCIES: _("See all occupants, and end their access"),
    Permission.SEE_HISTORY: _("Read who did what and when"),
    Permission.MANAGE_WEBHOOKS: _("Let other programs know when something happens"),
    Permission.HAND_OVER: _("Make and fetch the archive of the whole file"),
    Permission.SEE_MEMBERSHIP: _(
        "See one's own contributions to the ASBL, their statements and rights"
    ),
    Permission.SUPPORT_IDEAS: _("Propose and support what a surplus is spent on"),
    Permission.SEE_ASBL_BOOKS: _("Read the books of the ASBL with their vouchers"),
    Permission.KEEP_ASBL_BOOKS: _(
        "Enter the costs of the ASBL, its contributions and their payments"
    ),
    Permission.APPROVE_COSTS: _("Approve costs that somebody else entered"),
    Permission.CLOSE_QUARTERS: _("Close a quarter of the ASBL's books"),
    Permission.SEE_MEMBERS: _("Read the register of members of the ASBL"),
    Permission.KEEP_MEMBERS: _("Keep the register of members and grant reductions"),
    Permission.PREPARE_ALLOCATIONS: _(
        "Prepare what is put to the members: tariffs and the use of a surplus"
    ),
    Permission.SEE_REPORTS: _("Read the reports of the ASBL before they are public"),
    Permission.AUDIT_ASBL: _("Write the auditor's note on the accounts of the ASBL"),
    Permission.PUBLISH_REPORTS: _("Review and publish the reports of the ASBL"),
    Permission.SEE_FUND_BOOKS: _(
        "Read the books of the solidarity fund, where nobody is named"
    ),
    Permission.KEEP_FUND_BOOKS: _(
        "Enter what the solidarity fund receives, costs, pays out and collects"
    ),
    Permission.GOVERN_FUND: _(
        "Note who sits on the solidarity committee, and by which terms the fund helps"
    ),
    Permission.DECIDE_APPEALS: _(
        "Decide on appeals against refusals of the solidarity fund"
    ),
}
