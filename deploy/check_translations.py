"""Check that every sentence of the site is translated; change nothing.

``python -m deploy.check_translations`` extracts the sentences anew in a temporary
folder and compares. The catalogues must be complete, without doubtful ("fuzzy")
entries. Placeholders must agree. French keeps its signs with the word beside them.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
COMPLETE = ("de", "fr", "nl")
NOT_SOURCES = shutil.ignore_patterns("__pycache__", "static")
# A line may break at an ordinary space: a sign would begin the next one.
LOOSE = re.compile(r' [:;?!»](?=[\s"])| %%|« |\w[:;?!](?=[\s"])')


def main() -> int:
    """Print what is wrong and return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        template = extract(Path(folder))
        complaints = [
            complaint
            for catalogue in sorted(PROJECT.glob("locale/*/LC_MESSAGES/*.po"))
            for complaint in check(catalogue, template)
        ]
    french = PROJECT / "locale/fr/LC_MESSAGES/django.po"
    complaints += [
        f"{french.relative_to(PROJECT)}: a sign without its no-break space: {words}\n"
        for words in loose(french.read_text())
    ]
    complaints += [f"locale/{language} is missing.\n" for language in missing()]
    sys.stdout.writelines(complaints)
    return 1 if complaints else 0


def extract(folder: Path) -> Path:
    """Return a fresh template of all sentences, made from a copy in ``folder``."""
    for name in sources():
        shutil.copytree(PROJECT / name, folder / name, ignore=NOT_SOURCES)
    (folder / "locale").mkdir()
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run(
        [
            *(sys.executable, "-m", "django", "makemessages"),
            *("--locale", "en", "--keep-pot", "--verbosity", "0"),
        ],
        cwd=folder,
        env=environment,
        check=True,
    )
    return folder / "locale" / "django.pot"


def sources() -> list[str]:
    """Return the folders that speak to readers: the apps and the templates."""
    pyproject = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    return [*pyproject["tool"]["importlinter"]["root_packages"], "templates"]


def check(catalogue: Path, template: Path) -> list[str]:
    """Return the complaints of gettext's own tools about one catalogue."""
    commands: tuple[list[str | Path], ...] = (
        ["msgfmt", "--check", "--output-file", "/dev/null", catalogue],
        ["msgcmp", catalogue, template],
    )
    runs = [
        subprocess.run(command, capture_output=True, text=True, check=False)
        for command in commands
    ]
    return [readable(run.stderr, template) for run in runs if run.returncode]


def readable(complaints: str, template: Path) -> str:
    """Name sentences by their words: nobody sees the template's line numbers."""
    lines = template.read_text().splitlines()
    return re.sub(
        rf"{re.escape(str(template))}:(\d+)",
        lambda match: sentence(lines[: int(match.group(1))]),
        complaints.replace(f"{PROJECT}/", ""),
    )


def sentence(lines: list[str]) -> str:
    """Return the last ``msgid`` among the lines of a template, in quotes."""
    text = "\n".join(lines).rpartition("\nmsgid ")[2].partition("\nmsgstr")[0]
    return text.replace('"\n"', "").removeprefix('""\n')


def loose(catalogue: str) -> list[str]:
    """Return the translations with a sign that a line may break off."""
    entries = (entry.partition("\nmsgstr")[2] for entry in catalogue.split("\n\n")[1:])
    words = [re.sub(r'"\n(msgstr\[\d\] )?"', "", entry) for entry in entries]
    return [found for found in words if LOOSE.search(found.replace("\\n", "\n"))]


def missing() -> list[str]:
    """Return the languages that must be complete and have no catalogue at all."""
    folders = {path.parents[1].name for path in PROJECT.glob("locale/*/*/django.po")}
    return sorted(set(COMPLETE) - folders)


if __name__ == "__main__":
    sys.exit(main())
