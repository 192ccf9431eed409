/**
 * Words that every list is full of: shared by nearly any two items, they explain nothing. They still count in BM25,
 * where their idf makes them weigh next to nothing.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Words that end a term: nothing is named by them. */
export const FUNCTION_WORDS = words(`
  的 了 在 是 对 从 到 为 由 把 被 让 或 和 与 及 以 其 该 本 此 各 每 个 种 套 台 次 年 月 日 天 上 下 中 内 外 后 前 时 等 也 都 就
  还 又 再 已 未 不 无 有 能 可 会 要 需 应 将 使 得 着 过 更 最 较 很 太 约 近 达 大 小 多 少 高 低 好 差 强 弱 快 慢 新 旧 长 短 拟
  我们 我司 我 公司 我公司 企业 目前 现有 现在 当前 需要 希望 要求 可以 能够 不能 不了 不足 无法 没有 已经 已有 还要 还是 必须 应该
  如何 怎么 什么 哪些 哪里 通过 进行 具有 具备 采用 使用 利用 应用 实现 基于 以及 或者 同时 其他 其中 不同 各种 多种 一种 一个 一套
  一定 部分 全部 之一 之间 之后 之前 以上 以下 以内 左右 大于 小于 不低于 不高于 不超过 低于 高于 超过 达到 满足 符合 支持 包括 提供
  提高 降低 改善 提升 优化 减少 增加 解决 针对 结合 根据 考虑 选择 确定 给出 提出 建立 构建 形成 得到 获得 用于 适用 适合 因此 由于
  而且 但是 如果 只有 只能 并且 从而 及其 这种 这些 那些 每年 每天 完成 开展 出现 发生 造成 导致 保证 确保 保持 避免 防止 寻求 引进
  比较 非常 特别 尤其 一般 常见 大量 主要 相关 有效 重要 良好 较高 较低 较大 较好 显著 明显 最终 最好 最大 最小 实际 长期 容易 经常
`);

/** Words that name something only together with another: 荷电状态 is a term, 状态 is none. */
export const GENERIC_WORDS = words(`
  技术 系统 方法 研究 设计 开发 研发 项目 成果 需求 问题 方案 关键 核心 分析 处理 控制 管理 过程 生产 产品 工作 工艺 设备 装置 材料
  结构 性能 指标 参数 条件 情况 状态 功能 效果 效率 质量 成本 水平 能力 结果 数据 信息 方面 领域 行业 市场 国内 国外 传统 常规 新型 先进
  影响 作用 存在 关系 模型 理论 实验 试验 测试 验证 计算 对比 制备 加工 用户 客户 现场 环境 工程 建设 发展 推广 合作 转化 产业 产业化
  平台 服务 综合 整体 自动 快速 稳定 可靠 安全 创新 优势 优点 缺点 特点 先进性 广泛 小时 分钟 单位 万元 时间 人员 人工 原有 改进 改造
  攻关 加强 增强 扩大 缩短 维持 减轻 估计 提前 要点 机构 程序 流程 标准 规范 目标 对象 范围 类型 形式 方式 特性 特征 机制 因素 原因 规律
`);
