// The question stands in the address: a link to it asks it, and the browser goes back to the one before.

const addressWith = (sql) => `#${new URLSearchParams({ sql })}`;
const givenSql = () => new URLSearchParams(location.hash.slice(1)).get("sql");
let asked = 0;

function showBusy(isBusy) {
  find('[data-do="stop"]').hidden = !isBusy;
  root.setAttribute("aria-busy", isBusy);
}

function showFound(answer) {
  find(".query-shown").hidden = !answer?.columns;
  if (!answer) return say("Nothing was asked: write a SELECT.");
  if (!answer.rows.length) {
    find(".query-shown").hidden = true;
    return say("No row answers this.");
  }
  say(answer.isCut ? `The first ${answer.rows.length} rows; there are more.` : `${counted(answer.rows.length, "row")}.`);
  showAnswer(answer);
  showChart();
}

async function run(sql) {
  const number = ++asked;
  clearProblem();
  showBusy(true);
  say(worker ? "Asking …" : "Loading SQLite and the data …");
  try {
    const answer = await ask(sql);
    if (number !== asked) return;
    if (answer === undefined) say("Stopped.");
    else showFound(answer);
  } catch (error) {
    if (number !== asked) return;
    find(".query-shown").hidden = true;
    say("");
    showProblem(error);
  }
  showBusy(false);
}

/** Ask what stands in the editor; another question than that of the address gets an address of its own. */
function askEditor() {
  const sql = editor.value.trim();
  if (sql === givenSql()) run(sql);
  else location.hash = addressWith(sql);
}

function readAddress() {
  const sql = givenSql();
  findAll(".query-ways li > a").forEach((link) => {
    if (sql !== null && new URLSearchParams(link.hash.slice(1)).get("sql") === sql) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  if (sql === null) return;
  if (editor.value.trim() !== sql) editor.value = sql;
  fitEditor();
  run(sql);
}

find(".query-plain").remove();
find(".query-ask").hidden = false;
find('[data-do="run"]').addEventListener("click", askEditor);
find('[data-do="stop"]').addEventListener("click", () => end?.());
find('[data-do="link"]').addEventListener("click", () => copyLink(say));
addEventListener("hashchange", () => {
  readAddress();
  // The examples stand above, on a phone far above.
  if (givenSql() !== null) find(".query-bar").scrollIntoView({ block: "nearest" });
});
editor.value = new URLSearchParams(find(".query-ways li > a")?.hash.slice(1)).get("sql") ?? "SELECT * FROM all_values LIMIT 20";
fitEditor();
readAddress();
