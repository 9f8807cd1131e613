/* Sorting and filtering; without it, the report is a plain page. Runs again wherever a theme loads it again. */
(() => {
  "use strict";

  const setUp = (report) => {
    if (report.dataset.psrReady) return;
    report.dataset.psrReady = "true";
    const table = report.querySelector(".psr-table");
    if (table) { makeSortable(table); makeFilter(report); }
  };

  const makeSortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    heads.forEach((head, column) => {
      if (!head.dataset.psrOrder) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const turned = head.ariaSort === "ascending" ? "descending" : "ascending";
        const order = head.ariaSort ? turned : head.dataset.psrFirst;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", order);
        const sign = order === "ascending" ? 1 : -1;
        const key = (row) => row.cells[column].dataset.psrValue ?? row.cells[column].textContent;
        const compare = head.dataset.psrOrder === "number"
          ? (a, b) => Number(key(a)) - Number(key(b))
          : (a, b) => key(a).localeCompare(key(b));
        body.append(...[...body.rows].sort((a, b) => sign * compare(a, b)));
      });
    });
  };

  const makeFilter = (report) => {
    const filter = report.querySelector(".psr-filter");
    const buttons = [...filter.querySelectorAll("button")];
    const shown = filter.querySelector("[role=status]");
    const apply = () => {
      const wanted = buttons.filter((b) => b.ariaPressed === "true").map((b) => b.dataset.psrStatus);
      report.querySelectorAll("[data-psr-is]").forEach((e) => { e.hidden = !wanted.includes(e.dataset.psrIs); });
      const rows = [...report.querySelectorAll("tbody [data-psr-is]")];
      const visible = rows.filter((row) => !row.hidden).length;
      shown.textContent = visible === rows.length ? "" : `${visible} of ${rows.length} documents shown`;
    };
    buttons.forEach((button) => button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.ariaPressed !== "true"));
      apply();
    }));
    filter.hidden = false;
  };

  const start = () => document.querySelectorAll(".psr").forEach(setUp);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
