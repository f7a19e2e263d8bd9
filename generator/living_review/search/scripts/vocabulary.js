// The words of the index, and which of them a reader may mean: by a spelling, a beginning, a formula or a slip.

const LETTERED = /^\p{L}{4,}$/u;
// As many words as one of so many letters may stand for, and how many it needs to stand for all spelled like its beginning.
const MOST = [0, 8, 16, 64];
const SHORT = 4;

/**
 * Return how many letters must be changed, added, left out or swapped with their neighbour to make one word of another,
 * and the same for the best beginning of the other; nothing if all are more than a limit.
 */
function distances(one, other, limit) {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
      least = Math.min(least, next[j]);
    }
    // A swap may lead past a row, so one slip more is let through.
    if (least > limit + 1) return undefined;
    [before, row] = [row, next];
  }
  return { whole: row[other.length], start: Math.min(...row) };
}

/** Return the place of the first of some sorted words that does not come before this one. */
function placeOf(word, sorted) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Yield the places of all sorted words that begin like this. */
function* begun(start, sorted) {
  for (let i = placeOf(start, sorted); i < sorted.length && sorted[i].startsWith(start); i++) yield i;
}

/** The words of an index, each known by its place in the alphabet, and the ways in which a reader may write each. */
class Vocabulary {
  /** Learn sorted words as they were written, and for each twice the number of places, and one more for a name. */
  constructor({ words, counts }, separator) {
    this.separator = new RegExp(separator, "u");
    this.shown = words;
    this.counts = counts;
    this.tokens = words.map((word) => word.toLowerCase());
    this.formulas = new Map();
    this.folded = this.tokens.map(fold);
    const keys = [];
    this.tokens.forEach((token, place) => this.keysOf(token, place).forEach((key) => keys.push([key, place])));
    keys.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.keys = keys.map(([key]) => key);
    this.places = keys.map(([, place]) => place);
  }

  isName(place) {
    return this.counts[place] % 2;
  }

  /** Return the spellings of a word but its own. */
  keysOf(token, place) {
    const key = this.folded[place];
    const found = /\p{Lu}/u.test(this.shown[place]) ? formulas(this.shown[place]) : [];
    for (const formula of found) {
      const known = this.formulas.get(formula.text) || { ...formula, places: [] };
      known.places.push(place);
      this.formulas.set(formula.text, known);
    }
    const all = new Set([key, ...(SIGN.test(key) ? key.split(SIGN) : []), ...found.flatMap((formula) => formula.words)]);
    all.delete(token);
    all.delete("");
    return [...all];
  }

  /** Return the places of the words that begin like a key in some spelling, or are it. */
  *spelled(key, isWhole) {
    for (const [sorted, placed] of [[this.tokens, (i) => i], [this.keys, (i) => this.places[i]]]) {
      for (const i of begun(key, sorted)) {
        if (isWhole && sorted[i] !== key) break;
        yield placed(i);
      }
    }
  }

  /** Tell whether some word of the index begins like this one, in any spelling. */
  knows(word) {
    return !this.spelled(fold(word), false).next().done;
  }

  /** Return the places of the words that a reader may mean by one, or by its beginning, and how near each is to it. */
  meant(word, isWhole) {
    const [key, own] = [fold(word), word.toLowerCase()];
    const found = new Map();
    const add = (place, nearness) => found.set(place, Math.max(found.get(place) || 0, nearness));
    for (const place of begun(own, this.tokens)) {
      if (this.tokens[place] === own) add(place, 1);
      else if (!isWhole) add(place, 0.7);
    }
    const isPart = isWhole || key.length < SHORT;
    for (const place of this.spelled(key, isPart)) add(place, this.folded[place] === key ? 1 : isPart ? 0.8 : 0.6);
    const order = ([a, near], [b, nearer]) => nearer - near || this.isName(b) - this.isName(a) || this.counts[b] - this.counts[a];
    const most = MOST[Math.min(own.length, MOST.length - 1)];
    return new Map(found.size > most ? [...found].sort(order).slice(0, most) : found);
  }

  /** Return the word with which one is best completed, or nothing. */
  completed(word) {
    const own = word.toLowerCase();
    const places = [...begun(own, this.tokens)].filter((place) => /^[\p{L}\p{N}]+$/u.test(this.tokens[place]));
    const best = places.reduce((one, other) => (this.isName(other) - this.isName(one) || this.counts[other] - this.counts[one]) > 0 ? other : one, places[0]);
    return this.tokens[best];
  }

  /** Return the known word, or words, that were probably meant by an unknown one, or nothing. */
  nearest(word) {
    return this.reordered(word) || this.divided(word) || this.corrected(word);
  }

  /** Return a known formula of the same parts. */
  reordered(word) {
    const key = fold(word).replace(/(\p{L})1(?!\d)/gu, "$1");
    const found = [...this.formulas.values()].filter((formula) => isMadeOf(key, formula.parts));
    const isName = ({ places }) => places.some((place) => this.isName(place));
    return found.sort((a, b) => isName(b) - isName(a) || a.text.length - b.text.length)[0]?.text;
  }

  /** Return the words of which an unknown one is put together: elements, pieces between signs, or two words in one. */
  divided(word) {
    const pieces = FORMULA.test(word) ? word.match(PART) : word.split(SIGN).filter(Boolean);
    const cuts = Array.from({ length: word.length }, (_, i) => [word.slice(0, i), word.slice(i)]);
    const isWord = (piece) => piece.length >= SHORT && !this.spelled(fold(piece), true).next().done;
    const found = pieces.length > 1 ? pieces : cuts.find((both) => both.every(isWord)) || [];
    return found.every((piece) => this.knows(piece)) ? found.join(" ") : "";
  }

  /** Return the nearest word. */
  corrected(word) {
    if (FORMULA.test(word)) return "";
    const key = fold(word);
    if (!LETTERED.test(key)) return "";
    const limit = key.length < 6 ? 1 : 2;
    let best;
    this.folded.forEach((other, place) => {
      // Two slips are forgiven only behind a first letter that is right.
      const most = other[0] === key[0] ? limit : 1;
      if (!LETTERED.test(other)) return;
      const found = distances(key, other, most);
      if (!found || found.start > most) return;
      const order = [found.start, -this.isName(place), found.whole, -this.counts[place]];
      if (!best || order.reduce((sum, value, i) => sum || value - best.order[i], 0) < 0) best = { order, place };
    });
    return best ? shownInText(this.shown[best.place]) : "";
  }
}
