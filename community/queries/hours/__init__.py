"""What is read of the exchange of hours: balances, exchanges, who mediates."""
