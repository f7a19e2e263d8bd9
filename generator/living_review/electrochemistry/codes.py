"""The problems that only a review of electrodes can have: hosts, reactions, phases, and checks of electrode values."""

from functools import partial

from living_review.diagnostics.codes import ANSWER, Code, Level

_code = partial(Code, package="living_review.electrochemistry")

CODES = (
    _code("E401", "unreadable-reaction", '"{found}" cannot be read as a reaction: {reason}', "a half reaction such as Sb + 3 Na+ + 3 e- -> Na3Sb", "Separate the substances by ' + ' and the sides by ' -> '."),
    _code("E402", "unbalanced-reaction", "the reaction does not balance: {found}", "the same atoms and charge on both sides", "Correct the coefficients."),
    _code("E403", "host-not-in-reaction", 'the host "{found}" is not in its reaction', "the host on the left of the arrow", "Correct the formula of the host or the reaction."),
    _code("E404", "phase-without-volume", "the phase has no volume: {reason}", "cell: {{a, formula-units}} or density:, with numbers above zero", "Add or correct one of the two, with its source."),
    _code("E405", "host-not-in-phase", 'the phase "{found}" holds no {host}', "a phase that contains all elements of the host", "Correct the formula of the phase, or name another phase."),
    _code("P001", "above-limit", "{found} is more than the host can hold: {reason}", "at most the theoretical capacity of the host", ANSWER, Level.WARNING),
    _code("P003", "time-does-not-fit", "{found} does not fit current and capacity: {reason}", "a time that the capacity takes at this current", ANSWER, Level.WARNING),
    _code("P004", "final-volume", "{found} is the final volume, not the volume added: {reason}", "the volume added, in percent of the first", ANSWER, Level.WARNING),
    _code("P005", "rises-with-current", "{found} is more than at a lower current: {reason}", "a capacity that falls with the current", ANSWER, Level.WARNING),
    _code("P006", "too-long-a-test", "{found} would have taken too long: {reason}", "a test of at most two years", ANSWER, Level.WARNING),
    _code("P008", "retention-does-not-fit", "{found} does not fit the capacities: {reason}", "the later capacity as a share of the first", ANSWER, Level.WARNING),
    _code("P015", "fade-does-not-fit", "{found} does not fit the retention: {reason}", "fade per cycle × cycles = loss", ANSWER, Level.WARNING),
    _code("P021", "nominal-current-not-plausible", "the current called 1C is far from what fills the host in an hour: {reason}", "the theoretical capacity of the host divided by one hour, within a factor of four", ANSWER, Level.WARNING),
)  # fmt: skip
