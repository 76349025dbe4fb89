// What a reader sees, measured in the page. Each function answers with a list of faults in words; empty is well.
(() => {
  const words = (e) => (e.textContent || e.className || e.tagName).trim().replace(/\s+/g, " ").slice(0, 60);
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);

  // Elements that stick out of the page on the right, unless they sit in a box that scrolls by itself.
  const scrolls = (e) => e && getComputedStyle(e).overflowX === "auto";
  const tooWide = () =>
    all("body *")
      .filter((e) => !e.closest(".vh, .skip, svg *") && !scrolls(e.parentElement?.closest(".scroll")))
      .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map(words);

  // Text in a figure that runs over other text of that figure, or out of it.
  const crowdedFigures = () =>
    all("figure svg").flatMap((svg) => {
      const frame = svg.getBoundingClientRect();
      const boxes = [...svg.querySelectorAll("text")].map((t) => [words(t), t.getBoundingClientRect()]);
      const slack = frame.width / 200;
      const out = boxes.filter(([, b]) => b.left < frame.left - slack || b.right > frame.right + slack || b.top < frame.top - slack || b.bottom > frame.bottom + slack);
      const over = boxes.flatMap(([one, a], k) =>
        boxes.slice(k + 1).filter(([, b]) =>
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 3)
          .map(([other]) => `"${one}" over "${other}"`));
      const name = words(svg.querySelector("title"));
      return [...out.map(([one]) => `${name}: "${one}" leaves the picture`), ...over.map((one) => `${name}: ${one}`)];
    });

  const rgb = (colour) => colour.match(/[\d.]+/g).map(Number);
  const over = ([r, g, b, a = 1], under) => [r, g, b].map((c, k) => c * a + under[k] * (1 - a));
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [dim, bright] = [light(a), light(b)].sort((x, y) => x - y);
    return (bright + 0.05) / (dim + 0.05);
  };
  const paper = (e) => (e ? over(rgb(getComputedStyle(e).backgroundColor), e.parentElement ? paper(e.parentElement) : [255, 255, 255]) : [255, 255, 255]);

  // The colour behind words in a figure: the boxes of the figure drawn before them, over the page.
  const behind = (text) => {
    const at = text.getBoundingClientRect();
    const [x, y] = [(at.left + at.right) / 2, (at.top + at.bottom) / 2];
    return [...text.ownerSVGElement.querySelectorAll("rect")].reduce((ground, box) => {
      const b = box.getBoundingClientRect();
      const style = getComputedStyle(box);
      const under = box.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (!under || style.fill === "none" || b.left > x || b.right < x || b.top > y || b.bottom < y) return ground;
      return over([...rgb(style.fill).slice(0, 3), Number(style.fillOpacity)], ground);
    }, paper(text.closest("figure")));
  };
  const written = (e) => [...e.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());

  // Words that can hardly be read on what they stand on.
  const faint = (least) =>
    all("body *").filter((e) => written(e) && !e.closest("title, desc, .vh, .skip")).flatMap((e) => {
      const drawn = e instanceof SVGElement;
      const ground = drawn ? behind(e) : paper(e);
      const style = getComputedStyle(e);
      const ratio = contrast(over(rgb(drawn ? style.fill : style.color), ground), ground);
      return ratio < least ? [`"${words(e)}" ${ratio.toFixed(2)}`] : [];
    });

  // Words in figures smaller than this many pixels.
  const smallFigures = (least) =>
    all("figure svg text").flatMap((text) => {
      const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
      return size < least ? [`"${words(text)}" ${size.toFixed(1)} px`] : [];
    });

  // Words cut off by their own box.
  const cut = () =>
    all("p, li, dd, dt, td, th, h1, h2, h3, h4, summary, a, label, span")
      .filter((e) => !e.closest(".vh") && getComputedStyle(e).overflow !== "visible" && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
      .map(words);

  // What stays folded away.
  const closed = () =>
    [...document.querySelectorAll("details > :not(summary)")]
      .filter((e) => !e.closest(".clinician, nav") && !shown(e))
      .map(words);

  const open = () => document.querySelectorAll("details").forEach((one) => (one.open = true));
  const layer = () => { const box = document.getElementById("clinician-layer"); if (!box.checked) box.click(); };

  // Where the focus is: what it is, whether it can be seen, and how far down the page its part begins.
  const focus = () => {
    const e = document.activeElement;
    if (e === document.body) return null;
    const ring = e.matches("input") ? e.nextElementSibling : e;
    const style = getComputedStyle(ring);
    const part = e.closest("section, nav, header, .layer, .skip") || e;
    const box = ring.getBoundingClientRect();
    return {
      what: `${e.tagName} ${words(e)}`,
      seen: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || e.matches(".skip")) && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
      part: e.matches(".skip") ? 0 : Math.round(part.getBoundingClientRect().top + scrollY),
      side: Boolean(e.closest("nav")),
    };
  };
  const stops = () => all("a[href], summary, input, [tabindex='0']").length;

  window.looks = { tooWide, crowdedFigures, faint, smallFigures, cut, closed, open, layer, focus, stops };
})();
