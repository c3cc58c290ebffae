// An emulator of GitHub Actions for the tests of this repository: node --import ./loader.mjs emulator/main.mjs SCENARIO.json
//
// Workflows and actions are parsed, and expressions evaluated, by GitHub's own packages; steps run in a real bash; artifacts are
// folders. What stands between, the order of jobs, contexts, artifacts' layout and re-runs, is written after the documentation and
// the runner's source: it is no evidence for rules of the runner itself, only a real runner is.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Artifacts } from "./artifacts.mjs";
import { runWorkflow } from "./jobs.mjs";

const scenario = JSON.parse(readFileSync(process.argv[2], "utf8"));
const folder = scenario.folder;
mkdirSync(folder, { recursive: true });
const artifacts = new Artifacts(join(folder, "artifacts"), scenario.runs);
const attempt = scenario.attempt ?? 1;
const sha = "0123456789abcdef0123456789abcdef01234567";
const sweep = {
  folder: join(folder, `attempt-${attempt}`),
  artifacts,
  attempt,
  sha,
  repository: scenario.repository,
  repositoryName: scenario.repositoryName ?? "someone/models",
  repositories: scenario.repositories ?? {},
  actions: scenario.actions ?? {},
  workflows: scenario.workflows ?? {},
  environment: scenario.environment ?? {},
  masks: scenario.masks ?? [],
  toolPath: scenario.toolPath,
  parallel: scenario.parallel ?? 2,
  jobNumber: 0,
  cancelled: false,
  running: new Set(),
  github: {
    workflow: "sweep",
    ref: "refs/heads/main",
    sha,
    repository: scenario.repositoryName ?? "someone/models",
    run_id: "1",
    run_attempt: String(attempt),
    token: "emulated-token",
    event_name: "workflow_dispatch",
  },
  before: id => {
    for (const fault of scenario.faults ?? []) if (fault.before === id) artifacts.remove(fault.lose);
  },
};

// The run is cancelled as soon as a file is there, which an experiment makes.
const watch = scenario.cancelWhen && setInterval(() => existsSync(scenario.cancelWhen) && cancel(), 50);
function cancel() {
  clearInterval(watch);
  sweep.cancelled = true;
  for (const stop of sweep.running) stop();
}

const old = attempt > 1 ? JSON.parse(readFileSync(join(folder, `attempt-${attempt - 1}.json`), "utf8")).jobs : null;
const result = await runWorkflow(sweep, scenario.workflow, scenario.inputs ?? {}, scenario.secrets ?? {}, old, scenario.own ?? undefined);
clearInterval(watch);
const failed = Object.values(result.jobs).some(job => job.result === "failure");
writeFileSync(
  join(folder, `attempt-${attempt}.json`),
  JSON.stringify({ conclusion: sweep.cancelled ? "cancelled" : failed ? "failure" : "success", ...result, artifacts: artifacts.names() }, null, 1),
);
