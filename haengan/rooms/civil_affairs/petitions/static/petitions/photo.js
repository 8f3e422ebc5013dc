// Drawing over the picture fills in the four numbers of the form, which works without this; what they say is drawn.
const stage = document.getElementById("petition-stage");
const form = document.getElementById("petition-cover");
const svg = stage?.querySelector("svg");
const drawn = document.getElementById("petition-drawn");
const SIDES = ["left", "top", "width", "height"];
const LEAST = 4;

function at(event) {
  const box = svg.getBoundingClientRect();
  const { width, height } = svg.viewBox.baseVal;
  const across = ((event.clientX - box.left) / box.width) * width;
  const down = ((event.clientY - box.top) / box.height) * height;
  return [Math.min(width, Math.max(0, across)), Math.min(height, Math.max(0, down))];
}

function show() {
  const [x, y, width, height] = SIDES.map((name) => Math.max(0, Number(form.elements[name].value) || 0));
  for (const [name, value] of Object.entries({ x, y, width, height })) drawn.setAttribute(name, value);
}

function fill(from, to) {
  const left = Math.min(from[0], to[0]);
  const top = Math.min(from[1], to[1]);
  const sides = { left, top, width: Math.abs(to[0] - from[0]), height: Math.abs(to[1] - from[1]) };
  for (const name of SIDES) form.elements[name].value = Math.round(sides[name]);
  show();
}

function clear() {
  for (const name of SIDES) form.elements[name].value = "";
  show();
}

if (svg && form) {
  let from = null;
  stage.classList.add("is-open");
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    from = at(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (from && event.isPrimary) fill(from, at(event));
  });
  svg.addEventListener("pointerup", (event) => {
    if (!from || !event.isPrimary) return;
    const to = at(event);
    if (Math.abs(to[0] - from[0]) < LEAST || Math.abs(to[1] - from[1]) < LEAST) clear();
    else {
      fill(from, to);
      form.querySelector("button").focus({ preventScroll: true });
    }
    from = null;
  });
  svg.addEventListener("pointercancel", () => {
    from = null;
    clear();
  });
  form.addEventListener("input", show);
}

// The rectangle of a row is told when one points at the row.
for (const row of document.querySelectorAll("[data-mark]")) {
  const mark = document.getElementById(row.dataset.mark);
  const told = (on) => mark?.classList.toggle("is-told", on);
  for (const name of ["pointerenter", "focusin"]) row.addEventListener(name, () => told(true));
  for (const name of ["pointerleave", "focusout"]) row.addEventListener(name, () => told(false));
}
