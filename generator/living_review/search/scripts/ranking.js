// Which pages answer a query, in their order: pages come first whose name was asked for.

// How posting numbers are made: see generator/living_review/search/index.py. Word counts and a title make a section weigh more.
const [STEP, IN_TITLE] = [8, 4];
const OFTEN = [0, 1, 1.3, 1.5];
const FAR = { close: BEGINNING, asTitle: BEGINNING, length: Infinity };
// As many pages are shown; as many names that hold all words are compared.
const [MAX_SHOWN, MAX_COMPARED] = [50, 1000];

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

/** Return the first of very many things by a comparison: sorting them all takes longer than all the rest. */
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

/** Return for each section how well it answers, and a bit for each word that stands in it. */
function scoreSections(index, words, row) {
  const scores = new Float64Array(index.pageOf.length);
  const bits = new Uint32Array(index.pageOf.length);
  words.forEach(({ places }, number) => {
    const best = new Float64Array(index.pageOf.length);
    for (const [place, nearness] of places) {
      const steps = row(place)[0];
      const rarity = Math.log(1 + index.pageOf.length / (1 + steps.length));
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
function orderPages(index, { words, query }, row, { scores, bits }) {
  const found = new Map();
  const at = (page) => {
    if (!found.has(page)) found.set(page, { page, bits: 0, nameBits: 0, best: 0, title: 0, length: 0, score: 0 });
    return found.get(page);
  };
  bits.forEach((one, section) => {
    if (!one) return;
    const page = at(index.pageOf[section]);
    page.bits |= one;
    page.score = Math.max(page.score, scores[section]);
  });
  const named = new Uint32Array(index.names.length);
  words.forEach(({ places }, number) => {
    for (const place of places.keys()) for (const name of row(place)[1]) named[name] |= 1 << number;
  });
  const bitsOf = (isMeant) => words.reduce((all, { sign }, number) => (isMeant(sign) ? all | (1 << number) : all), 0);
  const asked = bitsOf((sign) => sign !== "-");
  let compared = 0;
  named.forEach((one, name) => {
    if (!one) return;
    const isWhole = (one & asked) === asked;
    const answer = isWhole && (compared++ < MAX_COMPARED ? compareName(index, name, query) : FAR);
    for (const place of index.pagesCalled(name)) countName(index, at(place), name, one, answer);
  });
  const required = bitsOf((sign) => sign === "+");
  const unwanted = bitsOf((sign) => sign === "-");
  const pages = [...found.values()].filter((page) => {
    const all = page.bits | page.nameBits;
    return (all & required) === required && !(all & unwanted) && (all & asked);
  });
  for (const page of pages) {
    const best = page.best || ((page.nameBits & asked) === asked ? SCATTERED : 0);
    page.isNamed = best >= BEGINNING;
    page.order = best
      ? [best, page.title >= WHOLE ? page.title : 0, index.pages[page.page][2], -Math.min(page.length, 1000)]
      : [0, 0, 0, 0];
    page.order.push(popcount((page.bits | page.nameBits) & asked), page.score, -page.page);
  }
  return { pages: firstOf(pages, MAX_SHOWN, (a, b) => compare(b.order, a.order)), count: pages.length };
}

/** Return how a name answers a query as the name of a page, and as its title. */
function compareName(index, name, query) {
  const known = index.name(name);
  const close = closeness(known, query);
  // A title that holds several words as they were typed is as good as an alias of just these words.
  const isInTitle = close && query.words.length > 1 && ` ${known.single} `.includes(` ${query.single} `);
  return { close, asTitle: isInTitle ? EXACT : close, length: known.words.length };
}

/** Let a name of a page count. */
function countName(index, page, name, bits, answer) {
  page.nameBits |= bits;
  if (!answer) return;
  const [location, [title]] = index.pages[page.page];
  // An entry within a page has no title that could put it before a page of that name.
  const isTitle = name === title && !location.includes("#");
  const close = isTitle ? answer.asTitle : answer.close;
  if (isTitle) page.title = answer.close;
  if (close > page.best || (close === page.best && answer.length < page.length)) page.length = answer.length;
  page.best = Math.max(page.best, close);
}
