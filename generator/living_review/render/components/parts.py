"""Pieces of pages, as markup seen from one page: values, states, citations, charts, tables, notes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import quote, urlencode

from markupsafe import Markup

from living_review.derive.points import describe_conditions, describe_source
from living_review.derive.usage import is_of_paper
from living_review.model.base import NOT_APPLICABLE, NOT_STATED, Source, State
from living_review.model.extension import Extension
from living_review.model.library import EXPLORE, PAPER
from living_review.model.material import Material, Measurement
from living_review.render import bounds
from living_review.render.components.figures import Figure, figure_anchor, numbered
from living_review.render.components.schematics import show_schematic
from living_review.render.templating import render_part
from living_review.site.links import Links
from living_review.site.site import Site
from living_review.text.markup import escape, show_formula, show_prose, show_value, show_words


@dataclass(frozen=True)
class ShownCalls(Extension):
    """What the calls of a module show in a chapter, by their names: functions of the parts of the page and the words."""

    show: Mapping[str, Callable[..., Markup]]


@dataclass
class Parts:
    """Makes the pieces of one page. Glossary terms are linked where they first occur on it."""

    site: Site
    page: str
    woven: set[str] = field(default_factory=set)
    cited: dict[str, int] = field(default_factory=dict)
    judged: int = 0

    @classmethod
    def without_terms(cls, site: Site, page: str) -> Self:
        """Return what makes the pieces of a page that links no glossary terms of its own accord."""
        return cls(site, page, woven=set(site.library.terms))

    @property
    def links(self) -> Links:
        return Links(self.page)

    # --- words

    def prose(self, text: str) -> Markup:
        """Return record text with its markup, formulas and glossary terms."""
        if text in (NOT_STATED, NOT_APPLICABLE):
            return Markup('<span class="absent">{}</span>').format(text)
        return show_prose(text, self._weave)

    def _weave(self, text: str) -> Markup:
        pattern, pieces, end = self.site.term_pattern, [], 0
        for match in pattern.finditer(text) if pattern else ():
            ids = self.site.term_ids
            key = ids.get(match[0]) or ids.get(match[0].casefold())  # a dotless ı matches an i and is none
            if key and key not in self.woven:
                self.woven.add(key)
                pieces += [show_words(text[end : match.start()]), self.term(key, match[0])]
                end = match.end()
        return Markup("").join([*pieces, show_words(text[end:])])

    def term(self, key: str, words: str | None = None) -> Markup:
        entry = self.site.library.terms[key]
        address = self.links.term(key)
        shown = show_words(words or entry.term)
        return Markup('<a class="term" href="{}" title="{}">{}</a>').format(address, escape(entry.definition), shown)

    # --- values and states

    def state(self, state: State) -> Markup:
        return Markup('<span class="state state-{}" title="{}">{}</span>').format(
            state.value, escape(state.meaning), state.value
        )

    def value(self, material: str, measurement: str) -> Markup:
        """Return a measured value inside running text: the number, what it is when pointed at, its state, the way to its record."""
        library = self.site.library
        item = next(m for m in library.materials[material].measurements if m.id == measurement)
        address = self.links.material(material, f"m-{measurement}")
        mark = Markup("") if item.state is State.VERIFIED else Markup(" {}").format(self.state(item.state))
        shown = show_value(item.value.text)
        about = f"{library.metrics[item.metric].name}: {describe_conditions(library, item)}. {describe_source(library, item)}".replace(
            ": . ", ". "
        )
        return Markup('<a class="value" href="{}" title="{}">{}</a>{}').format(address, escape(about), shown, mark)

    def condition_of(self, material: str, measurement: str, condition: str) -> Markup:
        """Return under which condition a value was measured, in running text."""
        item = next(m for m in self.site.library.materials[material].measurements if m.id == measurement)
        return self.condition(condition, item.conditions[condition])

    def formula(self, text: str) -> Markup:
        return show_formula(text)

    # --- references

    def cite(self, *references: str) -> Markup:
        """Return numbered citations with an anchor each, so that the reference can lead back."""
        pieces = []
        for key in references:
            self.cited[key] = self.cited.get(key, 0) + 1
            number = self.site.library.citation_numbers[key]
            anchor = f"cite-{key}-{self.cited[key]}"
            reference = self.site.library.references[key]
            about = ", ".join(filter(None, (reference.called, reference.title, reference.year)))
            pieces.append(
                Markup('<a class="citation" id="{}" href="{}" title="{}">{}</a>').format(
                    anchor, self.links.reference(key), escape(about), number
                )
            )
        return Markup('<span class="citations">[{}]</span>').format(Markup(", ").join(pieces))

    def source(self, source: Source) -> Markup:
        """Return where a value or claim comes from, in words with citations."""
        shown = self.mention(source.reference)
        if source.via:
            shown += Markup(", as cited in ") + self.mention(source.via)
        return shown if source.place == NOT_STATED else shown + Markup(", ") + self.prose(source.place)

    def numbered_source(self, source: Source) -> Markup:
        """Return the numbers of where a value comes from: ``[7] as cited in [1]``."""
        shown = self._number(source.reference)
        return shown + Markup(" as cited in ") + self._number(source.via) if source.via else shown

    def mention(self, key: str) -> Markup:
        """Return a citation without an anchor of its own."""
        names, citation = self.site.library.references[key].called, self._number(key)
        return Markup("{} {}").format(escape(names), citation) if names else citation

    def _number(self, key: str) -> Markup:
        number = self.site.library.citation_numbers[key]
        return Markup('<a class="citation" href="{}">[{}]</a>').format(self.links.reference(key), number)

    # --- records

    def material(self, key: str, words: str | None = None) -> Markup:
        name = self.site.library.materials[key].name
        return Markup('<a href="{}">{}</a>').format(self.links.material(key), show_words(words or name))

    def condition(self, condition: str, text: str) -> Markup:
        """Return what a condition says, with a link where that is a record."""
        record = self.site.library.condition_record(condition, text)
        return self.material(record.id) if record else self.prose(text)

    def chapter_of(self, family: str, words: str | None = None) -> Markup:
        """Return a link to the chapter or section that treats a family."""
        section = self.site.library.sections[self.site.library.families[family].chapter]
        address = self.links.to(section.file, "" if section.is_page else section.chapter.id)
        return Markup('<a href="{}">{}</a>').format(address, show_words(words or section.title))

    def records(self, *families: str) -> Markup:
        """Return the records of families as a table."""
        names = ", ".join(self.site.library.families[key].name for key in families)
        return self.record_table(self.site.library.members(*families), names)

    def _leading(self, material: Material) -> list[Measurement]:
        """Return the first value of each of some metrics, those first that the review watches."""
        watched = self.site.library.review.watched
        firsts = {item.metric: item for item in reversed(material.measurements)}
        ordered = sorted(
            (item for item in material.measurements if firsts[item.metric] is item),
            key=lambda item: watched.index(item.metric) if item.metric in watched else len(watched),
        )
        return ordered[: bounds.LEADING]

    def _record_row(self, material: Material) -> dict[str, object]:
        leading, names = self._leading(material), self.site.library.metrics
        return {
            "name": self.material(material.id),
            "formula": show_formula(material.formula_shown) if material.formula_shown else None,
            "summary": self.prose(material.summary),
            "values": [(show_words(names[item.metric].name), self.value(material.id, item.id)) for item in leading],
            "more": len(material.measurements) - len(leading),
            "address": self.links.material(material.id),
        }

    def record_table(self, materials: Sequence[Material], label: str) -> Markup:
        """Return records as a table with a name of its own, by which those who hear the page tell it from others."""
        shown, more = bounds.first_of(materials, bounds.RECORDS)
        rows = [self._record_row(material) for material in shown]
        groups = (rows[: bounds.UNFOLDED], rows[bounds.UNFOLDED :])
        view = {
            "label": label,
            "parts": [{"rows": group, "is_folded": place > 0} for place, group in enumerate(groups) if group],
            "more": more,
            "explore": self.links.to(EXPLORE),
        }
        return render_part("records", view)

    # --- claims

    def check(self, owner: str, claim: str) -> Markup:
        """Return in one line what the source says and its state, with the way to what holds."""
        library = self.site.library
        item = next(item for item in library.claims_of(owner) if item.id == claim)
        is_listed = is_of_paper(library, owner, item)
        place = (PAPER, f"c-{owner}-{claim}") if is_listed else self.site.claim_place(owner, claim)
        view = {
            "says": f"What {library.references[item.source.via or item.source.reference].cited_as or 'the source'} says",
            "state": self.state(item.state),
            "text": self.prose(item.text),
            "address": self.links.to(*place),
            "kind": item.state.value,
            "label": "What holds" if item.state in (State.MISLEADING, State.SUPERSEDED) else "What we found",
        }
        return render_part("check", view)

    # --- figures

    def chart(self, chart: str, focus: str = "") -> Markup:
        """Return the mark of a figure, which has a number on a hand-written page."""
        number = "" if focus else str(self._figures.get(chart, ""))
        return Figure(chart, focus, self.links.root or "./", number, self._chapter).mark

    def figure(self, key: str) -> Markup:
        """Return the number of a figure of this page as a link to it."""
        shown = numbered(self._figures[key], self._chapter)
        return Markup('<a class="figure" href="#{}">{}</a>').format(figure_anchor(key), shown)

    @property
    def _figures(self) -> dict[str, int]:
        page = self.site.library.pages.get(self.page)
        return page.figures if page else {}

    @property
    def _chapter(self) -> str:
        chapter = self.site.chapter_of(self.page)
        return chapter.number if chapter else ""

    def schematic(self, key: str) -> Markup:
        """Return a schematic with its caption."""
        support = self.site.library.schematics[key].support
        cited = self.cite(*support) if support else Markup("")
        return show_schematic(self.site.library, key, cited, numbered(self._figures[key], self._chapter))

    # --- editing

    def report_address(self, material: Material, item: Measurement | None = None) -> str:
        """Return the address of a problem report, filled in as far as it can be; nothing where nobody could receive it."""
        settings, file = self.site.settings, self.site.library.files[material.id]
        shown = f"{item.id}: {item.value.text}" if item else ""
        subject = f"Wrong value in {material.id}" + (f" ({item.id})" if item else "")
        known = {
            "page": f"{settings.site}materials/{material.id}.html" + (f"#m-{item.id}" if item else ""),
            "record": file,
            "shown": shown,
        }
        if settings.repository:
            # The keys are the ids of the fields in .github/ISSUE_TEMPLATE/wrong-value.yml.
            form = urlencode({"template": "wrong-value.yml", "title": subject, **known}, safe="/", quote_via=quote)
            return f"{settings.repository.rstrip('/')}/issues/new?{form}"
        contact = self.site.library.review.contact or ""
        if "@" not in contact or "/" in contact:
            return contact
        lines = [f"{name.capitalize()}: {text}" for name, text in known.items()]
        body = "\n".join([*lines, "Right value: ", "Source: "])
        return f"mailto:{contact}?" + urlencode({"subject": subject, "body": body}, safe="/", quote_via=quote)
