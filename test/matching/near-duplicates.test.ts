import { compareAchievements, looksLikeOne } from '../../src/matching/near-duplicates.js';
import { projectPath } from '../../src/paths.js';
import { sendFile } from '../../src/intake/send.js';
import { createAchievement, updateAchievement } from '../../src/items/write.js';
import { getItems } from '../../src/store/items.js';
import { achievementValues } from '../support/items.js';
import { openTestApi, type TestApi } from '../support/graphql.js';

const SUMMARY =
  '针对大型磷酸铁锂储能电站电压平台平坦、健康状态无法在线获知的问题，建立融合模型，联合估计单体荷电状态与健康状态，提前两周给出检修建议。';
const PAIRS = `query ($status: DuplicateStatus) { duplicateCandidates(first: 100, status: $status) { edges { node {
  id status score samePatents titleLikeness textLikeness kept { id }
  achievement { id title organization { name } } other { id title organization { name } } } } } }`;

interface Pair {
  id: string;
  status: string;
  samePatents: string[];
  titleLikeness: number;
  textLikeness: number;
  kept: { id: string } | null;
  achievement: { id: string; title: string };
  other: { id: string; title: string };
}

describe('what speaks for one achievement', () => {
  const says = (values: Parameters<typeof achievementValues>[0]) => achievementValues(values);

  it('is a patent that both name, however it is written', () => {
    const left = says({ title: '储能电池状态估计', ip: ['ZL202219900440.4', '软件著作权3项'] });
    const right = says({ title: '电池状态联合估计方法', ip: ['202219900440', '软件著作权3项'] });
    expect(compareAchievements(left, right).samePatents).toEqual(['ZL202219900440.4']);
    expect(looksLikeOne(compareAchievements(left, right))).toBe(true);
  });

  it('is not a patent alone, where nothing else is alike', () => {
    const ip = ['ZL202219900440.4'];
    const evidence = compareAchievements(says({ title: '储能电池', ip }), says({ title: '鸟粪石结晶除磷', ip }));
    expect(evidence.samePatents).toEqual(ip);
    expect(looksLikeOne(evidence)).toBe(false);
  });

  it('is a title or a text that was copied and touched up, and not a common subject', () => {
    const original = says({ title: '面向储能电站的电池健康状态估计', summary: SUMMARY });
    const touchedUp = says({ title: '大电池的保养', summary: SUMMARY.replace('大型', '').replace('两周', '14天') });
    const renamed = says({ title: '面向储能电站的电池健康状态估计方法（2025版）', summary: null });
    const sameSubject = says({
      title: '储能电池舱热失控预警',
      summary: '监测储能电站电池舱的气体与温度，提前预警热失控。',
    });
    expect(looksLikeOne(compareAchievements(original, touchedUp))).toBe(true);
    expect(looksLikeOne(compareAchievements(original, renamed))).toBe(true);
    expect(looksLikeOne(compareAchievements(original, sameSubject))).toBe(false);
  });
});

describe('near-duplicates in the background', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi();
  });
  afterAll(() => api.close());

  const pairs = async (status = 'OPEN'): Promise<Pair[]> => {
    const { data, errors } = await api.ask(PAIRS, { status });
    expect(errors).toBeUndefined();
    return (data as unknown as { duplicateCandidates: { edges: { node: Pair }[] } }).duplicateCandidates.edges.map(
      ({ node }) => node,
    );
  };
  const titlesOf = ({ achievement, other }: Pair) => [achievement.title, other.title].sort();
  const createPair = async (title: string): Promise<[string, string]> => {
    const create = async (organization: string) =>
      (await createAchievement(api.deps, { title, organization, summary: `${title}：${SUMMARY}` })).id;
    const ids: [string, string] = [await create('甲大学'), await create('乙研究院')];
    await api.settle();
    return ids;
  };
  const pairOf = async (ids: readonly string[], status?: string) =>
    (await pairs(status)).find(({ achievement, other }) => ids.includes(achievement.id) && ids.includes(other.id));

  it('finds the six of the sample lists, with the patents they share, and hardly others', async () => {
    for (const fileName of ['supply-list-with-title.xlsx', 'supply-list-gbk.csv']) {
      await sendFile(api.deps.db, projectPath('sample', fileName), { fileName, kind: 'achievements' });
    }
    await api.settle();
    const found = await pairs();
    const withPatents = found.filter(({ samePatents }) => samePatents.length > 0);
    expect(withPatents).toHaveLength(6);
    expect(withPatents.map(titlesOf)).toContainEqual(
      [
        '电池储能系统荷电与健康状态在线协同估计及运维预警方法',
        '面向储能电站的电池荷电状态/健康状态联合估计与预测性维护',
      ].sort(),
    );
    expect(found.length).toBeLessThanOrEqual(8);
  }, 180_000);

  it('withdraws one of a merged pair, keeps its id and says why in its remarks', async () => {
    const ids = await createPair('液流电池储能模块');
    const { id } = (await pairOf(ids))!;
    const merge = 'mutation ($id: ID!, $keep: ID!) { mergeDuplicate(id: $id, keep: $keep) { status kept { id } } }';
    expect((await api.ask(merge, { id, keep: id })).errors?.[0]?.extensions.code).toBe('INVALID_ARGUMENT');
    expect((await api.ask(merge, { id, keep: ids[0] })).data).toEqual({
      mergeDuplicate: { status: 'MERGED', kept: { id: ids[0] } },
    });
    const [withdrawn] = await getItems(api.deps.db, 'achievement', [ids[1]]);
    expect(withdrawn).toMatchObject({
      status: 'withdrawn',
      remarks: `与甲大学《液流电池储能模块》（编号 ${ids[0]}）为同一成果，已合并。`,
    });
    expect((await getItems(api.deps.db, 'achievement', [ids[0]]))[0]!.status).toBe('published');
    await api.settle();
    expect(await pairOf(ids, 'MERGED')).toBeDefined();
    expect((await api.ask(merge, { id, keep: ids[1] })).errors?.[0]?.extensions.code).toBe('CONFLICT');
  });

  it('does not ask again of a pair that was found distinct, through the REST door as well', async () => {
    const ids = await createPair('飞轮储能轴承');
    const { id } = (await pairOf(ids))!;
    const dismissed = await api.app.inject({ method: 'POST', url: `/api/v1/duplicates/${id}/dismiss` });
    expect(dismissed.json()).toMatchObject({ id, status: 'distinct', titleLikeness: 1 });
    await updateAchievement(api.deps, ids[0], { summary: `${SUMMARY}。` });
    await api.settle();
    expect(await pairOf(ids)).toBeUndefined();
    const list = await api.app.inject({ method: 'GET', url: '/api/v1/duplicates?status=distinct' });
    expect(list.json<{ items: { id: string }[] }>().items.map((item) => item.id)).toContain(id);
  });

  it('drops a pair that is alike no longer, or of which one is no longer shown', async () => {
    const changed = await createPair('压缩空气储能透平');
    const hidden = await createPair('重力储能塔吊');
    expect([await pairOf(changed), await pairOf(hidden)]).not.toContain(undefined);
    await updateAchievement(api.deps, changed[1], { title: '水稻育种', summary: '耐盐水稻的分子标记辅助选育。' });
    await updateAchievement(api.deps, hidden[1], { visibility: 'confidential' });
    expect(await pairOf(hidden)).toBeUndefined();
    await api.settle();
    expect(await pairOf(changed)).toBeUndefined();
    await updateAchievement(api.deps, hidden[1], { visibility: 'public' });
    await api.settle();
    expect(await pairOf(hidden)).toBeDefined();
  });
});
