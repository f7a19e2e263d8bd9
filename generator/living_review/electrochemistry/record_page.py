"""What the page of a record says of its host, and the calls by which a chapter shows limits and volume changes."""

from collections.abc import Iterable

from markupsafe import Markup

from living_review.electrochemistry.capacity import UNIT, limits, share_of_limit
from living_review.electrochemistry.derivations import host_derivations
from living_review.electrochemistry.lookup import host_id, host_of, hosts_of, phases_of
from living_review.electrochemistry.records import Material as MaterialOfHost
from living_review.electrochemistry.volume import all_volume_changes, show_changes
from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.render.components.parts import Parts
from living_review.render.components.provenance import show_derivations
from living_review.text.markup import escape, show_formula, show_reaction, show_words


def show_limit(parts: Parts, host: str) -> Markup:
    """Return the theoretical capacity of a host."""
    limit = limits(parts.site.library)[host]
    title = f"Computed by Faraday's law from {limit.reaction}"
    return Markup('<span class="computed" title="{}">{:.0f}\u00a0{}</span>').format(escape(title), limit.capacity, UNIT)


def show_change(parts: Parts, host: str) -> Markup:
    """Return the computed volume change of a host."""
    shown = show_changes(all_volume_changes(parts.site.library)[host])
    title = "Computed from the unit cells or densities of the phases"
    return Markup('<span class="computed" title="{}">{}\u00a0%</span>').format(title, shown)


def _host_text(material: Material) -> str:
    assert isinstance(material, MaterialOfHost)
    return material.host


def texts(material: Material) -> dict[str, str]:
    """Return what a record says of its host in words of its own."""
    return {"Host": _host_text(material)}


def facts(parts: Parts, material: Material) -> list[tuple[str, Markup]]:
    """Return the host of a record with its limit and its volume change."""
    host = host_of(parts.site.library, material)
    if host is None:
        return [("Host", parts.prose(_host_text(material)))]
    shown = Markup("{} ({})").format(show_words(host.name), show_formula(host.formula_shown))
    return [("Host", shown), *_limit_facts(parts, _host_text(material))]


def _limit_facts(parts: Parts, host: str) -> Iterable[tuple[str, Markup]]:
    library = parts.site.library
    if limit := limits(library).get(host):
        shown = Markup('{} <span class="why">{} electrons per {}, by Faraday’s law from {}</span>').format(
            show_limit(parts, host), f"{limit.electrons:g}", show_formula(limit.formula), show_reaction(limit.reaction)
        )
        yield "Theoretical capacity", shown
    if changes := all_volume_changes(library).get(host):
        phases = [phases_of(library)[key] for key in (changes[0].before, *(item.after for item in changes))]
        phase = show_formula(phases[1].formula)
        references = dict.fromkeys(item.source.reference for item in phases)
        sources = Markup(", ").join(parts.mention(key) for key in references)
        shown = Markup('{} <span class="why">up to {}, computed from cells and densities in {}</span>').format(
            show_change(parts, host), phase, sources
        )
        yield "Volume change", shown


def arithmetic(parts: Parts, material: Material) -> Markup:
    """Return how the theoretical values of the host of a record are computed."""
    library, key = parts.site.library, host_id(material)
    if key is None:
        return Markup("")
    return show_derivations(
        host_derivations(library, key), f"How the theoretical values of {hosts_of(library)[key].name} are computed"
    )


def remark(library: Library, material: Material, item: Measurement) -> str:
    """Return a capacity as a share of the theoretical one, or nothing where it is none."""
    share = share_of_limit(library, material, item)
    return "" if share is None else f"{share:.0%} of the theoretical capacity".replace("%", "\u00a0%")


def materials_by_reference(library: Library) -> dict[str, list[str]]:
    """Return the ids of the materials whose host has phases with data from each reference."""
    found: dict[str, list[str]] = {}
    for material in library.materials.values():
        host = host_of(library, material)
        if host and host.phases:
            phases = (host.phases.before, *host.phases.after)
            for key in dict.fromkeys(phases_of(library)[phase].source.reference for phase in phases):
                found.setdefault(key, []).append(material.id)
    return found
