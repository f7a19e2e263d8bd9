// Saves what a page holds as a file of the reader's machine, without asking any server.

/** Return a text as a spreadsheet takes it for one: it would compute one that begins like a formula, in many countries also behind a semicolon. */
function spreadsheetText(text) {
  return text.replace(/(?:^|;\s*)(?=[=+\-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20])/g, "$&'");
}

function saveFile(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
