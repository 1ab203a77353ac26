// How well a text can be read: WCAG's contrast ratio of its colour and what is painted behind it, 1 to 21.

/** locator: of the text's element, in a page or a frame. */
export async function contrastOf(locator) {
  await locator.waitFor();
  return locator.evaluate((element) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

    /** Red, green, blue 0..255 and alpha 0..1 of any CSS colour. */
    function parts(colour) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    }

    function over(front, back) {
      const alpha = front[3];
      return [0, 1, 2].map((n) => front[n] * alpha + back[n] * (1 - alpha));
    }

    function luminance(colour) {
      const [red, green, blue] = colour.map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    // a webview's page is transparent: what is behind it is the editor's background
    const root = getComputedStyle(document.documentElement);
    const editor = root.getPropertyValue("--vscode-editor-background").trim() || "white";
    const layers = [];
    for (let node = element; node; node = node.parentElement) {
      layers.push(parts(getComputedStyle(node).backgroundColor));
    }
    const back = layers.reduceRight((behind, layer) => over(layer, behind), parts(editor));
    const front = over(parts(getComputedStyle(element).color), back);
    const [light, dark] = [luminance(front), luminance(back)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  });
}
