from finance import chart
from koprogo.ledger import services as ledger


def open_books() -> None:
    """Give the building entered its journals and accounts; safe to repeat."""
    ledger.open_books(accounts=chart.ACCOUNTS)
