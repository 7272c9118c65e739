"""Draft → a better draft: fixes made until none is left, the whole message said anew, files written safely."""
