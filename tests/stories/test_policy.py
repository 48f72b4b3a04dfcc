"""The browser itself stops what a page must not do, and the stories would notice."""

import pytest

STRANGER = "http://127.0.0.1:9/pixel"


def test_a_call_to_another_origin_would_be_noticed(person):
    """From a page that has no policy; every story ends by looking for strangers."""
    somebody = person()
    somebody.page.set_content(f'<img src="{STRANGER}" alt="">')
    somebody.page.wait_for_load_state()
    assert somebody.strangers == [STRANGER]
    somebody.strangers.clear()


@pytest.mark.parametrize(
    ("markup", "directive"),
    [
        ('<script>document.title = "owned"</script>', "script-src-elem"),
        ('<p id="p" style="color: red">x</p>', "style-src-attr"),
        ("<style>p { color: red }</style>", "style-src-elem"),
        (f'<img src="{STRANGER}" alt="">', "img-src"),
    ],
)
def test_the_browser_refuses_what_stands_in_a_page(person, markup, directive):
    somebody = person().open("/account/login/")
    page = somebody.page
    refused = page.evaluate(
        """markup => new Promise(resolve => {
            document.addEventListener(
                "securitypolicyviolation", event => resolve(event.effectiveDirective));
            const found = document.createRange().createContextualFragment(markup);
            document.body.append(found);
            setTimeout(() => resolve("nothing"), 2000);
        })""",
        markup,
    )
    assert (refused, page.title() == "owned") == (directive, False)
    somebody.strangers.clear()  # asked for, and refused before it left
