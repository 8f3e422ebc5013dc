// The writer's desk: a live preview of the line being typed, and figure chips put in where the cursor stands.

const form = document.querySelector("form.writing");
const preview = document.getElementById("preview");
let field = form?.querySelector("textarea");
let waiting = 0;

form?.addEventListener("focusin", (event) => {
  if (event.target instanceof HTMLTextAreaElement) field = event.target;
});

document.getElementById("pick")?.addEventListener("click", () => {
  const [figure, period, part] = ["figure", "period", "part"].map((name) => document.getElementById(`pick-${name}`).value.trim());
  if (!figure || !period || !field) return;
  field.setRangeText(`{{${[figure, period, part].filter(Boolean).join("|")}}}`, field.selectionStart, field.selectionEnd, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// What the figure named in the picker comes to, and by which parts it can be asked.
async function look() {
  const [figure, period] = ["figure", "period"].map((name) => document.getElementById(`pick-${name}`).value.trim());
  const parts = document.getElementById("pick-parts");
  const told = document.getElementById("picked");
  parts.replaceChildren();
  told.textContent = "";
  if (!figure || !period) return;
  const answer = await fetch(`/figures/${encodeURIComponent(figure)}/data.json?period=${encodeURIComponent(period)}`, { credentials: "same-origin" });
  if (!answer.ok) return;
  const [whole, ...members] = (await answer.json()).values;
  told.textContent = whole.why ?? `${whole.label}: ${whole.amount ?? "-"} ${whole.unit}`;
  for (const member of members.filter((one) => one.figure)) {
    const option = document.createElement("option");
    option.value = member.figure.split(":by_")[1];
    option.label = `${member.label}: ${member.amount} ${member.unit}`;
    parts.append(option);
  }
}

for (const name of ["figure", "period"]) document.getElementById(`pick-${name}`)?.addEventListener("change", look);

async function draw() {
  const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  if (answer.ok) preview.innerHTML = await answer.text();
}

if (preview) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 350);
  });
  draw();
}
