import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // One more than there are cores: some tests wait for answers that never come.
    maxWorkers: availableParallelism() + 1,
    projects: [
      // The pace is the machine's: a limit that a busy one meets would test the machine. A test that hangs still ends.
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/binary/**", "test/package/**"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // These drive the built program as a user would; the build runs once before them.
      {
        test: {
          name: "binary",
          include: ["test/binary/**/*.test.ts"],
          globalSetup: "test/binary/build.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // The package as it is published, on several Nodes: minutes, and a registry. `npm run test:package`.
      { test: { name: "package", include: ["test/package/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 300_000 } },
    ],
    coverage: { include: ["src/**"], reporter: ["text-summary", "json-summary"] },
  },
});
