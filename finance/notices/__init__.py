"""What people are told by e-mail or by post."""

from finance.notices.letters import handed_over, recipient

__all__ = ["handed_over", "recipient"]
