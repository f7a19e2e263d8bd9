// What search knows of words: spellings that mean the same, formulas in any order, and the nearest word to a slip.
(function () {
  "use strict";
  const LETTERS = { ø: "o", ł: "l", đ: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe" };
  // British and American spellings meet in a third one, which nobody sees. A word may be cut anywhere while it is typed.
  const SPELLINGS = [
    [/sulph/g, "sulf"],
    [/aluminium/g, "aluminum"],
    [/([iy])z/g, "$1s"],
    [/([bt])re(?=s?(?!\p{L}))/gu, "$1er"],
    [/our/g, "or"],
    [/ll/g, "l"],
  ];
  const PART = /[A-Z][a-z]?[\d.]*/g;
  const SIGN = /[^\p{L}\p{N}.]+/u;
  const FORMULA = /^(?:[A-Z][a-z]?[\d.]*){2,}$/;
  // As many terms as one word may become, and how many letters a word needs to stand for all that begin with it.
  const MOST = 24;
  const SHORT = 4;

  /** Return a text without capitals, marks, raised or lowered digits, and in one spelling. */
  function fold(text) {
    const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    const latin = plain.replace(/[øłđıßæœ]/g, (letter) => LETTERS[letter]);
    return SPELLINGS.reduce((word, [one, other]) => word.replace(one, other), latin);
  }

  /** Return the formulas in a text: the parts of each, and the words under which a reader may look for a piece of it. */
  function formulas(text) {
    const pieces = text.normalize("NFKD").split(SIGN).filter((piece) => FORMULA.test(piece));
    return pieces.map((piece) => {
      const parts = piece.match(PART).map((part) => part.toLowerCase().replace(/(\D)1$/, "$1"));
      const symbols = parts.map((part) => part.replace(/[\d.]+$/, ""));
      const ends = parts.map((_, i) => parts.slice(i).join(""));
      return { text: piece, parts, words: [...parts, ...symbols, ...ends] };
    });
  }

  /** Tell whether a text is made of all these parts in some order. */
  function isMadeOf(text, parts) {
    if (!parts.length) return !text;
    return parts.some((part, i) => text.startsWith(part) && isMadeOf(text.slice(part.length), parts.filter((_, j) => j !== i)));
  }

  /**
   * Return how many letters must be changed, added, left out or swapped with their neighbour to make one word of another,
   * and the same for the best beginning of the other.
   */
  function distances(one, other) {
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, j) => j);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return { whole: row[other.length], start: Math.min(...row) };
  }

  /** The words of an index, and the ways in which a reader may write each. */
  class Vocabulary {
    constructor(separator) {
      this.separator = new RegExp(separator, "u");
      this.words = new Map();
      this.formulas = new Map();
      this.keys = new Map();
    }

    /** Learn the words of a text; those of names are preferred to those of running text. */
    add(text, isName) {
      for (const shown of text.replace(/<[^>]*>/g, " ").split(this.separator)) {
        if (!shown || /[*~^+:\\]/.test(shown)) continue;
        const token = shown.toLowerCase();
        const known = this.words.get(token);
        if (known) {
          known.count += 1;
          known.isName ||= isName;
        } else {
          this.words.set(token, { token, shown, isName, count: 1 });
          this.addKeys(token, shown);
        }
      }
    }

    addKeys(token, shown) {
      const key = fold(token);
      const found = formulas(shown);
      for (const formula of found) {
        const known = this.formulas.get(formula.text) || { ...formula, tokens: [] };
        known.tokens.push(token);
        this.formulas.set(formula.text, known);
      }
      for (const one of new Set([key, ...key.split(SIGN), ...found.flatMap((formula) => formula.words)])) {
        if (one) this.keys.set(one, [...(this.keys.get(one) || []), token]);
      }
    }

    /** Tell whether some word of the index begins like this one, in any spelling. */
    knows(word) {
      const key = fold(word);
      return [...this.keys.keys()].some((other) => other.startsWith(key));
    }

    /** Return the terms under which an engine that only knows beginnings of words finds all that a word may mean. */
    terms(word) {
      const key = fold(word);
      const own = word.toLowerCase();
      const meant = (other) => (key.length < SHORT ? other === key : other.startsWith(key));
      const tokens = [...this.keys].flatMap(([other, found]) => (meant(other) ? found : []));
      const others = new Set(tokens.filter((token) => !token.startsWith(own)).map((token) => beginning(token, key)));
      const unnamed = (term) => (this.words.get(term)?.isName ? 0 : 1);
      return [own, ...[...others].sort((a, b) => unnamed(a) - unnamed(b))].slice(0, MOST);
    }

    /** Return the known word, or words, that were probably meant by an unknown one, or nothing. */
    nearest(word) {
      return this.turned(word) || this.taken(word) || this.corrected(word);
    }

    /** Return a known formula of the same parts. */
    turned(word) {
      const key = fold(word).replace(/(\p{L})1(?!\d)/gu, "$1");
      const found = [...this.formulas.values()].filter((formula) => isMadeOf(key, formula.parts));
      const isName = ({ tokens }) => tokens.some((token) => this.words.get(token).isName);
      return found.sort((a, b) => isName(b) - isName(a) || a.text.length - b.text.length)[0]?.text;
    }

    /** Return the words of which an unknown one is put together: elements, pieces between signs, or two words in one. */
    taken(word) {
      const pieces = FORMULA.test(word) ? word.match(PART) : word.split(SIGN).filter(Boolean);
      const cuts = Array.from({ length: word.length }, (_, i) => [word.slice(0, i), word.slice(i)]);
      const isWord = (piece) => piece.length >= SHORT && this.keys.has(fold(piece));
      const found = pieces.length > 1 ? pieces : cuts.find((both) => both.every(isWord)) || [];
      return found.every((piece) => this.knows(piece)) ? found.join(" ") : "";
    }

    /** Return the nearest word. */
    corrected(word) {
      if (FORMULA.test(word)) return "";
      const best = this.candidates(fold(word)).sort(
        (a, b) => a.start - b.start || b.known.isName - a.known.isName || a.whole - b.whole || b.known.count - a.known.count,
      )[0];
      return best ? shownInText(best.known.shown) : "";
    }

    candidates(key) {
      if (!/^\p{L}{4,}$/u.test(key)) return [];
      const limit = key.length < 6 ? 1 : 2;
      return [...this.words.values()].flatMap((known) => {
        const other = fold(known.token);
        if (!/^\p{L}{4,}$/u.test(other)) return [];
        const found = distances(key, other);
        // Two slips are forgiven only behind a first letter that is right.
        return found.start <= (other[0] === key[0] ? limit : 1) ? [{ ...found, known }] : [];
      });
    }
  }

  /** Return the shortest beginning of a word that is spelled like a key, or the whole word. */
  function beginning(token, key) {
    for (let end = 1; end < token.length; end++) {
      if (fold(token.slice(0, end)).startsWith(key)) return token.slice(0, end);
    }
    return token;
  }

  /** Return a word as it stands within a sentence: capitals stay only in formulas and abbreviations. */
  function shownInText(word) {
    return /\d|.\p{Lu}/u.test(word) ? word.normalize("NFKD") : word.toLowerCase();
  }

  window.reviewSearch = { fold, formulas, Vocabulary };
})();
