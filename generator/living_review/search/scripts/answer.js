// The answer to a query: what the theme's own worker would return.

// The texts of the pages shown lie in at most as many pieces.
const MAX_PIECES = 16;

/**
 * Answer a query as the theme's worker does, and say what it was corrected to and how many pages there are;
 * nothing if it is no longer wanted.
 */
async function answerQuery(index, value, isLiteral, isWanted) {
  const asked = readQuery(index, value, isLiteral);
  const places = asked.words.flatMap(({ places }) => [...places.keys()]);
  const row = await index.rows("words", index.pieces, places);
  if (!isWanted()) return { items: [] };
  const sections = scoreSections(index, asked.words, row);
  const { pages, count } = orderPages(index, asked, row, sections);
  const pieces = new Set();
  const isNear = ({ page }) => pieces.add(pieceOf(index.firsts[page], index.texts)).size <= MAX_PIECES;
  const end = pages.findIndex((page) => !isNear(page));
  const shown = end < 0 ? pages : pages.slice(0, end);
  const groups = shown.map(({ page }) => index.sectionsOf(page, sections));
  const text = await index.rows("text", index.texts, groups.flat());
  const terms = asked.words.map(({ places }) => new Set([...places.keys()].map((place) => index.vocabulary.tokens[place])));
  const items = shown.map(({ page, nameBits, isNamed }, place) => {
    const group = groups[place].map((section) => {
      const { found, ...shown } = describeSection(index.separator, text(section), terms);
      // As missing count words that neither the section nor a name holds.
      const missing = asked.words.filter(({ sign }, number) => sign !== "-" && !found[number].size && !((nameBits >> number) & 1));
      const flags = [...found.flatMap((tokens) => [...tokens].map((token) => [token, true])), ...missing.map(({ word }) => [word, false])];
      const location = index.pages[page][0] + text(section)[0];
      return { location, ...shown, score: sections.scores[section], terms: Object.fromEntries(flags) };
    });
    return orderGroup(index, group, page, isNamed, shown.length - place);
  });
  const last = asked.words.at(-1)?.word;
  const suggest = last && !isLiteral && value.endsWith(last) ? [index.vocabulary.completed(last)].filter(Boolean) : [];
  return { items, suggest, shown: asked.shown, count };
}

/** Give the results of a page the score of its place, its beginning first if its name was asked for. */
function orderGroup(index, group, page, isNamed, score) {
  const top = Math.max(...group.map((item) => item.score)) || 1;
  const [location] = index.pages[page];
  for (const item of group) {
    const isFirst = isNamed && item.location === location;
    item.score = isFirst ? score : (item.score / top) * (isNamed ? score - 0.1 : score);
  }
  group.sort((a, b) => b.score - a.score);
  // The theme takes the last result as the head of a group if none is the top of a page.
  const around = location.includes("#") && index.pages.find(([other]) => other === location.split("#")[0]);
  return around ? [...group, { ...group[0], title: escaped(index.names[around[1][0]]), text: "" }] : group;
}
