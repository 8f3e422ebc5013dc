// Draws every figure[data-chart] from its JSON: {rows: [{name, values, href?}], series: [{name}]}.
const PALETTE = ["#256ef4", "#0f9d76", "#d97706", "#8b5cf6", "#d63d4a", "#4b6583", "#0891b2", "#a16207"];

function colours() {
  const style = getComputedStyle(document.documentElement);
  return { text: style.getPropertyValue("--text").trim(), line: style.getPropertyValue("--line").trim() };
}

function option(figure, data) {
  const { text, line } = colours();
  const names = data.rows.map((row) => row.name);
  const kind = figure.dataset.kind;
  const base = {
    color: PALETTE,
    textStyle: { fontFamily: "Pretendard GOV, sans-serif", color: text, fontSize: 14 },
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    tooltip: { trigger: kind === "pie" ? "item" : "axis", confine: true },
    legend: data.series.length > 1 || kind === "pie" ? { bottom: 0, textStyle: { color: text } } : undefined,
    aria: { enabled: true, decal: { show: data.series.length > 1 } },
  };
  if (kind === "pie") {
    const parts = data.rows.map((row) => ({ name: row.name, value: row.values[0] }));
    return { ...base, series: [{ type: "pie", radius: ["45%", "70%"], data: parts, label: { color: text } }] };
  }
  const category = { type: "category", data: names, axisLine: { lineStyle: { color: line } }, axisLabel: { color: text, hideOverlap: true } };
  const value = { type: "value", name: figure.dataset.unit, nameTextStyle: { color: text }, axisLabel: { color: text }, splitLine: { lineStyle: { color: line } } };
  const across = kind === "bars-across";
  return {
    ...base,
    grid: { left: 8, right: 16, top: 32, bottom: data.series.length > 1 ? 40 : 8, containLabel: true },
    xAxis: across ? value : category,
    yAxis: across ? { ...category, inverse: true } : value,
    series: data.series.map((series, at) => ({
      name: series.name,
      type: kind === "line" ? "line" : "bar",
      stack: series.stack,
      barMaxWidth: 36,
      data: data.rows.map((row) => row.values[at]),
    })),
  };
}

for (const figure of document.querySelectorAll("figure[data-chart]")) {
  const data = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  const echarts = await import(figure.dataset.library);
  const chart = echarts.init(figure.querySelector(".chart-canvas"), null, { renderer: "canvas" });
  chart.setOption(option(figure, data));
  chart.on("click", (point) => {
    const href = data.rows[point.dataIndex]?.href;
    if (href) location.assign(href);
  });
  new ResizeObserver(() => chart.resize()).observe(figure);
}
