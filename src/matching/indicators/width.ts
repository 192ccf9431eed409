/** Full-width and look-alike characters, each replaced by one UTF-16 unit, so that spans hold in the original. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '\u3000': ' ',
  '\u00A0': ' ',
  '～': '~',
  '〜': '~',
  '∼': '~',
  '–': '-',
  '—': '-',
  '−': '-',
  '‑': '-',
  '‐': '-',
  '﹣': '-',
  '✕': '×',
  '✖': '×',
  '╳': '×',
  '≧': '≥',
  '⩾': '≥',
  '≦': '≤',
  '⩽': '≤',
  '﹤': '<',
  '﹥': '>',
  µ: 'μ',
  '\u2126': 'Ω',
  '﹪': '%',
  '∕': '/',
  '⁄': '/',
  '˚': '°',
};

/** Same length as `text`. */
export function foldWidth(text: string): string {
  return text.replace(
    /[\uFF01-\uFF5D\u3000\u00A0～〜∼–—−‑‐﹣✕✖╳≧⩾≦⩽﹤﹥µ\u2126﹪∕⁄˚]/gu,
    (char) => LOOK_ALIKES[char] ?? String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  );
}
