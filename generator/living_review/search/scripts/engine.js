// The interface of the engine: what the script that loads it may call.

async function open(load) {
  const [pages, vocabulary] = await Promise.all([load("pages"), load("vocabulary")]);
  const index = new SearchIndex(pages, vocabulary, load);
  const engine = { answer: (value, isLiteral, isWanted) => answerQuery(index, value, isLiteral, isWanted) };
  return (window.reviewSearch.engine = engine);
}

Object.assign(window.reviewSearch, { open, notice: showNotice });
