// What is shown: the entries that are left, a page of them, and of headings and tables those that have some.

function mark(element, own, left, shown) {
  element.hidden = !own.some((entry) => left.has(entry));
  element.toggleAttribute("data-elsewhere", !own.some((entry) => shown.has(entry)));
}

function show() {
  const tests = activeTests();
  matching = entries.filter((entry) => tests.every(([, test]) => test(entry)));
  const last = Math.max(1, Math.ceil(matching.length / Number(size.value)));
  page = Math.min(page, last);
  const first = page === 1 ? 0 : (page - 1) * Number(size.value);
  const left = new Set(matching);
  const shown = new Set(matching.slice(first, first + Number(size.value)));
  entries.forEach((entry) => mark(entry, [entry], left, shown));
  holders.forEach((own, element) => mark(element, [...own], left, shown));
  sections.filter((section) => section.entries.size).forEach((section) => {
    const own = [...section.entries];
    section.parts.filter((part) => part !== bar && !holders.has(part)).forEach((part) => mark(part, own, left, shown));
    const kept = own.filter((entry) => left.has(entry)).length;
    section.parts.flatMap((part) => [...part.querySelectorAll("[data-count]")]).forEach((place) => {
      // The page may hold fewer entries than it counts.
      place.dataset.count ||= place.textContent;
      place.textContent = kept === own.length ? place.dataset.count : `${kept} of ${place.dataset.count}`;
    });
  });
  countChoices(tests);
  showState(tests.length > 0, last);
}

function showState(isNarrowed, last) {
  const noun = entries.length === 1 ? bar.dataset.one : bar.dataset.many;
  const message = isNarrowed ? `${matching.length} of ${entries.length} ${noun}` : `${entries.length} ${noun}`;
  if (status.textContent !== message) status.textContent = message;
  bar.querySelector("[data-reset]").hidden = !isNarrowed;
  pages.hidden = entries.length <= Number(size.options[0].value);
  pages.querySelector("nav").hidden = last === 1;
  pages.querySelector("nav span").textContent = `Page ${page} of ${last}`;
  const targets = { first: 1, previous: page - 1, next: page + 1, last };
  pages.querySelectorAll("[data-page]").forEach((button) => {
    const target = targets[button.dataset.page];
    button.value = target;
    // Not disabled: a button that has the focus would lose it.
    button.setAttribute("aria-disabled", target === page || target < 1 || target > last);
  });
}
