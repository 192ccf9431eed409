/**
 * The one computation of the comparison as a model for the runtime: found (unsigned bytes, n × d, 128 more than they are)
 * times asked (int8, d × k), added up as int32. Unsigned by signed is what processors have an instruction for: it takes a
 * third of the time of the product in float32, signed by signed twice as long as that. Written out in ONNX's protobuf
 * encoding (onnx.proto3, IR version 8), since a few hundred bytes need no library.
 */
const UINT8 = 2;
const INT8 = 3;
const INT32 = 6;

export const INPUTS = { found: 'found', asked: 'asked' } as const;
export const OUTPUTS = { products: 'products' } as const;

/** The serialised model. */
export function productGraph(): Uint8Array {
  const zero = 'zero';
  const graph = [
    node([INPUTS.found, INPUTS.asked, zero], OUTPUTS.products, 'MatMulInteger'),
    text(2, 'products'),
    constant(zero, UINT8, 128),
    value(11, INPUTS.found, UINT8, ['n', 'd']),
    value(11, INPUTS.asked, INT8, ['d', 'k']),
    value(12, OUTPUTS.products, INT32, ['n', 'k']),
  ];
  const operators = [text(1, ''), int(2, 13)];
  return Buffer.concat([int(1, 8), message(7, graph), message(8, operators)]);
}

function node(inputs: string[], output: string, operator: string): Buffer {
  return message(1, [...inputs.map((name) => text(1, name)), text(2, output), text(4, operator)]);
}

/** A constant without dimensions (TensorProto: data_type 2, int32_data 5, name 8). */
function constant(name: string, element: number, of: number): Buffer {
  return message(5, [int(2, element), int(5, of), text(8, name)]);
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
