// Makes of the theme's own index what generator/living_review/search/index.py makes of it while a site is built: for the preview, and
// for a site that was built of the written pages alone.
(function () {
  "use strict";
  const [STEP, MOST_TIMES, IN_TITLE, LONGEST] = [8, 3, 4, 80];

  const lowered = (text) => text.replace(/<sub>([\d.]+)<\/sub>/g, (_, digits) => digits.replace(/\d/g, (one) => String.fromCharCode(0x2080 + +one)));
  const box = document.createElement("textarea");

  function plain(text) {
    box.innerHTML = text;
    return box.value;
  }

  function collect(docs, separator) {
    const split = (text) => plain(text.replace(/<[^>]*>/g, " ")).split(separator).filter((word) => word && word.length <= LONGEST);
    const [words, names, pages, texts] = [new Map(), new Set(), new Map(), []];

    function learn(shown, isName) {
      const token = shown.toLowerCase();
      if (!words.has(token)) words.set(token, { shown, isName: 0, last: 0, sections: [], names: new Set() });
      const word = words.get(token);
      word.isName |= isName;
      return word;
    }

    for (const { location, title, text, tags = [], boost = 1 } of docs) {
      const path = location.split("#")[0];
      if (!pages.has(path)) {
        const called = [...new Set([lowered(title), ...tags].map((name) => plain(name.replace(/<[^>]*>/g, ""))))];
        for (const name of called) for (const word of split(name)) learn(word, boost > 1).names.add(name);
        called.forEach((name) => names.add(name));
        pages.set(path, [path, called, boost, 0]);
      }
      pages.get(path)[3] += 1;
      const place = texts.push([location.slice(path.length), lowered(title), lowered(text)]) - 1;
      const titled = split(lowered(title));
      const times = new Map();
      for (const shown of [...titled, ...split(lowered(text))]) {
        const word = learn(shown, 0);
        times.set(word, (times.get(word) || 0) + 1);
      }
      const inTitle = new Set(titled.map((shown) => learn(shown, 0)));
      for (const [word, count] of times) {
        word.sections.push((place - word.last) * STEP + Math.min(count, MOST_TIMES) + (inTitle.has(word) ? IN_TITLE : 0));
        word.last = place;
      }
    }
    return { words, names, pages, texts };
  }

  /** Return what loads the parts of an index, which are made at once, each in one piece. */
  function build({ config: { separator }, docs }) {
    const { words, names, pages, texts } = collect(docs, new RegExp(separator, "u"));
    const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    const named = [...names].sort((a, b) => a.length - b.length || compare(a, b));
    const number = new Map(named.map((name, place) => [name, place]));
    const sorted = [...words].sort(([a], [b]) => compare(a, b)).map(([, word]) => word);
    const parts = {
      pages: {
        separator,
        names: named,
        pages: [...pages.values()].map(([path, called, ...rest]) => [path, called.map((name) => number.get(name)), ...rest]),
        texts: [0],
      },
      vocabulary: {
        words: sorted.map(({ shown }) => shown),
        counts: sorted.map(({ sections, isName }) => 2 * sections.length + isName),
        pieces: [0],
      },
      "words-0": sorted.map((word) => [word.sections, [...word.names].map((name) => number.get(name)).sort((a, b) => a - b)]),
      "text-0": texts,
    };
    return async (name) => parts[name];
  }

  Object.assign(window.reviewSearch, { build });
})();
