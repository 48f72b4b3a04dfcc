"""Where a message may go: addresses that everybody may reach, and no others. Pure.

Whoever writes the URL of a webhook lets our server call it. It must not become a hand
in our own network (server-side request forgery).
"""

import re
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

__all__ = ["UrlProblem", "is_allowed", "is_public", "url_problem"]

# All IPv6 that is routed in public: not the translated, mapped and local ranges.
GLOBAL_UNICAST = IPv6Network("2000::/3")
VISIBLE = re.compile(r"[!-~]+")


class UrlProblem(StrEnum):
    """Why a URL cannot be a webhook's."""

    NOT_HTTPS = "not https"
    MALFORMED = "malformed"
    CREDENTIALS = "name or password in it"
    NOT_PUBLIC = "not public"


def is_public(address: str) -> bool:
    """Whether an IP address, v4 or v6, is one of the public internet."""
    ip = ip_address(address)
    if isinstance(ip, IPv4Address):
        return ip.is_global and not (ip.is_multicast or ip.is_reserved)
    if ip.ipv4_mapped is not None:
        return is_public(str(ip.ipv4_mapped))
    # 6to4 and Teredo hold an IPv4 address of anybody's choice.
    wraps = ip.sixtofour is not None or ip.teredo is not None
    return ip in GLOBAL_UNICAST and ip.is_global and not wraps


def is_allowed(address: str, *, loopback: bool) -> bool:
    """Whether a message may go there; ``loopback``: also to this very machine."""
    return is_public(address) or (loopback and ip_address(address).is_loopback)


def url_problem(url: str, *, loopback: bool) -> UrlProblem | None:
    """Return what is wrong with the URL as it is written; nothing is looked up.

    A name may still lead to an address that is not public: that is checked when
    something is sent.
    """
    if not url.startswith("https://"):
        return UrlProblem.NOT_HTTPS
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return UrlProblem.MALFORMED
    if not (host and VISIBLE.fullmatch(url)) or parts.fragment:
        return UrlProblem.MALFORMED
    if "@" in parts.netloc:
        return UrlProblem.CREDENTIALS
    if not _may_be_public(host, loopback=loopback):
        return UrlProblem.NOT_PUBLIC
    return None


def _may_be_public(host: str, *, loopback: bool) -> bool:
    ip = _as_address(host)
    if ip is not None:
        return is_allowed(str(ip), loopback=loopback)
    return "." in host.strip(".") or (loopback and host == "localhost")


def _as_address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
