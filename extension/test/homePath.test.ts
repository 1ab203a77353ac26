import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutHome } from "../src/homePath.ts";

test("the home folder is not named", () => {
  assert.equal(withoutHome("python: /home/ann/.venv/bin/python", "/home/ann"), "python: ~/.venv/bin/python");
  assert.equal(withoutHome("in /home/ann, /home/ann", "/home/ann"), "in ~, ~");
});

test("another folder that begins alike is left as it is", () => {
  assert.equal(withoutHome("/home/anna/x /home/ann-2", "/home/ann"), "/home/anna/x /home/ann-2");
});

test("a path is text, whatever is in it", () => {
  assert.equal(withoutHome("/home/a.b(c)/x /home/aXb(c)/x", "/home/a.b(c)"), "~/x /home/aXb(c)/x");
  assert.equal(withoutHome(String.raw`C:\Users\Ann 李\x`, String.raw`C:\Users\Ann 李`), String.raw`~\x`);
  assert.equal(withoutHome(String.raw`"C:\\Users\\ann\\x"`, String.raw`C:\Users\ann`), String.raw`"~\\x"`);
});

test("a machine without a home keeps its slashes", () => {
  assert.equal(withoutHome("/usr/bin/python", "/"), "/usr/bin/python");
});
