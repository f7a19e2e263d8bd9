// The texts of results: a passage around the first word found, with all words found marked.

const [BEFORE, PASSAGE] = [80, 260];

const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
const decoder = document.createElement("textarea");

/** Return title and passage of a section with the words marked, and for each word of a query what was found of it. */
function describeSection(separator, [, title, text], terms) {
  const found = terms.map(() => new Set());
  const marked = (plain) => markWords(separator, plain, terms, found);
  return { title: marked(plain(title)), text: marked(passageOf(separator, plain(text), terms)), found };
}

/** Return text with markup as plain text. */
function plain(text) {
  decoder.innerHTML = text.replace(/<\/?(?:p|li|ul|ol|pre)>/g, " ").replace(/<[^>]*>/g, "");
  return decoder.value.replace(/\s+/g, " ").trim();
}

/** Yield the words of a plain text, with where each begins and which word of the query it answers. */
function* hits(separator, plain, terms) {
  let start = 0;
  for (const { index, 0: gap } of [...plain.matchAll(separator), { index: plain.length, 0: "" }]) {
    const token = plain.slice(start, index).toLowerCase();
    for (const [number, tokens] of token ? terms.entries() : []) if (tokens.has(token)) yield { start, end: index, token, number };
    start = index + gap.length;
  }
}

/** Return the part of a text around the first word found. */
function passageOf(separator, plain, terms) {
  const first = hits(separator, plain, terms).next().value?.start || 0;
  const begin = first > BEFORE ? plain.indexOf(" ", first - BEFORE) + 1 : 0;
  const end = plain.length - begin > PASSAGE ? plain.lastIndexOf(" ", begin + PASSAGE) : plain.length;
  return `${begin ? "… " : ""}${plain.slice(begin, end > begin ? end : begin + PASSAGE)}${end < plain.length ? " …" : ""}`;
}

function markWords(separator, plain, terms, found) {
  let [shown, done] = ["", 0];
  for (const { start, end, token, number } of hits(separator, plain, terms)) {
    found[number].add(token);
    if (start < done) continue;
    shown += `${escaped(plain.slice(done, start))}<mark>${escaped(plain.slice(start, end))}</mark>`;
    done = end;
  }
  return shown + escaped(plain.slice(done));
}
