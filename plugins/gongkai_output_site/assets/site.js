"use strict";

// Counts the days to the limit of each report that nobody has seen yet.
for (const time of document.querySelectorAll("time[data-limit]")) {
  const [year, month, day] = time.dateTime.split("-").map(Number);
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const days = Math.round((Date.UTC(year, month - 1, day) - today) / 86400000);
  const note = document.createElement("span");
  note.className = "days";
  note.textContent = days >= 0 ? `还有${days}天` : `已过${-days}天`;
  time.after(" ", note);
}

const search = document.getElementById("search");

if (search) {
  const words = document.getElementById("words");
  const found = document.getElementById("found");
  const results = document.getElementById("results");
  const further = document.getElementById("further");
  const scripts = search.dataset.scripts.split(" ");
  const groups = [];
  const step = 100;
  let loaded = 0;
  let loading = null;
  let wanted = step;
  let turn = 0;

  const plain = (text) => text.normalize("NFKC").toLowerCase();

  // Each script of titles calls this.
  globalThis.gongkai = (more) => {
    for (const group of more) {
      group.t = group.i.map(([title, day]) => plain(`${title}\n${group.a}\n${day}`));
      groups.push(group);
    }
  };

  // Whoever types while a script is on its way waits for that one.
  const load = () =>
    (loading ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = scripts[loaded++];
      script.onload = script.onerror = () => {
        loading = null;
        done();
      };
      document.head.append(script);
    }));

  const matches = (terms) => {
    const hits = [];
    for (const group of groups) {
      group.t.forEach((text, place) => {
        if (terms.every((term) => text.includes(term))) hits.push([group, group.i[place]]);
      });
    }
    return hits;
  };

  const line = ([group, [title, day, url]]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = url || group.p;
    link.rel = "noopener noreferrer";
    link.textContent = title;
    const about = document.createElement("span");
    about.className = "about";
    for (const [text, href] of [[day], [group.a], group.r ? ["年报"] : ["所在目录", group.p]]) {
      if (!text) continue;
      const part = document.createElement(href ? "a" : "span");
      if (href) part.href = href;
      part.textContent = text;
      about.append(part, " ");
    }
    item.append(link, about);
    return item;
  };

  const show = (hits, over) => {
    results.replaceChildren(...hits.slice(0, wanted).map(line));
    further.hidden = over && hits.length <= wanted;
    const shown = Math.min(hits.length, wanted);
    if (!shown) found.textContent = over ? "没有找到" : "正在查找";
    else found.textContent = further.hidden ? `找到${shown}条` : `已列出${shown}条，还有更多`;
  };

  // Searches what is loaded, and goes on loading until there is enough to show.
  const find = async () => {
    const mine = ++turn;
    const terms = plain(words.value).split(/\s+/).filter(Boolean);
    if (!terms.length) {
      results.replaceChildren();
      found.textContent = "";
      further.hidden = true;
      return;
    }
    let hits = matches(terms);
    while (hits.length <= wanted && (loading || loaded < scripts.length)) {
      show(hits, false);
      await load();
      if (mine !== turn) return;
      hits = matches(terms);
    }
    show(hits, loaded === scripts.length);
  };

  words.addEventListener("input", () => {
    wanted = step;
    find();
  });
  further.addEventListener("click", () => {
    const next = results.childElementCount;
    wanted += step;
    find().then(() => results.children[next]?.querySelector("a").focus());
  });

  search.hidden = false;
  words.value = new URLSearchParams(location.search).get("q") ?? "";
  find();
}
