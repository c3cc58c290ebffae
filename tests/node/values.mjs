// Prints a workflow as JSON with every expression that needs no context evaluated: node --import ./loader.mjs values.mjs FILE
import { readFileSync } from "node:fs";
import { Expression, readWorkflow } from "./emulator/documents.mjs";
import { resolve } from "./emulator/expressions.mjs";

const workflow = await readWorkflow(process.argv[2], readFileSync(process.argv[2], "utf8"));
const value = { ...workflow, jobs: Object.fromEntries(workflow.jobs) };
console.log(JSON.stringify(value, (_, item) => (item instanceof Expression ? constant(item) : item)));

function constant(expression) {
  return /\b(github|needs|matrix|steps|secrets|inputs)\./.test(expression.text.replace(/'(?:[^']|'')*'/g, ""))
    ? `$(${expression.text})`
    : resolve(expression, {});
}
