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
