"""What people are told by e-mail or by post."""

from finance.notices.letters import by_email, by_post, recipient
from finance.notices.reminders import reminder_by_email, reminder_by_post

__all__ = [
    "by_email",
    "by_post",
    "recipient",
    "reminder_by_email",
    "reminder_by_post",
]
