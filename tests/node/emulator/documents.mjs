// Reads workflows and actions by GitHub's own parser, and turns its tokens into plain values with expressions in them.
import {
  convertWorkflowTemplate,
  isBasicExpression,
  isLiteral,
  isMapping,
  isSequence,
  NoOperationTraceWriter,
  parseWorkflow,
} from "@actions/workflow-parser";
import { convertActionTemplate, parseAction } from "@actions/workflow-parser/actions/index";

/** An expression that is yet to be evaluated. */
export class Expression {
  constructor(text) {
    this.text = text;
  }
}

/** A workflow: its raw members, and for each job the conditions as GitHub understands them. */
export async function readWorkflow(path, text) {
  const parsed = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
  refuse(path, parsed.context);
  const template = await convertWorkflowTemplate(parsed.context, parsed.value);
  refuse(path, parsed.context);
  const raw = plain(parsed.value);
  const jobs = new Map();
  for (const job of template.jobs) {
    const id = job.id.value;
    jobs.set(id, {
      ...raw.jobs[id],
      id,
      if: job.if.expression,
      needs: [raw.jobs[id].needs ?? []].flat(),
      steps: steps(raw.jobs[id].steps, job.steps),
    });
  }
  return { ...raw, jobs };
}

const actions = new Map();

/** A composite action: inputs, outputs and steps; every job has it, and it is parsed once. */
export function readAction(path, text) {
  if (!actions.has(text)) actions.set(text, parsedAction(path, text));
  return actions.get(text);
}

function parsedAction(path, text) {
  const parsed = parseAction({ name: path, content: text }, new NoOperationTraceWriter());
  refuse(path, parsed.context);
  const template = convertActionTemplate(parsed.context, parsed.value);
  refuse(path, parsed.context);
  const raw = plain(parsed.value);
  return { ...raw, steps: steps(raw.runs.steps, template.runs.steps) };
}

function steps(raw = [], converted = []) {
  return raw.map((step, i) => ({ ...step, if: converted[i].if.expression }));
}

function refuse(path, context) {
  const faults = context.errors.getErrors();
  if (faults.length > 0) throw new Error(`${path}: ${faults.map(fault => fault.message).join("; ")}`);
}

function plain(token) {
  if (isMapping(token)) {
    return Object.fromEntries(Array.from({ length: token.count }, (_, i) => entry(token.get(i))));
  }
  if (isSequence(token)) return Array.from({ length: token.count }, (_, i) => plain(token.get(i)));
  if (isBasicExpression(token)) return new Expression(token.expression);
  return isLiteral(token) ? token.value ?? null : token.toString();
}

function entry({ key, value }) {
  return [key.toString(), plain(value)];
}
