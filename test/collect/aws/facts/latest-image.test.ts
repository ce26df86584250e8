import { expect, it } from "vitest";
import { openAws } from "../../../../src/collect/aws/facts/aws.ts";
import { COMPUTE_FACTS } from "../../../../src/collect/aws/facts/compute.ts";
import { volume } from "../../../loopback-aws/sample-estate.ts";

const { read } = COMPUTE_FACTS.find(({ path }) => path === "@latest_image")!;

const CONFIG = "application/vnd.oci.image.config.v1+json";
const BUILT = { imageDigest: "sha256:built", imagePushedAt: 100, artifactMediaType: CONFIG, imageTags: ["1.4.2"] };

/** The digest of the image that counts as the last one pushed into a repository that holds these. */
async function latestOf(imageDetails: unknown): Promise<unknown> {
  const apiIn = (region: string): ReturnType<Parameters<typeof openAws>[0]["apiIn"]> => ({
    region,
    call: () => Promise.reject(new Error("not asked")),
    ask: async ({ operation }) => ({ value: operation === "DescribeImages" ? { imageDetails } : {} }),
  });
  const clock = { now: () => 0, sleep: async () => {} };
  const aws = openAws({ account: "111122223333", apiIn, clock })("eu-west-1");
  const found = await read(aws, { ...volume(1), type: "AWS::ECR::Repository", name: "tools" });
  return (found as { image_digest?: unknown } | null)?.image_digest ?? null;
}

it("is the one pushed last", async () => {
  expect(await latestOf([BUILT, { ...BUILT, imageDigest: "sha256:older", imagePushedAt: 99 }])).toBe("sha256:built");
  expect(await latestOf([])).toBe(null);
});

it.each([
  [
    "the index of an image for several platforms",
    { imageManifestMediaType: "application/vnd.oci.image.index.v1+json" },
  ],
  [
    "the list of them in Docker's words",
    { imageManifestMediaType: "application/vnd.docker.distribution.manifest.list.v2+json" },
  ],
  [
    "a signature under the tag that cosign gives it",
    { artifactMediaType: CONFIG, imageTags: [`sha256-${"0a".repeat(32)}.sig`] },
  ],
  ["a chart", { artifactMediaType: "application/vnd.cncf.helm.config.v1+json", imageTags: ["1.4.2"] }],
  ["a note on how it was built", { artifactMediaType: CONFIG, imageScanStatus: { status: "UNSUPPORTED_IMAGE" } }],
])("is not %s, which is pushed after it and never scanned", async (_what, later) => {
  expect(await latestOf([{ imageDigest: "sha256:later", imagePushedAt: 101, ...later }, BUILT])).toBe("sha256:built");
});

it("is an image that cannot be scanned, if that is what has the tag", async () => {
  const scratch = {
    ...BUILT,
    imageDigest: "sha256:scratch",
    imagePushedAt: 101,
    imageScanStatus: { status: "UNSUPPORTED_IMAGE" },
  };
  expect(await latestOf([BUILT, scratch])).toBe("sha256:scratch");
});
