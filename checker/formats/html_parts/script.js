"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);
  const shown = by("shown");
  const fields = { severity: by("by-severity"), owner: by("by-owner"), rule: by("by-rule"), standard: by("by-standard") };
  const page = by("by-page");
  const fresh = by("only-new");
  for (const one of all("[data-script]")) one.hidden = false;

  // Read once, on the first use: a filter then counts without looking at the page.
  let sections;
  const read = () => {
    sections ??= all(".fixes").map((element) => ({
      element,
      causes: all(".cause", element).map((cause) => ({
        element: cause,
        data: { ...cause.dataset, standards: cause.dataset.standards.split(" ") },
        places: all("li[data-p]", cause).map((place) => ({ page: place.dataset.p, fresh: "n" in place.dataset })),
      })),
    }));
    return sections;
  };
  const number = (value) => value.toLocaleString("en-US");
  const hide = (element, hidden) => {
    if (element.hidden !== hidden) element.hidden = hidden;
  };
  const asked = (cause) =>
    ["severity", "owner", "rule"].every((key) => !fields[key].value || cause.data[key] === fields[key].value) &&
    (!fields.standard.value || cause.data.standards.includes(fields.standard.value));

  // Two rules of the style sheet hide the places: thousands of attributes would take the browser longer.
  const sheet = document.styleSheets[0];
  const hides = () => {
    const at = sheet.insertRule("li[data-p].none {}", sheet.cssRules.length);
    return (selector) => {
      sheet.deleteRule(at);
      sheet.insertRule(`${selector || "li[data-p].none"} { display: none }`, at);
    };
  };
  const hideOtherPages = hides();
  const hideKnown = hides();

  const openRest = (cause) => {
    const rest = cause.querySelector(".rest");
    if (rest && ((page && page.value) || (fresh && fresh.checked))) rest.open = true;
  };
  for (const cause of all(".cause")) cause.addEventListener("toggle", () => cause.open && openRest(cause));

  const filter = () => {
    const onPage = page ? page.value : "";
    const onlyFresh = fresh ? fresh.checked : false;
    hideOtherPages(onPage && `li[data-p]:not([data-p="${Number(onPage)}"])`);
    hideKnown(onlyFresh && "li[data-p]:not([data-n])");
    let findings = 0;
    let total = 0;
    let causes = 0;
    for (const section of read()) {
      let left = 0;
      for (const cause of section.causes) {
        total += cause.places.length;
        let matching = 0;
        if (asked(cause)) {
          for (const place of cause.places) matching += (!onPage || place.page === onPage) && (!onlyFresh || place.fresh);
          if (cause.element.open) openRest(cause.element);
        }
        hide(cause.element, !matching);
        left += matching;
        causes += matching ? 1 : 0;
      }
      hide(section.element, !left);
      findings += left;
    }
    shown.textContent = findings === total ? `All ${number(total)} findings are shown.` : `${number(findings)} of ${number(total)} findings are shown, of ${number(causes)} ${causes === 1 ? "cause" : "causes"}.`;
  };

  const selects = [...Object.values(fields), page, fresh].filter(Boolean);
  for (const one of selects) one.addEventListener("change", filter);
  const clear = () => {
    for (const one of selects) {
      one.value = one === fresh ? one.value : "";
      if (one === fresh) one.checked = false;
    }
    filter();
  };

  const reveal = () => {
    const target = by(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let one = target.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  const copy = async (button) => {
    const text = by(button.dataset.copy);
    let told = "Copied.";
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      getSelection().selectAllChildren(text);
      told = "The text is selected: copy it with Ctrl+C, or Command+C on a Mac.";
    }
    by("copied").textContent = told;
  };

  document.addEventListener("click", (event) => {
    const one = event.target.closest("button, a[data-page]");
    if (!one) return;
    if (one.id === "clear") clear();
    else if (one.dataset.copy) copy(one);
    else if (one.dataset.open) for (const cause of all(".cause:not([hidden])")) cause.open = one.dataset.open === "true";
    else if (one.dataset.page && page) {
      page.value = one.dataset.page;
      filter();
    }
  });

  // On paper nothing can be opened: what is wrong is printed open, and closed again afterwards.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all(".cause:not([open])");
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
})();
