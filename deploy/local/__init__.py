"""Servers and processes of one machine: what ``make demo`` and ``make test`` start.

Run it as ``python -m deploy.local``. Everything it keeps lies in ``var/``.
"""
