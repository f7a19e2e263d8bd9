// What a reader typed, read as a query: its words, their signs, and what it was corrected to.

const DOI_PAGE = /^\s*(?:https?:\/\/)?(?:dx\.)?doi\.org\//;
// What the language of the theme's engine adds to a word: a field before it, a degree or a star behind it.
const ADDED = /^(?:title|text|tags):|^\*|\*$|[~^]\d*$/g;
// As many words of a query are looked for.
const MAX_WORDS = 16;

/** Return what a query asks for: its words, what to compare names with, and what it was corrected to. */
function readQuery({ vocabulary }, value, isLiteral) {
  const plain = value.replace(DOI_PAGE, "").slice(0, 500);
  const isQuoted = plain.includes('"');
  const signed = plain.split(/\s+/).flatMap((part) => {
    const sign = /^[+-](?=.)/.test(part) ? part[0] : "";
    const words = part.slice(sign.length).replace(ADDED, "").split(vocabulary.separator).filter(Boolean);
    return words.map((word) => ({ word, sign: isQuoted && !sign ? "+" : sign }));
  });
  const wanted = signed.filter(({ sign }) => sign !== "-").map(({ word }) => word);
  const meant = new Map();
  for (const word of isLiteral || isQuoted ? [] : withoutStops(wanted)) {
    const better = !vocabulary.knows(word) && vocabulary.nearest(word);
    if (better) meant.set(word, better);
  }
  const read = signed.flatMap(({ word, sign }) => (meant.get(word)?.split(" ") || [word]).map((one) => ({ word: one, sign })));
  const kept = new Set(withoutStops(read.map(({ word }) => word)));
  const words = read.filter(({ word }) => kept.has(word)).slice(0, MAX_WORDS);
  const corrected = wanted.flatMap((word) => meant.get(word)?.split(" ") || [word]).join(" ");
  const query = comparable(meant.size ? corrected : plain.replaceAll('"', ""));
  query.words = withoutStops(query.words);
  return {
    query,
    shown: meant.size ? corrected : "",
    words: words.map(({ word, sign }) => ({ word, sign, places: vocabulary.meant(word, isQuoted) })),
  };
}
