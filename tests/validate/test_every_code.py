"""Each code of the table is given by one mistake in the tiny review, alone and at the right place."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from living_review.model.library import Library
from living_review.model.material import Material, Measurement
from living_review.model.verdict import Verdict
from living_review.modules import ALL_CODES
from tests.projects import TINY, Change, codes, problems, project

ZN = "data/materials/zinc/zn-pure.yml"
AL = "data/materials/zinc/zn-al.yml"
CELL = "data/materials/zinc/zn-cell.yml"
MG = "data/materials/light/mg.yml"
HANDBOOK, LOST = "data/references/handbook.yml", "data/references/lost.yml"
SURVEY, SPARE = "data/references/survey.yml", "data/references/spare.yml"
HOSTS = "data/hosts.yml"
SCHEMATICS = "data/schematics.yml"
CHECKS = "data/checks.yml"
PAGE = "content/metals.md"

# One mistake each: the file, what is done to it, and the code with line and column (and file, where it is another).
MISTAKES: list[tuple[str, Change, str]] = [
    (PAGE, b"{{ heading() }}\n{{ heading(\"light-metals\") }}\nGr\xf6\xdfe\n", f"E002 {PAGE}:3:3"),
    ("data/review.yml", "name: [\n", "E003 data/review.yml:1:7"),
    (ZN, ("name: Pure zinc", "name: &zinc Pure zinc"), f"E004 {ZN}:2:7"),
    (ZN, ("form: Blocks.", "form: Blocks.\nform: Bars."), f"E005 {ZN}:9:1"),
    ("data/charts.yml", None, "E006 data/charts.yml:1:1"),
    (PAGE, None, "E006 data/outline.yml:3:9"),
    ("data/metrics.yml", "{}\n", "E014 data/metrics.yml:1:1"),
    ("content/index.md", None, "E006 content/index.md:1:1"),
    (ZN, ("form: Blocks.", "form:\tBlocks."), f"E007 {ZN}:8:6"),
    (MG, "a" * 1_000_001, f"E008 {MG}:1:1"),
    (MG, "a: " + "[" * 21 + "]" * 21, f"E008 {MG}:1:23"),
    ("data/materials/light/al.yaml", "id: al\n", "E009 data/materials/light/al.yaml:1:1"),
    ("data/materials/light/al.YML", "id: al\n", "E009 data/materials/light/al.YML:1:1"),
    ("data/review.yml", ("format: 3", "format: 2"), "E016 data/review.yml:15:9"),
    ("data/review.yml", ("format: 3\n", ""), "E016 data/review.yml:1:1"),
    ("data/review.yml", ("format: 3", "format: 4"), "E015 data/review.yml:15:9"),
    ("content/a b?.png", b"", "E011 content/a b?.png:1:1"),
    ("content/Metals.md", "# Mine\n", "E012 content/metals.md:1:1"),
    (ZN, ("form: Blocks.", "forms: Blocks.\nform: Blocks."), f"E101 {ZN}:8:1"),
    (ZN, ("note: This is the final volume.", "notes: This is the final volume."), f"E101 {ZN}:36:5"),
    (ZN, ("form: Blocks.\n", ""), f"E102 {ZN}:1:1"),
    (ZN, ("    metric: current-capacity\n", ""), f"E102 {ZN}:15:5"),
    (ZN, ("{reference: handbook, place: table 2}", "{reference: handbook}"), f"E102 {ZN}:19:5"),
    ("data/charts.yml", ("  with: {metric: swelling}\n", ""), "E102 data/charts.yml:11:1"),
    (ZN, ("780 Ah/kg", "780 Ah/kq"), f"E103 {ZN}:17:16"),
    (ZN, ("speed: 0.5 m/s", "speed: 0.5 knotz"), f"E103 {ZN}:26:47"),
    ("data/metrics.yml", ("unit: mm/year", "unit: mm/yaer"), "E103 data/metrics.yml:9:9"),
    ("data/conditions.yml", ("unit: m/s", "unit: m/q"), "E103 data/conditions.yml:4:9"),
    ("data/units.yml", ("millimeter / year", "millimeter / yaer"), "E103 data/units.yml:3:15"),
    (ZN, ("aliases: [zinc, spelter]", "aliases: zinc, spelter"), f"E104 {ZN}:4:10"),
    ("data/families.yml", "- zinc\n", "E104 data/families.yml:1:1"),
    (HOSTS, ("after: [zno]", "after: []"), f"E104 {HOSTS}:6:31"),
    ("data/outline.yml", "metals: Metals\n", "E104 data/outline.yml:1:1"),
    (ZN, ("kind: element", "kind: elemental"), f"E105 {ZN}:6:7"),
    (ZN, ("place: table 2}\n    state: verified", "place: table 2}\n    state: sure"), f"E105 {ZN}:20:12"),
    (ZN, ("{water: sea water}", "{water: see water}"), f"E105 {ZN}:18:25"),
    ("data/charts.yml", ("kind: scatter", "kind: scater"), "E105 data/charts.yml:7:9"),
    ("data/charts.yml", ("condition: speed", "condition: rounds"), "W308 data/charts.yml:6:1"),
    (ZN, ("780 Ah/kg", "a lot"), f"E106 {ZN}:17:12"),
    (SCHEMATICS, ("circle: 60 60 30", "circle: 60 60"), f"E114 {SCHEMATICS}:15:20"),
    (SCHEMATICS, ("{circle: 60 60 30, role: zinc}", "{role: zinc}"), f"E114 {SCHEMATICS}:15:11"),
    (SCHEMATICS, ("circle: 60 60 30, role: zinc", "circle: 60 60 30, role: zink"), f"E201 {SCHEMATICS}:15:36"),
    (SCHEMATICS, ("part: ion, at", "part: iron, at"), f"E201 {SCHEMATICS}:26:18"),
    (SCHEMATICS, ("support: [handbook]", "support: [handbok]"), f"E201 {SCHEMATICS}:4:13"),
    (PAGE, ('schematic("dissolving")', 'schematic("disolving")'), f"E201 {PAGE}:26:15"),
    (ZN, ("780 Ah/kg", "780,5–900.5 Ah/kg"), f"E106 {ZN}:17:12"),
    (ZN, ("form: Blocks.", "form: Blocks of sample #2."), f"W013 {ZN}:8:24"),
    ("data/materials/zinc/zn-cell.yml", ("drain: 0.1 A/g, bath: 1 M KOH in water", "drain: 0.1 A/g, bath: 1 M KOH in watter"), "E106 data/materials/zinc/zn-cell.yml:18:59"),
    ("data/conditions.yml", ("  unit: V\n", "  unit: V\n  bounds: 0–5 A\n"), "E107 data/conditions.yml:42:15"),
    (ZN, ("days: 30", "days: a month"), f"E106 {ZN}:26:58"),
    ("data/phases.yml", ("a: 2.66 Å", "a: hardly 2.66 Å"), "E106 data/phases.yml:3:13"),
    (ZN, ("780 Ah/kg", "780 Ah/m"), f"E107 {ZN}:17:16"),
    (ZN, ("780 Ah/kg", '"780"'), f"E107 {ZN}:17:13"),
    (ZN, ("days: 30", "days: 30 h"), f"E107 {ZN}:26:61"),
    ("data/phases.yml", ("5.6 g/cm³", "5.6 g/cm"), "E107 data/phases.yml:7:16"),
    ("data/phases.yml", ("gamma: 120°", "gamma: 120 Å"), "E107 data/phases.yml:3:43"),
    (ZN, ("- id: swelling", "- id: Swelling"), f"E108 {ZN}:30:9"),
    ("data/conditions.yml", ("days:", "Hours_: {name: Hours, kind: count, definition: Length.}\ndays:"), "E108 data/conditions.yml:11:1"),
    (ZN, ("formula: Zn", "formula: Zm"), f"E109 {ZN}:3:10"),
    (HOSTS, ("formula: Zn", "formula: Zn-"), f"E109 {HOSTS}:3:12"),
    ("data/phases.yml", ("formula: ZnO", "formula: Zno"), "E109 data/phases.yml:6:12"),
    (ZN, ("form: Blocks.", "form:"), f"E110 {ZN}:8:1"),
    (ZN, ("problems: []", "problems:"), f"E110 {ZN}:13:1"),
    (HANDBOOK, ("issued: 2001", "DOI: doi:10.1000/1"), f"E111 {HANDBOOK}:6:6"),
    (HANDBOOK, ("issued: 2001", "DOI: https://doi.org/10.1000/1"), f"E111 {HANDBOOK}:6:6"),
    (HANDBOOK, ("issued: 2001", "URL: www.example.org"), f"E111 {HANDBOOK}:6:6"),
    (HANDBOOK, ("issued: 2001", "URL: https://localhost/x"), f"E111 {HANDBOOK}:6:6"),
    (HANDBOOK, ("issued: 2001", "URL: https://doi.org@elsewhere.example/x"), f"E111 {HANDBOOK}:6:6"),
    (HANDBOOK, ("issued: 2001", "issued: May 2001"), f"E112 {HANDBOOK}:6:9"),
    (HANDBOOK, ("issued: 2001", "issued: 2001-02-30"), f"E112 {HANDBOOK}:6:9"),
    (ZN, ("second-pass: 2020-02-03", "second-pass: 2020-02-30"), f"E112 {ZN}:22:151"),
    ("data/families.yml", ("#224466", "blue"), "E113 data/families.yml:5:20"),
    (ZN, ("metric: corrosion-rate", "metric: corrosion-ratio"), f"E201 {ZN}:24:13"),
    (ZN, ("{water: sea water}", "{waters: sea water, water: sea water}"), f"E201 {ZN}:18:18"),
    (ZN, ("host: zinc-metal", "host: zink-metal"), f"E201 {ZN}:7:7"),
    (ZN, ("via: handbook", "via: handbok"), f"E201 {ZN}:27:36"),
    (ZN, ("support: [handbook]\n    answers", "support: [handbook, other]\n    answers"), f"E201 {ZN}:37:25"),
    ("data/review.yml", ("paper: handbook", "paper: hand-book"), "E201 data/review.yml:3:8"),
    (LOST, ("status: unidentified", "status: example"), f"W215 {LOST}:2:9"),
    ("data/review.yml", ("record-chart: material", "record-chart: materials"), "E201 data/review.yml:4:15"),
    ("data/review.yml", ("record-chart: material", "record-chart: front"), "E105 data/review.yml:4:15"),
    ("data/families.yml", ("chapter: light-metals", "chapter: light-metal"), "E201 data/families.yml:9:12"),
    ("data/families.yml", ("parent: zinc", "parent: zink"), "E201 data/families.yml:8:11"),
    ("data/metrics.yml", ("[speed, water]", "[sped, water]"), "E201 data/metrics.yml:11:16"),
    (HOSTS, ("after: [zno]", "after: [zno2]"), f"E201 {HOSTS}:6:32"),
    ("data/charts.yml", ("condition: speed", "condition: sped"), "E201 data/charts.yml:10:45"),
    ("data/charts.yml", ("against: corrosion-rate", "against: corosion-rate"), "E201 data/charts.yml:32:45"),
    ("data/charts.yml", ("by: bath", "by: bad"), "E201 data/charts.yml:35:37"),
    ("data/charts.yml", ("by: bath", "by: speed"), "E105 data/charts.yml:35:37"),
    *(
        ("data/charts.yml", ("{metric: metal-use}", f'{{metric: metal-use, selection: "{text}"}}'), f"{code} data/charts.yml:29:{column}")
        for text, code, column in (
            ("family = zink", "E201", 50),
            ("famly = zinc", "E105", 41),
            ("family is zinc", "E305", 48),
            ("family = zinc; of: kind = element", "E305", 54),
            ("drain <= 1 V", "E107", 52),
            ("year >= long ago", "E106", 49),
        )
    ),
    (PAGE, ('value("zn-pure", "capacity")', 'value("zn-pure", "capacities")'), f"E201 {PAGE}:3:54"),
    (PAGE, ('chart("speed")', 'chart("spead")'), f"E201 {PAGE}:10:11"),
    (PAGE, ('figure("speed")', 'figure("limits")'), f"E201 {PAGE}:4:129"),
    (PAGE, ('check("zn-pure", "classic")', 'check("zn-pure", "clasic")'), f"E201 {PAGE}:6:22"),
    (PAGE, ('limit("zinc-metal")', 'limit("zinc")'), f"E201 {PAGE}:3:85"),
    (HOSTS, ("  reaction: Zn -> Zn2+ + 2 e-\n", ""), f"E201 {PAGE}:3:85"),
    (HOSTS, ("  phases: {before: zn, after: [zno]}\n", ""), f"E201 {PAGE}:4:25"),
    (ZN, ("id: zn-pure", "id: zinc-pure"), f"E202 {ZN}:1:5"),
    (AL, ("family: zinc", "family: light"), f"E203 {AL}:5:9"),
    ("data/materials/zinc/mg.yml", (TINY / MG).read_text("utf-8").replace("family: light", "family: zinc"), "E204 data/materials/zinc/mg.yml:1:5"),
    (ZN, ("- id: swelling", "- id: rate"), f"E204 {ZN}:30:9"),
    ("content/references.md", "# Mine\n", "E204 content/references.md:1:1"),
    ("content/guide/fields.md", "# Mine\n", "E204 content/guide/fields.md:1:1"),
    ("content/guide/architecture.md", "# Mine\n", "E204 content/guide/architecture.md:1:1"),
    ("content/guide/codes/mine.md", "# Mine\n", "E204 content/guide/codes/mine.md:1:1"),
    ("content/materials/mine.md", "# Mine\n", "E204 content/materials/mine.md:1:1"),
    ("data/materials/zinc/index.yml", (TINY / MG).read_text("utf-8").replace("family: light", "family: zinc").replace("id: mg", "id: index"), "E204 data/materials/zinc/index.yml:1:5"),
    ("data/outline.yml", ("title: Light metals", "title: Light metals\n    - id: metals\n      title: Again"), "E204 data/outline.yml:7:11"),
    (ZN, ("water: sea water, speed", "speed"), f"E205 {ZN}:26:5"),
    (ZN, ("    note: This is the final volume.\n", ""), f"E206 {ZN}:35:12"),
    ("data/glossary.yml", ("      note: Only in quiet water.\n", ""), "E206 data/glossary.yml:9:14"),
    (ZN, ("final volume.\n    support: [handbook]", "final volume."), f"E207 {ZN}:35:12"),
    (AL, ("conditions: {}", "conditions: {water: not stated}"), f"E213 {AL}:18:25"),
    (LOST, ("status: unidentified", "status: unidentified\nDOI: 10.1000/1"), f"E208 {LOST}:3:1"),
    (HANDBOOK, ("title: A handbook invented for the tests\n", ""), f"E209 {HANDBOOK}:1:1"),
    ("data/families.yml", ("name: Zinc alloys", "name: Zinc alloys\n  parent: zinc"), "E210 data/families.yml:3:11"),
    (SPARE, "type: book\nstatus: unidentified\n", f"W212 {SPARE}:1:1"),
    (HANDBOOK, ("type: book", "type: book\nnumber: 1"), f"E211 {LOST}:3:9"),
    (ZN, ("value: ~2 mpy", "value: -2 mpy"), f"E406 {ZN}:25:12"),
    (ZN, ("value: ~2 mpy", "value: 4e6 mpy"), f"E406 {ZN}:25:12"),
    (ZN, ("value: ~2 mpy", "value: '2,105 mm/year'"), f"E406 {ZN}:25:13"),
    ("data/metrics.yml", ("0–100 mm/year", "0–100 kg"), "E107 data/metrics.yml:13:17"),
    (PAGE, ('{{ chart("speed") }}', '{{ chart("speed" }}'), f"E301 {PAGE}:10:1"),
    (PAGE, ('chart("speed")', 'charts("speed")'), f"E302 {PAGE}:10:4"),
    (PAGE, ('chart("speed")', "chart()"), f"E303 {PAGE}:10:4"),
    (PAGE, ('chart("speed")', "chart(speed)"), f"E303 {PAGE}:10:4"),
    (PAGE, ('chart("speed")', 'chart("speed", "swelling")'), f"E303 {PAGE}:10:4"),
    (PAGE, ('{{ chart("speed") }}', "{{ review.subtitel }}"), f"E302 {PAGE}:10:4"),
    (PAGE, ('chart("speed")', "chart(*['speed'])"), f"E303 {PAGE}:10:4"),
    (PAGE, ('{{ chart("speed") }}', '{{ cite("handbook",\n  "nobody") }}'), f"E201 {PAGE}:11:4"),
    ("content/index.md", ("{{ facts() }}", "{{ heading() }}"), "E201 content/index.md:3:4"),
    ("content/index.md", ("{{ facts() }}", '{{ heading("light-metals") }}'), "E201 content/index.md:3:4"),
    *(
        ("content/index.md", ("{{ facts() }}", text), "E301 content/index.md:3:1")
        for text in (
            "{{ facts }}",
            "{{ review }}",
            "{{ 1 / 0 }}",
            "{{ 'a'.upper() }}",
            "{{ ''.__class__ }}",
            "{{ facts() | safe }}",
            "{{ 'x' | nofilter }}",
            "{% include 'index.md' %}",
            "{% for x in 'ab' %}{{ facts() }}{% endfor %}",
            "{% set x = 1 %}",
            "{% raw %}",
        )
    ),
    (PAGE, ('{{ heading("light-metals") }}\n', ""), "E304 data/outline.yml:5:11"),
    (PAGE, ("count(family = zinc) > 2", "count(family = zinc) more than 2"), f"E305 {PAGE}:20:69"),
    (PAGE, ("count(family = zinc) > 2", "count(family = zinc"), f"E305 {PAGE}:20:67"),
    (PAGE, ("count(family = zinc) > 2", "count(" + "family = zinc; " * 40 + "year >= 2) > 2"), f"E305 {PAGE}:20:48"),
    (PAGE, ("metric = current-capacity; family", "family"), f"E306 {PAGE}:22:54"),
    (PAGE, ("count(family = zinc) > 2", "count(value >= 3 Ah/kg) > 2"), f"E306 {PAGE}:20:63"),
    (PAGE, ("count(record = zn-pure)", "none(record = zn-pure); of: year >= 1000"), f"E305 {PAGE}:24:67"),
    (PAGE, ("count(record = zn-pure) > 0", "none(record = zn-pure)"), f"E307 {PAGE}:24:13"),
    (PAGE, ("count(family = zinc) > 2", "count(family = zink) > 2"), f"E201 {PAGE}:20:63"),
    (PAGE, ("count(family = zinc) > 2", "count(record = zn-pur) > 2"), f"E201 {PAGE}:20:63"),
    (PAGE, ("count(family = zinc) > 2", "count(source = hand-book) > 2"), f"E201 {PAGE}:20:63"),
    (PAGE, ("count(family = zinc) > 2", "count(famly = zinc) > 2"), f"E105 {PAGE}:20:54"),
    (PAGE, ("count(family = zinc) > 2", "count(family >= zinc) > 2"), f"E105 {PAGE}:20:61"),
    (PAGE, ("count(family = zinc) > 2", "count(drain > 1 A/g) > 2"), f"E105 {PAGE}:20:60"),
    (PAGE, ("count(family = zinc) > 2", "count(state = sure) > 2"), f"E105 {PAGE}:20:62"),
    (PAGE, ("count(family = zinc) > 2", "count(water = see water) > 2"), f"E105 {PAGE}:20:62"),
    (PAGE, ('{{ chart("swelling") }}', '{{ chart("material") }}'), f"E105 {PAGE}:12:11"),
    (PAGE, ("count(family = zinc) > 2", "count(bath = wine) > 2"), f"E105 {PAGE}:20:61"),
    (PAGE, ("count(family = zinc) > 2", "count(which-part = foam) > 2"), f"E105 {PAGE}:20:67"),
    (PAGE, ("count(family = zinc) > 2", "count(tier = a) > 2"), f"E105 {PAGE}:20:61"),
    (PAGE, ("count(family = zinc) > 2", "count(drain >= 1 V) > 2"), f"E107 {PAGE}:20:65"),
    (PAGE, ("count(family = zinc) > 2", "count(drain >= 1 A/q) > 2"), f"E103 {PAGE}:20:65"),
    (PAGE, ("count(family = zinc) > 2", "count(drain >= much) > 2"), f"E106 {PAGE}:20:63"),
    (PAGE, ("count(family = zinc) > 2", "count(drain >= 1-5 A/g) > 2"), f"E106 {PAGE}:20:63"),
    (PAGE, ("count(family = zinc) > 2", "count(drain = 1 A/g, 2 A/g) > 2"), f"E106 {PAGE}:20:69"),
    (PAGE, ("count(family = zinc) > 2", "share(kind = element; of: family = zinc) > 0.2"), f"E107 {PAGE}:20:91"),
    (PAGE, ("count(family = zinc) > 2", "count(family = zinc) > 2 V"), f"E107 {PAGE}:20:73"),
    (PAGE, ("> 700 Ah/kg\")", "> 700 mm/year\")"), f"E107 {PAGE}:22:106"),
    (PAGE, ("> 700 Ah/kg\")", "> max(metric = corrosion-rate)\")"), f"E107 {PAGE}:22:102"),
    (PAGE, ("> 700 Ah/kg\")", "> count(family = zinc)\")"), f"E107 {PAGE}:22:102"),
    (PAGE, ("count(family = zinc) > 2", "count(family = zinc; family = light) > 2"), f"E005 {PAGE}:20:69"),
    *(
        (CHECKS, ("flat-part + steep-part = cell-capacity", f'"{text}"'), f"{code} {CHECKS}:43:{column}")
        for text, code, column in (
            ("flat-part + steep-part", "E411", 37),
            ("flat-part + = cell-capacity", "E411", 27),
            ("flat-part ** 2 = cell-capacity", "E411", 26),
            ("flat-part^13 = cell-capacity^13", "E411", 25),
            ("eval(flat-part) = cell-capacity", "E411", 19),
            ("pi = 3", "E411", 15),
            ("flat-part within 3 Ah/kg", "E411", 32),
            ("water = cell-capacity", "E411", 15),
            ("flat-part = cell-capacitiy", "E201", 27),
            ("flat-part = 3 Ah/kq", "E103", 32),
            ("flat-part = cell-capacity^2", "E412", 27),
            ("flat-part + run-time = cell-capacity", "E412", 27),
            ("exp(flat-part) * 1 Ah/kg = cell-capacity", "E412", 19),
            ("flat-part^metal-use = cell-capacity", "E412", 25),
            ("metal-use^flat-part = metal-share", "E412", 25),
        )
    ),
    (CHECKS, ("tolerance: 5 %", "tolerance: much"), f"E106 {CHECKS}:44:14"),
    (CHECKS, ("tolerance: 5 %", "tolerance: 5 kq"), f"E103 {CHECKS}:44:14"),
    (CHECKS, ("tolerance: 5 %", "tolerance: 5 kg"), f"E107 {CHECKS}:44:14"),
    (CHECKS, ("tolerance: 5 %", "tolerance: 5 points"), f"E107 {CHECKS}:44:14"),
    (CHECKS, ("tolerance: 5 %", "selection: famly = zinc"), f"E105 {CHECKS}:44:14"),
    (CHECKS, ("tolerance: 5 %", "apart-from: [wter]"), f"E201 {CHECKS}:44:16"),
    (CHECKS, ("tolerance: 5 %", "level: fatal"), f"E105 {CHECKS}:44:10"),
    (CHECKS, ("{metric: cell-capacity, selection", "{metric: cell-capacities, selection"), f"E201 {CHECKS}:19:21"),
    (CHECKS, ("half-round = out}", "half-round = up}"), f"E105 {CHECKS}:19:72"),
    (CHECKS, ("tolerance: 5 %", "formerly: [P2]"), f"E105 {CHECKS}:44:14"),
    (CHECKS, ("tolerance: 5 %", "formerly: [P010]"), f"E204 {CHECKS}:44:14"),
    (CHECKS, ("both-parts:", "entered-twice:"), f"E204 {CHECKS}:41:1"),
    (CHECKS, ("  answers: {W413: No record has a power.}\n", ""), f"W413 {CHECKS}:49:14"),
    (HOSTS, ("Zn -> Zn2+ + 2 e-", "Zn to Zn2+ and 2 e-"), f"E401 {HOSTS}:4:13"),
    (HOSTS, ("Zn -> Zn2+ + 2 e-", "Zn -> Zn"), f"E401 {HOSTS}:4:13"),
    (HOSTS, ("Zn -> Zn2+ + 2 e-", "Zn -> Zn2+ + e-"), f"E402 {HOSTS}:4:13"),
    (HOSTS, ("reaction: Zn -> Zn2+ + 2 e-", "reaction: Zn2+ + 2 e- -> Zn"), f"E403 {HOSTS}:4:13"),
    ("data/phases.yml", ("  density: 5.6 g/cm³\n", ""), "E404 data/phases.yml:5:1"),
    ("data/phases.yml", ("5.6 g/cm³", "0 g/cm³"), "E404 data/phases.yml:5:1"),
    ("data/phases.yml", ("c: 4.95 Å", "c: 0 Å"), "E404 data/phases.yml:1:1"),
    ("data/phases.yml", ("gamma: 120°", "alpha: 20°, beta: 30°, gamma: 60°"), "E404 data/phases.yml:1:1"),
    ("data/phases.yml", ("formula: ZnO", "formula: MgO"), f"E405 {HOSTS}:6:32"),
    ("data/phases.yml", ("formula: Zn\n", "formula: Mg\n"), f"E405 {HOSTS}:6:20"),
    (CELL, ("value: 700 Ah/kg", "value: 880 Ah/kg"), f"P001 {CELL}:17:12"),
    (CELL, ("value: 95 %", "value: 101 %"), f"C-above-all {CELL}:59:12"),
    (CELL, ("value: 39 min", "value: 29 min"), f"P003 {CELL}:52:12"),
    (ZN, ("    answers: {P004: The source prints the final volume.}\n", ""), f"P004 {ZN}:32:12"),
    (CELL, ("value: 640 Ah/kg", "value: 720 Ah/kg"), f"P005 {CELL}:31:12"),
    (CELL, ("drain: 1 A/g, rounds: 100, bath", "drain: 1 A/g, rounds: 20000, bath"), f"P006 {CELL}:38:12"),
    (CELL, ("rated-drain: 0.8 A/g", "rated-drain: 0.7 A/g"), f"C-drain-of-rate {CELL}:32:17"),
    (CELL, ("value: 92.3 %", "value: 96 %"), f"P008 {CELL}:45:12"),
    (CELL, ("breadth: 0.2–1.0 V", "breadth: 0.6–1.0 V"), f"C-outside-breadth {CELL}:66:12"),
    (CELL, ("value: 650 Ah/kg\n    conditions: {water: not stated, drain: 1 A/g", "value: 700.0 Ah/kg\n    conditions: {water: not stated, drain: 0.1 A/g"), f"P010 {CELL}:24:12"),
    (ZN, (", second-pass: 2020-02-03", ""), f"P011 {ZN}:20:12"),
    (ZN, ("as-printed: 780 A h per kg", "as-printed: 870 A h per kg"), f"P023 {ZN}:17:12"),
    (SURVEY, ("10.1000/survey", "10.1000/ATLAS"), f"P012 {SURVEY}:5:6"),
    (SURVEY, ("A survey invented for the tests", "An ATLAS invented – for the tests."), f"P022 {SURVEY}:3:8"),
    (ZN, ("kind: original, read-on: 2020-01-02, as-printed: 780", "kind: copy, read-on: 2020-01-02, as-printed: 780"), f"P011 {ZN}:20:12"),
    (ZN, ("{P004: The source prints the final volume.}", "{P004: The source prints the final volume., P001: Why.}"), f"P013 {ZN}:38:58"),
    (ZN, ("{P004: The source prints the final volume.}", "{P004: The source prints the final volume., P999: Why.}"), f"P013 {ZN}:38:58"),
]  # fmt: skip


def test_one_mistake_gives_one_code_at_its_place(tmp_path: Path) -> None:
    wrong = {}
    for number, (file, change, expected) in enumerate(MISTAKES):
        found = codes(project(tmp_path / str(number), {file: change}))
        if found != [expected]:
            wrong[number, expected] = found
    assert wrong == {}


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == root / ZN:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert codes(root) == [f"E001 {ZN}:1:1"]


def test_what_is_no_plain_file(tmp_path: Path) -> None:
    root = project(tmp_path, {ZN: None})
    (root / ZN).symlink_to(TINY / ZN)
    assert codes(root) == [f"E010 {ZN}:1:1"]


def test_a_check_that_fails(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_library: Library, material: Material, item: Measurement) -> Iterator[Verdict]:
        raise KeyError(f"{material.id} {item.id}")

    monkeypatch.setattr("living_review.checks.sources.check_value", fail)
    (found,) = problems(root)
    assert str(found.place).startswith("data/materials/oxide-electrodes/mno2.yml:")
    assert found.code.number == "E501"
    assert re.match(
        r"the program failed at the checks of the value \"[\w-]+\": KeyError: 'mno2 [\w-]+' \(", found.message
    )


def test_every_code_has_its_mistake() -> None:
    """Checks of values and tables to import have theirs in their explanations, which tests/validate/test_examples.py tries.

    Some are tried by tests below, and by those of tests/edges, like the codes of mkdocs.yml.
    """
    tried = {expected.split()[0] for _, _, expected in MISTAKES} | {"E001", "E010", "E214", "E501", "W115"}
    assert [code.number for code in ALL_CODES.values() if code.number not in tried and code.stage not in "67P"] == []
