"""A solution as a person writes it: ``1 M NaCl in water + ethanol (1:1 by volume) with 5 % glycerol``, or ``water/ethanol (1:1 v/v)``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from living_review.model.quantity import LONGEST, ValueTextError, parse_written
from living_review.text.signs import lowered, plain_signs

_IN = re.compile(r"(?:^|\s)(?:dissolved\s+)?in\s+")
_WITH = re.compile(r"\s+(?:with|containing)\s+")
_CONCENTRATION = re.compile(
    r"(?P<concentration>(?:(?:ca|c|approx)\.\s*|about\s+)?\S*[0-9]\s*"
    r"(?:m?M|m|mol(?:\s?[/·.]|\s?per|)\s?(?:L|l|dm|kg)(?:\^?[{(]?-?[13][)}]?)?|wt\.?\s?%|%))"
    r"(?:\s+(?:solution\s+of\s+)?(?P<salt>\S.*))?\Z"
)
# A concentration in a form that is not read is not to become the name of a salt.
_AMOUNT_OF_SALT = re.compile(r"\b[0-9.,]+\s*(?:m?M|m|N|mol\w*)\b")
_SATURATED = "saturated "
# Shares stand in brackets or at the end; a bracket without a ratio belongs to the name before it.
_NUMBERS = r"[0-9.]+(?:\s*[:/]\s*[0-9.]+)+"
_SHARES = re.compile(rf"\s*\((?P<inside>[^()]*{_NUMBERS}[^()]*)\)|\s*=?\s+(?P<open>{_NUMBERS}[^+&]*)")
# What stands before the solvents: a mixture of, a 1:1 (v/v) mixture of, or 1:1 alone.
_MIXTURE = re.compile(
    rf"(?:an?\s+)?(?:(?P<shares>{_NUMBERS}(?:\s*\([^()]*\)|\s+(?:v/v|w/w|by\s+\w+))?)\s+)?(?:(?:mixture|mixed\s+solvent|solution)s?\s+of\s+)?"
)
_RATIO = re.compile(
    rf"(?:(?:by|in)\s+)?(?P<before>[a-z/:%. ]*?)[\s,;=]*(?P<numbers>{_NUMBERS})[\s,;(]*(?:(?:by|in)\s+)?(?P<after>[a-z/:%. ]*)\)?\Z",
    re.IGNORECASE,
)
_BASES = {
    "volume": "volume|volume ratio|vol|vol.|vol%|v/v|v:v|v/v/v|v:v:v|vol/vol|vol:vol|v%",
    "mass": "mass|weight|weight ratio|mass ratio|wt|wt.|wt%|w/w|w:w|w/w/w|w:w:w|wt/wt|wt:wt|m/m",
    "mole": "mole|moles|mol|mol.|mol%|mol/mol|mol:mol|molar ratio|mole ratio|n/n",
}
_BASIS = {word: f" by {basis}" for basis, words in _BASES.items() for word in words.split("|")} | {"": ""}
_SOLVENTS = re.compile(r"\s*[+:/–&]\s*|,\s+|\s+and\s+")
_ADDITIVES = re.compile(r"\s*[+&]\s*|,\s+|\s+and\s+")
_AMOUNT = re.compile(r"[0-9.,]+\s*(?:[a-z]+\.?\s*)?%\s*")
# An amount behind its substance, and words that say no more than that it was added.
_AMOUNT_BEHIND = re.compile(rf"(?P<name>.*\S)\s*\(\s*(?P<amount>{_AMOUNT.pattern})\)\Z")
_ADDED = re.compile(r"\s+(?:as\s+(?:an?\s+|the\s+)?)?(?:electrolyte\s+)?additives?\Z")
_NAME_AND_SHORT = re.compile(r"(?P<name>.*\S)\s*\((?P<short>[^()]+)\)\Z")


@dataclass(frozen=True)
class Solution:
    """Salt, concentration, solvents with their ratio, and additives; None or empty where they are not stated."""

    salt: str | None
    concentration: str | None
    solvents: tuple[str, ...]
    ratio: str | None
    additives: tuple[str, ...]

    def named(self, names: Mapping[str, str]) -> "Solution":
        """Return it with one name for each substance; ``names`` maps others, in small letters, to it."""

        def name(text: str) -> str:
            amount = found[0] if (found := _AMOUNT.match(text)) else ""
            return amount + _one_name(text[len(amount) :], names)

        salt = None if self.salt is None else name(self.salt)
        return replace(
            self, salt=salt, solvents=tuple(map(name, self.solvents)), additives=tuple(map(name, self.additives))
        )

    def unknown(self, groups: Mapping[str, tuple[str, ...]]) -> list[str]:
        """Return the solvents that stand in no group; a group's own name counts as a member."""
        known = {name for group, members in groups.items() for name in (group, *members)}
        return [item for item in self.solvents if item not in known]

    def group(self, groups: Mapping[str, tuple[str, ...]]) -> str | None:
        """Return the one group that all solvents belong to; a group's own name counts as a member."""
        found = {
            next((name for name in groups if item == name or item in groups[name]), None) for item in self.solvents
        }
        return found.pop() if len(found) == 1 else None


