import { Presets, SingleBar } from 'cli-progress';
import type { ModelEvent } from '../embedding/model-files.js';

/**
 * Tells the person who waits how the model is found or fetched. On standard error: a bar on a terminal, else a line per
 * event, so that `--json` stays readable for machines. That the model was there already is worth no line.
 */
export function modelReporter({ quietWhenPresent = true } = {}): (event: ModelEvent) => void {
  let bar: { file: string; bar: SingleBar } | null = null;
  return (event) => {
    if (event.kind !== 'downloading') {
      bar?.bar.stop();
      bar = null;
      if (event.kind === 'found' && event.origin === 'present' && quietWhenPresent) return;
      console.error(event.kind === 'warning' ? `注意：${event.message}` : event.message);
      return;
    }
    if (!process.stderr.isTTY) return;
    if (bar?.file !== event.file) {
      bar?.bar.stop();
      bar = { file: event.file, bar: new SingleBar({ format: `{bar} {percentage}% ${event.file}` }, Presets.rect) };
      bar.bar.start(event.total ?? event.received, 0);
    }
    bar.bar.setTotal(event.total ?? event.received);
    bar.bar.update(event.received);
  };
}
