"""A bank with something of everything, for the tables of pages and operations."""

from finance.models import BankMovement, BankStatement, MovementMatch
from tests.finance.banking.statements import (
    OMAR,
    ago,
    imported,
    moved,
    statement,
    vcs,
)
from tests.finance.factories import late, payment


def lively_bank():
    """Import two statements with one missing between them; something is in transit."""
    late("600.00")
    imported(
        statement(
            moved("300.00", on=ago(9), vcs=vcs("H1"), iban=OMAR, name="Omar Haddad"),
            moved("120.00", on=ago(9), name="Clara Élise", message="provision"),
            moved("-12.50", on=ago(9), name="KBC", message="Account charges"),
            opening="1000.00",
            number="008",
        )
    )
    imported(
        statement(
            moved("-75.00", on=ago(2), name="Plumber", message="invoice 7"),
            opening="1500.00",
            number="010",
        )
    )
    payment("H3", "42.00")


def things():
    """What stands in the addresses of the bank's pages; the books begin today."""
    imported(statement(moved("10.00", vcs=vcs("H1")), moved("42.00", name="Somebody")))
    return {
        "bank_account": "551",
        "bank_statement_id": BankStatement.objects.get().uuid,
        "movement_id": BankMovement.objects.get(amount=42).uuid,
        "match_id": MovementMatch.objects.get().uuid,
    }


def pages():
    """The pages of a lively bank, below the building's."""
    lively_bank()
    waiting = BankMovement.objects.get(amount=120).uuid
    match = MovementMatch.objects.get()
    return [
        "bank/",
        "bank/?account=550",
        "bank/import/",
        "bank/suspense/",
        "bank/551/statements/",
        "bank/550/statements/",
        f"bank/movements/{match.movement.uuid}/",
        f"bank/movements/{waiting}/",
        f"bank/movements/{waiting}/match/",
        f"bank/movements/{waiting}/match/?kind=cost",
        f"bank/movements/{waiting}/match/?kind=supplier",
        f"bank/movements/{waiting}/match/?kind=transfer",
        f"bank/movements/{waiting}/match/?kind=return",
        f"bank/matches/{match.uuid}/undo/",
    ]


def three_statements():
    """Import three of the working account, each with a movement; return its code."""
    for number in range(3):
        imported(
            statement(
                moved("40.00", name="Omar Haddad"),
                opening=f"{40 * number}.00",
                number=f"{number}",
            )
        )
    return "551"
