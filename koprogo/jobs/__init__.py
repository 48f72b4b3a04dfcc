"""Later work that cannot be lost: ``jobs.enqueue("finance.make_letters", …)``.

A job is a row of PostgreSQL, written in the transaction that wants it. The broker only
carries the wish to run it: emptied or killed, nothing is lost (stack.md, tenancy 8).
"""
