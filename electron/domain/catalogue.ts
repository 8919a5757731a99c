import { z } from 'zod'
import { columnClassSchema } from './site-columns.ts'

/** How sure a number is; `unconfirmed` never scores until a person of the office confirms it. */
export const numberStatusSchema = z.enum(['confirmed', 'applied', 'unconfirmed'])
const sourced = <T extends z.ZodType>(value: T) => z.object({ value, status: numberStatusSchema, source: z.string().min(1) })
/** Points are decimal strings (`"0.1"`): never binary fractions. */
export const decimalSchema = z.string().regex(/^\d+(\.\d{1,2})?$/)

export const windowSchema = z.object({ amount: z.number().int().positive(), unit: z.enum(['day', 'week', 'month', 'year']) })
export type RuleWindow = z.infer<typeof windowSchema>

/** Which columns of the column registry an item reads, and when one of them counts. */
const columnRuleSchema = z.object({
  classes: z.array(columnClassSchema).min(1),
  level: z.enum(['first', 'any']),
  /** `stale`: no update inside the window before the 监测时间点; `blank`: never had any content. */
  when: z.enum(['stale', 'blank']),
  /**
   * For `stale` only. Without one, how long is too long is the inspector's judgement: such a column is shown in the
   * working paper and not counted by itself.
   */
  window: sourced(windowSchema).optional()
})
export type ColumnRule = z.infer<typeof columnRuleSchema>

export const indicatorSchema = z.object({
  id: z.string().regex(/^[A-Z]+[0-9]*(\.[0-9]+)?$/),
  group: z.string().min(1),
  title: z.string().min(1),
  kind: z.enum(['veto', 'deduction', 'bonus']),
  /** When it fails, in one sentence. */
  rule: z.string().min(1),
  /** How it is checked (方法). */
  method: z.string().min(1).optional(),
  /** Where to look. */
  guidance: z.string().min(1),
  status: numberStatusSchema,
  source: z.string().min(1),
  /** Days or months looked back from the finding's own 监测时间点. */
  window: sourced(windowSchema).optional(),
  columns: z.array(columnRuleSchema).min(1).optional(),
  /** The veto stands when the findings' counts together reach this number (超过(含)). */
  threshold: sourced(z.number().int().positive()).optional(),
  /** Further numbers of the rule by name (`visitsPerDay`, `timeoutSeconds`, `failPercent`, `sample`, `workingDays`), decimal strings. */
  numbers: z.record(z.string().regex(/^[a-z][A-Za-z]*$/), sourced(decimalSchema)).optional(),
  /**
   * `places`: findings on one and the same 位置 are one fault, the largest 数量 of them counts (one finding may stand for
   * several columns below its 位置); default is the sum of their 数量.
   */
  counting: z.enum(['occurrences', 'places']).optional(),
  /** Items that go first: a fault (same 位置 or same 网址) already counted under one of them is not counted here again. */
  yieldsTo: z.array(z.string()).optional(),
  /** `"0"` on a deduction: recorded as a problem, takes nothing (the only kind where the frame has no full marks). */
  unitPoints: sourced(decimalSchema).optional(),
  cap: sourced(decimalSchema).optional(),
  applies: z.object({
    portalOnly: z.boolean(),
    needsService: z.boolean(),
    /** Accounts only: 账号类型 (`发布类`, `服务类`) it is for; an account whose type is another, or not filed, is passed over. */
    accountTypes: z.array(z.string().min(1)).min(1).optional()
  }),
  evidence: z.object({
    captures: z.number().int().min(0),
    onRegisteredHost: z.boolean(),
    /** The capture must be younger than the opening of the batch. */
    newerThanBatch: z.boolean().optional()
  }),
  /** Wording of the problem table; `{count}` `{points}` `{location}` are filled in. */
  phrase: z.string().min(1),
  check: z.string().optional(),
  enabled: z.boolean()
})
export type Indicator = z.infer<typeof indicatorSchema>

export const catalogueSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  edition: z.string().min(1),
  /** What is inspected; `regulator` (监管单位, yearly assessment) has no registry, so no batch can be drawn by it. */
  object: z.enum(['site', 'account', 'regulator']),
  /** For an edition made from another one by an overlay: the id of that one. */
  base: z.string().optional(),
  /** Where a local edition applies, `湖北省咸宁市`. */
  region: z.string().optional(),
  frame: z.object({
    /** Full marks of the deduction part; null where the edition gives no score (accounts nationally). */
    base: sourced(decimalSchema).nullable(),
    /** Below this the target fails. */
    failBelow: sourced(decimalSchema).nullable(),
    /** Above this the bonus part is scored. */
    bonusAbove: sourced(decimalSchema).nullable(),
    bonusCap: sourced(decimalSchema).nullable(),
    /** Bodies without outward service: their deduction result (full marks `max`) × `numerator`/`denominator`. */
    noService: sourced(
      z.union([
        z.object({ max: decimalSchema, numerator: z.number().int(), denominator: z.number().int() }),
        /** The points of 办事服务 are shared out over the other items: their deductions are scaled by base ÷ (base − spread). */
        z.object({ spread: decimalSchema })
      ])
    ).nullable(),
    /** Points a vetoed target still gets (肇庆: 59); none gives it no score. */
    vetoScore: sourced(decimalSchema).nullable().optional(),
    /** 单位类别 whose vetoed objects get it (肇庆: the counties'); none gives it to all. */
    vetoScoreFor: sourced(z.array(z.string().regex(/^[^、，,；;\s]+$/)).min(1))
      .nullable()
      .optional(),
    /** Names for scores, best first, `{ title: '基本合格', atLeast: '60' }`; the best one reached is printed, none after a veto or while unconfirmed. */
    grades: sourced(z.array(z.object({ title: z.string().min(1), atLeast: decimalSchema })).min(1))
      .nullable()
      .optional()
  }),
  indicators: z.array(indicatorSchema).min(1)
})
export type Catalogue = z.infer<typeof catalogueSchema>
