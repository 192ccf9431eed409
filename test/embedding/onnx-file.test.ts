import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { readModel } from '../../src/embedding/model-location.js';
import { hasUnsignedWeights } from '../../src/embedding/onnx-file.js';

const UINT8 = 2;
const INT8 = 3;

/** A length-delimited protobuf field of fewer than 128 bytes. */
function field(number: number, ...parts: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([number * 8 + 2, content.length]), content]);
}

function modelWith(weightType: number, operator: string): Buffer {
  const node = field(1, field(1, 'x'), field(1, 'weight'), field(4, operator));
  const weight = field(5, Buffer.from([2 * 8, weightType]), field(8, 'weight'));
  return field(7, node, weight);
}

describe('hasUnsignedWeights', () => {
  it('tells unsigned from signed weights of quantised products', () => {
    expect(hasUnsignedWeights(modelWith(UINT8, 'MatMulInteger'))).toBe(true);
    expect(hasUnsignedWeights(modelWith(INT8, 'MatMulInteger'))).toBe(false);
  });

  it('passes over unsigned tables that are only looked up', () => {
    expect(hasUnsignedWeights(modelWith(UINT8, 'Gather'))).toBe(false);
  });

  it('finds the default model signed', async () => {
    const model = await readModel(readConfig().modelDir);
    expect(hasUnsignedWeights(await readFile(join(model.dir, model.onnxFile)))).toBe(false);
  });

  it('refuses what is not a protobuf message', () => {
    expect(() => hasUnsignedWeights(Buffer.from('<html>404</html>'))).toThrow(RangeError);
  });
});
