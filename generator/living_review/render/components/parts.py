"""Pieces of pages, as markup seen from one page: values, states, citations, charts, tables, notes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from markupsafe import Markup

from living_review.model.base import NOT_APPLICABLE, NOT_STATED, Source, State
from living_review.model.extension import Extension
from living_review.model.library import EXPLORE
from living_review.model.material import Material, Measurement
from living_review.render import bounds
from living_review.render.components.figures import Figure
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
    anchored: set[str] = field(default_factory=set)

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
            key = self.site.term_ids.get(match[0].casefold())  # a dotless ı matches an i and is none
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
        """Return a measured value inside running text: the number, its state, the way to its record."""
        item = next(m for m in self.site.library.materials[material].measurements if m.id == measurement)
        address = self.links.material(material, f"m-{measurement}")
        mark = Markup("") if item.state is State.VERIFIED else Markup(" {}").format(self.state(item.state))
        shown = show_value(item.value.text)
        return Markup('<a class="value" href="{}">{}</a>{}').format(address, shown, mark)

    def formula(self, text: str) -> Markup:
        return show_formula(text)

    # --- references

    def cite(self, *references: str) -> Markup:
        """Return numbered citations with an anchor each, so that the reference can lead back."""
        pieces = []
        for key in references:
            self.cited[key] = self.cited.get(key, 0) + 1
            number = self.site.library.citation_numbers[key]
            pieces.append(
                Markup('<a class="citation" id="cite-{}-{}" href="{}">{}</a>').format(
                    key, self.cited[key], self.links.reference(key), number
                )
            )
        return Markup('<span class="citations">[{}]</span>').format(Markup(", ").join(pieces))

    def source(self, source: Source) -> Markup:
        """Return where a value or claim comes from, in words with citations."""
        shown = self.mention(source.reference)
        if source.via:
            shown += Markup(", as cited in ") + self.mention(source.via)
        return shown if source.place == NOT_STATED else shown + Markup(", ") + self.prose(source.place)

    def mention(self, key: str) -> Markup:
        """Return a citation without an anchor of its own."""
        reference = self.site.library.references[key]
        names = reference.called
        number = self.site.library.citation_numbers[key]
        citation = Markup('<a class="citation" href="{}">[{}]</a>').format(self.links.reference(key), number)
        return Markup("{} {}").format(escape(names), citation) if names else citation

    # --- records

    def material(self, key: str, words: str | None = None) -> Markup:
        name = self.site.library.materials[key].name
        return Markup('<a href="{}">{}</a>').format(self.links.material(key), show_words(words or name))

    def chapter_of(self, family: str, words: str | None = None) -> Markup:
        """Return a link to the chapter or section that treats a family."""
        section = self.site.library.sections[self.site.library.families[family].chapter]
        address = self.links.to(section.file, "" if section.is_page else section.chapter.id)
        return Markup('<a href="{}">{}</a>').format(address, show_words(words or section.title))

    def records(self, *families: str) -> Markup:
        """Return the records of families as a table."""
        names = ", ".join(self.site.library.families[key].name for key in families)
        return self.record_table(self.site.library.members(*families), names)

    def record_table(self, materials: Sequence[Material], label: str) -> Markup:
        """Return records as a table with a name of its own, by which those who hear the page tell it from others."""
        shown, more = bounds.first_of(materials, bounds.RECORDS)
        rows = [
            {
                "name": self.material(material.id),
                "formula": show_formula(material.formula_shown) if material.formula_shown else None,
                "summary": self.prose(material.summary),
                "values": [
                    (show_words(self.site.library.metrics[item.metric].name), self.value(material.id, item.id))
                    for item in material.measurements
                ],
            }
            for material in shown
        ]
        return render_part("records", {"rows": rows, "label": label, "more": more, "explore": self.links.to(EXPLORE)})

    # --- claims

    def check(self, owner: str, claim: str) -> Markup:
        """Return a marked note: what the source says, its state, what holds, and on what that rests."""
        library = self.site.library
        page, anchor = self.site.claim_place(owner, claim)
        item = next(item for item in library.claims_of(owner) if item.id == claim)
        stands_here = owner in library.sections and page == self.page and anchor not in self.anchored
        self.anchored.add(anchor)
        says = f"What {library.references[item.source.via or item.source.reference].cited_as or 'the source'} says"
        view = {
            "anchor": anchor if stands_here else "",
            "title": says,
            "state": self.state(item.state),
            "text": self.prose(item.text),
            "note": self.prose(item.note) if item.note else "",
            "support": self.cite(*item.support) if item.support and item.note else "",
            "address": self.links.to(page, anchor),
            "owner": show_words(self.site.owner(owner)[0]),
            "kind": item.state.value,
            "label": "What holds" if item.state in (State.MISLEADING, State.SUPERSEDED) else "What we found",
        }
        return render_part("check", view)

    # --- charts

    def chart(self, chart: str, focus: str = "") -> Markup:
        """Return the mark of a figure."""
        return Figure(chart, focus, self.links.root or "./").mark

    # --- editing

    def report_address(self, material: Material, item: Measurement | None = None) -> str:
        """Return the address of a filled-in problem report, by mail where no repository is known."""
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
        lines = [f"{name.capitalize()}: {text}" for name, text in known.items()]
        return "mailto:?" + urlencode(
            {"subject": subject, "body": "\n".join([*lines, "Right value: ", "Source: "])}, safe="/", quote_via=quote
        )
