"""Messages that the tests of the hook send."""

from __future__ import annotations

FINE = """\
Dear Ms. Okafor,

Thank you very much for inviting me to interview for the Data Analyst position, and for the time that you and your
team have given my application.

After careful thought I have decided to decline the interview, as I have accepted a position elsewhere.

I wish you and your team every success, and I hope that our paths cross again.

Kind regards,
Ann Roe
"""

RUDE = """\
Dear Ms. Okafor,

I'm declining the interview for the Data Analyst position. Your process is a joke and your emails are insulting.

Ann Roe
"""

ORDINARY = """\
Hello Bea,

The tiles for the shed roof came this morning, forty of them, and two are cracked. The man said to keep the
cracked ones for the gutter side. Shall I put the kettle on for three?

Ann
"""


def mail(body: str, subject: str = "Data Analyst interview", **headers: str) -> bytes:
    """Give a whole message."""
    given = {
        "From": "Ann Roe <ann@example.org>",
        "To": "Ada Okafor <okafor@example.com>",
        "Subject": subject,
        **headers,
    }
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in given.items()]
    return "\n".join([*lines, "", body]).encode()
