// The form works without this. With it: the place is chosen on the map or read by the browser, and what may be the same is told
// while one writes.
const form = document.getElementById("petition-form");

// the place
const map = document.querySelector(".petition-map figure");
const place = document.getElementById("petition-place");
function choose([lon, lat], how) {
  form.elements.lon.value = lon.toFixed(6);
  form.elements.lat.value = lat.toFixed(6);
  place.textContent = `${place.dataset[how]}: ${lat.toFixed(5)}, ${lon.toFixed(5)}`;
  const data = JSON.parse(document.getElementById("petition-map").textContent);
  data.features.push({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: { name: "", colour: "#d63d4a" } });
  map.dispatchEvent(new CustomEvent("map:draw", { detail: data }));
  look();
}
map?.addEventListener("map:picked", (event) => {
  event.preventDefault();
  choose(event.detail, "chosen");
});
document.getElementById("petition-here")?.addEventListener("click", () => {
  navigator.geolocation?.getCurrentPosition(({ coords }) => {
    choose([coords.longitude, coords.latitude], "chosen");
    map.dispatchEvent(new CustomEvent("map:go", { detail: [coords.longitude, coords.latitude] }));
  });
});

// what may be the same
const box = document.getElementById("petition-alike");
let looking = 0;
function look() {
  clearTimeout(looking);
  looking = setTimeout(async () => {
    const { title, text, lon, lat } = form.elements;
    if ((title.value + text.value).trim().length < 6) return;
    const asked = new FormData();
    for (const [name, value] of Object.entries({ service: form.dataset.service, title: title.value, text: text.value, lon: lon?.value ?? "", lat: lat?.value ?? "" })) asked.append(name, value);
    asked.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(form.dataset.alike, { method: "POST", body: asked });
      if (answer.ok) show((await answer.json()).found);
    } catch {
      // without a connection nothing is told
    }
  }, 600);
}
function show(found) {
  const list = box.querySelector("ul");
  list.replaceChildren(
    ...found.map((one) => {
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.href = one.url;
      link.textContent = one.title;
      row.append(link, ` ${one.state}${one.metres === null ? "" : `, ${one.metres} m`}`);
      return row;
    }),
  );
  box.hidden = !found.length;
}
form.elements.title.addEventListener("input", look);
form.elements.text.addEventListener("input", look);
