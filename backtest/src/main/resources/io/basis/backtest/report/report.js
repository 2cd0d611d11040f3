"use strict";
// Draws the charts of the page from the numbers in it; each shares its time axis and cursor with all others.
(() => {
  const { times: shared, charts } = JSON.parse(document.getElementById("charts").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const palette = () => dark.matches
    ? ["#7ea2ff", "#f3b45c", "#46c285", "#f0718a", "#c792ea", "#4fc3d9", "#d6c35a", "#9aa5ff", "#ff9e6d", "#8bd17c"]
    : ["#2f5bd0", "#c2710c", "#1a7f4b", "#c4314b", "#7d3fb5", "#0e7c93", "#8a7a00", "#4a55c9", "#c2552a", "#3f8f2f"];
  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // As many digits as tell neighbouring values of the axis apart.
  const written = (value, range) => {
    if (value == null) return "–";
    const digits = range > 0 ? Math.max(0, Math.min(10, 3 - Math.floor(Math.log10(range)))) : 2;
    return value.toLocaleString("en", { minimumFractionDigits: 0, maximumFractionDigits: digits });
  };
  const span = chart => {
    let low = Infinity, high = -Infinity;
    for (const line of chart.lines) for (const v of line.values) if (v != null) { low = Math.min(low, v); high = Math.max(high, v); }
    return high - low;
  };

  // Symbols of what happened at a price: drawn over the lines, each a path around the middle of its point.
  const marks = {
    long: ["--gain", (p, x, y, r) => { p.moveTo(x, y - r); p.lineTo(x + r, y + r); p.lineTo(x - r, y + r); p.closePath(); }],
    short: ["--loss", (p, x, y, r) => { p.moveTo(x, y + r); p.lineTo(x + r, y - r); p.lineTo(x - r, y - r); p.closePath(); }],
    exit: ["--text", (p, x, y, r) => { p.rect(x - r * .7, y - r * .7, r * 1.4, r * 1.4); }],
    profit: ["--gain", (p, x, y, r) => { p.arc(x, y, r * .9, 0, 2 * Math.PI); }],
    loss: ["--loss", (p, x, y, r) => { p.arc(x, y, r * .9, 0, 2 * Math.PI); }],
  };
  const drawMark = mark => (u, series, first, last) => {
    const [colour, shape] = marks[mark], path = new Path2D(), r = (u.data[0].length > 3000 ? 3 : 4) * devicePixelRatio;
    for (let i = first; i <= last; i++) if (u.data[series][i] != null) {
      const x = u.valToPos(u.data[0][i], "x", true), y = u.valToPos(u.data[series][i], "y", true);
      const one = new Path2D();
      shape(one, x, y, r);
      path.addPath(one);
    }
    u.ctx.save();
    u.ctx.fillStyle = style(colour);
    u.ctx.strokeStyle = style("--card");
    u.ctx.lineWidth = devicePixelRatio;
    u.ctx.fill(path);
    u.ctx.stroke(path);
    u.ctx.restore();
  };

  // A value between two gaps makes no line; it is drawn as a dot.
  const lonely = (u, series) => {
    const values = u.data[series], alone = [];
    values.forEach((v, i) => { if (v != null && values[i - 1] == null && values[i + 1] == null) alone.push(i); });
    return alone.length ? alone : null;
  };
  // Dates as everywhere else on the page, with the time of day where they are less than a day apart.
  const dates = (u, seconds, axis, space, step) => seconds.map(s => {
    const iso = new Date(s * 1000).toISOString();
    return step >= 28 * 86400 ? iso.slice(0, 7) : step >= 86400 ? iso.slice(5, 10) : iso.slice(5, 16).replace("T", " ");
  });

  const draw = chart => {
    const times = chart.times || shared, height = chart.times ? 420 : 260;
    const place = document.getElementById(chart.id);
    const colours = palette(), soft = style("--soft"), grid = style("--grid"), warn = style("--loss");
    const range = span(chart);
    const lines = chart.lines.map((line, i) => marks[line.look] ? {
      label: line.label, stroke: style(marks[line.look][0]), width: 0, paths: () => null, points: { show: drawMark(line.look) },
      value: (u, v) => v == null ? "" : written(v, range),
    } : {
      label: line.label,
      stroke: line.look === "target" ? style("--gain") : line.look === "stop" ? style("--loss") : colours[i % colours.length],
      width: line.look === "strong" ? 2 : 1.3,
      dash: line.look === "dashed" ? [6, 4] : undefined,
      paths: ["stepped", "target", "stop"].includes(line.look) ? uPlot.paths.stepped({ align: -1 }) : undefined,
      points: { show: times.length === 1, filter: lonely },
      value: (u, v) => written(v, range),
    });
    const levels = chart.levels.map(level => ({
      label: level.label, stroke: warn, width: 1, dash: [2, 4], points: { show: false }, value: (u, v) => written(v, range),
    }));
    const axis = { stroke: soft, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
    const plot = new uPlot({
      width: place.clientWidth, height,
      tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
      cursor: { sync: { key: "basis" }, focus: { prox: 16 } },
      focus: { alpha: 0.35 },
      // Without a cursor the legend shows where the run ended.
      hooks: { setCursor: [u => { if (u.cursor.idx == null) u.setLegend({ idx: times.length - 1 }, false); }],
        ready: [u => u.setLegend({ idx: times.length - 1 }, false)] },
      series: [{ label: "UTC", value: (u, s) => s == null ? "–" : new Date(s * 1000).toISOString().slice(0, 16).replace("T", " ") }, ...lines, ...levels],
      axes: [{ ...axis, values: dates, space: 80 }, { ...axis, size: (u, values) => 16 + 7.2 * Math.max(4, ...(values || []).map(v => String(v).length)),
        values: (u, ticks) => ticks.map(v => v.toLocaleString("en", { maximumFractionDigits: 8 })) }],
    }, [times, ...chart.lines.map(line => line.values), ...chart.levels.map(level => times.map(() => level.value))], place);
    return { place, plot };
  };

  let drawn = charts.map(draw);
  new ResizeObserver(() => drawn.forEach(({ place, plot }) => {
    if (place.clientWidth !== plot.width) plot.setSize({ width: place.clientWidth, height: plot.height });
  })).observe(document.querySelector("main"));
  dark.addEventListener("change", () => {
    drawn.forEach(({ plot }) => plot.destroy());
    drawn = charts.map(draw);
  });

  const holds = document.getElementById("holds");
  holds.addEventListener("change", () => document.getElementById("decisions").classList.toggle("holds", holds.checked));
})();
