"use strict";
// Without this script the tables are as printed; with it their headings sort them.
for (const table of document.querySelectorAll("main table")) {
  const body = table.tBodies[0];
  if (body.rows.length < 3) continue;
  const headings = table.tHead.rows[0].cells;
  Array.from(headings).forEach((heading, column) => {
    // No button element: Chromium leaves its text out where a heading is repeated on the next page of paper.
    const button = document.createElement("span");
    button.setAttribute("role", "button");
    button.tabIndex = 0;
    while (heading.firstChild) button.append(heading.firstChild);
    heading.append(button);
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      button.click();
    });
    button.addEventListener("click", () => {
      const descending = heading.getAttribute("aria-sort") === "ascending";
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const key = (row) => {
        const cell = row.cells[column];
        const figure = cell.querySelector("data");
        return figure ? Number(figure.value) : cell.querySelector(".why") ? null : cell.textContent.trim();
      };
      const compare = (one, other) => {
        const [a, b] = [key(one), key(other)];
        if (a === null || b === null) return (a === null) - (b === null);
        const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), document.documentElement.lang);
        return descending ? -order : order;
      };
      body.append(...Array.from(body.rows).sort(compare));
    });
  });
}
