/** Modules that are compiled from `*.wat` (`npm run generate`). */

/** As much of it as is used: its types come with those of browsers only. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: unknown };
  Memory: new (pages: { initial: number; maximum: number; shared: true }) => SharedWasmMemory;
};

/** Memory that a module exports. Views of its buffer made before it grew are void. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** Memory that a module imports and threads share: each may be given it, none need be told when it grows. */
export interface SharedWasmMemory {
  readonly buffer: SharedArrayBuffer;
  grow(pages: number): number;
}

const PAGE_BYTES = 65_536;

/** @param base64 the compiled module. @param imports by module and name. @returns what it exports: the caller vouches */
export function wasmExports<T>(base64: string, imports: object = {}): T {
  return new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(base64, 'base64')), imports).exports as T;
}

/** @param most bytes that it can grow to; as many as the module that imports it says at most */
export function sharedMemory(most: number): SharedWasmMemory {
  return new WebAssembly.Memory({ initial: 1, maximum: most / PAGE_BYTES, shared: true });
}

/** Lets the memory grow where it is smaller. */
export function reserve(memory: WasmMemory | SharedWasmMemory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}
