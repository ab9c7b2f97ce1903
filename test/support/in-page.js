// Runs in the page that is judged, as an expression: what a browser alone can tell. No page of ours runs a script.
(() => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const rectangle = (element) => element.getBoundingClientRect();
  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const inside = (inner, outer, slack = 1) =>
    inner.left >= outer.left - slack &&
    inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack &&
    inner.bottom <= outer.bottom + slack;

  /** Texts of drawings that leave the drawing or their box, or run into each other. */
  function drawingFaults() {
    return [...document.querySelectorAll('svg.drawing')].filter(shown).flatMap((drawing) => {
      const frame = rectangle(drawing);
      const texts = [...drawing.querySelectorAll('text')].map((text) => ({
        words: text.textContent,
        at: rectangle(text),
      }));
      const boxes = [...drawing.querySelectorAll('rect.box')].map(rectangle);
      return texts.flatMap(({ words, at }, index) => {
        const box = boxes.find((each) => meet(each, at));
        return [
          ...(inside(at, frame) ? [] : [`${drawing.id}: «${words}» leaves the drawing`]),
          ...(box === undefined || inside(at, box) ? [] : [`${drawing.id}: «${words}» leaves its box`]),
          ...texts
            .slice(index + 1)
            .filter((other) => meet(at, other.at))
            .map((other) => `${drawing.id}: «${words}» runs into «${other.words}»`),
        ];
      });
    });
  }

  /** What is wider than the screen, and words that are cut off. */
  function layoutFaults() {
    const { scrollWidth, clientWidth } = document.documentElement;
    const cut = [...document.querySelectorAll('main *, header *, footer *')].filter(
      (element) =>
        shown(element) &&
        !element.closest('svg, .table, .hidden') &&
        element.scrollWidth > element.clientWidth + 1 &&
        getComputedStyle(element).display !== 'inline',
    );
    return [
      ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide on ${clientWidth}`] : []),
      ...cut.map(
        (element) =>
          `<${element.localName} class="${element.className}"> does not hold «${element.textContent.trim().slice(0, 60)}»`,
      ),
    ];
  }

  /** What has the focus, and whether that is to be seen. */
  function focused() {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { top, bottom, left, right, width, height } = rectangle(element);
    const name =
      element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent;
    return {
      element: element.localName,
      name: name.trim().replace(/\s+/g, ' ').slice(0, 60),
      order: [...document.querySelectorAll('*')].indexOf(element),
      visible:
        outlineStyle !== 'none' &&
        Number.parseFloat(outlineWidth) >= 2 &&
        width > 0 &&
        height > 0 &&
        bottom > 0 &&
        top < innerHeight &&
        right > 0 &&
        left < innerWidth,
    };
  }

  /** How many elements the tab key should reach. */
  function focusable() {
    const candidates = document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]');
    return [...candidates].filter(shown).length;
  }

  return { drawingFaults, layoutFaults, focused, focusable };
})();
