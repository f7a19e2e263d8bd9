// The index, which lies in pieces: only those are loaded that hold the words typed and the texts shown.

/** Return rows of numbers, given as pairs of row and number, as one list and where each row begins in it. */
function grouped(pairs, count) {
  const starts = new Uint32Array(count + 1);
  for (const [row] of pairs) starts[row + 1]++;
  for (let i = 0; i < count; i++) starts[i + 1] += starts[i];
  const [next, values] = [starts.slice(), new Uint32Array(pairs.length)];
  for (const [row, value] of pairs) values[next[row]++] = value;
  return { starts, values };
}

/** Return in which piece a row lies. */
function pieceOf(place, starts) {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= place) low = middle;
    else high = middle;
  }
  return low;
}

/** An index: its words, names and pages, and the pieces in which the rest lies. */
class SearchIndex {
  constructor(pages, vocabulary, load) {
    this.load = load;
    this.names = pages.names;
    this.texts = pages.texts;
    this.pages = pages.pages;
    this.pieces = vocabulary.pieces;
    this.vocabulary = new Vocabulary(vocabulary, pages.separator);
    this.separator = new RegExp(pages.separator, "gu");
    this.compared = new Map();
    this.firsts = [];
    let sections = 0;
    for (const [, , , size] of this.pages) {
      this.firsts.push(sections);
      sections += size;
    }
    this.pageOf = new Uint32Array(sections);
    this.firsts.forEach((first, page) => this.pageOf.fill(page, first, first + this.pages[page][3]));
    this.called = grouped(this.pages.flatMap(([, names], page) => names.map((name) => [name, page])), this.names.length);
  }

  /** Return a name as it is compared. */
  name(place) {
    if (!this.compared.has(place)) {
      const text = this.names[place];
      this.compared.set(place, { ...comparable(text), pieces: formulas(text).flatMap((formula) => formula.words) });
    }
    return this.compared.get(place);
  }

  pagesCalled(name) {
    return this.called.values.subarray(this.called.starts[name], this.called.starts[name + 1]);
  }

  /** Return the rows of a table in pieces, of which the needed ones are loaded. */
  async rows(kind, starts, places) {
    const wanted = new Set(places.map((place) => pieceOf(place, starts)));
    const found = new Map();
    await Promise.all([...wanted].map(async (piece) => found.set(piece, await this.load(`${kind}-${piece}`))));
    return (place) => found.get(pieceOf(place, starts))[place - starts[pieceOf(place, starts)]];
  }

  /** Return the sections of a page to show: its beginning, and those in which something was found. */
  sectionsOf(page, { bits }) {
    const first = this.firsts[page];
    const all = Array.from({ length: this.pages[page][3] }, (_, i) => first + i);
    return all.filter((section) => section === first || bits[section]);
  }
}
