// Artifacts as folders, by the rules of upload-artifact 7 and download-artifact 8.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

export class Artifacts {
  /** @param runs folders of the artifacts of other runs, by the runs' ids. */
  constructor(folder, runs = {}) {
    this.folder = folder;
    this.runs = runs;
    mkdirSync(folder, { recursive: true });
  }

  names() {
    return readdirSync(this.folder).sort();
  }

  upload({ name, path, "if-no-files-found": missing = "warn" }) {
    if (!/^[^"':<>|*?\\/\r\n]+$/.test(name)) throw new Error(`The artifact name is not valid: ${name}`);
    if (this.names().some(known => known.toLowerCase() === name.toLowerCase())) {
      throw new Error(`Conflict: an artifact with this name already exists on the workflow run: ${name}`);
    }
    const target = join(this.folder, name);
    if (!existsSync(path) || visible(path).length === 0) {
      if (missing === "error") throw new Error(`No files were found with the provided path: ${path}`);
      return;
    }
    mkdirSync(target);
    if (statSync(path).isFile()) cpSync(path, join(target, basename(path)));
    else for (const file of visible(path)) copy(path, target, file);
  }

  download({ name, pattern, path, "merge-multiple": merge = "false", "run-id": run }) {
    if (run) {
      if (!this.runs[run]) throw new Error(`There is no run ${run}.`);
      new Artifacts(this.runs[run]).download({ name, pattern, path, "merge-multiple": merge });
      return;
    }
    mkdirSync(path, { recursive: true });
    if (name) {
      if (!this.names().includes(name)) throw new Error(`Artifact not found for name: ${name}`);
      cpSync(join(this.folder, name), path, { recursive: true });
      return;
    }
    const found = this.names().filter(known => matches(known, pattern));
    for (const known of found) {
      // One match lands straight in the folder, several in a folder each.
      const target = merge === "true" || found.length === 1 ? path : join(path, known);
      cpSync(join(this.folder, known), target, { recursive: true });
    }
  }

  remove(pattern) {
    const found = this.names().filter(known => matches(known, pattern));
    if (found.length === 0) throw new Error(`No artifact to delete: ${pattern}`);
    for (const known of found) rmSync(join(this.folder, known), { recursive: true });
  }
}

function matches(name, pattern = "*") {
  const form = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*");
  return new RegExp(`^${form}$`).test(name);
}

/** Files below a folder, without hidden ones. */
function visible(folder, below = "") {
  if (statSync(folder).isFile()) return [basename(folder)];
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap(item =>
    item.name.startsWith(".") ? [] : item.isDirectory() ? visible(folder, join(below, item.name)) : [join(below, item.name)],
  );
}

function copy(from, to, file) {
  const target = join(to, file);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(from, file), target);
}
