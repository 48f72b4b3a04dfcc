from community.models.bookings import (
    Bookable,
    Booking,
    CalendarFeed,
    Review,
    Waiting,
)
from community.models.greeting import Greeting
from community.models.messages import Message
from community.models.moderation import Report
from community.models.neighbours import Block, Mail, Neighbour
from community.models.posts import Coming, Comment, Event, Photo, Post

__all__ = [
    "Block",
    "Bookable",
    "Booking",
    "CalendarFeed",
    "Coming",
    "Comment",
    "Event",
    "Greeting",
    "Mail",
    "Message",
    "Neighbour",
    "Photo",
    "Post",
    "Report",
    "Review",
    "Waiting",
]
