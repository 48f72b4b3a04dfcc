"""What proves each line of a building's month, in sentences (docs/rules/month.md)."""
