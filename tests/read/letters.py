"""What the tests of readers share: a letter, the wrappings of mail around it, and what every draft must hold to."""

from __future__ import annotations

import base64
import quopri

from declint.model import Draft

SAID = "Dear Zoë,\n\nThank you for asking me in. I’d rather not come to the interview in Łódź.\n\nWarmly,\nIngrid\n"
"""A short letter with letters of several alphabets' edges in it."""

PLAIN = "Dear Zoe,\n\nThank you for asking me in. I'd rather not come to the interview.\n\nWarmly,\nIngrid\n"
"""The same in ASCII."""

TOP = "From: Ingrid Vale <ingrid@vale.example>\nTo: Zoe Pask <zoe@mill.example>\nSubject: Tuesday\n"


def mail(body: bytes | str, *headers: str) -> bytes:
    """Give a message with a body that is coded already."""
    head = TOP + "".join(f"{line}\n" for line in headers) + "\n"
    return head.encode() + (body.encode() if isinstance(body, str) else body)


def part(body: bytes | str, kind: str = "text/plain; charset=utf-8", *headers: str) -> bytes:
    """Give a part of a message."""
    head = "".join(f"{line}\n" for line in (f"Content-Type: {kind}", *headers)) + "\n"
    return head.encode() + (body.encode() if isinstance(body, str) else body)


def several(kind: str, *parts: bytes, boundary: str = "x1") -> bytes:
    """Give a multipart body with its own header, as a part or, behind TOP, as a message."""
    mark = f"--{boundary}\n".encode()
    inside = b"".join(mark + one + b"\n" for one in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n'.encode() + inside + mark[:-1] + b"--\n"


def whole(inner: bytes) -> bytes:
    """Give a message of a part."""
    return TOP.encode() + b"MIME-Version: 1.0\n" + inner


def quoted(text: str, charset: str = "utf-8") -> bytes:
    """Give a text as quoted-printable."""
    return quopri.encodestring(text.encode(charset))


def in_base64(text: str, charset: str = "utf-8") -> bytes:
    """Give a text in base64."""
    return base64.encodebytes(text.encode(charset))


def holds(draft: Draft) -> None:
    """Hold a draft to what all of them promise: equal lengths, and pieces that say the same in both texts."""
    assert len(draft.prose) == len(draft.source)
    if draft.file_text is None:
        assert not draft.pieces
        return
    end = 0
    for piece in draft.pieces:
        assert piece.length > 0
        assert piece.at >= end
        assert 0 <= piece.place <= piece.place + piece.length <= len(draft.file_text)
        ours = draft.source[piece.at : piece.at + piece.length]
        theirs = draft.file_text[piece.place : piece.place + piece.length]
        assert " ".join(ours.split()) == " ".join(theirs.split())
        assert len(ours) == len(theirs)
        end = piece.at + piece.length
