/* The preview: marks the words that findings are about, goes from one to the next, and keeps the place of
   the reader when the page is loaded again after a save. Runs again after instant navigation. */
(() => {
  "use strict";
  if (window.profilingScopePreview) return;
  window.profilingScopePreview = true;

  const OURS = ".ps-finding, .ps-summary";
  const NO_TEXT = `${OURS}, .headerlink, .footnote-ref, script, style`; // that the source does not have
  const NO_PROSE = "aside, div, figure, p, pre, table";
  const FIELD = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]"; // tabs and palettes are radios
  const STORED = "profiling-scope-preview";
  const WORD = /[\p{L}\p{N}\p{M}]+/gu; // accents may be characters of their own
  let summary = null;
  let asides = [];
  let current = null;

  /* Words */

  const words = (text) => [...text.matchAll(WORD)]
    .map((found) => ({ word: found[0].normalize(), start: found.index, end: found.index + found[0].length }));

  /* Returns the words of an element, each with the text node that it is in; a node may end within one. */
  const wordsOf = (...elements) => {
    const accept = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return node.matches(NO_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    };
    const nodes = [];
    let text = "";
    const take = (node) => {
      nodes.push({ node, start: text.length });
      text += node.data;
    };
    for (const element of elements) {
      if (element.nodeType === Node.TEXT_NODE) take(element);
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, accept);
      while (walker.nextNode()) take(walker.currentNode);
    }
    return { text, nodes, words: words(text) };
  };

  /* Returns an element, or in place of an empty paragraph what stands between it and its aside: of a paragraph
     that has code in it, as text right below a fence has, the browser leaves no more. */
  const partsOf = (element, aside) => {
    if (element.tagName !== "P" || element.textContent.trim()) return [element];
    const parts = [];
    for (let node = element.nextSibling; node && node !== aside; node = node.nextSibling) {
      if (!node.matches?.(NO_PROSE)) parts.push(node);
    }
    return parts;
  };

  const place = (nodes, offset) => {
    const found = nodes.findLast((each) => each.start <= offset);
    return [found.node, Math.min(offset - found.start, found.node.length)];
  };

  /* Returns the range of the words of a finding in its element, if they are there as the source has them. */
  const rangeOf = (aside, element) => {
    const wanted = words(aside.dataset.psWords).map((each) => each.word);
    const found = wordsOf(...partsOf(element, aside));
    if (!wanted.length) return null;
    const starts = found.words.map((_, i) => i)
      .filter((i) => wanted.every((word, j) => found.words[i + j]?.word === word));
    const first = starts[Number(aside.dataset.psEarlier)] ?? starts[0];
    if (first === undefined) return null;
    const last = found.words[first + wanted.length - 1];
    let { end } = last;
    const closing = aside.dataset.psWords.match(/[^\p{L}\p{N}\p{M}]*$/u)[0];
    for (const sign of closing) if (found.text[end] === sign) end += 1;
    const range = new Range();
    range.setStart(...place(found.nodes, found.words[first].start));
    range.setEnd(...place(found.nodes.filter((each) => each.start < end), end));
    return range;
  };

  const lines = (text) => text.split("-").map(Number);

  /* Returns the ranges of the blocks of a section that a finding stands for, its heading left out. */
  const sectionOf = (aside, element) => {
    const [, end] = lines(aside.dataset.psRange);
    const [, heading] = lines(element.dataset.psLines);
    if (end <= heading) return [];
    return [...summary.parentElement.querySelectorAll("[data-ps-lines]")]
      .filter((block) => { const [from, to] = lines(block.dataset.psLines); return from > heading && to <= end; })
      .flatMap((block) => wordsOf(block).nodes)
      .map(({ node }) => { const range = new Range(); range.selectNodeContents(node); return range; });
  };

  const elementOf = (aside) => summary.parentElement
    .querySelector(`[data-ps-notes~="${CSS.escape(aside.dataset.psNote)}"]`);

  const highlight = () => {
    if (!window.Highlight || !CSS.highlights) return; // the style sheet marks the blocks
    const found = { "ps-section": [], "ps-info": [], "ps-warning": [], "ps-error": [] };
    for (const aside of asides) {
      const element = elementOf(aside);
      if (!element) continue;
      const range = rangeOf(aside, element);
      if (range) { found[`ps-${aside.dataset.psSeverity}`].push(range); element.dataset.psShown = ""; }
      found["ps-section"].push(...sectionOf(aside, element));
    }
    Object.entries(found).forEach(([name, ranges], i) => {
      const made = new Highlight(...ranges);
      made.priority = i;
      CSS.highlights.set(name, made);
    });
  };

  /* From one to the next */

  const reveal = (element) => {
    for (let node = element; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
      if (!node.classList.contains("tabbed-block")) continue;
      const set = node.closest(".tabbed-set");
      set.querySelectorAll(":scope > input")[[...node.parentElement.children].indexOf(node)]?.click();
    }
  };

  const choose = (aside) => {
    asides.forEach((other) => other.removeAttribute("aria-current"));
    current = aside;
    aside.setAttribute("aria-current", "true");
    summary.querySelector(".ps-at").textContent = `${asides.indexOf(aside) + 1} / ${asides.length}`;
  };

  const goTo = (aside) => {
    choose(aside);
    reveal(aside);
    reveal(elementOf(aside)); // raw HTML is left as it is, and its aside stands behind it
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    aside.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    aside.focus({ preventScroll: true });
  };

  const step = (by) => {
    if (!asides.length) return;
    let next = asides.indexOf(current) + by;
    if (!current) { // from where the reader is
      const below = asides.findIndex((aside) => aside.getBoundingClientRect().top >= 0);
      next = by > 0 ? (below < 0 ? 0 : below) : (below < 0 ? asides.length : below) - 1;
    }
    goTo(asides.at(next % asides.length));
  };

  addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !summary?.isConnected) return;
    if (event.target.closest?.(FIELD)) return;
    event.preventDefault();
    step(by);
  });

  /* The place of the reader */

  const blocks = () => [...summary.parentElement.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li, pre, table, dt, dd")]
    .filter((block) => !block.closest(OURS));
  const textOf = (block) => wordsOf(block).text.trim().slice(0, 200);

  const remember = () => {
    if (!summary?.isConnected) return;
    const all = blocks();
    const seen = [];
    all.forEach((block, index) => {
      const { top, bottom, height } = block.getBoundingClientRect();
      if (height && bottom > 0 && top < innerHeight && seen.length < 20) seen.push({ text: textOf(block), index, top });
    });
    const state = { page: location.pathname, seen, key: current?.dataset.psKey, focused: document.activeElement === current };
    try { sessionStorage.setItem(STORED, JSON.stringify(state)); } catch { /* no storage, no memory */ }
  };

  /* Scrolls to where the first block is that was on the screen and is still on the page. */
  const restorePosition = (seen) => {
    const all = blocks().map((block, index) => ({ block, index, text: textOf(block) }));
    for (const was of seen) {
      const same = all.filter(({ text }) => text && text === was.text);
      if (!same.length) continue;
      same.sort((a, b) => Math.abs(a.index - was.index) - Math.abs(b.index - was.index));
      scrollBy({ top: same[0].block.getBoundingClientRect().top - was.top, behavior: "instant" });
      return;
    }
  };

  const restore = () => {
    let state = null;
    try { state = JSON.parse(sessionStorage.getItem(STORED)); sessionStorage.removeItem(STORED); } catch { return; }
    const [navigation] = performance.getEntriesByType("navigation");
    if (state?.page !== location.pathname || navigation?.type !== "reload") return;
    const aside = asides.find((each) => each.dataset.psKey === state.key);
    if (aside) { choose(aside); reveal(aside); }
    if (aside && state.focused) aside.focus({ preventScroll: true });
    // The browser would go by the height of what is above, which may have changed.
    const before = history.scrollRestoration;
    history.scrollRestoration = "manual";
    const again = () => {
      restorePosition(state.seen);
      history.scrollRestoration = before;
    };
    restorePosition(state.seen);
    if (document.readyState === "complete") again();
    else addEventListener("load", () => requestAnimationFrame(again), { once: true });
  };

  addEventListener("pagehide", remember);

  /* Start */

  const start = () => {
    const found = document.querySelector(".ps-summary");
    if (found && found === summary) return;
    const first = summary === null;
    summary = found;
    current = null;
    asides = found ? [...found.parentElement.querySelectorAll(".ps-finding[data-ps-note]")] : [];
    if (window.Highlight && CSS.highlights) CSS.highlights.forEach((_, name) => name.startsWith("ps-") && CSS.highlights.delete(name));
    if (!found) return;
    found.querySelectorAll("[data-ps-step]").forEach((button) => {
      button.addEventListener("click", () => step(Number(button.dataset.psStep)));
      button.parentElement.hidden = false;
    });
    highlight();
    if (first) restore();
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  const listen = () => window.document$?.subscribe(start);
  if (window.document$) listen();
  else addEventListener("DOMContentLoaded", listen);
})();
