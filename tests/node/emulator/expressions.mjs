// Evaluates expressions by GitHub's own evaluator.
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { Expression } from "./documents.mjs";

const contexts = ["github", "env", "vars", "job", "jobs", "steps", "runner", "secrets", "strategy", "matrix", "needs", "inputs"];

/** The value of an expression. `status` says what success(), failure(), cancelled() and always() answer. */
export function evaluate(text, values, status = {}) {
  const functions = ["success", "failure", "cancelled", "always"].map(name => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(status[name] ?? name === "always"),
  }));
  const tree = new Parser(new Lexer(text).lex().tokens, contexts, functions).parse();
  const context = JSON.parse(JSON.stringify(values), data.reviver);
  const result = new Evaluator(tree, context, new Map(functions.map(known => [known.name, known]))).evaluate();
  return JSON.parse(JSON.stringify(result, data.replacer));
}

/** Whether a condition holds: an empty text, 0, null and false do not. */
export function holds(text, values, status) {
  return Boolean(evaluate(text, values, status));
}

/** A value with every expression in it evaluated. */
export function resolve(value, values, status) {
  if (value instanceof Expression) return evaluate(value.text, values, status);
  if (Array.isArray(value)) return value.map(item => resolve(item, values, status));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, values, status)]));
  }
  return value;
}

/** How a value looks as an input or a variable. */
export function text(value) {
  return value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
}
