/** Formats told by their first bytes. Names and endings of files are not looked at. */
export type Container = 'zip' | 'ole' | 'text';

const OTHER_FORMATS: [signature: Buffer, what: string][] = [
  [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'PNG 图片'],
  [Buffer.from([0xff, 0xd8, 0xff]), 'JPEG 图片'],
  [Buffer.from('GIF8'), 'GIF 图片'],
  [Buffer.from('BM'), 'BMP 图片'],
  [Buffer.from([0x49, 0x49, 0x2a, 0]), 'TIFF 图片'],
  [Buffer.from([0x4d, 0x4d, 0, 0x2a]), 'TIFF 图片'],
  [Buffer.from('RIFF'), '图片或音视频文件'],
  [Buffer.from('%PDF'), 'PDF 文档'],
  [Buffer.from('{\\rtf'), 'RTF 文档'],
  [Buffer.from('Rar!'), 'RAR 压缩包'],
  [Buffer.from([0x37, 0x7a, 0xbc, 0xaf]), '7z 压缩包'],
  [Buffer.from([0x1f, 0x8b]), 'gzip 压缩包'],
  [Buffer.from('SQLite format 3'), '数据库文件'],
  [Buffer.from([0x09, 0x08, 0x06, 0x00]), '未封装的旧版 Excel 数据流'],
  [Buffer.from([0x09, 0x04, 0x06, 0x00]), 'Excel 4.0 文件'],
  [Buffer.from([0x09, 0x02, 0x06, 0x00]), 'Excel 3.0 文件'],
];

export function containerOf(head: Buffer): Container {
  if (head.subarray(0, 2).toString('latin1') === 'PK' && head.length > 3 && head[2]! < 9 && head[3]! < 9) return 'zip';
  if (head.subarray(0, 8).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))) return 'ole';
  return 'text';
}

/** @returns what a file is that holds no list, in Chinese; undefined when its first bytes say nothing */
export function otherFormat(head: Buffer): string | undefined {
  return OTHER_FORMATS.find(([signature]) => {
    // `BM` alone may begin a text; a bitmap has zeros in its header.
    if (signature.length === 2 && head[0] === 0x42 && !head.subarray(0, 16).includes(0)) return false;
    return head.subarray(0, signature.length).equals(signature);
  })?.[1];
}

/** @returns what a decoded text is that is no list, in Chinese */
export function otherText(head: string): string | undefined {
  const start = head.trimStart().slice(0, 2000).toLowerCase();
  if (/^<\?xml[^]*<workbook/.test(start) || start.startsWith('<workbook')) return 'XML 格式的旧版工作簿（XML 2003）';
  if (/^(<!doctype html|<html|<head|<meta|<table|<style|<body|<div|<script)/.test(start)) return '网页（HTML）';
  if (/^<(\?xml|!doctype|[a-z][\w:-]*[\s>])/.test(start)) return 'XML 文件';
  if (/^(mime-version:|content-type: multipart)/.test(start)) return '单个网页文件（MHT）';
  if (/^\[\s*[{[\]]/.test(start)) return 'JSON 数组';
  return undefined;
}

export function looksLikeJsonl(head: string): boolean {
  return /^\s*\{\s*("|\})/.test(head);
}

/** Bytes that no text has: a file of another kind, decoded by force. */
export function looksBinary(head: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is counted
  const strange = head.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return strange > Math.max(8, head.length * 0.05);
}
