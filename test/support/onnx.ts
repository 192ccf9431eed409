/**
 * Writes ONNX files for tests: the few messages of onnx.proto that a small graph needs, in protobuf's wire format.
 */
const FLOAT = 1;
const INT64 = 7;
const INT_ATTRIBUTE = 2;

export interface GraphNode {
  operator: string;
  inputs: string[];
  outputs: string[];
  /** Integer attributes. */
  attributes?: Record<string, number>;
}

export interface OnnxGraph {
  nodes: GraphNode[];
  /** Names of int64 inputs of shape [1, n]. */
  inputs: string[];
  /** The float output and its length along the last axis. */
  output: { name: string; length: number };
  floats: Record<string, { dims: number[]; values: readonly number[] }>;
  /** One-dimensional. */
  integers: Record<string, readonly number[]>;
}

/** The bytes of a model of operator set 13. */
export function onnxModel({ nodes, inputs, output, floats, integers }: OnnxGraph): Buffer {
  const graph = [
    ...nodes.map((node) => bytes(1, nodeOf(node))),
    bytes(2, 'test'),
    ...Object.entries(floats).map(([name, { dims, values }]) =>
      bytes(5, tensorOf(name, FLOAT, dims, Buffer.from(Float32Array.from(values).buffer))),
    ),
    ...Object.entries(integers).map(([name, values]) =>
      bytes(5, tensorOf(name, INT64, [values.length], Buffer.from(BigInt64Array.from(values, BigInt).buffer))),
    ),
    ...inputs.map((name) => bytes(11, valueOf(name, INT64, [bytes(2, 'batch'), bytes(2, 'length')]))),
    bytes(12, valueOf(output.name, FLOAT, [bytes(2, 'batch'), integer(1, output.length)])),
  ];
  const operators = Buffer.concat([bytes(1, ''), integer(2, 13)]);
  return Buffer.concat([integer(1, 8), bytes(7, Buffer.concat(graph)), bytes(8, operators)]);
}

function nodeOf({ operator, inputs, outputs, attributes = {} }: GraphNode): Buffer {
  return Buffer.concat([
    ...inputs.map((name) => bytes(1, name)),
    ...outputs.map((name) => bytes(2, name)),
    bytes(4, operator),
    ...Object.entries(attributes).map(([name, value]) =>
      bytes(5, Buffer.concat([bytes(1, name), integer(3, value), integer(20, INT_ATTRIBUTE)])),
    ),
  ]);
}

function tensorOf(name: string, type: number, dims: readonly number[], raw: Buffer): Buffer {
  return Buffer.concat([...dims.map((size) => integer(1, size)), integer(2, type), bytes(8, name), bytes(9, raw)]);
}

function valueOf(name: string, type: number, dims: readonly Buffer[]): Buffer {
  const shape = Buffer.concat(dims.map((dim) => bytes(1, dim)));
  return Buffer.concat([bytes(1, name), bytes(2, bytes(1, Buffer.concat([integer(1, type), bytes(2, shape)])))]);
}

function integer(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)]);
}

function bytes(field: number, content: Buffer | string): Buffer {
  const body = Buffer.from(content);
  return Buffer.concat([varint(field * 8 + 2), varint(body.length), body]);
}

function varint(value: number): Buffer {
  const result: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) result.push((value % 128) + 128);
  return Buffer.from([...result, value]);
}
