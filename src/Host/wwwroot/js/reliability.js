"use strict";

/* Draws the table beneath it: what was said against what came of it. On the dashed line they are the same. */
(() => {
  const canvas = document.getElementById("reliability-chart");
  if (!canvas) return;
  const bins = [...document.querySelectorAll("[data-reliability] tr[data-bin]")].map((row) => ({ x: 100 * Number(row.dataset.said), y: 100 * Number(row.dataset.yes) }));
  const most = Math.min(100, Math.ceil(Math.max(...bins.flatMap((bin) => [bin.x, bin.y])) / 10) * 10);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const axis = (text) => ({ type: "linear", min: 0, max: most, grid: { color: colour("--line") }, ticks: { color: colour("--muted"), callback: (value) => `${value} %` }, title: { display: true, text, color: colour("--muted") } });

  const chart = new window.Chart(canvas, {
    type: "line",
    data: {
      datasets: [
        { label: canvas.dataset.yes, data: bins, borderColor: colour("--today"), backgroundColor: colour("--today"), pointRadius: 4, borderWidth: 2 },
        { label: canvas.dataset.ideal, data: [{ x: 0, y: 0 }, { x: most, y: most }], borderColor: colour("--muted"), borderDash: [5, 4], borderWidth: 1.5, pointRadius: 0, pointStyle: "line" },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: { legend: { position: "bottom", labels: { usePointStyle: true, boxHeight: 8, color: colour("--ink") } } },
      scales: { x: axis(canvas.dataset.axis), y: axis(canvas.dataset.yes) },
    },
  });
  canvas.dataset.drawn = String(chart.data.datasets[0].data.length);
})();
