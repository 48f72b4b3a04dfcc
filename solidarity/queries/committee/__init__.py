"""What the committee, and those who appoint it, read."""
