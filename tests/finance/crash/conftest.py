"""Files that processes and test share."""

from tests.finance.charge_statements.test_crash import files

__all__ = ["files"]
