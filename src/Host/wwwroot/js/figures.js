"use strict";

/* Draws each figure from the table beside it; without script the table says the same. Colours are those of Okabe and Ito, which colour-blind people tell apart. */
(() => {
  const palette = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"];
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const language = document.documentElement.lang;

  document.querySelectorAll("canvas[data-figure]").forEach((canvas) => {
    const table = document.getElementById(canvas.dataset.figure);
    const heads = [...table.querySelectorAll("th[data-column]")];
    const rows = [...table.querySelectorAll("tbody tr[data-key]")];
    const values = rows.map((row) => row.dataset.values.split(" ").map(Number));
    // An amount of money is drawn alone: counts beside it would not be seen. Of many columns the steps between are drawn when the legend is asked for them.
    const all = heads.map((head, at) => ({ at, name: head.dataset.column, label: head.textContent })).filter((column) => !column.name.endsWith("Part"));
    const counts = all.some((column) => column.name === "amount") ? all.filter((column) => column.name === "amount") : all;
    const hidden = (column) => counts.length > 4 && rows.length > 4 && ["tried", "open"].includes(column.name);
    const drawn = counts.filter((column) => !hidden(column)).length;
    const lying = rows.length > 6 || rows.some((row) => row.dataset.key.length > 14);
    canvas.parentElement.style.height = lying ? `${Math.max(200, 70 + rows.length * (16 + 8 * drawn))}px` : "18rem";
    // A rule is told from others by what follows its line.
    const longest = canvas.parentElement.clientWidth > 900 ? 48 : canvas.parentElement.clientWidth > 400 ? 28 : 20;
    const named = (key) => key.replace(/^[a-z-]+\//, "");
    const chart = new window.Chart(canvas, {
      type: "bar",
      data: {
        labels: rows.map((row) => named(row.dataset.key)).map((key) => (key.length > longest ? `${key.slice(0, longest - 1)}…` : key)),
        datasets: counts.map((column, i) => ({ label: column.label, data: values.map((row) => row[column.at]), hidden: hidden(column), backgroundColor: palette[i % palette.length], borderRadius: 2, maxBarThickness: 56 })),
      },
      options: {
        indexAxis: lying ? "y" : "x",
        animation: false,
        maintainAspectRatio: false,
        locale: language,
        interaction: { mode: "index", axis: lying ? "y" : "x", intersect: false },
        plugins: { legend: { display: counts.length > 1, position: "bottom", labels: { boxHeight: 8, boxWidth: 16, color: colour("--ink") } } },
        scales: {
          [lying ? "y" : "x"]: { grid: { display: false }, ticks: { color: colour("--muted"), autoSkip: false } },
          [lying ? "x" : "y"]: { beginAtZero: true, grid: { color: colour("--line") }, ticks: { color: colour("--muted"), precision: 0 } },
        },
        onClick: (event, hits) => {
          // The number that was hit, where it has clients of its own; else the whole row.
          const hit = chart.getElementsAtEventForMode(event, "nearest", { intersect: true }, false)[0] ?? hits[0];
          if (hit) (rows[hit.index].querySelector(`button[data-at="${counts[hit.datasetIndex].at}"]`) ?? rows[hit.index].querySelector("th button"))?.click();
        },
      },
    });
    canvas.dataset.drawn = String(chart.data.labels.length);
  });
})();
