"""What is refused between neighbours. One file for each part."""

from community.errors.base import CommunityError

__all__ = ["CommunityError"]
