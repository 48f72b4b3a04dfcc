"""What people do and see in the meeting of Les Peupliers, each in his own window.

Sophie is its secretary; Omar and Clara vote on their phones, Felix on his for Bea too;
Jean and Fatima have no account; Amir's window is on the projector.
"""

from playwright.sync_api import expect

VOTERS = ("Omar Haddad", "Bea Janssens", "Felix Martin", "Jean Moreau")


def take_the_roll(page):
    page.get_by_role("link", name="See the assembly").click()
    page.get_by_role("link", name="Hold the meeting").click()
    page.get_by_role("button", name="Open the attendance list").click()
    page.get_by_role("link", name="Attendance", exact=True).click()
    for name in ("Omar Haddad", "Clara Wouters"):
        check_in(page, name)
    expect(figure(page, "Quorum now")).to_contain_text("Not reached")
    for name in ("Felix Martin", "Jean Moreau", "Fatima El Idrissi"):
        check_in(page, name)
    expect(figure(page, "Owners here or represented")).to_contain_text("6 of 6")
    expect(figure(page, "Quorum now")).to_contain_text("Reached")


def check_in(page, name):
    seat(page, name).get_by_role("button", name="Is here").click()
    expect(seat(page, name)).to_contain_text("here since")


def seat(page, name):
    """The row of a person in the attendance list."""
    person = page.get_by_role("checkbox", name=name)
    return page.get_by_role("row").filter(has=person)


def figure(page, label):
    return page.locator(".kpi").filter(has_text=label)


def open_the_meeting(page):
    page.get_by_role("link", name="To the meeting").click()
    page.get_by_role("link", name="Name them").click()
    page.get_by_label("Chair of the meeting").select_option(label="Omar Haddad")
    page.get_by_role("button", name="Name them").click()
    expect(page.get_by_text("Omar Haddad presides, Sophie writes")).to_be_visible()
    page.get_by_role("link", name="Open the meeting").click()
    page.get_by_role("button", name="Open the meeting").click()
    expect(figure(page, "Quorum at the opening")).to_contain_text("6 owners")


def look_on(page):
    page.get_by_role("link", name="See the assembly").click()
    page.get_by_role("link", name="Hold the meeting").click()
    page.get_by_role("link", name="Projector").click()
    expect(page.get_by_role("heading", name="The meeting is open")).to_be_visible()
    return page


def take_part(page):
    page.get_by_role("link", name="See the assembly").click()
    page.get_by_role("link", name="Take part").click()
    expect(page.get_by_role("heading", name="Wait a moment")).to_be_visible()
    return page


def decide_in_the_room(page):
    """Chair and secretary: nobody takes his phone for that."""
    page.get_by_role("button", name="Open the vote on point 1").click()
    page.get_by_role("button", name="Everybody else votes for").click()
    expect(page.get_by_text("6 of 6 owners have voted")).to_be_visible()
    page.get_by_role("button", name="Close the vote").click()
    expect(page.get_by_text("The decision is adopted.")).to_be_visible()


def go_through_what_comes_every_year(page):
    for number in (2, 3):
        page.get_by_role("button", name=f"Open point {number}").click()
        page.get_by_role("button", name="Close the point").click()
    for number in range(4, 10):
        page.get_by_role("button", name=f"Open the vote on point {number}").click()
        page.get_by_role("button", name="Everybody else votes for").click()
        page.get_by_role("button", name="Close the vote").click()


def vote_on_the_roof(secretary, omar, clara, felix, screen):
    secretary.get_by_role("button", name="Open the vote on point 10").click()
    expect(screen.get_by_text("0 of 6 have voted")).to_be_visible()
    for phone in (omar, clara, felix):
        # Buttons alone would do for the point before this one as well.
        expect(phone.get_by_role("heading", name="Point 10: New roof")).to_be_visible()
    expect(omar.get_by_text("it would cost you €2,200.00")).to_be_visible()
    answer(omar, "For").dblclick()
    expect_counted(omar, "For")
    answer(clara, "Against").click()
    expect_counted(clara, "Against")
    expect(felix.get_by_text("For Bea Janssens, lot C")).to_be_visible()
    answer(felix, "For").click()
    expect_counted(felix, "For")
    expect(screen.get_by_text("4 of 6 have voted")).to_be_visible()
    expect_no_names(screen)
    clara.reload()
    expect_counted(clara, "Against")
    answer(clara, "Abstention").click()
    expect_counted(clara, "Abstention")
    type_in_the_room(secretary)
    expect(screen.get_by_text("6 of 6 have voted")).to_be_visible()
    secretary.get_by_role("button", name="Close the vote").click()
    expect(secretary.get_by_text("660 for + 160 against = 820")).to_be_visible()
    result = "660 for, 160 against; 547 were needed"
    expect(screen.get_by_role("img", name="Adopted")).to_be_visible()
    expect(screen.get_by_role("img", name=result)).to_be_visible()
    expect_no_names(screen)
    expect(omar.get_by_text("660; 547 were needed")).to_be_visible()
    expect(clara.get_by_text("180 of 180 votes counted")).to_be_visible()


