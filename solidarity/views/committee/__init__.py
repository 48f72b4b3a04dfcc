"""Pages of the committee, of the board about it, and of the person about a decision."""
