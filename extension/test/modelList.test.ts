import assert from "node:assert/strict";
import { test } from "node:test";
import {
  arrange,
  idleGpu,
  namesNoFile,
  parseModelList,
  parsePulled,
  parseUsed,
  size,
} from "../src/modelList.ts";

const ROWS = [
  { name: "understudy-tiny", sizeBytes: 5_157_056, licence: "Apache-2.0", installed: true, inUse: false },
  { name: "small", sizeBytes: 5e8, installed: false, fits: true, tokensPerSecond: 40.5, why: "Fits." },
  { name: "middle", sizeBytes: 1.6e9, installed: false, fits: true },
  { name: "large", sizeBytes: 8e9, installed: false, fits: false },
  { name: "mine", sizeBytes: 1e9, installed: true, inUse: true },
  { name: "gone.gguf", sizeBytes: 0, installed: false, inUse: true },
];

function list(values: Record<string, unknown> = {}) {
  const parsed = parseModelList({ models: ROWS, recommended: "middle", hub: "mirror", ...values });
  assert.ok(parsed);
  return parsed;
}

test("what is here comes first, the one in use on top; what is not by how well it suits", () => {
  const { here, elsewhere } = arrange(list());
  assert.deepEqual(
    here.map((row) => row.name),
    ["mine", "understudy-tiny"],
  );
  assert.deepEqual(
    elsewhere.map((row) => row.name),
    ["middle", "small", "large"],
  );
});

test("a file that is gone is not offered as a download", () => {
  assert.ok(!arrange(list()).elsewhere.some((row) => row.name === "gone.gguf"));
});

test("what a probe that hung does not say stays unknown", () => {
  const { machine, models } = list({ hardware: { cores: null, problem: "it hung" } });
  assert.deepEqual([machine.cores, machine.ramBytes, machine.gpuBuild], [undefined, undefined, undefined]);
  assert.equal(machine.problem, "it hung");
  assert.deepEqual([models[0]?.fits, models[0]?.tokensPerSecond], [undefined, undefined]);
});

test("an answer of another shape is no list, no download and no choice", () => {
  for (const wrong of [undefined, null, "text", [], {}, { models: "none" }]) {
    assert.equal(parseModelList(wrong), undefined);
    assert.equal(parsePulled(wrong), undefined);
    assert.equal(parseUsed(wrong), undefined);
  }
  assert.equal(parsePulled({ error: { message: "no" } }), undefined);
});

test("a download is verified only when the server says so", () => {
  assert.deepEqual(parsePulled({ name: "a", path: "/a" }), { name: "a", verified: false });
  assert.equal(parsePulled({ name: "a", path: "/a", verified: true })?.verified, true);
});

test("a GPU is spoken of only when something can be done about it", () => {
  const gpu = (gpuBuild: boolean | null, gpuLayers = 0) =>
    idleGpu(list({ hardware: { gpu: "Some GPU", gpuBuild }, gpuLayers }));
  assert.equal(gpu(true), "could");
  assert.equal(gpu(true, 999), undefined);
  assert.equal(gpu(false), "cannot");
  assert.equal(gpu(null), undefined);
  assert.equal(idleGpu(list({ hardware: { gpu: null, gpuBuild: true } })), undefined);
  assert.equal(idleGpu(list({ hardware: { gpu: "Some GPU", gpuBuild: true }, remote: "server" })), undefined);
});

test("sizes are written as the server writes them", () => {
  assert.deepEqual([5_157_056, 531_068_128, 8_098_525_600].map(size), ["5 MB", "531 MB", "8.1 GB"]);
});

test("a hub's file is named by owner, repository and path", () => {
  assert.equal(namesNoFile("owner/repository/sub/file.GGUF"), undefined);
  assert.equal(namesNoFile("owner/repository"), undefined);
  assert.equal(namesNoFile("owner/repository/README.md"), "kind");
  for (const wrong of ["file.gguf", "../x/y.gguf", "two words/x/y.gguf", ""]) {
    assert.equal(namesNoFile(wrong), "form", wrong);
  }
});
