// What Vega-Embed asks of a browser, for an engine that has no window and no page: enough to lay a chart out and to write
// it as SVG, nothing is ever shown. Texts are measured by the widths of Helvetica, to which Arial and Liberation Sans are
// equal, so that a chart is laid out alike on every machine, whatever its fonts.
"use strict";
(function () {
  // Thousandths of the size of the font, from the blank to the tilde.
  const WIDTHS = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ];
  const [OTHER, SMALL, WIDE] = [556, 333, 1000];
  const TURNS = 100;

  function width(sign) {
    const known = WIDTHS[sign.codePointAt(0) - 32];
    if (known) return known;
    if (/[\u2070-\u209c²³¹]/.test(sign)) return SMALL;
    return /[\u2e80-\uffef]|[\u{1f000}-\u{3ffff}]/u.test(sign) ? WIDE : OTHER;
  }

  /** Do some work when all other work has had so many turns. */
  async function afterOthers(work, turns) {
    for (let turn = 0; turn < turns; turn++) await null;
    work();
  }

  let outcome;

  async function toSvg(specification) {
    const options = { mode: "vega-lite", renderer: "none", actions: false, tooltip: false, defaultStyle: false };
    const shown = await vegaEmbed(new HeadlessNode(), JSON.parse(specification), options);
    const svg = await shown.view.toSVG();
    shown.finalize();
    return svg;
  }

  const copied = (value) =>
    Array.isArray(value)
      ? value.map(copied)
      : value && typeof value === "object"
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)]))
        : value;

  class HeadlessNode {
    constructor() {
      this.childNodes = [];
      this.style = { setProperty() {}, removeProperty() {} };
      this.classList = { add() {}, remove() {} };
    }
    appendChild(node) {
      return node;
    }
    getContext() {
      const size = (font) => parseFloat(/([\d.]+)px/.exec(font)[1]);
      return {
        font: "11px",
        measureText(text) {
          return { width: (size(this.font) * Array.from(String(text)).reduce((sum, sign) => sum + width(sign), 0)) / 1000 };
        },
      };
    }
    setAttribute() {}
    getAttribute() {
      return null;
    }
    removeAttribute() {}
    addEventListener() {}
    removeEventListener() {}
    querySelector() {
      return null;
    }
  }

  Object.assign(globalThis, {
    window: globalThis,
    self: globalThis,
    structuredClone: copied,
    // Vega looks every 10 ms whether the links of a chart are ready. Here nothing takes time but work that is in the queue.
    setTimeout: (work) => void afterOthers(work, TURNS),
    clearTimeout() {},
    setInterval() {},
    clearInterval() {},
    Element: HeadlessNode,
    HTMLElement: HeadlessNode,
    document: {
      head: new HeadlessNode(),
      body: new HeadlessNode(),
      createElement: () => new HeadlessNode(),
      createElementNS: () => new HeadlessNode(),
      querySelector: () => null,
      addEventListener() {},
      removeEventListener() {},
    },
    /** Draw a Vega-Lite specification in JSON. The queue is empty when a call from outside ends, so drawnSvg has it then. */
    drawSvg(specification) {
      outcome = { error: new Error("Vega waits for something that does not come") };
      toSvg(specification).then(
        (svg) => (outcome = { svg }),
        (error) => (outcome = { error }),
      );
    },
    /** Return the SVG that was drawn last, or throw why there is none. */
    drawnSvg() {
      if (outcome.error) throw outcome.error;
      return outcome.svg;
    },
  });
})();
