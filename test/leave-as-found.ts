import { afterAll, vi } from "vitest";

// The next test file runs in the same process: it finds it as this one did. What is mocked, the runner gives back.
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});
