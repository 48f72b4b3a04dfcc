from django.urls import path

from governance.views import papers, proxies, voting

HERE = "assemblies/<uuid:assembly_id>"
PROXY = f"{HERE}/proxies/<uuid:proxy_id>"

urlpatterns = [
    path(f"{HERE}/vote/", voting.vote, name="vote"),
    path(f"{HERE}/vote/arrive/", voting.arrive, name="vote-arrive"),
    path(f"{HERE}/vote/leave/", voting.leave, name="vote-leave"),
    path(f"{HERE}/vote/mine.pdf", voting.my_votes_file, name="my-votes-file"),
    path(
        f"{HERE}/vote/mine.<table:ending>", voting.my_votes_table, name="my-votes-table"
    ),
    path(f"{HERE}/vote/<uuid:item_id>/", voting.cast, name="vote-cast"),
    path(f"{HERE}/proxies/", proxies.proxies, name="proxies"),
    path(f"{HERE}/proxies/new/", proxies.proxy_new, name="proxy-new"),
    path(f"{HERE}/proxies/record/", proxies.proxy_record, name="proxy-record"),
    path(f"{PROXY}/", proxies.proxy, name="proxy"),
    path(f"{PROXY}/paper/", proxies.proxy_paper, name="proxy-paper"),
    path(f"{PROXY}/withdraw/", proxies.proxy_withdraw, name="proxy-withdraw"),
    path(f"{HERE}/papers/", papers.ballot_papers, name="ballot-papers"),
    path(
        f"{HERE}/papers/<uuid:papers_id>/",
        papers.papers_made,
        name="ballot-papers-made",
    ),
    path(
        f"{HERE}/papers/<uuid:papers_id>/file/",
        papers.papers_file,
        name="ballot-papers-file",
    ),
    path(f"{HERE}/slips/<uuid:item_id>/", papers.ballot_slips, name="ballot-slips"),
    path(f"{HERE}/paper/<uuid:line_id>/", papers.paper_entry, name="paper-entry"),
]
