/**
 * The one computation of the comparison as a model for the runtime: found (int8, n × d) times asked (float32, d × k) and
 * the squared length of each row found. The runtime's own conversion from int8 is what makes it worth a model: done in
 * JavaScript it took longer than the product. Written out in ONNX's protobuf encoding (onnx.proto3, IR version 8), since
 * a few hundred bytes need no library.
 */
const FLOAT = 1;
const INT8 = 3;
const INT_ATTRIBUTE = 2;
const INTS_ATTRIBUTE = 7;

export const INPUTS = { found: 'found', asked: 'asked' } as const;
export const OUTPUTS = { products: 'products', squares: 'squares' } as const;

/** The serialised model. */
export function productGraph(): Uint8Array {
  const rows = 'rows';
  const graph = [
    node([INPUTS.found], rows, 'Cast', [intAttribute('to', FLOAT)]),
    node([rows, INPUTS.asked], OUTPUTS.products, 'MatMul'),
    node([rows], OUTPUTS.squares, 'ReduceSumSquare', [intsAttribute('axes', 1), intAttribute('keepdims', 0)]),
    text(2, 'products'),
    value(11, INPUTS.found, INT8, ['n', 'd']),
    value(11, INPUTS.asked, FLOAT, ['d', 'k']),
    value(12, OUTPUTS.products, FLOAT, ['n', 'k']),
    value(12, OUTPUTS.squares, FLOAT, ['n']),
  ];
  const operators = [text(1, ''), int(2, 13)];
  return Buffer.concat([int(1, 8), message(7, graph), message(8, operators)]);
}

function node(inputs: string[], output: string, operator: string, attributes: Buffer[] = []): Buffer {
  return message(1, [...inputs.map((name) => text(1, name)), text(2, output), text(4, operator), ...attributes]);
}

function intAttribute(name: string, of: number): Buffer {
  return message(5, [text(1, name), int(3, of), int(20, INT_ATTRIBUTE)]);
}

function intsAttribute(name: string, of: number): Buffer {
  return message(5, [text(1, name), int(8, of), int(20, INTS_ATTRIBUTE)]);
}

function value(field: number, name: string, element: number, dimensions: string[]): Buffer {
  const shape = dimensions.map((dimension) => message(1, [text(2, dimension)]));
  return message(field, [text(1, name), message(2, [message(1, [int(1, element), message(2, shape)])])]);
}

function message(field: number, parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([varint(field * 8 + 2), varint(body.length), body]);
}

function text(field: number, of: string): Buffer {
  return message(field, [Buffer.from(of)]);
}

function int(field: number, of: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(of)]);
}

function varint(of: number): Buffer {
  const bytes: number[] = [];
  let rest = of;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return Buffer.from([...bytes, rest]);
}
