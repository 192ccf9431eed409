import type { FileKind, ListKind } from '../domain.js';
import { LIST_LABELS } from './fields.js';
import { foldKey } from './normalise/index.js';
import { Refusal } from './refusal.js';
import type { HeaderColumn } from './columns.js';

/** Words of headers that only one kind of list has. */
const MARKERS: Record<ListKind, RegExp> = {
  achievements: /成果|完成单位|完成人|专利|成熟度|转化|转让|创新点|院系|学院|发明人|trl/,
  needs: /需求|企业名称|信用代码|难题|现有基础|意向合作|意向高校|拟投入|拟解决|园区/,
  challenges: /榜单|发榜|揭榜|悬赏|张榜|赛马|攻关周期|产权归属|交付物/,
};
const TITLES: Record<ListKind, RegExp> = {
  achievements: /成果.{0,4}(名称|题目)$|^成果$/,
  needs: /(需求|难题).{0,4}(名称|题目|标题)$/,
  challenges: /榜单?.{0,4}(名称|标题)$/,
};
const ABOVE: Record<ListKind, RegExp> = { achievements: /成果/, needs: /需求|难题/, challenges: /揭榜|榜单|张榜/ };

/** Weight of the evidence for each kind: a title's header 3, any other header 1, a word above the table 2. */
function weigh(columns: readonly HeaderColumn[], above: string): Record<ListKind, number> {
  const headers = columns.map(({ header }) => foldKey(header));
  const weight = (kind: ListKind) =>
    headers.reduce(
      (sum, key) => sum + (TITLES[kind].test(key) ? 3 : MARKERS[kind].test(key) ? 1 : 0),
      ABOVE[kind].test(above) ? 2 : 0,
    );
  return { achievements: weight('achievements'), needs: weight('needs'), challenges: weight('challenges') };
}

/**
 * Refuses a list of another kind than it is uploaded as. Doubtful cases pass: the mapping shows what was made of them.
 * @param above text over the table: sheet name, title rows
 * @returns Refusal WRONG_KIND, or null
 */
export function refuseOtherKind(columns: readonly HeaderColumn[], above: string, kind: FileKind): Refusal | null {
  const seems = otherKind(weigh(columns, above), kind);
  if (seems === null) return null;
  const signs = columns.filter(({ header }) => MARKERS[seems].test(foldKey(header))).map(({ header }) => `“${header}”`);
  return new Refusal(
    'WRONG_KIND',
    `这看起来是${LIST_LABELS[seems]}（有${signs.slice(0, 4).join('、') || '相应标题'}等列），不是${LIST_LABELS[kind]}。请按正确的清单类型上传，或更换文件。`,
  );
}

function otherKind(weights: Record<ListKind, number>, kind: FileKind): ListKind | null {
  const { achievements, needs, challenges } = weights;
  const demand = needs + challenges;
  // 服务领域 and 所属园区 stand in lists of needs as well: only the header of a title is a sign.
  if (kind === 'facilities') return demand >= 4 ? 'needs' : achievements >= 4 ? 'achievements' : null;
  if (kind === 'achievements') {
    if (demand < 3 || demand <= 2 * achievements) return null;
    return challenges > needs ? 'challenges' : 'needs';
  }
  if (achievements >= 3 && achievements > 2 * demand) return 'achievements';
  // A list of needs may name a bounty, a list of challenges calls its items 需求 as well.
  if (kind === 'needs') return challenges >= 3 && challenges > needs ? 'challenges' : null;
  return challenges === 0 && needs >= 3 ? 'needs' : null;
}
