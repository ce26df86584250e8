import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/binary/**"] } },
      // These drive the built program as a user would; the build runs once before them.
      { test: { name: "binary", include: ["test/binary/**/*.test.ts"], globalSetup: "test/binary/build.ts" } },
    ],
    coverage: { include: ["src/**"], reporter: ["text-summary", "json-summary"] },
  },
});
