from community.models.bazaar import Ask, Item, Reservation
from community.models.messages import Message
from community.models.moderation import Report
from community.models.neighbours import Block, Mail, Neighbour
from community.models.posts import Coming, Comment, Event, Photo, Post
from community.models.skills import Skill

__all__ = [
    "Ask",
    "Block",
    "Coming",
    "Comment",
    "Event",
    "Item",
    "Mail",
    "Message",
    "Neighbour",
    "Photo",
    "Post",
    "Report",
    "Reservation",
    "Skill",
]
