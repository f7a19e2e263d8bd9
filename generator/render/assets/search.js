// Makes the theme's search understand readers. It stands between the page and the search worker: a query is sent on in all
// spellings that the index knows, the results come back with the pages first whose name was asked for. The messages are
// those that the theme documents for workers of one's own; worker and page remain as they are.
(function () {
  "use strict";
  const { fold, formulas, Vocabulary } = window.reviewSearch;
  const [SETUP, QUERY, RESULT] = [0, 2, 3];
  const STOP = new Set("a an and at by for from in of on or the to with".split(" "));
  // Whoever uses these signs knows the language of the engine and is not helped.
  const OPERATORS = /[*~^]|(?:^|\s)[+-]/;
  const [EXACT, PLURAL, WHOLE, PIECE, BEGINNING, SCATTERED] = [6, 5, 4, 3, 2, 1];

  const DOI_PAGE = /^\s*(?:https?:\/\/)?(?:dx\.)?doi\.org\//;

  const withoutStops = (words) => (words.every((word) => STOP.has(word)) ? words : words.filter((word) => !STOP.has(word)));
  const path = (location) => location.split("#")[0];
  const lowered = (text) => text.replace(/<sub>([\d.]+)<\/sub>/g, (_, digits) => digits.replace(/\d/g, (one) => String.fromCharCode(0x2080 + +one)));

  /** Return a name or a query as it is compared: in one spelling, its words apart and without the plural. */
  function comparable(text) {
    const plain = fold(text.replace(/<[^>]*>/g, "")).replace(/[\s\-–—−]+/g, " ").trim();
    const single = plain.replace(/(?<![\p{L}\p{N}])(\p{L}{2,}[^\P{L}sui])s(?![\p{L}\p{N}])/gu, "$1");
    return { text: plain, single, words: single.split(/[^\p{L}\p{N}.]+/u).filter(Boolean) };
  }

  const named = (text) => ({ ...comparable(text), pieces: formulas(text).flatMap((formula) => formula.words) });
  const begins = (words, start) => words.some((word) => word.startsWith(start));

  /** Return how well a name answers a query. */
  function closeness(name, { text, single, words }) {
    if (name.text === text) return EXACT;
    if (name.single === single) return PLURAL;
    if (words.every((word) => name.words.includes(word))) return WHOLE;
    if (words.every((word) => name.words.includes(word) || name.pieces.includes(word))) return PIECE;
    return words.every((word) => begins(name.words, word)) ? BEGINNING : 0;
  }

  /** Return how a page ranks for a query, compared part by part: how close a name is, how close the title, weight, length. */
  function rank({ names, weight }, query) {
    const found = names.map((name) => closeness(name, query));
    const best = Math.max(...found);
    const isScattered = !best && query.words.every((word) => names.some((name) => begins(name.words, word)));
    if (!best && !isScattered) return [0, 0, 0, 0];
    // A title that holds several words as they were typed is as good as an alias of just these words.
    const isInTitle = query.words.length > 1 && ` ${names[0].single} `.includes(` ${query.single} `);
    const length = Math.min(...names.filter((_, i) => found[i] === best).map((name) => name.words.length));
    return [isInTitle ? EXACT : best || SCATTERED, found[0] >= WHOLE ? found[0] : 0, weight, -length];
  }

  /** What the index holds, and how queries and results are read with it. */
  class Reader {
    constructor({ config, docs }) {
      this.separator = config.separator;
      this.pages = new Map();
      for (const doc of docs) {
        [doc.title, doc.text] = [lowered(doc.title), lowered(doc.text)];
        // The first entry of a page is its beginning. Its names stand with each of its sections too; once is enough.
        if (this.pages.has(path(doc.location))) delete doc.tags;
        else this.pages.set(path(doc.location), { weight: doc.boost || 1, names: [doc.title, ...(doc.tags || [])].map(named) });
      }
      this.docs = docs;
    }

    /** Return the words of the index. They are learned when they are first needed. */
    get vocabulary() {
      const vocabulary = new Vocabulary(this.separator);
      for (const doc of this.docs) {
        for (const name of [doc.title, ...(doc.tags || [])]) vocabulary.add(name, doc.boost > 1);
        vocabulary.add(doc.text, false);
      }
      Object.defineProperty(this, "vocabulary", { value: vocabulary });
      return vocabulary;
    }

    /** Return what to send for a query, what to compare names with, and what it was corrected to. */
    ask(value) {
      if (OPERATORS.test(value)) return { value, sent: value };
      const typed = value.replace(DOI_PAGE, "").split(this.vocabulary.separator).filter(Boolean);
      if (!typed.length) return { value, sent: value };
      const isQuoted = value.includes('"');
      const meant = new Map();
      for (const word of isQuoted ? [] : withoutStops(typed)) {
        const better = !this.vocabulary.knows(word) && this.vocabulary.nearest(word);
        if (better) meant.set(word, better);
      }
      const read = typed.flatMap((word) => meant.get(word)?.split(" ") || [word]);
      const words = withoutStops(read).map((word) => ({ word, terms: isQuoted ? [word.toLowerCase()] : this.vocabulary.terms(word) }));
      const query = comparable(meant.size ? read.join(" ") : value.replace(DOI_PAGE, "").replaceAll('"', ""));
      query.words = withoutStops(query.words);
      const sent = isQuoted ? value : [...new Set(words.flatMap((word) => word.terms))].join(" ");
      return { value, sent, words, query, shown: meant.size ? read.join(" ") : "" };
    }

    /** Put the pages first whose names answer the query, and leave in each result what is for the reader. */
    answer({ items, ...rest }, asked) {
      items.flat().forEach((item) => delete item.tags);
      if (!asked?.words) return { items, ...rest };
      const ranked = items.map((group, place) => {
        const found = asked.words.filter(({ terms }) => group.some((item) => terms.some((term) => item.terms[term])));
        const order = [...rank(this.pages.get(path(group[0].location)), asked.query), found.length, -place];
        return { group, order };
      });
      ranked.sort((a, b) => b.order.reduce((sum, value, i) => sum || value - a.order[i], 0));
      ranked.forEach(({ group, order }, place) => this.dress(group, asked.words, order[0] >= BEGINNING, ranked.length - place));
      return { items: ranked.map(({ group }) => group), ...rest };
    }

    /** Give the results of a page the score of its place, its beginning first if its name was asked for, and the words found. */
    dress(group, words, isNamed, score) {
      const top = Math.max(...group.map((item) => item.score)) || 1;
      for (const item of group) {
        const isFirst = isNamed && !item.location.includes("#");
        item.score = isFirst ? score : (item.score / top) * (isNamed ? score - 0.1 : score);
        const found = words.map(({ word, terms }) => [word, terms.filter((term) => item.terms[term])]);
        item.terms = Object.fromEntries(found.flatMap(([word, terms]) => (terms.length ? terms.map((term) => [term, true]) : [[word, false]])));
      }
      group.sort((a, b) => b.score - a.score);
    }
  }

  /** Say above the results what was searched for instead, with a way back. */
  function notice(asked, again) {
    const results = document.querySelector(".md-search-result");
    let line = results.querySelector(".search-notice");
    if (!line) {
      line = document.createElement("p");
      line.className = "search-notice";
      line.setAttribute("role", "status");
      results.insertBefore(line, results.lastElementChild);
    }
    line.replaceChildren();
    if (!asked?.shown) return;
    const strong = document.createElement("strong");
    strong.textContent = asked.shown;
    const link = document.createElement("a");
    link.href = `?q=${encodeURIComponent(asked.value)}`;
    // The theme reads a score from whatever stands in a link here, to open the best one on Enter.
    const typed = document.createElement("span");
    typed.dataset.mdScore = "-1";
    typed.textContent = `Search instead for ${asked.value.trim()}`;
    link.append(typed);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      again();
    });
    line.append("Showing results for ", strong, ". ", link);
  }

  window.Worker = class extends window.Worker {
    constructor(address, options) {
      super(address, options);
      this.asked = [];
      this.addEventListener("message", ({ data: message }) => {
        if (!this.reader || message.type !== RESULT) return;
        const asked = this.asked.shift();
        message.data = this.reader.answer(message.data, asked);
        notice(asked, () => this.send({ value: asked.value, sent: asked.value }));
      });
    }

    send(asked) {
      this.asked.push(asked);
      super.postMessage({ type: QUERY, data: asked.sent });
    }

    postMessage(message, ...more) {
      if (this.reader && message.type === QUERY) return this.send(this.reader.ask(message.data));
      if (message.type === SETUP) this.reader = new Reader(message.data);
      return super.postMessage(message, ...more);
    }
  };
})();
