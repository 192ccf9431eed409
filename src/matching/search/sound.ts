import { pinyin } from 'pinyin-pro';

/** Syllables of a Chinese word without tones, e.g. `li dian chi`. */
export function soundOf(word: string): string {
  return pinyin(word, { toneType: 'none', type: 'array', v: true }).join(' ');
}

/** Sounds that speakers of the south, Nanjing among them, and so their input methods do not tell apart, made one. */
export function looseSound(sound: string): string {
  return sound
    .replace(/\b([zcs])h/g, '$1')
    .replace(/\bn(?=[a-z])/g, 'l')
    .replace(/([aei]n)g\b/g, '$1');
}
