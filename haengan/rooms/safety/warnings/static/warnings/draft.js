// Shows of each line what its measure uses, and adds a line without asking the server. Without this script all fields are shown
// and the button asks the server.
const USES = { level: [], rate: ["span"], sum: ["span"], forecast: ["span", "within", "probability"] };
const form = document.querySelector(".condition-rows").closest("form");

function trim(row) {
  const kind = row.querySelector("[name$='-kind']").value;
  for (const part of row.querySelectorAll("[data-field]")) {
    const name = part.dataset.field;
    const optional = ["span", "within", "probability"].includes(name);
    const used = optional ? USES[kind].includes(name) : !(name === "ends" && kind === "forecast");
    const field = part.querySelector("input, select");
    part.hidden = !used && !field.value;
  }
}

form.addEventListener("change", (event) => {
  const row = event.target.closest("[data-condition]");
  if (row) trim(row);
});
form.querySelector("button[name=more]").addEventListener("click", (event) => {
  event.preventDefault();
  const count = form.elements.rows;
  const made = document.importNode(document.querySelector("#condition-template").content, true);
  const place = Number(count.value);
  for (const part of made.querySelectorAll("[name], [id], [for], [aria-describedby]"))
    for (const name of ["name", "id", "for", "aria-describedby"])
      if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replaceAll("row-__", `row-${place}`));
  for (const shown of made.querySelectorAll("[data-place]")) shown.textContent = String(place + 1);
  count.value = String(place + 1);
  const rows = form.querySelector(".condition-rows");
  rows.append(made);
  trim(rows.lastElementChild);
  rows.lastElementChild.querySelector("select").focus();
});
for (const row of form.querySelectorAll(".condition-rows > [data-condition]")) trim(row);
