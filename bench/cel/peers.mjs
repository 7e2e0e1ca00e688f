// The table of expressions.jsonl in this program and in two npm packages, in one run: parsed once on all sides, the
// median of many short runs, answers compared. Usage: node peers.mjs CEL_BENCH
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { evaluate as celJs, parse as celJsParse } from "cel-js";
import { parse as marcbachmann } from "@marcbachmann/cel-js";

const table = fileURLToPath(new URL("expressions.jsonl", import.meta.url));
const goals = { "cel-js": 20, "@marcbachmann/cel-js": 5 };

/** A binding as the package takes it: whole numbers are BigInt where it has them. */
function plain({ value, type }, whole) {
  switch (type) {
    case "int": return whole(value);
    case "list": return value.map((item) => plain(item, whole));
    case "map": return Object.fromEntries(value.map(([key, item]) => [plain(key, whole), plain(item, whole)]));
    default: return value;
  }
}

function median(call) {
  let rounds = 1000;
  const run = () => {
    const start = process.hrtime.bigint();
    for (let i = 0; i < rounds; i++) call();
    return Number(process.hrtime.bigint() - start) / rounds;
  };
  for (let i = 0; i < 20; i++) run(); // let the compiler settle
  rounds = Math.max(200, Math.round(2e6 / run()));
  return Array.from({ length: 101 }, run).sort((a, b) => a - b)[50];
}

const packages = {
  "cel-js": ({ expr, bindings }) => {
    const context = plain({ value: Object.entries(bindings).map(([k, v]) => [{ value: k, type: "string" }, v]), type: "map" }, Number);
    const parsed = celJsParse(expr);
    if (!parsed.isSuccess) throw new Error(parsed.errors.join("; "));
    return () => celJs(parsed.cst, context);
  },
  "@marcbachmann/cel-js": ({ expr, bindings }) => {
    const context = plain({ value: Object.entries(bindings).map(([k, v]) => [{ value: k, type: "string" }, v]), type: "map" }, BigInt);
    const parsed = marcbachmann(expr);
    return () => parsed(context);
  },
};

const ours = spawnSync(process.argv[2], [table], { encoding: "utf8" });
if (ours.status !== 0) throw new Error(ours.stderr);
const results = new Map(ours.stdout.trim().split("\n").map((line) => JSON.parse(line)).map((r) => [r.name, r]));

const row = (cells) => console.log(cells.map((c, i) => (i === 0 ? String(c).padEnd(16) : String(c).padStart(i % 2 ? 12 : 9))).join(""));
row(["expression", "ours ns", "", "cel-js", "times", "@marcb..", "times"]);
const ratios = Object.fromEntries(Object.keys(packages).map((name) => [name, []]));
for (const line of readFileSync(table, "utf8").trim().split("\n")) {
  const request = JSON.parse(line);
  const mine = results.get(request.name);
  const cells = [request.name, mine.ns.toFixed(1), ""];
  for (const [name, prepare] of Object.entries(packages)) {
    try {
      const call = prepare(request);
      const answer = call();
      if (String(answer) !== String(mine.answer.value)) throw new Error(`answers ${answer}`);
      const ns = median(call);
      ratios[name].push(ns / mine.ns);
      cells.push(ns.toFixed(1), (ns / mine.ns).toFixed(1));
    } catch (error) {
      cells.push("-", String(error.message).slice(0, 20));
    }
  }
  row(cells);
}
for (const [name, all] of Object.entries(ratios)) {
  const mean = Math.exp(all.reduce((sum, r) => sum + Math.log(r), 0) / all.length);
  const goal = `${goals[name]}: ${mean < goals[name] ? "missed" : "met"}`;
  console.log(`${name}: ${mean.toFixed(1)} times ours (geometric mean of ${all.length}; least ${Math.min(...all).toFixed(1)}; goal ${goal})`);
}
