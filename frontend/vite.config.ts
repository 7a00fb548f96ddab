import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // In development the pages come from Vite and the data from a running `enishi serve`.
  server: { proxy: { "/api": process.env.ENISHI_API ?? "http://127.0.0.1:8000" } },
  build: {
    target: "es2023",
    manifest: true, // read by scripts/budget.mjs
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs: two files instead of six small ones compress better. What
          // lies in a folder of lib or ui, the pages of those who sign in share: one file more.
          groups: [
            { name: "vendor", test: /node_modules/ },
            {
              name: "app",
              test: /src\/(lib\/(?!firm|isoWeek|newRef|visibility)[^/]+$|i18n\/(ja.ts|language)|ui\/(?!Facts|ErrorSummary|SideBySide|SignInFirst|Status|VisibilitySelect)[^/]+$)/,
            },
            { name: "forms", test: /src\/((lib|ui)\/\w+\/|i18n\/(\w+\.)?(account|moment))/ },
          ],
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["./src/testing/setup.ts"],
    // Typing as a person does takes seconds where other work shares the processor.
    testTimeout: 20_000,
  },
});
