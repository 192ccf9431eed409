/**
 * A look into an ONNX file without loading it: just enough of the protobuf wire format to see how the weights of the
 * quantised products are stored. Field numbers are those of onnx.proto: ModelProto.graph 7; GraphProto.node 1 and
 * .initializer 5; NodeProto.input 1 and .op_type 4; TensorProto.data_type 2 and .name 8.
 */
const UINT8 = 2;

type Field = readonly [number: number, value: number | Uint8Array];

/**
 * Whether any MatMulInteger multiplies by unsigned weights, which x86 processors without VNNI run at half the speed of
 * signed ones. False also for models that are not quantised.
 * @throws RangeError when the bytes are not a protobuf message
 */
export function hasUnsignedWeights(onnx: Uint8Array): boolean {
  const weights = new Set<string>();
  const unsigned: string[] = [];
  for (const graph of messages(onnx, 7)) {
    for (const node of messages(graph, 1)) {
      if (messages(node, 4).some((operator) => text(operator) === 'MatMulInteger')) {
        const weight = messages(node, 1)[1];
        if (weight) weights.add(text(weight));
      }
    }
    for (const tensor of messages(graph, 5)) {
      const isUnsigned = fields(tensor).some(([number, value]) => number === 2 && value === UINT8);
      if (isUnsigned) unsigned.push(...messages(tensor, 8).map(text));
    }
  }
  return unsigned.some((name) => weights.has(name));
}

function messages(bytes: Uint8Array, wanted: number): Uint8Array[] {
  return fields(bytes).flatMap(([number, value]) => (number === wanted && typeof value !== 'number' ? [value] : []));
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

function fields(bytes: Uint8Array): Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = (): number => {
    // Multiplication, not shifts: lengths and tags may pass 32 bits; 64-bit values lose their low bits, which nothing reads.
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('protobuf message ends inside a number');
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (wireType === 0) found.push([number, varint()]);
    else if (wireType === 1) at += 8;
    else if (wireType === 5) at += 4;
    else if (wireType === 2) {
      const length = varint();
      if (at + length > bytes.length) throw new RangeError('protobuf message ends inside a field');
      found.push([number, bytes.subarray(at, at + length)]);
      at += length;
    } else throw new RangeError(`protobuf wire type ${wireType}`);
  }
  return found;
}
