// Fails when the JavaScript that the first page loads weighs more than the budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET = 120_000; // bytes after gzip
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));

function loadedBy(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of manifest[name].imports ?? []) loadedBy(imported, seen);
  return seen;
}

const entry = Object.keys(manifest).find((name) => manifest[name].isEntry);
const files = [...loadedBy(entry)].map((name) => manifest[name].file);
const total = files.reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`)).length, 0);

console.log(
  `first page: ${total.toLocaleString()} of ${BUDGET.toLocaleString()} bytes gzip JS (${files.join(", ")})`,
);
if (total > BUDGET) process.exit(1);
