"""Everything that changes what the committee does. Only these functions write its rows."""
