// Every element with words of its own, with the contrast of its colour to what is painted behind it (WCAG 2.2).
() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const brush = canvas.getContext("2d", { willReadFrequently: true });

  const painted = (colours) => {
    brush.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
    }
    return [...brush.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };

  const light = (rgb) => {
    const linear = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };

  const ownWords = (node) => {
    const texts = [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE);
    return texts
      .map((child) => child.data.trim())
      .join(" ")
      .trim();
  };

  const found = [];
  for (const node of document.querySelectorAll("body *")) {
    const words = ownWords(node);
    if (!words || !node.checkVisibility({ checkVisibilityCSS: true })) continue;
    if (node.closest(":disabled, .unseen, .avatar, noscript")) continue;
    const layers = [];
    for (let at = node; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
    const style = getComputedStyle(node);
    const [dark, bright] = [light(painted(layers)), light(painted([...layers, style.color]))].sort((a, b) => a - b);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (Number(style.fontWeight) >= 600 && size >= 18.66);
    found.push({ words: words.slice(0, 40), ratio: (bright + 0.05) / (dark + 0.05), large });
  }
  return found;
};
