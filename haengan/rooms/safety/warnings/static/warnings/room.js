// The map follows what the page was told last; a page that is told nothing says so; j and k go from panel to panel.
const live = document.getElementById("room-live");
const lost = document.getElementById("room-lost");
const said = document.getElementById("room-said");
let open = false;

function isLost(away) {
  if (away && lost.hidden) lost.querySelector("time").textContent = new Date().toLocaleTimeString();
  lost.hidden = !away;
}

// What is not a part of this page (a page to sign in, an error) never takes its place.
live.addEventListener("htmx:beforeSwap", (event) => {
  const ours = event.detail.xhr.status === 200 && event.detail.serverResponse.includes('id="room-stamp"');
  if (!ours && event.detail.xhr.status !== 204) event.detail.shouldSwap = false;
  open = live.querySelector("details")?.open ?? open;
  isLost(!ours && event.detail.xhr.status !== 204);
});
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) live.addEventListener(name, () => isLost(true));

live.addEventListener("htmx:afterSettle", () => {
  const told = document.getElementById("room-map-now");
  const figure = document.querySelector("figure[data-map='room-map']");
  if (told && figure) figure.dispatchEvent(new CustomEvent("map:draw", { detail: JSON.parse(told.textContent) }));
  const table = live.querySelector("details");
  if (table && open) table.open = true;
  const gist = document.getElementById("room-gist")?.textContent.trim() ?? "";
  if (said.textContent !== gist) said.textContent = gist;
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
