"""Messages, reports and their answers by the API."""

from community.models import Block
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem, wrong
from tests.community import making


def test_two_write_to_each_other(lively, omar, otto, clara):
    to_otto = f"messages/{lively['otto'].uuid}/"
    to_omar = f"messages/{lively['omar'].uuid}/"
    assert omar.get(to_otto).json()["messages"] == []
    sent = omar.once(to_otto, {"text": "Are you in?"}, key="m")
    assert sent.status_code == 201
    assert omar.once(to_otto, {"text": "Are you in?"}, key="m").json() == sent.json()
    refused = omar.once(to_otto, {"text": "Or not?"}, key="m")
    assert problem(refused) == (409, "post-key-used")
    [talk] = otto.get("messages/").json()
    assert (talk["other"]["name"], talk["new"]) == ("Omar", 1)
    assert otto.get("").json()["unread"] == 1
    assert otto.post(f"{to_omar}read/").status_code == 204
    found = otto.get(to_omar).json()
    assert [(row["is_mine"], row["text"]) for row in found["messages"]] == [
        (False, "Are you in?")
    ]
    assert found["messages"][0]["read_at"]
    assert clara.get("messages/").json() == []
    assert "email" not in str(found)
    assert omar.get(f"messages/{lively['omar'].uuid}/").status_code == 404


def test_a_message_about_a_post_that_one_sees(lively, omar, otto):
    with enter(cast.tenant().pk, by=None):
        post = making.posted(lively["otto"])
    to_otto = f"messages/{lively['otto'].uuid}/"
    said = omar.once(to_otto, {"text": "Still there?", "about": str(post.uuid)})
    assert said.json()["about"] == str(post.uuid)
    with enter(cast.tenant().pk, by=None):
        Block.objects.create(neighbour=lively["otto"], blocked=lively["omar"])
    refused = omar.once(to_otto, {"text": "Hello?"})
    assert problem(refused) == (409, "neighbour-unreachable")
    assert omar.get(to_otto).json()["may_write"] is False
    assert "text" in wrong(omar.once(to_otto, {"text": ""}))


def test_a_blocked_stranger_is_not_found(lively, omar):
    with enter(cast.tenant().pk, by=None):
        Block.objects.create(neighbour=lively["otto"], blocked=lively["omar"])
    assert omar.get(f"messages/{lively['otto'].uuid}/").status_code == 404


def test_a_report_is_answered_and_appealed(lively, omar, otto, clara, program):
    with enter(cast.tenant().pk, by=None):
        post = making.posted(lively["otto"], title="Cheap phones")
    report = f"posts/{post.uuid}/reports/"
    made = omar.post(report, {"reason": "sells", "text": "He sells."})
    assert made.status_code == 201
    assert problem(omar.post(report, {"reason": "sells"})) == (409, "reported")
    assert problem(otto.post(report, {"reason": "sells"})) == (409, "ones-own")
    one = f"reports/{made.json()['uuid']}/"
    assert omar.get("reports/").status_code == 403
    [waiting] = clara.get("reports/").json()["results"]
    assert (waiting["waits"], waiting["author"]) == (True, "Otto")
    assert "Omar" not in str(waiting)
    assert otto.get(one).status_code == 404  # nothing was taken away yet
    hidden = {"outcome": "hidden", "reasons": "No advertising here."}
    assert clara.post(f"{one}answer/", hidden).json()["waits"] is False
    assert problem(clara.post(f"{one}answer/", hidden)) == (409, "report-answered")
    mine = otto.get(one).json()
    assert (mine["is_mine"], mine["may_appeal"]) == (True, True)
    assert "reporter" not in mine
    appealed = otto.post(f"{one}appeal/", {"text": "It was a gift."}).json()
    assert (appealed["may_appeal"], appealed["appeal"]) == (False, "It was a gift.")
    assert problem(otto.post(f"{one}appeal/", {"text": "x"})) == (409, "no-appeal")
    stays = {"outcome": "stays", "reasons": "It was one."}
    assert problem(clara.post(f"{one}answer/", stays)) == (409, "report-involved")
    answered = program("sophie").post(f"{one}answer/", stays).json()
    assert answered["appeal_outcome"] == "stays"
    assert omar.get("reports/mine/").json()["count"] == 1
    assert omar.get(f"notices/{post.uuid}/").status_code == 200


def test_a_comment_is_reported(lively, omar, otto):
    with enter(cast.tenant().pk, by=None):
        post = making.posted(lively["clara"])
    under = f"posts/{post.uuid}/comments/"
    said = otto.once(under, {"text": "Rubbish"}).json()
    made = omar.post(f"comments/{said['uuid']}/reports/", {"reason": "offends"})
    assert (made.status_code, made.json()["comment"]) == (201, said["uuid"])