def _one_name(text: str, names: Mapping[str, str]) -> str:
    """Return the one name of a substance; both of ``diethylene glycol dimethyl ether (DEGDME)`` must mean the same."""
    both = _NAME_AND_SHORT.match(text)
    if both and text.casefold() not in names:
        meant = {names.get(part.casefold(), part) for part in both.groups()}
        if len(meant) == 1:
            return meant.pop()
    return names.get(text.casefold(), text)


def _ratio(text: str) -> str:
    """Return shares in one form, such as 1:1 by volume; raise ValueTextError where they cannot be read."""
    match = _RATIO.match(text.strip())
    words = (
        [re.sub(r"\s+(?=%)", "", word.strip().lower()) for word in (match["before"], match["after"])] if match else []
    )
    if match is None or "" not in words or not all(word in _BASIS for word in words):
        raise ValueTextError(f'the shares "{text.strip()}" of its solvents cannot be read; write 1:1 by volume')
    return re.sub(r"\s*[:/]\s*", ":", match["numbers"]) + _BASIS["".join(words)]


def _salt(text: str) -> tuple[str | None, str | None]:
    """Return concentration and salt of what stands before "in"; of several salts with one each, joined by +."""
    several = [_CONCENTRATION.match(part) for part in _ADDITIVES.split(text)]
    each = [match for match in several if match and match["salt"]]
    if len(several) > 1 and len(each) == len(several):
        for match in each:
            parse_written(match["concentration"])
        return " + ".join(match["concentration"] for match in each), " + ".join(match["salt"] for match in each)
    if text.lower().startswith(_SATURATED):
        return _SATURATED.strip(), text[len(_SATURATED) :]
    only = _CONCENTRATION.match(text)
    if _AMOUNT_OF_SALT.search((only["salt"] or "") if only else text):
        raise ValueTextError(f'the concentration in "{text}" cannot be read; write 1 M NaCl')
    if only is None:
        return None, text or None
    parse_written(only["concentration"])
    return only["concentration"], only["salt"]


def _names(text: str, ratio: str | None) -> list[str]:
    """Cut what mixes solvents; a hyphen, which may belong to a name, parts them where there are as many shares."""
    items = _SOLVENTS.split(text)
    by_hyphen = text.split("-")
    return by_hyphen if ratio and len(items) == 1 and len(by_hyphen) == len(ratio.split(":")) else items


def _solvents(text: str) -> tuple[list[str], str | None, list[str]]:
    """Return solvents, their shares, and what stands among them with a percentage of its own: an additive."""
    first = _MIXTURE.match(text)
    assert first  # it may be empty
    rest, given = text[first.end() :], first["shares"]
    if shares := _SHARES.search(rest):
        if given:
            raise ValueTextError("it gives the shares of its solvents twice")
        rest, given = rest[: shares.start()] + " " + rest[shares.end() :], shares["inside"] or shares["open"]
    ratio = _ratio(given) if given else None
    items = _names(rest.strip(), ratio)
    if not all(items):
        raise ValueTextError("a solvent is missing beside the +")
    additives = [_additive(item) for item in items if _AMOUNT.match(item)]
    return [item for item in items if not _AMOUNT.match(item)], ratio, additives


def _additive(text: str) -> str:
    """Return an additive with its amount before its name; raise ValueTextError where shares of solvents stand with it."""
    if re.search(_NUMBERS, text):
        raise ValueTextError(f'shares stand behind the additive "{text}"; write them behind the solvents')
    name = _ADDED.sub("", text)
    behind = _AMOUNT_BEHIND.match(name)
    return f"{behind['amount'].strip()} {behind['name']}" if behind else name


def parse_solution(text: str) -> Solution:
    """Read a solution; raise ValueTextError where it has no solvent, or something of it cannot be read."""
    if len(text) > LONGEST:
        raise ValueTextError(f"it has more than {LONGEST} letters")
    plain = " ".join(lowered(plain_signs(text)).split())
    before, found, after = plain, None, ""
    if match := _IN.search(plain):
        before, found, after = plain[: match.start()].strip(), match, plain[match.end() :]
    if found is None or not after:
        raise ValueTextError('it does not say "in" which solvent, as 1 M HCl in ethanol does')
    parts = _WITH.split(after, maxsplit=1)
    solvents, ratio, additives = _solvents(parts[0])
    if not solvents:
        raise ValueTextError("it names no solvent, only additives")
    concentration, salt = _salt(before)
    shares = len(ratio.split(":")) if ratio else 0
    # Where no concentration is given, the first share may be that of the salt.
    if ratio and shares != len(solvents) and not (salt and not concentration and shares == len(solvents) + 1):
        raise ValueTextError(f"the shares {ratio} do not go with its solvents, {' + '.join(solvents)}")
    additives += [_additive(item) for item in _ADDITIVES.split(parts[1]) if item] if len(parts) > 1 else []
    return Solution(salt, concentration, tuple(solvents), ratio, tuple(additives))
