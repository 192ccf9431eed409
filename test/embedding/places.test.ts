import { placesOf } from '../../src/embedding/places.js';

describe('places of tokens', () => {
  it.each([
    ['characters', ['储', '能'], '储能', [0, 1]],
    ['a word that was taken apart', ['mat', '##lab', '仿'], 'matlab仿', [0, 3, 6]],
    ['words with spaces between', ['pid', '控'], '  pid \n 控', [2, 8]],
    ['something unknown, of two code units too', ['[UNK]', '储', '[UNK]', '能'], '😀储𠮷能', [0, 2, 3, 5]],
    ['the same character again', ['电', '池', '电'], '电池，电', [0, 1, 3]],
    ['a piece that the tokeniser changed', ['e', '储'], 'é储', [0, 1]],
  ])('finds %s', (_, pieces, text, places) => {
    expect(placesOf(pieces, text, '[UNK]')).toEqual(places);
  });
});
