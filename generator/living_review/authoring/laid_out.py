"""Tells of most YAML texts that ruamel would write them as they are, in a small part of the time that it takes to do so."""

import re

# What ruamel writes as it was typed. All of this is narrower than YAML: where in doubt, nothing is said.
_SIGN = r"[!-~\xa1-\u2027\u2030-\ud7ff\ue000-\ufefe]"
_INNER_SIGN = rf"(?![,:\[\]{{}}]){_SIGN}"
_QUOTED = rf"""'(?:(?!')(?:{_SIGN}| )|'')+'|"(?:(?!["\\])(?:{_SIGN}| ))+\""""
_KEY = r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}"


def _plain(sign: str) -> str:
    """Return the pattern of a text without quotes: no word of it begins a comment or ends a key."""
    word = rf"(?!#)(?:{sign})+(?<!:)"
    return rf"(?![?:,\[\]{{}}#&*!|>'\"%@`]|-(?![0-9])|\.\.\.){word}(?: +{word})*"


def _mapping(value: str) -> str:
    entry = rf"{_KEY}: (?:{value})"
    return rf"\{{(?:{entry}(?:, {entry})*)?\}}"


_INNER = rf"(?:{_QUOTED}|{_plain(_INNER_SIGN)})"
_LIST = rf"\[(?:{_INNER}(?:, {_INNER})*)?\]"
_ENTRY = rf"{_INNER}|{_LIST}|{_mapping(rf'{_INNER}|{_LIST}')}"
_VALUE = rf"(?:{_QUOTED}|{_LIST}|{_mapping(_ENTRY)}|{_plain(_SIGN)})"
_LINE = re.compile(rf"(?P<margin> *)(?P<dash>- )?(?:(?P<key>{_KEY}:)(?P<value> {_VALUE})?|(?<=- ){_VALUE})")


def is_laid_out(text: str) -> bool:
    """Tell of a sound YAML text whether it surely is as ruamel writes it: a key or an item a line, without comments."""
    inner, opened = 0, False
    for number, line in enumerate(text.removesuffix("\n").split("\n")):
        found = _LINE.fullmatch(line)
        if not found:
            return False
        margin, has_dash = len(found["margin"]), found["dash"] is not None
        if number == 0:
            sound = margin == 0
        elif opened and (margin > inner or (has_dash and margin == inner)):  # what the key before this line holds
            sound = margin == inner + 2
        else:
            sound = margin <= inner
        if not sound:
            return False
        inner = margin + (2 if has_dash and found["key"] else 0)
        opened = found["key"] is not None and found["value"] is None
    return True
