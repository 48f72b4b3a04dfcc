"""Pages of the exchange of hours."""
