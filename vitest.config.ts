import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// What nobody holds by hand is not held: each run takes another order, and says the seed that finds it again.
const sequence = { shuffle: true };

// The pace is the machine's: a limit that a busy one meets would test the machine. A test that hangs still ends.
const ENDS = { testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    sequence,
    // One more than there are cores: some tests wait for answers that never come.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/binary/**", "test/package/**"],
          // Files that share a process share what they import, half of which is the clouds' own libraries.
          isolate: false,
          setupFiles: "test/leave-as-found.ts",
          // The SDK writes a note to stderr on the Node version these tests may run on.
          env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
          sequence,
          ...ENDS,
        },
      },
      // These drive the built program as a user would; the build runs once before them.
      {
        test: {
          name: "binary",
          include: ["test/binary/**/*.test.ts"],
          globalSetup: "test/binary/build.ts",
          isolate: false,
          setupFiles: "test/leave-as-found.ts",
          ...ENDS,
        },
      },
      // The package as it is published, on several Nodes: minutes, and a registry. `npm run test:package`.
      { test: { name: "package", include: ["test/package/**/*.test.ts"], ...ENDS } },
    ],
    coverage: { include: ["src/**"], reporter: ["text-summary", "json-summary"] },
  },
});
