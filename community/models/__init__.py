from community.models.exchanges import HoursExchange, HoursMediator, HoursPost
from community.models.hours import (
    HoursAccount,
    HoursLeg,
    HoursLimits,
    HoursTransfer,
)
from community.models.moderation import Report
from community.models.neighbours import Block, Neighbour
from community.models.posts import Coming, Comment, Event, Photo, Post

__all__ = [
    "Block",
    "Coming",
    "Comment",
    "Event",
    "HoursAccount",
    "HoursExchange",
    "HoursLeg",
    "HoursLimits",
    "HoursMediator",
    "HoursPost",
    "HoursTransfer",
    "Neighbour",
    "Photo",
    "Post",
    "Report",
]
