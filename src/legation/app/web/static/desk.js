// The desk without this script is whole; with it, it is nicer: charts that zoom, marks that light up,
// a queue by keyboard, files that are dropped.
"use strict";

const lit = (ids, on) => {
  for (const id of ids) {
    document.getElementById("c-" + id)?.classList.toggle("lit", on);
  }
};

function marks() {
  const text = document.querySelector(".text");
  if (!text) return;
  let last = [];
  text.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    if (!mark) return;
    lit(last, false);
    last = mark.dataset.items.split(" ");
    lit(last, true);
  });
  document.querySelectorAll(".card").forEach((card) => {
    const id = card.id.slice(2);
    const own = () => text.querySelectorAll(`[data-items~="${CSS.escape(id)}"]`);
    card.addEventListener("mouseenter", () => own().forEach((m) => m.classList.add("lit")));
    card.addEventListener("mouseleave", () => own().forEach((m) => m.classList.remove("lit")));
  });
}

function keys() {
  if (!document.querySelector("[data-key]")) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const russian = { "ы": "s", "в": "d", "г": "u" }[key] || key;
    const button = document.querySelector(`[data-key="${CSS.escape(russian)}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
}

function dropping() {
  const form = document.getElementById("drop");
  if (!form) return;
  const section = form.closest("section");
  const input = form.querySelector("input[type=file]");
  for (const name of ["dragover", "drop", "dragleave"]) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      section.classList.toggle("over", name === "dragover");
      if (name === "drop") {
        input.files = event.dataTransfer.files;
        form.requestSubmit();
      }
    });
  }
}

function script(source) {
  return new Promise((done, failed) => {
    const tag = document.createElement("script");
    tag.src = source;
    tag.onload = done;
    tag.onerror = failed;
    document.head.append(tag);
  });
}

async function draw(figure) {
  try {
    if (!window.legationDraw) await (window.legationLibrary ??= script("/static/charts.js"));
    const answer = await fetch(figure.dataset.chart, { headers: { accept: "application/json" } });
    if (!answer.ok || figure.classList.contains("drawn")) return;
    const place = document.createElement("div");
    place.className = "vega";
    figure.classList.add("drawn");
    figure.append(place);
    await window.legationDraw(place, await answer.json(), {
      actions: false, ast: true, defaultStyle: false, renderer: "canvas", tooltip: { disableDefaultStyle: true },
      loader: { target: "_self" },
    });
  } catch (error) {
    figure.classList.remove("drawn");
    figure.querySelector(".vega")?.remove();
    console.warn("The chart stays as it was drawn with the page:", error);
  }
}

function charts() {
  const waiting = new IntersectionObserver((seen) => {
    for (const one of seen) {
      if (!one.isIntersecting) continue;
      waiting.unobserve(one.target);
      draw(one.target);
    }
  });
  document.querySelectorAll("[data-chart]").forEach((figure) => {
    if (figure.querySelector("svg")) waiting.observe(figure);
  });
}

marks();
keys();
dropping();
charts();
