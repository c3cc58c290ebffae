// Takes the operations that the tool uses, and all they refer to, out of GitHub's published description of its REST interface:
//   npm install --no-save @octokit/openapi@VERSION && node rest/extract.mjs VERSION
// The package holds 385 MB; what is used of it is kept here as github.json, as it was published.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const version = process.argv[2];
const published = join(here, '..', 'node_modules', '@octokit', 'openapi', 'generated', 'api.github.com.json');
const used = {
  '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts': ['get'],
  '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}': ['get'],
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches': ['post'],
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs': ['get'],
};

const whole = JSON.parse(readFileSync(published, 'utf8'));
const part = { openapi: whole.openapi, info: whole.info, servers: whole.servers, paths: {}, components: {} };
part.info = { ...whole.info, 'x-source': `@octokit/openapi ${version}, generated/api.github.com.json` };
for (const [path, methods] of Object.entries(used)) {
  part.paths[path] = {};
  for (const method of methods) part.paths[path][method] = take(whole.paths[path][method]);
}

writeFileSync(join(here, 'github.json'), `${JSON.stringify(part, null, 1)}\n`);

/** A part of the description; what it refers to is taken along. */
function take(node) {
  if (Array.isArray(node)) return node.map(take);
  if (node === null || typeof node !== 'object') return node;
  if (typeof node.$ref === 'string') refer(node.$ref);
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, take(value)]));
}

function refer(reference) {
  const [, root, kind, name] = reference.split('/');
  part[root][kind] ??= {};
  if (name in part[root][kind]) return;
  part[root][kind][name] = null; // Held against circles.
  part[root][kind][name] = take(whole[root][kind][name]);
}