def answer(page, choice):
    return page.get_by_role("button", name=choice)


def expect_counted(page, choice):
    receipt = page.get_by_role("main").locator(".note.ok")
    expect(receipt).to_contain_text("Your vote is counted.")
    expect(receipt).to_contain_text(f"You voted: {choice}")


def expect_no_names(screen):
    for name in VOTERS:
        expect(screen.get_by_role("main")).not_to_contain_text(name)


def type_in_the_room(page):
    """All for, except Jean. This page is older than the votes by phone: those stay."""
    expect(page.get_by_text("4 of 6 owners have voted")).to_be_visible()
    jean = page.get_by_role("group", name="Jean Moreau")
    jean.get_by_label("Against").check()
    page.get_by_role("button", name="Everybody else votes for").click()


def somebody_leaves(secretary, screen):
    """The quorum of the opening stays; what the next vote counts does not."""
    secretary.get_by_role("link", name="Attendance").click()
    fatima = seat(secretary, "Fatima El Idrissi")
    fatima.get_by_role("button", name="Leaves").click()
    expect(fatima).to_contain_text("left at")
    for page in (secretary, screen):
        expect(figure(page, "Their shares")).to_contain_text("860 of 1,000")
        expect(figure(page, "Quorum at the opening")).to_contain_text("1,000 shares")


def elect_in_secret(secretary, omar, felix, screen):
    """Three ballots on two phones; Clara and Jean put slips into the box."""
    secretary.get_by_role("link", name="To the meeting").click()
    secretary.get_by_role("button", name="Open the vote on point 11").click()
    cast_in_secret(omar, {"The ballot of your lot A": "For"})
    mine, hers = "The ballot of your lot D", "The ballot for Bea Janssens"
    cast_in_secret(felix, {mine: "For", hers: "Against"})
    expect(screen.get_by_text("3 of 5 have voted")).to_be_visible()
    bea = secretary.get_by_role("row").filter(has_text="Bea Janssens")
    expect(bea).to_contain_text("has voted")
    count_the_box(secretary)
    expect(screen.get_by_text("5 of 5 have voted")).to_be_visible()
    secretary.get_by_role("button", name="Close the vote").click()
    for page in (secretary, omar):
        expect(page.get_by_text("Clara Wouters is elected.")).to_be_visible()
    expect(screen.get_by_role("img", name="Elected")).to_be_visible()
    expect_no_names(screen)


def cast_in_secret(page, ballots):
    for whose, choice in ballots.items():
        page.get_by_role("group", name=whose).get_by_label(choice).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Cast the ballot").click()
    expect(page.get_by_text("Your ballot is cast.")).to_be_visible()


def count_the_box(page):
    page.get_by_role("link", name="Count slips from the box").click()
    for name in ("Clara Wouters", "Jean Moreau"):
        page.get_by_label(name).check()
    for votes, choice in ((180, "For"), (160, "Against")):
        slips = page.get_by_role("group", name=f"Slips that count for {votes}")
        slips.get_by_label(choice).fill("1")
    page.get_by_role("button", name="Count them").click()
    expect(page.get_by_text("The slips are counted.")).to_be_visible()


def close_the_meeting(page):
    page.get_by_role("button", name="Open point 12").click()
    page.get_by_role("button", name="Close the point").click()
    page.get_by_role("link", name="Close the meeting").click()
    page.get_by_role("button", name="Close the meeting").click()
    expect(page.get_by_text("The meeting is closed.")).to_be_visible()
    page.get_by_role("link", name="Log").click()
    by_omar = page.get_by_role("row").filter(has_text="By Omar Haddad")
    expect(by_omar).to_have_count(1)  # he tapped twice
    page.go_back()
