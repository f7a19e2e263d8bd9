// Stands in for the worker of the theme's search, from a server and from a folder, and wakes when somebody searches: until
// then a page loads none of what search needs. The messages are those that the theme documents for workers of one's own.
// The theme looks for a script of this name where it may be opened from a folder.

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const SEARCH = /\/workers\/search\./;
const assets = new URL(".", document.currentScript.src);

const load = (address) => loadScript(new URL(address, assets).href);

const reviewSearch = (window.reviewSearch = {
  given: new Map(),
  put: (name, value) => reviewSearch.given.set(name, value),
  load: async (name) => {
    await load(`../search/${name}.js`);
    return reviewSearch.given.get(name);
  },
});

class SearchWorker extends EventTarget {
  constructor() {
    super();
    this.onmessage = null;
    this.setup = new Promise((resolve) => (this.begin = resolve));
    this.setup.then(() => this.send(READY));
    document.addEventListener("focusin", ({ target }) => {
      if (target.matches?.(".md-search__input")) this.wake();
    });
  }

  /** Return what answers. It is loaded when it is first wanted, and again if that fails. */
  wake() {
    if (!this.engine) {
      this.engine = this.start();
      this.engine.catch((error) => {
        console.error("Search:", error);
        this.engine = undefined;
      });
    }
    return this.engine;
  }

  async start() {
    await Promise.all([this.setup, load("search-engine.js")]);
    return reviewSearch.open(reviewSearch.load);
  }

  postMessage({ type, data }) {
    if (type === SETUP) this.begin(data);
    if (type === QUERY) this.answer(data);
  }

  /** Answer the newest query; one that was typed over meanwhile needs no answer. */
  async answer(query, isLiteral = false) {
    this.query = query;
    try {
      const result = await (query.trim() ? this.wake().then((engine) => engine.answer(query, isLiteral, () => this.query === query)) : { items: [] });
      if (this.query !== query) return;
      this.send(RESULT, result);
      reviewSearch.notice?.(query, result, () => this.answer(query, true));
    } catch (error) {
      console.error("Search:", error);
      this.send(RESULT, { items: [] });
    }
  }

  send(type, data) {
    const event = new MessageEvent("message", { data: { type, data } });
    this.dispatchEvent(event);
    this.onmessage?.(event);
  }

  terminate() {}
}

window.Worker = new Proxy(window.Worker, {
  construct: (Other, [address, ...more]) => (SEARCH.test(address) ? new SearchWorker() : new Other(address, ...more)),
});
