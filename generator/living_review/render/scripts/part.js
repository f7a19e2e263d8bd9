// What the scripts of a part of a page share, which is called root there.

const find = (selector) => root.querySelector(selector);
const findAll = (selector) => [...root.querySelectorAll(selector)];
const make = (tag, text = "", attributes = {}) => {
  const element = Object.assign(document.createElement(tag), { textContent: text });
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
};

/** Load Vega once the page itself is complete: its tables come first. */
async function loadBundle() {
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve));
  await loadScript(root.dataset.bundle);
}

/** Copy the address of the page, and say whether that went. */
async function copyLink(say) {
  try {
    await navigator.clipboard.writeText(location.href);
    say("The link is copied.");
  } catch {
    say("The link is the address of this page: copy it from there.");
  }
}
