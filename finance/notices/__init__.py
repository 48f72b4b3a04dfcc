"""What people are told by e-mail or by post."""
