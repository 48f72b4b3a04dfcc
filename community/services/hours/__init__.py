"""The exchange of hours: its ledger, the steps of an exchange, and who mediates."""
