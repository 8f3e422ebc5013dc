// Draws every figure[data-map] from its GeoJSON: areas as polygons, places as points; no tiles, nothing from elsewhere.
function bounds(features) {
  const box = [180, 90, -180, -90];
  const walk = (point) => {
    if (typeof point[0] === "number") {
      box[0] = Math.min(box[0], point[0]);
      box[1] = Math.min(box[1], point[1]);
      box[2] = Math.max(box[2], point[0]);
      box[3] = Math.max(box[3], point[1]);
    } else point.forEach(walk);
  };
  features.forEach((feature) => walk(feature.geometry.coordinates));
  return box;
}

const AREA = ["in", ["geometry-type"], ["literal", ["Polygon", "MultiPolygon"]]];

function style(data) {
  const look = getComputedStyle(document.documentElement);
  return {
    version: 8,
    sources: { things: { type: "geojson", data } },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": look.getPropertyValue("--map-ground").trim() || "#eef2f7" } },
      { id: "areas", type: "fill", source: "things", filter: AREA, paint: { "fill-color": ["coalesce", ["get", "colour"], "#cfe0fb"], "fill-opacity": 0.7 } },
      { id: "edges", type: "line", source: "things", filter: AREA, paint: { "line-color": "#52749e", "line-width": 1 } },
      { id: "places", type: "circle", source: "things", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 7, "circle-color": ["coalesce", ["get", "colour"], "#0b50d0"], "circle-stroke-color": "#fff", "circle-stroke-width": 2 } },
      { id: "names", type: "symbol", source: "things", layout: { "text-field": ["get", "name"], "text-size": 13, "text-anchor": ["case", ["==", ["geometry-type"], "Point"], "top", "center"], "text-offset": ["case", ["==", ["geometry-type"], "Point"], ["literal", [0, 0.7]], ["literal", [0, 0]]], "text-font": ["Pretendard GOV"] }, paint: { "text-color": "#1e2124", "text-halo-color": "#fff", "text-halo-width": 1.5 } },
    ],
  };
}

for (const figure of document.querySelectorAll("figure[data-map]")) {
  const data = JSON.parse(document.getElementById(figure.dataset.map).textContent);
  if (!data.features?.length) continue;
  const maplibre = await import(figure.dataset.library);
  maplibre.setWorkerUrl(new URL(figure.dataset.worker, location).href);
  const canvas = figure.querySelector(".map-canvas");
  const map = new maplibre.Map({ container: canvas, style: style(data), bounds: bounds(data.features), fitBoundsOptions: { padding: 48, maxZoom: 14 }, attributionControl: false, dragRotate: false });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  figure.addEventListener("map:draw", (event) => map.getSource("things")?.setData(event.detail));
  figure.addEventListener("map:go", (event) => map.flyTo({ center: event.detail, zoom: Math.max(map.getZoom(), 14) }));
  map.on("click", (event) => {
    const { lng, lat } = event.lngLat;
    if (!figure.dispatchEvent(new CustomEvent("map:picked", { detail: [lng, lat], cancelable: true }))) return;
    const [feature] = map.queryRenderedFeatures(event.point, { layers: ["places", "areas"] });
    if (!feature?.properties.name) return;
    const words = document.createElement(feature.properties.href ? "a" : "span");
    words.textContent = feature.properties.name;
    if (feature.properties.href) words.href = feature.properties.href;
    new maplibre.Popup().setLngLat(event.lngLat).setDOMContent(words).addTo(map);
  });
}
