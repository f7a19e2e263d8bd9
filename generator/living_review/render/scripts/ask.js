// A question on a page opens the table of all measurements with it.

document.querySelectorAll("form.ask").forEach((form) =>
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.href = `${form.dataset.explore}#${new URLSearchParams({ ask: form.elements.ask.value.trim() })}`;
  }),
);
