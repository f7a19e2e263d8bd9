// What a reader asks of the list: words and choices as tests of entries, and how many entries each choice would leave.

const spaced = (text) => ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
const searched = new Map();

/** Return what is searched of an entry: its text and the names of its choices. */
function textOf(entry) {
  if (!searched.has(entry)) {
    const named = choosers.flatMap((chooser) => [...chooser.options].filter(({ value }) => value && choices.get(entry)[chooser.name].includes(value)));
    searched.set(entry, spaced([entry.textContent, ...named.map((option) => option.dataset.name)].join(" ")));
  }
  return searched.get(entry);
}

/** Return the tests that an entry must pass: a word is found from its beginning on. */
function activeTests() {
  const tests = choosers.filter(({ value }) => value).map(({ name, value }) => [name, (entry) => choices.get(entry)[name].includes(value)]);
  words.value.split(/\s+/).map(spaced).filter((word) => word.trim()).forEach((word) => tests.push(["q", (entry) => textOf(entry).includes(word)]));
  return tests;
}

/** Write beside each choice how many entries it would leave. */
function countChoices(tests) {
  choosers.forEach((chooser) => {
    const others = tests.filter(([name]) => name !== chooser.name);
    const left = entries.filter((entry) => others.every(([, test]) => test(entry)));
    [...chooser.options].forEach((option) => {
      const count = option.value ? left.filter((entry) => choices.get(entry)[chooser.name].includes(option.value)).length : left.length;
      option.textContent = `${option.dataset.name} (${count})`;
    });
  });
}
