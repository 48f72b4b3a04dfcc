from deploy.check_translations import readable, sentence

TEMPLATE = """
#: buildings/access.py:38
msgid "See the building"
msgstr ""

#: buildings/access.py:40
msgid ""
"Read the list of co-owners with their "
"lots"
msgstr ""
"""


def test_sentence_of_a_line_of_the_template():
    lines = TEMPLATE.splitlines()
    assert [sentence(lines[:4]), sentence(lines)] == [
        '"See the building"',
        '"Read the list of co-owners with their lots"',
    ]


def test_complaints_name_the_sentence(tmp_path):
    template = tmp_path / "django.pot"
    template.write_text(TEMPLATE)
    assert readable(f"{template}:4: not defined", template) == (
        '"See the building": not defined'
    )
