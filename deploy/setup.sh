#!/bin/sh
# Install what the other commands need, and nothing twice.
#
#   deploy/setup.sh [demo|check|test]
#
# Python packages go to .venv. Only a missing system package needs root or sudo:
# python3-venv, pango and a font (letters), gettext (translations) and, for tests,
# Chromium and libatomic.
# PYTHON names another interpreter than the first one that is new enough.
set -eu

project=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd -P)
cd "$project"
purpose=${1:-demo}
log=var/setup.log
python_of_venv=.venv/bin/python

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# Run a command quietly; show what it printed when it fails.
quietly() {
    "$@" >"$log" 2>&1 </dev/null || {
        cat "$log" >&2
        return 1
    }
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

can_be_root() {
    [ "$(id -u)" -eq 0 ] || { has sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
        -o DPkg::Lock::Timeout=120 install --no-install-recommends "$@" \
        >"$log" 2>&1 </dev/null
}

install_packages() {
    has apt-get || fail "Please install $*, then start again."
    can_be_root || fail "Please run 'apt-get install $*' as root, then start again."
    say "Installing $* (system package)."
    apt_install "$@" && return
    # The lists of a bare system are empty or old.
    quietly as_root apt-get -qq update || fail "apt-get update failed."
    apt_install "$@" || {
        cat "$log" >&2
        fail "apt-get could not install $*."
    }
}

is_recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

choose_python() {
    for python in ${PYTHON:-python3 python3.11 python3.12 python3.13 python3.14}; do
        if has "$python" && is_recent "$python"; then
            return
        fi
    done
    fail "KoproGo needs Python 3.11 or newer: install it, or name it in PYTHON."
}

# Scripts in a virtual environment know its path: one that was moved is no use.
venv_works() {
    [ -x "$python_of_venv" ] && is_recent "$python_of_venv" &&
        grep -qsF "$project/.venv/bin/" .venv/bin/pip &&
        { [ -z "${PYTHON:-}" ] || [ "$("$python" -V)" = "$("$python_of_venv" -V)" ]; }
}

make_venv() {
    if ! "$python" -c 'import ensurepip, venv; ensurepip.version()' 2>/dev/null; then
        install_packages "$("$python" -c 'import sys
print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    [ ! -L .venv ] || fail ".venv is a link: what it leads to would be emptied. Remove it."
    say "Creating .venv with $("$python" -V)."
    quietly "$python" -m venv --clear .venv || fail "The .venv could not be created."
}

pip_install() {
    quietly "$python_of_venv" -m pip install --quiet --disable-pip-version-check "$@"
}

uv_sync() {
    quietly env VIRTUAL_ENV="$project/.venv" UV_PROJECT_ENVIRONMENT="$project/.venv" \
        .venv/bin/uv sync --frozen --no-python-downloads --quiet \
        --compile-bytecode --python "$python_of_venv"
}

install_python_packages() {
    say "Installing the Python packages of uv.lock."
    if { [ -x .venv/bin/uv ] || pip_install 'uv>=0.9,<1'; } && uv_sync; then
        return
    fi
    say "uv does not work here: pip installs the same versions."
    "$python_of_venv" deploy/requirements.py .venv
    pip_install --requirement .venv/requirements.txt \
        --constraint .venv/constraints.txt || fail "The Python packages are missing."
}

fingerprint() {
    { "$python_of_venv" -V && cat pyproject.toml uv.lock; } | sha256sum
}

# What is compiled while the site starts stays in the memory of every process of it.
compile_code() {
    quietly "$python_of_venv" -m compileall -q koprogo buildings finance governance \
        transparency || true
}

compile_translations() {
    for source in locale/*/LC_MESSAGES/*.po; do
        compiled=${source%.po}.mo
        if [ -f "$source" ] && [ ! "$compiled" -nt "$source" ]; then
            has msgfmt || install_packages gettext
            quietly msgfmt --output-file="$compiled.new" "$source" ||
                fail "$source cannot be compiled."
            mv "$compiled.new" "$compiled"
        fi
    done
}

# WeasyPrint draws letters with these; no wheel carries them.
has_pango() {
    "$python_of_venv" -c 'import ctypes
for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(name)' 2>/dev/null
}

# Letters name this font (templates/pdf/letter.css); a bare system may have none.
has_font() {
    ls /usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf >/dev/null 2>&1 ||
        { has fc-list && fc-list | grep -q 'Liberation Sans:'; }
}

has_browser() {
    has chromium || has chromium-browser || has google-chrome ||
        ls "${HOME:-/root}"/.cache/ms-playwright/chromium-* >/dev/null 2>&1
}

# The program that drives the browser needs it; neither a wheel nor Chromium brings it.
has_libatomic() {
    "$python_of_venv" -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null
}

# Ubuntu's package is a snap, which does not start inside containers.
install_browser() {
    if grep -qs '^ID=ubuntu' /etc/os-release; then
        can_be_root || fail "Please install Chromium as root, then start again."
        say "Installing Chromium."
        quietly "$python_of_venv" -m playwright install --with-deps chromium ||
            fail "Chromium could not be installed."
    else
        install_packages chromium
    fi
}

mkdir -p var
if has flock; then
    exec 9>var/setup.lock
    flock 9
fi

choose_python
venv_works || make_venv
if [ "$(fingerprint)" != "$(cat .venv/fingerprint 2>/dev/null)" ]; then
    install_python_packages
    fingerprint >.venv/fingerprint
fi
compile_code
compile_translations
has_pango ||
    install_packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
has_font || install_packages fonts-liberation
case $purpose in
demo) ;;
check) has xgettext || install_packages gettext ;;
test)
    has_browser || install_browser
    has_libatomic || install_packages libatomic1
    ;;
*) fail "Usage: deploy/setup.sh [demo|check|test]" ;;
esac
