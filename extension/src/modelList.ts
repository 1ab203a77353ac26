/**
 * What the server says of models and this machine, typed, and the order in which they are offered.
 * Knows nothing of VS Code. Server twin: `understudy/lsp/models.py`.
 */
import { isRecord } from "./protocol.ts";

export interface Machine {
  cores: number | undefined;
  ramBytes: number | undefined;
  gpu: string | undefined;
  gpuBytes: number | undefined;
  /** Whether llama.cpp can use a GPU here; undefined: not known. */
  gpuBuild: boolean | undefined;
  features: string[];
  /** Why something is not known, or "". */
  problem: string;
}

export interface ModelRow {
  name: string;
  /** 0: not known. */
  sizeBytes: number;
  /** "": not known to us. */
  licence: string;
  installed: boolean;
  inUse: boolean;
  /** Into memory; undefined: not known. */
  fits: boolean | undefined;
  onGpu: boolean;
  /** An estimate; undefined: not known. */
  tokensPerSecond: number | undefined;
  why: string;
}

export interface ModelList {
  machine: Machine;
  recommended: string;
  models: ModelRow[];
  /** As the setting says. */
  gpuLayers: number;
  /** Host that downloads come from. */
  hub: string;
  /** Name of the remote server that answers instead, or "". */
  remote: string;
}

export interface Pulled {
  name: string;
  verified: boolean;
}

/** The list, or undefined when the server sent something else. */
export function parseModelList(value: unknown): ModelList | undefined {
  if (!isRecord(value) || !Array.isArray(value.models)) {
    return undefined;
  }
  const machine = isRecord(value.hardware) ? value.hardware : {};
  return {
    machine: {
      cores: known(machine.cores),
      ramBytes: known(machine.ramBytes),
      gpu: text(machine.gpu) || undefined,
      gpuBytes: known(machine.gpuBytes),
      gpuBuild: typeof machine.gpuBuild === "boolean" ? machine.gpuBuild : undefined,
      features: Array.isArray(machine.features) ? machine.features.map(text).filter(Boolean) : [],
      problem: text(machine.problem),
    },
    recommended: text(value.recommended),
    models: value.models.filter(isRecord).map(parseRow),
    gpuLayers: known(value.gpuLayers) ?? 0,
    hub: text(value.hub),
    remote: text(value.remote),
  };
}

export function parsePulled(value: unknown): Pulled | undefined {
  return isRecord(value) && typeof value.path === "string"
    ? { name: text(value.name), verified: value.verified === true }
    : undefined;
}

/** What `understudy.useModel` says the setting should hold. */
export function parseUsed(value: unknown): string | undefined {
  return isRecord(value) && typeof value.model === "string" ? value.model : undefined;
}

/** Those on this machine, the one in use first; those that are not, the recommended one first and too large ones last. */
export function arrange(list: ModelList): { here: ModelRow[]; elsewhere: ModelRow[] } {
  const rank = (row: ModelRow) => (row.name === list.recommended ? 0 : row.fits === false ? 2 : 1);
  return {
    here: list.models.filter((row) => row.installed).sort((a, b) => Number(b.inUse) - Number(a.inUse)),
    elsewhere: list.models
      .filter((row) => !row.installed && row.sizeBytes > 0)
      .sort((a, b) => rank(a) - rank(b) || a.sizeBytes - b.sizeBytes),
  };
}

/** A GPU that could be used and is not, or that llama.cpp cannot use; undefined: nothing to say. */
export function idleGpu(list: ModelList): "could" | "cannot" | undefined {
  const { gpu, gpuBuild } = list.machine;
  if (!gpu || list.remote || gpuBuild === undefined || (gpuBuild && list.gpuLayers > 0)) {
    return undefined;
  }
  return gpuBuild ? "could" : "cannot";
}

/** "8.1 GB", "531 MB": as the server writes it. */
export function size(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
}

/** Why a text does not name a file of a hub, as far as one can tell without asking it; undefined: it does. */
export function namesNoFile(value: string): "form" | "kind" | undefined {
  const words = value.trim().split("/").filter(Boolean);
  if (words.length < 2 || words.some((word) => word === "." || word === ".." || /\s/.test(word))) {
    return "form";
  }
  return words.length > 2 && !/\.gguf$/i.test(words.at(-1) ?? "") ? "kind" : undefined;
}

function parseRow(value: Record<string, unknown>): ModelRow {
  return {
    name: text(value.name),
    sizeBytes: known(value.sizeBytes) ?? 0,
    licence: text(value.licence),
    installed: value.installed === true,
    inUse: value.inUse === true,
    fits: typeof value.fits === "boolean" ? value.fits : undefined,
    onGpu: value.onGpu === true,
    tokensPerSecond: known(value.tokensPerSecond),
    why: text(value.why),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function known(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
