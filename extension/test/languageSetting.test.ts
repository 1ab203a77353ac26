import assert from "node:assert/strict";
import { test } from "node:test";
import { flip, isOn, namesOf } from "../src/languageSetting.ts";

test("Python is on unless it is turned off, everything else is off unless it is turned on", () => {
  assert.deepEqual([isOn({}, "python"), isOn({ python: false }, "python")], [true, false]);
  assert.deepEqual(
    [isOn({}, "lua"), isOn({ lua: true }, "lua"), isOn({ lua: false }, "lua")],
    [false, true, false],
  );
  assert.deepEqual(namesOf({ lua: true, c: false }), ["python", "lua"]);
  assert.deepEqual(namesOf({ python: false }), []);
});

test("a language is flipped for the user, who keeps the others", () => {
  const stated = { globalValue: { c: true }, workspaceValue: { go: true } };
  assert.deepEqual(flip(stated, "lua", true), { on: true, place: "user", value: { c: true, lua: true } });
  assert.deepEqual(flip({}, "python", false), { on: false, place: "user", value: { python: false } });
});

test("a language that a workspace states is flipped there, else the workspace would win", () => {
  const stated = { globalValue: { lua: true }, workspaceValue: { lua: false, c: true } };
  assert.deepEqual(flip(stated, "lua", true), {
    on: true,
    place: "workspace",
    value: { lua: true, c: true },
  });
  assert.equal(flip({ ...stated, workspaceFolderValue: { lua: false } }, "lua", true).place, "folder");
});
