// Renders Markdown as GitHub's flavour has it and prints the table rows, a JSON array of their cells' HTML a row:
//   node --import ./loader.mjs render.mjs FILE
import { readFileSync } from "node:fs";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

const html = micromark(readFileSync(process.argv[2], "utf8"), {
  allowDangerousHtml: true,
  extensions: [gfm()],
  htmlExtensions: [gfmHtml()],
});
for (const row of html.split("<tr>").slice(1)) {
  console.log(JSON.stringify([...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(cell => cell[1])));
}
