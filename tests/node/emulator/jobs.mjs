// Runs the jobs of a workflow in the order of their needs: conditions, matrices, called workflows, re-runs of failed jobs.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readWorkflow } from "./documents.mjs";
import { evaluate, holds, resolve, text } from "./expressions.mjs";
import { isCancelled, runSteps } from "./steps.mjs";

/** Runs a workflow; `old` has the jobs of the attempt before, of which only failed ones and what depends on them run again. */
export async function runWorkflow(sweep, path, inputs, secrets, old, own = sweep.repositoryName) {
  const workflow = await readWorkflow(path, readFileSync(path, "utf8"));
  const run = { sweep, workflow, inputs: withDefaults(workflow, inputs), secrets, own, jobs: {}, old };
  for (const job of ordered(workflow.jobs)) {
    sweep.before(job.id);
    run.jobs[job.id] = keeps(run, job) ? old[job.id] : await runJob(run, job);
  }
  return { jobs: run.jobs, outputs: outputsOf(workflow, run.jobs) };
}

/** What of the attempt before stays as it was. */
function keeps(run, job) {
  return Boolean(run.old?.[job.id]) && !isFailed(run.old[job.id]) && ![...ancestors(run, job)].some(id => isFailed(run.old[id]));
}

function isFailed(record) {
  return record.legs?.some(leg => isBad(leg)) ?? isBad(record);
}

function isBad({ conclusion }) {
  return conclusion === "failure" || conclusion === "cancelled";
}

async function runJob(run, job) {
  const values = { ...contexts(run), needs: needsOf(run, job) };
  const all = [...ancestors(run, job)].map(id => run.jobs[id].result);
  const { cancelled } = run.sweep;
  const status = { success: !cancelled && all.every(r => r === "success"), failure: !cancelled && all.includes("failure"), cancelled };
  if (!holds(job.if, values, status)) return { result: "skipped", conclusion: "skipped", outputs: {} };
  if (job.uses) return runCalled(run, job, values, status);
  try {
    return await runLegs(run, job, values, status);
  } catch (error) {
    return { result: "failure", conclusion: "failure", outputs: {}, error: error.message };
  }
}

async function runCalled(run, job, values, status) {
  const path = run.sweep.workflows[job.uses] ?? join(run.sweep.repository.folder ?? run.sweep.repository, job.uses);
  // Where the tool is already, as on a prepared machine: the examples themselves would install the release.
  const inputs = { ...resolve(job.with ?? {}, values, status), "tool-path": run.sweep.toolPath };
  const secrets = job.secrets === "inherit" ? run.secrets : resolve(job.secrets ?? {}, values, status);
  const own = job.uses.startsWith("./") ? run.own : job.uses.split("/").slice(0, 2).join("/");
  const called = await runWorkflow(run.sweep, path, inputs, secrets, run.old?.[job.id]?.jobs, own);
  const inner = Object.values(called.jobs).map(one => one.result);
  const conclusion = ["cancelled", "failure"].find(bad => inner.includes(bad)) ?? "success";
  return { result: conclusion, conclusion, outputs: called.outputs, jobs: called.jobs };
}

async function runLegs(run, job, values, status) {
  const strategy = resolve(job.strategy ?? {}, values, status);
  const old = run.old?.[job.id]?.legs;
  const rows = strategy.matrix === undefined ? [null] : old?.map(leg => leg.matrix) ?? matrixRows(strategy.matrix);
  const legs = new Array(rows.length);
  let next = 0;
  const work = async () => {
    while (next < rows.length) {
      const i = next++;
      const again = !old || isFailed(old[i]) || [...ancestors(run, job)].some(id => isFailed(run.old[id]));
      if (run.sweep.cancelled && !goesOn(job, values)) legs[i] = { matrix: rows[i], conclusion: "cancelled", outputs: {} };
      else legs[i] = again ? await runLeg(run, job, values, status, rows[i]) : old[i];
    }
  };
  const most = Math.min(strategy["max-parallel"] ?? 256, run.sweep.parallel);
  await Promise.all(Array.from({ length: most }, work));
  const conclusion = ["cancelled", "failure"].find(bad => legs.some(leg => leg.conclusion === bad)) ?? "success";
  const tolerated = resolve(job["continue-on-error"] ?? false, values, status);
  const outputs = Object.assign({}, ...legs.map(leg => filled(leg.outputs)));
  return {
    result: conclusion === "failure" && tolerated ? "success" : conclusion,
    conclusion,
    outputs,
    ...(rows[0] === null ? pick(legs[0]) : { legs }),
  };
}

