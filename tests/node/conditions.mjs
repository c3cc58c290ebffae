// Lists and evaluates the conditions of workflows and actions, as GitHub's own parser and evaluator understand them:
//   node --import ./loader.mjs conditions.mjs FILE…               one JSON object a condition: path, job, step, if, needs, with
//   node --import ./loader.mjs conditions.mjs --evaluate CASES    true or false a case, of {if, values, state}
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { Expression, readAction, readWorkflow } from "./emulator/documents.mjs";
import { holds } from "./emulator/expressions.mjs";

const [first, ...rest] = process.argv.slice(2);
if (first === "--evaluate") {
  const cases = JSON.parse(readFileSync(rest[0], "utf8"));
  console.log(JSON.stringify(cases.map(({ if: condition, values, state }) => holds(condition, values, status(state)))));
} else {
  for (const path of [first, ...rest]) for (const found of await conditions(path)) console.log(JSON.stringify({ path, ...found }));
}

async function conditions(path) {
  const text = readFileSync(path, "utf8");
  if (basename(path) === "action.yml") return steps(null, readAction(path, text).steps);
  const found = [];
  for (const job of (await readWorkflow(path, text)).jobs.values()) {
    found.push({ job: job.id, if: job.if, needs: job.needs }, ...steps(job.id, job.steps));
  }
  return found;
}

/** Steps with a condition of their own; the others run while all goes well. */
function steps(job, list) {
  return list
    .filter(step => step.if !== "success()")
    .map(step => ({ job, step: step.uses?.split("@")[0] ?? step.id ?? "", if: step.if, path: source(step.with?.path) }));
}

function source(value) {
  return value instanceof Expression ? value.text : value;
}

function status(state) {
  return { success: state === "success", failure: state === "failure", cancelled: state === "cancelled" };
}
