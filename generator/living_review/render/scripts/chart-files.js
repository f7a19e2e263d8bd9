// Saves a chart as CSV, SVG or PNG from what stands in the page, without asking anybody.

const NAMESPACE = "http://www.w3.org/2000/svg";
// Pixels of a PNG for each of the page: sharp on paper.
const DENSITY = 3;

function cell(text) {
  return `"${spreadsheetText(text).replaceAll('"', '""')}"`;
}

function toCsv(figure) {
  const rows = [...figure.querySelectorAll("table tr")];
  const lines = rows.map((row) => [...row.cells].map((item) => cell(item.textContent)).join(",") + "\r\n");
  return new Blob(["\ufeff", ...lines], { type: "text/csv;charset=utf-8" });
}

// Lines below a picture that say what it shows, cut where it ends; each takes 16 pixels.
function addNotes(drawn, notes, colours) {
  const [width, height] = ["width", "height"].map((name) => Number(drawn.getAttribute(name)));
  const letters = Math.floor(width / 5.6);
  const lines = notes.flatMap((note) => note.match(new RegExp(`.{1,${letters}}(?:\\s|$)|\\S{${letters}}`, "gu")) || []);
  lines.forEach((line, place) => {
    const text = document.createElementNS(NAMESPACE, "text");
    const look = { x: 6, y: height + 12 + 16 * place, fill: colours.color, "font-size": 11, "font-family": "Liberation Sans, Arial, sans-serif" };
    Object.entries(look).forEach(([name, given]) => text.setAttribute(name, given));
    text.textContent = line.trim();
    drawn.append(text);
  });
  if (!lines.length) return;
  const taller = height + 16 * lines.length + 4;
  drawn.setAttribute("height", taller);
  drawn.setAttribute("viewBox", `0 0 ${width} ${taller}`);
}

const pictureIn = (figure) => [...figure.querySelectorAll(".chart-static svg, .explore-plot svg")].find((svg) => svg.getClientRects().length);

// The picture that is shown, with the colours of the page written out and a ground, so that it can stand alone.
function picture(figure) {
  const shown = pictureIn(figure);
  const colours = getComputedStyle(shown);
  const copy = shown.cloneNode(true);
  for (const name of ["fill", "stroke"]) {
    for (const element of copy.querySelectorAll(`[${name}^="var("]`)) {
      element.setAttribute(name, colours.getPropertyValue(element.getAttribute(name).slice(4, -1)).trim());
    }
  }
  for (const link of copy.querySelectorAll("a")) {
    // The address of a folder on this machine means nothing elsewhere.
    if (location.protocol === "file:") link.removeAttribute("href");
    else link.setAttribute("href", new URL(link.getAttribute("href"), location.href).href);
  }
  addNotes(copy, JSON.parse(figure.dataset.notes || "[]"), colours);
  const ground = document.createElementNS(NAMESPACE, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(ground);
  // A plot that the visitor composes has no description beside it.
  const description = document.getElementById(shown.getAttribute("aria-describedby"));
  if (description) {
    const says = document.createElementNS(NAMESPACE, "desc");
    says.textContent = description.textContent;
    copy.removeAttribute("aria-describedby");
    copy.prepend(says);
  }
  return copy;
}

function toSvg(figure) {
  return new Blob([new XMLSerializer().serializeToString(picture(figure))], { type: "image/svg+xml" });
}

async function toPng(figure) {
  const drawn = picture(figure);
  const canvas = document.createElement("canvas");
  canvas.width = drawn.getAttribute("width") * DENSITY;
  canvas.height = drawn.getAttribute("height") * DENSITY;
  drawn.setAttribute("width", canvas.width);
  drawn.setAttribute("height", canvas.height);
  const image = new Image();
  // A data address: from a folder, browsers do not let a canvas be read that a Blob was painted on.
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(drawn))}`;
  await image.decode();
  canvas.getContext("2d").drawImage(image, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

const FORMS = { csv: toCsv, svg: toSvg, png: toPng };

window.saveChart = async function (figure, form) {
  // What is still being drawn cannot be saved.
  if (form !== "csv" && !pictureIn(figure)) return;
  saveFile(await FORMS[form](figure), `${figure.dataset.name}.${form}`);
};