/** Whether a job's condition holds in a cancelled run as well. */
function goesOn(job, values) {
  return holds(job.if, values, { success: false, failure: false, cancelled: true });
}

async function runLeg(run, job, values, status, matrix) {
  const { sweep } = run;
  const number = ++sweep.jobNumber;
  const folder = join(sweep.folder, "jobs", String(number));
  const workspace = join(folder, "workspace");
  const temporary = join(folder, "temp");
  mkdirSync(workspace, { recursive: true });
  mkdirSync(temporary);
  let log = "";
  const scope = { ...values, matrix, runner: { temp: temporary, os: "Linux" }, job: { workflow_repository: run.own, workflow_sha: sweep.sha } };
  const state = {
    sweep,
    folder,
    workspace,
    goesOn: goesOn(job, values),
    commands: [],
    summaries: [],
    environment: {},
    log: chunk => (log += chunk),
    variables: variables(sweep, workspace, temporary, job.id),
  };
  const environment = Object.fromEntries(
    Object.entries(resolve(job.env ?? {}, scope, status)).map(([name, value]) => [name, text(value)]),
  );
  const { steps, succeeded } = await runSteps(state, job.steps, { values: scope, environment });
  const conclusion = isCancelled(state) ? "cancelled" : succeeded ? "success" : "failure";
  const outputs = {};
  for (const [name, value] of Object.entries(job.outputs ?? {})) {
    const output = text(resolve(value, { ...scope, steps }));
    // The runner drops a whole output in which it finds a secret.
    if (sweep.masks.some(mask => output.includes(mask))) log += `Skip output '${name}' since it may contain secret.\n`;
    else outputs[name] = output;
  }
  const name = job.name === undefined ? job.id : text(resolve(job.name, scope, status));
  return { name, matrix, conclusion, outputs, log, commands: state.commands, summary: state.summaries.join("\n") };
}

function matrixRows(matrix) {
  if (!Array.isArray(matrix?.include) || Object.keys(matrix).length !== 1) throw new Error("Only include-only matrices are emulated.");
  if (matrix.include.length === 0) throw new Error("Matrix must define at least one vector");
  if (matrix.include.length > 256) throw new Error("The strategy configuration generated more than 256 jobs");
  return matrix.include;
}

function contexts(run) {
  return { github: run.sweep.github, inputs: run.inputs, secrets: run.secrets, vars: {} };
}

function needsOf(run, job) {
  return Object.fromEntries(job.needs.map(id => [id, { result: run.jobs[id].result, outputs: run.jobs[id].outputs }]));
}

function* ancestors(run, job) {
  for (const id of job.needs) {
    yield id;
    yield* ancestors(run, run.workflow.jobs.get(id));
  }
}

function ordered(jobs) {
  const done = new Set();
  const result = [];
  const visit = job => {
    if (done.has(job.id)) return;
    done.add(job.id);
    job.needs.forEach(id => visit(jobs.get(id)));
    result.push(job);
  };
  jobs.forEach(visit);
  return result;
}

function withDefaults(workflow, given) {
  const inputs = {};
  const declared = workflow.on?.workflow_call?.inputs ?? {};
  const unknown = Object.keys(given).filter(name => !(name in declared));
  if (unknown.length > 0) throw new Error(`Invalid input, ${unknown.join(", ")} is not defined in the referenced workflow.`);
  for (const [name, input] of Object.entries(declared)) inputs[name] = given[name] ?? resolve(input.default ?? "", {});
  return inputs;
}

function outputsOf(workflow, jobs) {
  const declared = workflow.on?.workflow_call?.outputs ?? {};
  const records = Object.fromEntries(Object.entries(jobs).map(([id, { result, outputs }]) => [id, { result, outputs }]));
  return Object.fromEntries(Object.entries(declared).map(([name, output]) => [name, text(evaluate(output.value.text, { jobs: records }))]));
}

function variables(sweep, workspace, temporary, id) {
  return {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: workspace,
    GITHUB_JOB: id,
    GITHUB_REPOSITORY: sweep.repositoryName,
    GITHUB_RUN_ID: "1",
    GITHUB_RUN_ATTEMPT: String(sweep.attempt),
    GITHUB_SHA: sweep.sha,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_API_URL: "https://api.github.com",
    RUNNER_TEMP: temporary,
    RUNNER_OS: "Linux",
  };
}

function filled(outputs) {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== ""));
}

function pick({ name, log, commands, summary }) {
  return { name, log, commands, summary };
}
