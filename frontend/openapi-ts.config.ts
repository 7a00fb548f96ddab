import { defineConfig } from "@hey-api/openapi-ts";

// Types only: they check every path, parameter and answer of src/lib/call.ts at compile time,
// and the generated run-time client would take 4 kB of the first page's budget.
export default defineConfig({
  input: "./openapi.json",
  output: { path: "./src/api", clean: true },
  plugins: ["@hey-api/typescript"],
});
