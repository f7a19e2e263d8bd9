"""What each stage takes from electrochemistry; a review has it with ``modules: [electrochemistry]`` in data/review.yml."""

from dataclasses import replace

from living_review.charts import AddedCharts
from living_review.checks import AddedChecks
from living_review.derive.conditions import DerivedConditions
from living_review.derive.derivations import AddedDerivations
from living_review.derive.similar import AddedTraits
from living_review.derive.usage import AddedUses
from living_review.electrochemistry import derivations, lookup, rates, record_page, records, rules
from living_review.electrochemistry.cell_page import PAGE, can_be_estimated, cell_assets, render_cell
from living_review.electrochemistry.codes import CODES
from living_review.model.base import Record
from living_review.model.calls import AddedCalls, Call
from living_review.model.extension import AddedCodes, Extension, Module
from living_review.model.kinds import KINDS, AddedKinds, AskedKey, RecordKind
from living_review.model.library import AddedComparison
from living_review.render.components.parts import ShownCalls
from living_review.render.components.provenance import AddedToRecord
from living_review.site.page import AddedAssets
from living_review.site.site import AddedPage
from living_review.validate.chapters import AddedWords
from living_review.validate.draft import AddedRules

PACKAGE = "living_review.electrochemistry"
WITH_REACTION, WITH_PHASES = "host with a reaction", "host with phases"
EXTENDED: dict[str, type[Record]] = {
    "material": records.Material,
    "family": records.Family,
    "metric": records.Metric,
    "condition": records.Condition,
    "review": records.Review,
}

_RECORDS = AddedKinds(
    kinds={name: replace(KINDS[name], model=model) for name, model in EXTENDED.items()}
    | {
        "host": RecordKind(records.Host, rules.HOSTS),
        "phase": RecordKind(records.Phase, rules.PHASES, title="formula"),
    },
    after="unit",
    words={"host": records.describe_host, "phase": records.describe_phase},
)
_HOST = AskedKey("host", "Host", 'Id of data/hosts.yml, or "not stated".', lookup.words_for_host)
_VALIDATION: tuple[Extension, ...] = (
    AddedCodes(CODES),
    AddedRules(rules.check_links, rules.check_science, pages=(PAGE,)),
    AddedWords(WITH_REACTION, rules.HOSTS, rules.hosts_with_reaction),
    AddedWords(WITH_PHASES, rules.HOSTS, rules.hosts_with_phases),
)
_SCIENCE: tuple[Extension, ...] = (
    AddedComparison(lookup.is_negative),
    DerivedConditions(rates.derived_current, rates.is_needless),
    AddedDerivations(derivations.value_derivations, derivations.data_derivations),
    AddedUses(record_page.materials_by_reference),
    AddedTraits(lookup.traits),
    AddedChecks(f"{PACKAGE}.checks"),
)
_PAGES: tuple[Extension, ...] = (
    AddedCharts(f"{PACKAGE}.charts"),
    AddedCalls(
        {
            "limit": Call((WITH_REACTION,), does="the theoretical capacity of a host"),
            "change": Call((WITH_PHASES,), does="the computed volume change of a host"),
        },
        after="value",
    ),
    ShownCalls({"limit": record_page.show_limit, "change": record_page.show_change}),
    AddedToRecord(record_page.facts, record_page.texts, record_page.arithmetic, record_page.remark, basis="its host"),
    AddedPage(PAGE, "Cell estimate", can_be_estimated, render_cell),
    AddedAssets(PACKAGE, cell_assets, logo="material/battery-charging"),
)
ELECTROCHEMISTRY = Module("electrochemistry", (_RECORDS, _HOST, *_VALIDATION, *_SCIENCE, *_PAGES))
