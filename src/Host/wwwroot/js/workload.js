"use strict";

/* Draws the table beneath it; without script the table says the same. */
(() => {
  const canvas = document.getElementById("workload-chart");
  if (!canvas) return;
  const weeks = [...document.querySelectorAll("[data-workload] tr[data-week]")].map((row) => row.dataset);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const figures = (name) => weeks.map((week) => Number(week[name]));
  const bar = (name, fill) => ({ type: "bar", label: canvas.dataset[name], data: figures(name), backgroundColor: fill, stack: "calls", borderRadius: 3, maxBarThickness: 44, pointStyle: "rectRounded", order: 2 });

  const chart = new window.Chart(canvas, {
    data: {
      labels: weeks.map((week) => week.week),
      datasets: [
        bar("planned", colour("--today")),
        bar("expected", "#a9bff5"),
        { type: "line", label: canvas.dataset.capacity, data: figures("capacity"), borderColor: colour("--ink"), backgroundColor: colour("--ink"), borderWidth: 2, borderDash: [5, 4], pointRadius: 0, pointStyle: "line", stepped: "middle", order: 1 },
      ],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false },
      plugins: { legend: { position: "bottom", labels: { usePointStyle: true, boxHeight: 8, color: colour("--ink") } } },
      scales: {
        x: { stacked: true, grid: { display: false }, ticks: { color: colour("--muted") } },
        y: { stacked: true, beginAtZero: true, grid: { color: colour("--line") }, ticks: { color: colour("--muted"), precision: 0 }, title: { display: true, text: canvas.dataset.axis, color: colour("--muted") } },
      },
    },
  });
  canvas.dataset.drawn = String(chart.data.labels.length);
})();
