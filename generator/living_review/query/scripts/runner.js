// Asks the worker. Engine and database load with the first question; a question that runs on and on ends with its worker.

let worker = null;
let isOpen = false;
let known = { record: new Set(), reference: new Set() };
// Ends the question that is being answered.
let end = null;

function stopWorker() {
  worker?.terminate();
  worker = null;
  isOpen = false;
}

async function startWorker() {
  await Promise.all([loadScript(root.dataset.engine), loadScript(root.dataset.data)]);
  const text = `(${queryWorker})(${window.queryEngine});`;
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  worker = new Worker(address);
  URL.revokeObjectURL(address);
}

/** Return the columns and rows that answer a question, or null where nothing was asked; reject with the words of SQLite. */
async function ask(sql) {
  end?.();
  let ended = false;
  end = () => (ended = true);
  if (!worker) await startWorker();
  if (ended) return undefined;
  return new Promise((resolve, reject) => {
    const finish = (settle, value) => {
      clearTimeout(timer);
      end = null;
      settle(value);
    };
    const cancel = (words) => {
      stopWorker();
      if (words) finish(reject, new Error(words));
      else finish(resolve, undefined);
    };
    const timer = setTimeout(() => cancel(`The question was stopped after ${MOST_SECONDS} seconds. Ask for less, or download the database and ask it there.`), 1000 * MOST_SECONDS);
    end = cancel;
    worker.onerror = (event) => {
      event.preventDefault();
      cancel(`SQLite cannot run here: ${event.message || "the browser started no worker"}.`);
    };
    worker.onmessage = ({ data }) => {
      if (data.known) {
        known = { record: new Set(data.known.record), reference: new Set(data.known.reference) };
        isOpen = true;
      } else if (data.error) finish(reject, Object.assign(new Error(`SQLite says: ${data.error}`), { said: data.error }));
      else finish(resolve, data.found);
    };
    worker.postMessage({ packed: isOpen ? "" : window.queryData.database, sql, most: MOST_ROWS });
  });
}
