/** What every view of ours begins with: a page that may load our styles and our script, and nothing else. Pure. */

export interface Page {
  cspSource: string;
  nonce: string;
  styleUris: string[];
  scriptUri: string;
  language: string;
}

/** title: plain text. body: HTML. */
export function viewHtml(page: Page, title: string, body: string): string {
  const csp = `default-src 'none'; style-src ${page.cspSource}; script-src 'nonce-${page.nonce}';`;
  return `<!DOCTYPE html>
<html lang="${attribute(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(csp)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${page.styleUris.map((uri) => `<link rel="stylesheet" href="${attribute(uri)}">`).join("\n")}
</head>
<body>
${body}
<script nonce="${page.nonce}" src="${attribute(page.scriptUri)}"></script>
</body>
</html>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function attribute(text: string): string {
  return escapeHtml(text).replaceAll('"', "&quot;");
}
