// Finds pages for what readers type: in an index that lies in pieces, of which only those are loaded that hold the words
// typed and the texts shown. Pages come first whose name was asked for. What it returns is what the theme's worker would.
(function () {
  "use strict";
  const { fold, formulas, Vocabulary } = window.reviewSearch;
  const STOP = new Set("a an and at by for from in of on or the to with".split(" "));
  const [EXACT, PLURAL, WHOLE, PIECE, BEGINNING, SCATTERED] = [6, 5, 4, 3, 2, 1];
  const DOI_PAGE = /^\s*(?:https?:\/\/)?(?:dx\.)?doi\.org\//;
  // What the language of the theme's engine adds to a word: a field before it, a degree or a star behind it.
  const ADDED = /^(?:title|text|tags):|^\*|\*$|[~^]\d*$/g;
  // As many pages are shown, if their texts lie in as many pieces; as many names that hold all words are compared, and as
  // many words of a query are looked for.
  const [SHOWN, PIECES, COMPARED, WORDS] = [50, 16, 1000, 16];
  // How posting numbers are made: see generator/living_review/search/index.py. Word counts and a title make a section weigh more.
  const [STEP, IN_TITLE] = [8, 4];
  const OFTEN = [0, 1, 1.3, 1.5];
  const FAR = { close: BEGINNING, asTitle: BEGINNING, length: Infinity };
  const [BEFORE, PASSAGE] = [80, 260];

  const withoutStops = (words) => (words.every((word) => STOP.has(word)) ? words : words.filter((word) => !STOP.has(word)));
  const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);

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

  /** Return how many bits are set. */
  function popcount(bits) {
    let count = 0;
    for (let rest = bits; rest; rest &= rest - 1) count++;
    return count;
  }

  /** Compare lists of numbers by the first that differ. */
  function compare(one, other) {
    for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return one[i] - other[i];
    return 0;
  }

  /** Return the first things in an order, of very many: sorting them all takes longer than all the rest. */
  function firstOf(things, count, order) {
    const first = [];
    for (const thing of things) {
      if (first.length === count && order(first[count - 1], thing) < 0) continue;
      let place = first.length;
      while (place && order(first[place - 1], thing) > 0) place--;
      first.splice(place, 0, thing);
      if (first.length > count) first.pop();
    }
    return first;
  }

  /** Return rows of numbers, told by pairs, as one list and where each row begins in it. */
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

  /** An index, its pieces, and how queries are read and answered with it. */
  class Index {
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

    /** Return what a query asks for: its words, what to compare names with, and what it was corrected to. */
    ask(value, isLiteral) {
      const plain = value.replace(DOI_PAGE, "").slice(0, 500);
      const isQuoted = plain.includes('"');
      const signed = plain.split(/\s+/).flatMap((part) => {
        const sign = /^[+-](?=.)/.test(part) ? part[0] : "";
        const words = part.slice(sign.length).replace(ADDED, "").split(this.vocabulary.separator).filter(Boolean);
        return words.map((word) => ({ word, sign: isQuoted && !sign ? "+" : sign }));
      });
      const wanted = signed.filter(({ sign }) => sign !== "-").map(({ word }) => word);
      const meant = new Map();
      for (const word of isLiteral || isQuoted ? [] : withoutStops(wanted)) {
        const better = !this.vocabulary.knows(word) && this.vocabulary.nearest(word);
        if (better) meant.set(word, better);
      }
      const read = signed.flatMap(({ word, sign }) => (meant.get(word)?.split(" ") || [word]).map((one) => ({ word: one, sign })));
      const kept = new Set(withoutStops(read.map(({ word }) => word)));
      const words = read.filter(({ word }) => kept.has(word)).slice(0, WORDS);
      const corrected = wanted.flatMap((word) => meant.get(word)?.split(" ") || [word]).join(" ");
      const query = comparable(meant.size ? corrected : plain.replaceAll('"', ""));
      query.words = withoutStops(query.words);
      return {
        query,
        shown: meant.size ? corrected : "",
        words: words.map(({ word, sign }) => ({ word, sign, places: this.vocabulary.meant(word, isQuoted) })),
      };
    }

    /**
     * Answer a query as the theme's worker does, and say what it was corrected to and how many pages there are;
     * nothing if it is no longer wanted.
     */
    async answer(value, isLiteral, isWanted) {
      const asked = this.ask(value, isLiteral);
      const places = asked.words.flatMap(({ places }) => [...places.keys()]);
      const row = await this.rows("words", this.pieces, places);
      if (!isWanted()) return { items: [] };
      const sections = this.sections(asked.words, row);
      const { pages, count } = this.order(asked, row, sections);
      const pieces = new Set();
      const isNear = ({ page }) => pieces.add(pieceOf(this.firsts[page], this.texts)).size <= PIECES;
      const end = pages.findIndex((page) => !isNear(page));
      const shown = end < 0 ? pages : pages.slice(0, end);
      const groups = shown.map(({ page }) => this.sectionsOf(page, sections));
      const text = await this.rows("text", this.texts, groups.flat());
      const terms = asked.words.map(({ places }) => new Set([...places.keys()].map((place) => this.vocabulary.tokens[place])));
      const items = shown.map(({ page, nameBits, isNamed }, place) => {
        const group = groups[place].map((section) => {
          const { found, ...shown } = this.item(text(section), terms);
          // What is missing is said of words that neither the section nor a name holds.
          const missing = asked.words.filter(({ sign }, number) => sign !== "-" && !found[number].size && !((nameBits >> number) & 1));
          const told = [...found.flatMap((tokens) => [...tokens].map((token) => [token, true])), ...missing.map(({ word }) => [word, false])];
          const location = this.pages[page][0] + text(section)[0];
          return { location, ...shown, score: sections.scores[section], terms: Object.fromEntries(told) };
        });
        return this.dress(group, page, isNamed, shown.length - place);
      });
      const last = asked.words.at(-1)?.word;
      const suggest = last && !isLiteral && value.endsWith(last) ? [this.vocabulary.completed(last)].filter(Boolean) : [];
      return { items, suggest, shown: asked.shown, count };
    }

    /** Return for each section how well it answers, and a bit for each word that stands in it. */
    sections(words, row) {
      const scores = new Float64Array(this.pageOf.length);
      const bits = new Uint32Array(this.pageOf.length);
      words.forEach(({ places }, number) => {
        const best = new Float64Array(this.pageOf.length);
        for (const [place, nearness] of places) {
          const steps = row(place)[0];
          const rarity = Math.log(1 + this.pageOf.length / (1 + steps.length));
          let section = 0;
          for (const step of steps) {
            section += Math.floor(step / STEP);
            const score = nearness * rarity * (OFTEN[step % IN_TITLE] + (step % STEP >= IN_TITLE ? 3 : 0));
            if (score > best[section]) best[section] = score;
          }
        }
        best.forEach((score, section) => {
          if (!score) return;
          scores[section] += score;
          bits[section] |= 1 << number;
        });
      });
      return { scores, bits };
    }

    /** Return how many pages answer, and those to show, the best first: by how close a name is, the title, weight, length, words, text. */
    order({ words, query }, row, { scores, bits }) {
      const found = new Map();
      const at = (page) => {
        if (!found.has(page)) found.set(page, { page, bits: 0, nameBits: 0, best: 0, title: 0, length: 0, score: 0 });
        return found.get(page);
      };
      bits.forEach((one, section) => {
        if (!one) return;
        const page = at(this.pageOf[section]);
        page.bits |= one;
        page.score = Math.max(page.score, scores[section]);
      });
      const named = new Uint32Array(this.names.length);
      words.forEach(({ places }, number) => {
        for (const place of places.keys()) for (const name of row(place)[1]) named[name] |= 1 << number;
      });
      const asked = words.reduce((all, { sign }, number) => (sign === "-" ? all : all | (1 << number)), 0);
      let compared = 0;
      named.forEach((one, name) => {
        if (!one) return;
        const isWhole = (one & asked) === asked;
        const answer = isWhole && (compared++ < COMPARED ? this.compare(name, query) : FAR);
        for (const place of this.pagesCalled(name)) this.rank(at(place), name, one, answer);
      });
      const required = words.reduce((all, { sign }, number) => (sign === "+" ? all | (1 << number) : all), 0);
      const unwanted = words.reduce((all, { sign }, number) => (sign === "-" ? all | (1 << number) : all), 0);
      const pages = [...found.values()].filter((page) => {
        const all = page.bits | page.nameBits;
        return (all & required) === required && !(all & unwanted) && (all & asked);
      });
      for (const page of pages) {
        const best = page.best || ((page.nameBits & asked) === asked ? SCATTERED : 0);
        page.isNamed = best >= BEGINNING;
        page.order = best
          ? [best, page.title >= WHOLE ? page.title : 0, this.pages[page.page][2], -Math.min(page.length, 1000)]
          : [0, 0, 0, 0];
        page.order.push(popcount((page.bits | page.nameBits) & asked), page.score, -page.page);
      }
      return { pages: firstOf(pages, SHOWN, (a, b) => compare(b.order, a.order)), count: pages.length };
    }

    /** Return how a name answers a query as the name of a page, and as its title. */
    compare(name, query) {
      const known = this.name(name);
      const close = closeness(known, query);
      // A title that holds several words as they were typed is as good as an alias of just these words.
      const isInTitle = close && query.words.length > 1 && ` ${known.single} `.includes(` ${query.single} `);
      return { close, asTitle: isInTitle ? EXACT : close, length: known.words.length };
    }

    /** Let a name of a page count. */
    rank(page, name, bits, answer) {
      page.nameBits |= bits;
      if (!answer) return;
      const [location, [title]] = this.pages[page.page];
      // An entry within a page has no title that could put it before a page of that name.
      const isTitle = name === title && !location.includes("#");
      const close = isTitle ? answer.asTitle : answer.close;
      if (isTitle) page.title = answer.close;
      if (close > page.best || (close === page.best && answer.length < page.length)) page.length = answer.length;
      page.best = Math.max(page.best, close);
    }

    /** Return the sections of a page to show: its beginning, and those in which something was found. */
    sectionsOf(page, { bits }) {
      const first = this.firsts[page];
      const all = Array.from({ length: this.pages[page][3] }, (_, i) => first + i);
      return all.filter((section) => section === first || bits[section]);
    }

    /** Return title and passage of a section with the words marked, and for each word of a query what was found of it. */
    item([, title, text], terms) {
      const found = terms.map(() => new Set());
      const marked = (plain) => this.marked(plain, terms, found);
      return { title: marked(this.plain(title)), text: marked(this.passage(this.plain(text), terms)), found };
    }

    /** Return text with markup as plain text. */
    plain(text) {
      this.box ||= document.createElement("textarea");
      this.box.innerHTML = text.replace(/<\/?(?:p|li|ul|ol|pre)>/g, " ").replace(/<[^>]*>/g, "");
      return this.box.value.replace(/\s+/g, " ").trim();
    }

    /** Yield the words of a plain text, with where each begins and which word of the query it answers. */
    *hits(plain, terms) {
      let start = 0;
      for (const { index, 0: gap } of [...plain.matchAll(this.separator), { index: plain.length, 0: "" }]) {
        const token = plain.slice(start, index).toLowerCase();
        for (const [number, tokens] of token ? terms.entries() : []) if (tokens.has(token)) yield { start, end: index, token, number };
        start = index + gap.length;
      }
    }

    /** Return the part of a text around the first word found. */
    passage(plain, terms) {
      const first = this.hits(plain, terms).next().value?.start || 0;
      const begin = first > BEFORE ? plain.indexOf(" ", first - BEFORE) + 1 : 0;
      const end = plain.length - begin > PASSAGE ? plain.lastIndexOf(" ", begin + PASSAGE) : plain.length;
      return `${begin ? "… " : ""}${plain.slice(begin, end > begin ? end : begin + PASSAGE)}${end < plain.length ? " …" : ""}`;
    }

    marked(plain, terms, found) {
      let [shown, done] = ["", 0];
      for (const { start, end, token, number } of this.hits(plain, terms)) {
        found[number].add(token);
        if (start < done) continue;
        shown += `${escaped(plain.slice(done, start))}<mark>${escaped(plain.slice(start, end))}</mark>`;
        done = end;
      }
      return shown + escaped(plain.slice(done));
    }

    /** Give the results of a page the score of its place, its beginning first if its name was asked for. */
    dress(group, page, isNamed, score) {
      const top = Math.max(...group.map((item) => item.score)) || 1;
      const [location] = this.pages[page];
      for (const item of group) {
        const isFirst = isNamed && item.location === location;
        item.score = isFirst ? score : (item.score / top) * (isNamed ? score - 0.1 : score);
      }
      group.sort((a, b) => b.score - a.score);
      // The theme takes the last result as the head of a group if none is the top of a page.
      const around = location.includes("#") && this.pages.find(([other]) => other === location.split("#")[0]);
      return around ? [...group, { ...group[0], title: escaped(this.names[around[1][0]]), text: "" }] : group;
    }
  }

  /** Say above the results what was searched for instead, with a way back, and that there are more. */
  function notice(query, { shown, count, items }, again) {
    const results = document.querySelector(".md-search-result");
    let line = results.querySelector(".search-notice");
    if (!line) {
      line = document.createElement("p");
      line.className = "search-notice";
      line.setAttribute("role", "status");
      results.insertBefore(line, results.lastElementChild);
    }
    line.replaceChildren();
    if (shown) line.append(...corrected(query, shown, again));
    if (count > items.length) line.append(` The best ${items.length} of ${count} pages are listed.`);
  }

  function corrected(query, shown, again) {
    const strong = document.createElement("strong");
    strong.textContent = shown;
    const link = document.createElement("a");
    link.href = `?q=${encodeURIComponent(query)}`;
    // The theme reads a score from whatever stands in a link here, to open the best one on Enter.
    const typed = document.createElement("span");
    typed.dataset.mdScore = "-1";
    typed.textContent = `Search instead for ${query.trim()}`;
    link.append(typed);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      again();
    });
    return ["Showing results for ", strong, ". ", link];
  }

  async function open(load) {
    const [pages, vocabulary] = await Promise.all([load("pages"), load("vocabulary")]);
    return (window.reviewSearch.index = new Index(pages, vocabulary, load));
  }

  Object.assign(window.reviewSearch, { open, notice });
})();
