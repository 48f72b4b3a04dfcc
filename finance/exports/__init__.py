"""Files that leave the application."""

from finance.exports.letters import (
    PDF,
    PIXELS_PER_MODULE,
    letter_name,
    letter_pdf,
    letter_title,
    qr_code,
)
from finance.exports.reminders import reminder_pdf, reminder_title

__all__ = [
    "PDF",
    "PIXELS_PER_MODULE",
    "letter_name",
    "letter_pdf",
    "letter_title",
    "qr_code",
    "reminder_pdf",
    "reminder_title",
]
