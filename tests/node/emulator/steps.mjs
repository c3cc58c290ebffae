// Runs the steps of a job: `run` in a real bash, composite actions step by step, GitHub's own actions by stand-ins.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readAction } from "./documents.mjs";
import { holds, resolve, text } from "./expressions.mjs";
import { readCommands, readEntries } from "./files.mjs";

/** Runs steps one after another in one scope; answers with their outputs and whether all went well. */
export async function runSteps(job, steps, scope) {
  const known = {};
  let failed = false;
  for (const step of steps) {
    const values = { ...scope.values, steps: known, env: { ...job.environment, ...scope.environment } };
    const cancelled = isCancelled(job);
    const status = { success: !failed && !cancelled, failure: failed && !cancelled, cancelled };
    if (!holds(step.if, values, status)) {
      if (step.id) known[step.id] = { outputs: {}, outcome: "skipped", conclusion: "skipped" };
      continue;
    }
    const result = await runStep(job, step, scope, values, status);
    if (step.id) known[step.id] = { outputs: result.outputs, outcome: outcome(result), conclusion: outcome(result) };
    failed ||= !result.succeeded;
  }
  return { steps: known, succeeded: !failed };
}

async function runStep(job, step, scope, values, status) {
  const environment = { ...scope.environment, ...texts(resolve(step.env ?? {}, values, status)) };
  try {
    if (step.uses !== undefined) return await runAction(job, step, { ...scope, environment }, values, status);
    return await runScript(job, text(resolve(step.run, values, status)), { ...scope, environment });
  } catch (error) {
    job.log(`##emulator: ${error.message}\n`);
    return { outputs: {}, succeeded: false };
  }
}

async function runAction(job, step, scope, values, status) {
  const inputs = texts(resolve(step.with ?? {}, values, status));
  const name = step.uses.split("@")[0];
  const known = standIns[name];
  if (known) {
    known(job, inputs);
    return { outputs: {}, succeeded: true };
  }
  const folder = step.uses.startsWith("./") ? join(job.workspace, step.uses) : job.sweep.actions[step.uses];
  if (!folder) throw new Error(`There is no action '${step.uses}' here.`);
  return runComposite(job, folder, inputs, scope);
}

async function runComposite(job, folder, given, scope) {
  const action = readAction("action.yml", readFileSync(join(folder, "action.yml"), "utf8"));
  const unknown = Object.keys(given).filter(name => !(name in action.inputs));
  if (unknown.length > 0) throw new Error(`Unexpected input(s) ${unknown.join(", ")}`);
  const inputs = {};
  for (const [name, input] of Object.entries(action.inputs)) {
    inputs[name] = given[name] ?? text(resolve(input.default ?? "", scope.values));
  }
  const { github, runner, job: jobContext } = scope.values;
  const inner = {
    // Composite actions see neither secrets nor needs nor the matrix's neighbours.
    values: { github, runner, job: jobContext, inputs },
    environment: scope.environment,
    actionPath: folder,
  };
  const { steps, succeeded } = await runSteps(job, action.steps, inner);
  const outputs = {};
  for (const [name, output] of Object.entries(action.outputs ?? {})) {
    outputs[name] = text(resolve(output.value, { ...inner.values, steps }));
  }
  return { outputs, succeeded };
}

async function runScript(job, script, scope) {
  const folder = mkdtempSync(join(job.folder, "step-"));
  const file = name => {
    const path = join(folder, name);
    writeFileSync(path, "");
    return path;
  };
  const files = { GITHUB_OUTPUT: file("output"), GITHUB_ENV: file("env"), GITHUB_PATH: file("path"), GITHUB_STEP_SUMMARY: file("summary") };
  writeFileSync(join(folder, "script.sh"), script);
  const code = await bash(job, join(folder, "script.sh"), {
    ...job.sweep.environment,
    ...job.variables,
    ...job.environment,
    ...scope.environment,
    ...files,
    GITHUB_ACTION_PATH: scope.actionPath ?? "",
  });
  // As the runner does it: what the files say counts also when the step failed.
  const outputs = readEntries(files.GITHUB_OUTPUT);
  Object.assign(job.environment, readEntries(files.GITHUB_ENV));
  const summary = readFileSync(files.GITHUB_STEP_SUMMARY, "utf8");
  if (summary) job.summaries.push(Buffer.byteLength(summary) > 1 << 20 ? "(too large: GitHub shows nothing)" : summary);
  return { outputs, succeeded: code === 0 };
}

/** Whether the run was cancelled, unless the job's own condition lets it go on. */
export function isCancelled(job) {
  return job.sweep.cancelled && !job.goesOn;
}

function bash(job, script, environment) {
  return new Promise((done, failed) => {
    const child = spawn("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", script], {
      cwd: job.workspace,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const letGo = job.goesOn ? () => {} : obeyCancellation(job.sweep, child);
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", chunk => {
        printed += chunk;
        job.log(chunk);
      });
    }
    child.on("error", failed);
    child.on("close", code => {
      letGo();
      job.commands.push(...readCommands(printed));
      done(code);
    });
  });
}

/** Ends a step as the runner does when its run is cancelled: signals to its own process alone, then the end of all it started. */
function obeyCancellation(sweep, child) {
  const timers = [];
  const after = (seconds, action) => timers.push(setTimeout(action, seconds * 1000));
  const stop = () => {
    child.kill("SIGINT");
    after(7.5, () => child.kill("SIGTERM"));
    after(10, () => child.kill("SIGKILL"));
    child.on("exit", () => endGroup(child.pid));
  };
  sweep.running.add(stop);
  return () => {
    sweep.running.delete(stop);
    timers.forEach(clearTimeout);
  };
}

function endGroup(id) {
  try {
    process.kill(-id, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}

const standIns = {
  "actions/checkout": (job, inputs) => {
    const own = !inputs.repository || inputs.repository === job.sweep.repositoryName;
    const source = own ? job.sweep.repository : job.sweep.repositories[inputs.repository];
    if (!source) throw new Error(`There is no repository '${inputs.repository}' here.`);
    const target = join(job.workspace, inputs.path ?? "");
    mkdirSync(target, { recursive: true });
    for (const name of source.only ?? [""]) {
      const from = join(source.folder ?? source, name);
      if (existsSync(from)) cpSync(from, join(target, name), { recursive: true });
    }
  },
  "actions/setup-dotnet": () => {},
  "actions/upload-artifact": (job, inputs) => job.sweep.artifacts.upload(inputs),
  "actions/download-artifact": (job, inputs) => job.sweep.artifacts.download(inputs),
};

function texts(values) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, text(value)]));
}

function outcome(result) {
  return result.succeeded ? "success" : "failure";
}
