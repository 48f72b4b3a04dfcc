"""What everybody may read of the ASBL; nobody may change anything there."""

from tests.roles.answers import PUBLIC_READ_ONLY, everybody

PAGES = [
    "public",
    "public-simulator",
    "public-feed",
    "public-picture",
    "public-report",
    "public-data",
    "public-rows",
    "public-file",
]
TABLE = {
    **{f"transparency:{page}": (everybody(200), PUBLIC_READ_ONLY) for page in PAGES},
    "transparency:public-slash": (everybody(301), PUBLIC_READ_ONLY),
}
