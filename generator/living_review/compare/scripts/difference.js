// What the values say in short: for each metric with a wanted direction, which material is ahead in a set that they share.

/** Return the set that says most: that of most materials, and of these the one of the strictest tier. */
const mostTelling = (sets) => [...sets].sort((one, other) => other.rows.size - one.rows.size || one.tier - other.tier)[0];

function sentence({ key, better }) {
  const set = better && mostTelling(sharedSets(key));
  if (!set) return [];
  const ids = [...set.rows.keys()];
  const rows = ids.map((id) => bestOf(set.rows.get(id), better)).sort((one, other) => middle(value, other) - middle(value, one));
  if (better === "lower") rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  const level = rows.filter((row) => middle(value, row) === middle(value, first)).length;
  const made = make("li");
  const naming = (row) => {
    const link = make("a", textOf(row, "value"), { class: "value", href: addressOf(row) });
    return [symbolOf(chosen.indexOf(recordOf(row))), ` ${cut(nameOf(recordOf(row)), 48)} (`, link, ")"];
  };
  made.append(make("strong", data.metrics[key][0]), ": ");
  if (rows.some(isBound)) made.append(`${rows.length} materials share a set, but a bound is among their values, so none is ahead for sure.`);
  else if (middle(value, first) === middle(value, last)) made.append(...naming(first), ` is no different from ${rows.length === 2 ? "" : "the others, such as "}`, ...naming(last), ".");
  else if (level > 1) made.append(...naming(first), ` and ${level - 1} more of ${rows.length} are level, `, ...naming(last), ` is ${better === "higher" ? "lowest" : "highest"}.`);
  else made.append(...naming(first), ` is ${better === "higher" ? "highest" : "lowest"} of ${rows.length}, `, ...naming(last), ` ${better === "higher" ? "lowest" : "highest"}.`);
  made.append(make("small", `${wordsOf(set)}${differing(set, rows)}.`));
  return [made];
}

function showDifference() {
  const said = metricsOf().filter((each) => each.watched).flatMap(sentence);
  const nothing = "No two of these materials have values of a watched metric that share the conditions of a set. Their numbers stand below, and do not say which is better.";
  find(".compare-difference").replaceChildren(...(said.length ? said : [make("li", nothing)]));
}
