// What runs in the worker. The page makes the worker of the text of this function: browsers start none from a file where the
// page itself was opened from a folder. So nothing here may name anything outside.

function queryWorker(makeEngine) {
  let database = null;

  /** Return what was compressed and written as base64. */
  async function unpacked(text) {
    const stream = new DecompressionStream("gzip");
    const writer = stream.writable.getWriter();
    writer.write(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
    writer.close();
    return new Uint8Array(await new Response(stream.readable).arrayBuffer());
  }

  // Python has the same for the questions of a review: checking.py.
  const median = {
    init: () => [],
    step: (numbers, value) => {
      if (value !== null && typeof value !== "number") throw new Error("median() takes numbers");
      if (value !== null) numbers.push(value);
      return numbers;
    },
    finalize: (numbers) => {
      const sorted = numbers.sort((one, other) => one - other);
      const half = sorted.length / 2;
      return sorted.length ? (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2 : null;
    },
  };

  async function open(packed) {
    const { Database } = await makeEngine()();
    database = new Database(await unpacked(packed));
    database.create_aggregate("median", median);
    database.run("PRAGMA query_only = ON");
  }

  const columnOf = (sql) => database.exec(sql)[0]?.values.flat() ?? [];

  /** Return the answer to the last statement that has one. */
  function answer(sql, most) {
    let found = null;
    for (const statement of database.iterateStatements(sql)) {
      const columns = statement.getColumnNames();
      const rows = [];
      let isCut = false;
      while (statement.step() && !isCut) {
        if (rows.length < most) rows.push(statement.get());
        else isCut = true;
      }
      if (columns.length) found = { columns, rows, isCut };
    }
    return found;
  }

  self.onmessage = async ({ data: { packed, sql, most } }) => {
    try {
      if (packed) {
        await open(packed);
        const known = { record: columnOf("SELECT record FROM materials"), reference: columnOf('SELECT reference FROM "references"') };
        postMessage({ known });
      }
      postMessage({ found: answer(sql, most) });
    } catch (error) {
      postMessage({ error: String(error.message ?? error) });
    }
  };
}
