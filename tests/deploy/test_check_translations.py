from deploy.check_translations import loose, readable, sentence

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


def test_a_sign_stays_with_its_word():
    good = ["Le mois\u00a0: %(month)s", "«\u00a0Oui\u00a0»", "À 9:30", "50\u00a0%%"]
    bad = ["Le mois : %(month)s", "Pourquoi ?", "Pourquoi?", "« Oui »", "50 %%"]
    entries = [f'msgid "x"\nmsgstr "{words}"' for words in (*good, *bad)]
    entries.append('msgid "x"\nmsgstr ""\n"Le mois "\n": juin"')
    found = loose("\n\n".join(["header", *entries]))
    assert len(found) == len(bad) + 1
