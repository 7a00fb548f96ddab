import { defineConfig } from "vitest/config";

// Journeys through a running Enishi: ENISHI_BASE_URL says where it is.
export default defineConfig({
  test: {
    environment: "node",
    include: ["e2e/**/*.e2e.ts"],
    fileParallelism: false, // one browser at a time, also on a small machine
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
