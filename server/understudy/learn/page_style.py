"""The report's style. In VS Code its theme's variables win, elsewhere the system's light, dark or high contrast."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1f2328; --soft: #57606a; --line: #d0d7de; --bar: #2563a8; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181d; --ink: #e6e8eb; --soft: #a8b0ba; --line: #3d444d; --bar: #6aa9f0; }
}
@media (prefers-contrast: more) {
  :root { --paper: #ffffff; --ink: #000000; --soft: #000000; --line: #000000; --bar: #0b3d75; }
}
@media (prefers-contrast: more) and (prefers-color-scheme: dark) {
  :root { --paper: #000000; --ink: #ffffff; --soft: #ffffff; --line: #ffffff; --bar: #9cc9ff; }
}
body {
  margin: 0 auto; padding: 0 1.25rem 2rem; max-width: 62rem; line-height: 1.5;
  background: var(--vscode-editor-background, var(--paper)); color: var(--vscode-foreground, var(--ink));
  font-family: var(--vscode-font-family, system-ui, sans-serif); font-size: var(--vscode-font-size, 15px);
}
h1 { margin: 1.25rem 0 0.25rem; font-size: 1.5em; font-weight: 600; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.15em; font-weight: 600; }
code { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); color: inherit; background: none; }
.soft, figcaption, footer { color: var(--vscode-descriptionForeground, var(--soft)); }
.big { font-size: 1.6em; font-weight: 600; line-height: 1.3; }
.nothing { max-width: 40rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 0.75rem; margin: 1rem 0; }
.tiles > div {
  padding: 0.75rem 1rem; border-radius: 4px;
  border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--line)));
}
dd { margin: 0; }
.words dt { margin-top: 0.75rem; font-weight: 600; }
.words dd { max-width: 46rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 0.4rem 0.75rem 0.4rem 0; text-align: left; vertical-align: top; font-weight: 400; }
thead th { font-weight: 600; }
tr { border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, var(--line))); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
details { margin: 0.75rem 0; }
summary { cursor: pointer; }
summary:focus-visible { outline: 2px solid var(--vscode-focusBorder, currentColor); outline-offset: 2px; }
figure { margin: 1rem 0; }
svg { display: block; width: 100%; max-width: 40rem; height: auto; }
svg text { font-size: 11px; fill: var(--vscode-descriptionForeground, var(--soft)); }
.grid { stroke: var(--vscode-panel-border, var(--line)); stroke-width: 1; }
.bar { fill: var(--vscode-charts-blue, var(--bar)); }
.whisker { stroke: var(--vscode-foreground, var(--ink)); stroke-width: 1.5; opacity: 0.8; }
@media (forced-colors: active) { .bar { fill: CanvasText; } .grid, .whisker { stroke: GrayText; } }
"""
