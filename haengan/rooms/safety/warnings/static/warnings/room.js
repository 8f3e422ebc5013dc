// The map follows what the page was told last; j and k go from panel to panel.
const live = document.getElementById("room-live");

live.addEventListener("htmx:afterSettle", () => {
  const told = document.getElementById("room-map-now");
  const figure = document.querySelector("figure[data-map='room-map']");
  if (told && figure) figure.dispatchEvent(new CustomEvent("map:draw", { detail: JSON.parse(told.textContent) }));
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const heads = [...live.querySelectorAll(".room-panel h2")];
  const here = heads.findIndex((head) => head.closest(".room-panel").contains(document.activeElement));
  const next = heads[Math.min(Math.max(here + step, 0), heads.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
});
