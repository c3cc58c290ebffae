// The files by which steps talk to the runner, read as the runner reads them.
import { readFileSync } from "node:fs";

/** `name=value` and `name<<DELIMITER` entries of GITHUB_OUTPUT and GITHUB_ENV. */
export function readEntries(path) {
  const entries = {};
  const lines = readFileSync(path, "utf8").split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === "") continue;
    const equals = line.indexOf("=");
    const heredoc = line.indexOf("<<");
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      entries[line.slice(0, equals)] = line.slice(equals + 1);
    } else if (heredoc >= 0) {
      const end = lines.indexOf(line.slice(heredoc + 2), i + 1);
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${line.slice(heredoc + 2)}'`);
      entries[line.slice(0, heredoc)] = lines.slice(i + 1, end).join("\n");
      i = end;
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return entries;
}

/** The log commands that the runner would carry out in what a step printed. */
export function readCommands(log) {
  const commands = [];
  let stopped = null;
  for (const line of log.split(/\r\n|\r|\n/)) {
    if (stopped !== null) {
      if (line.trim() === `::${stopped}::`) stopped = null;
      continue;
    }
    const found = /^\s*::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/.exec(line) ?? /##\[([\w-]+)(?: ([^\]]*))?\](.*)/.exec(line);
    if (!found) continue;
    if (found[1] === "stop-commands") stopped = found[3];
    else commands.push({ command: found[1], properties: found[2] ?? "", message: found[3] });
  }
  return commands;
}
