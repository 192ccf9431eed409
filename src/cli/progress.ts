import { Presets, SingleBar } from 'cli-progress';

/** Progress of one step: a bar on a terminal, a line at every tenth elsewhere. Goes to standard error. */
export interface Progress {
  /** @param total null while unknown */
  update(done: number, total: number | null): void;
  /** Leaves the last state standing, with `note` behind it. Twice without harm. */
  end(note?: string): void;
}

export function startProgress(label: string): Progress {
  return process.stderr.isTTY ? terminalProgress(label) : lineProgress(label);
}

function terminalProgress(label: string): Progress {
  const bar = new SingleBar(
    { format: `${label} {bar} {value}/{total} {note}`, hideCursor: true, stream: process.stderr },
    Presets.shades_classic,
  );
  bar.start(1, 0, { note: '' });
  let ended = false;
  return {
    update(done, total) {
      bar.setTotal(Math.max(total ?? done, 1));
      bar.update(done);
    },
    end(note = '') {
      if (ended) return;
      ended = true;
      bar.update({ note });
      bar.stop();
    },
  };
}

function lineProgress(label: string): Progress {
  let shown = -1;
  let ended = false;
  return {
    update(done, total) {
      const tenth = total === null || total === 0 ? 0 : Math.floor((10 * done) / total);
      if (tenth === shown) return;
      shown = tenth;
      process.stderr.write(`${label} ${done}${total === null ? '' : `/${total}`}\n`);
    },
    end(note = '') {
      if (ended) return;
      ended = true;
      process.stderr.write(`${label} 完成${note === '' ? '' : `：${note}`}\n`);
    },
  };
}
