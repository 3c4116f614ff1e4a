"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const $ = (id) => document.getElementById(id);
  /** An element with text or children; text is never read as markup. */
  const make = (name, attributes = {}, ...children) => {
    const svg = ["svg", "g", "line", "rect", "text", "circle", "polyline", "path", "title"].includes(name);
    const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null && child !== undefined).map((child) => (child instanceof Node ? child : String(child))));
    return element;
  };
  const dash = (value) => (value === null || value === undefined || value === "" ? "—" : value);

  const table = (heads, rows) => {
    const head = make("tr", {}, ...heads.map((one) => make("th", { scope: "col", class: one.number ? "number" : "" }, one.text)));
    const body = rows.map((row) => make("tr", {}, ...row.map((cell, at) => make("td", { class: heads[at].number ? "number" : "" }, dash(cell)))));
    return make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
  };

  const section = (id, heading) => {
    const part = $(id);
    part.hidden = false;
    part.querySelector("h2").textContent = heading;
    $("nav").append(make("a", { href: "#" + id }, heading));
    return part;
  };

  // The list, with search, choice of the peer group, and sorting by any column.
  // At first they stand as in the ranking: by peer group, then by rank.
  const state = { column: "place", down: false };
  const columns = () => {
    const all = [{ id: "rank", text: words.rank, number: true }, { id: "name", text: words.name }];
    if (data.peers.length > 1) all.push({ id: "peer", text: words.peer, minor: true });
    data.groupTitles.forEach((title, at) => all.push({ id: "group" + at, text: title, minor: true }));
    if (data.points) all.push({ id: "total", text: words.total, number: true });
    all.push({ id: "grade", text: words.grade });
    if (data.points) all.push({ id: "selected", text: words.selected });
    return all;
  };
  const value = (subject, id) => (id.startsWith("group") ? subject.groups[Number(id.slice(5))] : subject[id]);
  const compare = (one, other) => {
    const [a, b] = [value(one, state.column), value(other, state.column)];
    if (a === null || b === null || a === undefined || b === undefined) return (a === null || a === undefined) - (b === null || b === undefined);
    const numbers = ["place", "rank", "total"].includes(state.column);
    const order = numbers ? Number(a) - Number(b) : String(a).localeCompare(String(b), data.lang);
    return state.down ? -order : order;
  };
  const fill = () => {
    const wanted = $("search").value.trim().toLowerCase();
    const peer = $("peer").value;
    const text = (subject) => [subject.name, subject.key ?? "", ...subject.groups].join("\n").toLowerCase();
    const found = data.subjects.filter((subject) => (!wanted || text(subject).includes(wanted)) && (!peer || subject.peer === peer));
    found.sort((one, other) => compare(one, other) || one.place - other.place);
    const rows = found.map((subject) => {
      const cells = columns().map((column) => {
        const classes = [column.number ? "number" : "", column.minor ? "minor" : ""].join(" ").trim();
        if (column.id !== "name" || !subject.items) return make("td", { class: classes }, dash(value(subject, column.id)));
        const button = make("button", { type: "button", class: "who" }, subject.name);
        button.addEventListener("click", () => open(subject));
        return make("td", { class: classes }, button);
      });
      return make("tr", {}, ...cells);
    });
    $("list").tBodies[0].replaceChildren(...rows);
    $("count").textContent = found.length + " / " + data.subjects.length;
  };
  const heads = () => {
    const cells = columns().map((column) => {
      const button = make("button", { type: "button" }, column.text);
      button.addEventListener("click", () => {
        state.down = state.column === column.id && !state.down;
        state.column = column.id;
        heads();
        fill();
      });
      const sorted = state.column !== column.id ? "none" : state.down ? "descending" : "ascending";
      return make("th", { scope: "col", "aria-sort": sorted, class: [column.number ? "number" : "", column.minor ? "minor" : ""].join(" ").trim() }, button);
    });
    $("list").tHead.replaceChildren(make("tr", {}, ...cells));
  };

  // One subject's ledger.
  const open = (subject) => {
    const box = $("ledger").querySelector("div");
    const title = [subject.name, subject.peer, ...subject.groups].filter(Boolean).join(" · ");
    const heads = [{ text: words.criterion }, { text: words.clause }, { text: words.measure, number: true }, { text: words.points, number: true }];
    const items = subject.items.map((item) => {
      const criterion = data.criteria[item[0]];
      return [criterion.name, criterion.clause, item[1], item[2] ?? words.none[item[3]]];
    });
    const sums = subject.dimensions.map((points, at) => [data.dimensions[at], points]);
    const children = [make("h2", {}, title), table(heads, items), make("h3", {}, words.dimensions), table([{ text: words.dimension }, { text: words.points, number: true }], sums)];
    children.push(make("p", {}, words.total + " " + dash(subject.total) + "　" + words.rank + " " + dash(subject.rank) + "　" + words.grade + " " + dash(subject.grade)));
    if (subject.reason) children.push(make("p", {}, subject.reason));
    if (data.periods.length > 1 && subject.totals.some((one) => one !== null)) children.push(lines(words.over, data.periods, [{ name: subject.name, values: subject.totals }]));
    box.replaceChildren(...children);
    $("ledger").showModal();
  };

  // Charts: drawn with lines and patterns that a black-and-white printer keeps apart.
  const scale = (values) => {
    const known = values.filter((one) => one !== null).map(Number);
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const room = (high - low || Math.abs(high) || 1) * 0.1;
    return [low - room, high + room];
  };
  const DASHES = ["", "6 3", "2 3", "8 3 2 3", "1 2", "12 4"];
  // As wide as the screen takes, so that the letters keep their size.
  const across = Math.min(520, document.documentElement.clientWidth - 32);
  const drawing = (caption, height, parts) => {
    const picture = make("svg", { viewBox: `0 0 ${across} ${height}`, width: across, height, role: "img" }, make("title", {}, caption), ...parts);
    return make("figure", {}, make("figcaption", {}, caption), picture);
  };
  const lines = (caption, labels, series) => {
    const [width, height, left, right, top, bottom] = [across, 300, 44, 124, 16, 34];
    const shown = series.filter((one) => one.values.some((point) => point !== null)).slice(0, DASHES.length);
    if (!shown.length) return "";
    const [low, high] = scale(shown.flatMap((one) => one.values));
    const x = (at) => left + (labels.length < 2 ? 0 : (at * (width - left - right)) / (labels.length - 1));
    const y = (number) => top + ((high - number) * (height - top - bottom)) / (high - low);
    const parts = [];
    for (let step = 0; step <= 4; step += 1) {
      const number = low + ((high - low) * step) / 4;
      parts.push(make("line", { x1: left, x2: width - right, y1: y(number), y2: y(number), stroke: "#ddd" }));
      parts.push(make("text", { x: left - 6, y: y(number) + 4, "text-anchor": "end" }, number.toFixed(1)));
    }
    labels.forEach((label, at) => parts.push(make("text", { x: x(at), y: height - 10, "text-anchor": "middle" }, label)));
    const ends = [];
    shown.forEach((one, number) => {
      // A period without a number parts the line: nothing is drawn across it.
      const runs = [[]];
      one.values.forEach((point, at) => (point === null ? runs.push([]) : runs[runs.length - 1].push([x(at), y(Number(point))])));
      for (const run of runs.filter((points) => points.length)) {
        parts.push(make("polyline", { points: run.map((point) => point.join(",")).join(" "), fill: "none", stroke: "#222", "stroke-width": 2, "stroke-dasharray": DASHES[number] }));
        run.forEach((point) => parts.push(make("circle", { cx: point[0], cy: point[1], r: 2.5, fill: "#222" })));
      }
      const end = runs.flat().pop();
      ends.push({ name: one.name, x: end[0] + 8, y: end[1] + 4 });
    });
    // Names stand in the order of the lines' ends, from the top, and no closer than a line of text.
    ends.sort((one, other) => one.y - other.y);
    ends.forEach((one, at) => (one.y = Math.max(one.y, at ? ends[at - 1].y + 15 : 0)));
    // Where they run over the bottom, all of them move up a little.
    const over = Math.max(0, ends[ends.length - 1].y - (height - bottom + 4));
    ends.forEach((one) => parts.push(make("text", { class: "end", x: one.x, y: one.y - over }, one.name)));
    return drawing(caption, height, parts);
  };
  const bars = (caption, rows) => {
    const [width, line, left] = [across, 26, 150];
    const most = Math.max(...rows.map((row) => Number(row.value)), 0) || 1;
    const parts = rows.flatMap((row, at) => {
      const long = (Math.max(Number(row.value), 0) * (width - left - 70)) / most;
      const middle = at * line + 16;
      return [
        make("text", { x: left - 8, y: middle, "text-anchor": "end" }, row.name),
        make("rect", { x: left, y: at * line + 4, width: long, height: line - 9, fill: "#8a8a8a", stroke: "#222" }),
        make("text", { x: left + long + 6, y: middle }, row.value),
      ];
    });
    return drawing(caption, rows.length * line + 8, parts);
  };

  $("title").textContent = data.title;
  $("line").textContent = data.line;
  $("foot").textContent = data.foot;
  $("nav").setAttribute("aria-label", words.contents);
  $("close").textContent = words.close;
  if (data.mark) {
    $("mark").textContent = data.mark;
    $("mark").hidden = false;
  }
  if (data.subjects.length) {
    section("ranking", words.ranking);
    $("search").placeholder = words.search;
    $("search").setAttribute("aria-label", words.search);
    $("peer").setAttribute("aria-label", words.peer);
    $("peer").append(make("option", { value: "" }, words.all), ...data.peers.map((peer) => make("option", { value: peer }, peer)));
    $("peer").hidden = data.peers.length < 2;
    $("search").addEventListener("input", fill);
    $("peer").addEventListener("change", fill);
    heads();
    fill();
  }
  const last = (values) => values[values.length - 1];
  // A chart for each peer group, and for no more lines than can be told apart.
  const charts = (group) => {
    const peers = [...new Set(group.rows.map((row) => row.peer))];
    return peers.flatMap((peer) => {
      const rows = group.rows.filter((row) => row.peer === peer);
      const caption = peer && peers.length > 1 ? group.title + " · " + peer : group.title;
      const parts = Math.ceil(rows.length / DASHES.length);
      return Array.from({ length: parts }, (_, at) => ({
        caption: parts > 1 ? caption + " " + (at + 1) + "/" + parts : caption,
        rows: rows.slice(at * DASHES.length, (at + 1) * DASHES.length),
      }));
    });
  };
  if (data.groups.length) {
    const part = section("groups", words.groups);
    data.groups.forEach((group) => {
      charts(group).forEach((chart) => {
        const rows = chart.rows.filter((row) => last(row.means) !== null).map((row) => ({ name: dash(row.name), value: last(row.means) }));
        if (rows.length) part.querySelector(".charts").append(bars(chart.caption, rows));
      });
      const heads = [{ text: group.title }, { text: words.people, number: true }, ...data.periods.map((id) => ({ text: id, number: true }))];
      const name = (row) => [row.peer, row.name].filter(Boolean).join(" ");
      part.querySelector(".wide").append(make("h3", {}, group.title + " · " + words.mean), table(heads, group.rows.map((row) => [name(row), row.people, ...row.means])));
    });
  }
  if (data.periods.length > 1 && data.groups.length) {
    const part = section("trend", words.trend);
    const drawn = (chart) => lines(chart.caption, data.periods, chart.rows.map((row) => ({ name: dash(row.name), values: row.means })));
    part.querySelector(".charts").append(...data.groups.flatMap((group) => charts(group).map(drawn)));
  }
  if (data.figures.length) {
    const heads = [{ text: words.figure }, { text: words.unit }, ...data.periods.map((id) => ({ text: id, number: true }))];
    section("figures", words.figures).querySelector(".wide").append(table(heads, data.figures.map((one) => [one.name, one.unit, ...one.values])));
  }
  if (data.problems.length) {
    const heads = [words.place, words.severity, words.what, words.fix].map((text) => ({ text }));
    section("problems", words.problems).querySelector(".wide").append(table(heads, data.problems));
  }
})();
