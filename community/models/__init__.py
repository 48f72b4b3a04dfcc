from community.models.bazaar import Ask, Item, Reservation
from community.models.bookings import (
    Bookable,
    Booking,
    CalendarFeed,
    Review,
    Waiting,
)
from community.models.exchanges import HoursExchange, HoursMediator, HoursPost
from community.models.greeting import Greeting
from community.models.hours import (
    HoursAccount,
    HoursLeg,
    HoursLimits,
    HoursTransfer,
)
from community.models.impact import ImpactFactor, ImpactMonth, ImpactSum
from community.models.messages import Message
from community.models.moderation import Report
from community.models.neighbours import Block, Mail, Neighbour
from community.models.posts import Coming, Comment, Event, Photo, Post
from community.models.skills import Skill

__all__ = [
    "Ask",
    "Block",
    "Bookable",
    "Booking",
    "CalendarFeed",
    "Coming",
    "Comment",
    "Event",
    "Greeting",
    "HoursAccount",
    "HoursExchange",
    "HoursLeg",
    "HoursLimits",
    "HoursMediator",
    "HoursPost",
    "HoursTransfer",
    "ImpactFactor",
    "ImpactMonth",
    "ImpactSum",
    "Item",
    "Mail",
    "Message",
    "Neighbour",
    "Photo",
    "Post",
    "Report",
    "Reservation",
    "Review",
    "Skill",
    "Waiting",
]
