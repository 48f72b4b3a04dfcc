"""The pages of proxies and of one's own vote beside their operations (parity.py)."""

VOTING = {
    "governance:vote": "GET vote",
    "governance:vote-arrive": "POST vote-arrive",
    "governance:vote-leave": "POST vote-leave",
    "governance:vote-cast": "POST vote-cast",
    "governance:my-votes-table": "GET my-votes",
    "governance:my-votes-file": "GET my-votes-file",
    "governance:proxies": "GET proxies",
    "governance:proxy-new": "POST proxies",
    "governance:proxy-record": "POST paper-proxies",
    "governance:proxy": "GET proxy",
    "governance:proxy-paper": "GET proxy-paper",
    "governance:proxy-withdraw": "POST proxy-withdraw",
    "governance:ballot-papers": "POST ballot-papers",
    "governance:ballot-slips": "POST ballot-slips",
    "governance:ballot-papers-made": "GET ballot-papers-made",
    "governance:ballot-papers-file": "GET ballot-papers-file",
}
