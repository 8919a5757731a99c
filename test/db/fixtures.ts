import { masksFor } from '../../electron/domain/annotation.ts'
import type { Catalogue } from '../../electron/domain/catalogue.ts'
import type { PlacedObject } from '../../electron/domain/registry.ts'
import { chunks } from '../../electron/events/append.ts'
import type { SiteColumn } from '../../electron/domain/site-columns.ts'
import type { FoundHint, SweptPage } from '../../electron/domain/stored-hint.ts'
import type { NewEvent } from '../../electron/events/types.ts'

export const catalogue: Catalogue = {
  id: 'fixture-site',
  title: '测试指标',
  edition: '2019',
  object: 'site',
  frame: {
    base: { value: '100', status: 'confirmed', source: '测试' },
    failBelow: { value: '60', status: 'confirmed', source: '测试' },
    bonusAbove: null,
    bonusCap: null,
    noService: null
  },
  indicators: [
    {
      id: 'W1',
      group: '单项否决',
      title: '站点无法访问',
      kind: 'veto',
      rule: '首页打不开。',
      guidance: '多次打开首页。',
      status: 'confirmed',
      source: '测试',
      applies: { portalOnly: false, needsService: false },
      evidence: { captures: 1, onRegisteredHost: false },
      phrase: '{location}无法访问',
      enabled: true
    }
  ]
}

export function site(number: number, overrides: Partial<PlacedObject> = {}): PlacedObject {
  const code = `34${String(number).padStart(8, '0')}`
  return {
    key: `site:${code}`,
    kind: 'site',
    name: `第${number}号网站`,
    stratum: number % 2 === 0 ? '合肥市' : '芜湖市',
    unit: `第${number}号单位`,
    siteCode: code,
    url: `http://site${number}.example/`,
    platform: null,
    accountId: null,
    accountType: null,
    unitClass: null,
    isPortal: false,
    hasService: true,
    status: '在运行',
    notes: { 备注: '测试' },
    raw: {},
    order: number,
    ...overrides
  }
}

const target = { batchId: 'batch-1', objectKey: site(1).key }

const column: SiteColumn = {
  id: 'column-1',
  objectKey: target.objectKey,
  class: 'interpretation',
  level: 'first',
  path: '首页》政务公开》政策解读',
  url: 'http://site1.example/zcjd/',
  lastUpdate: '2023-01-05',
  isBlank: false,
  observedAt: '2023-09-26T02:10:00.000Z',
  note: '',
  inspector: '王检'
}

/** A whole small inspection: office papers, import, draw, columns, verdicts, findings edited and withdrawn, evidence, another edition, notice. */
export function smallInspection(objects = 4): NewEvent[] {
  const sites = Array.from({ length: objects }, (_, index) => site(index + 1))
  const counts = {
    file: '名录.csv',
    sha256: 'ab',
    rows: objects,
    added: objects,
    changed: 0,
    unchanged: 0,
    closed: 0,
    rejected: []
  }
  const finding = {
    ...target,
    indicatorId: 'W1',
    count: 1,
    description: '首页打不开',
    location: '首页',
    url: 'http://site1.example/',
    observedAt: '2023-09-26T02:20:00.000Z',
    inspector: '王检',
    evidenceIds: ['evidence-1']
  }
  const file = { name: 'page.png', mime: 'image/png', sha256: 'c'.repeat(64), size: 10 }
  const number = { kind: 'mobile', shown: '138****5678', x: 10, y: 20, width: 60, height: 18 } as const
  const mark = { type: 'box', id: 'l1', colour: 'red', x: 30, y: 30, width: 100, height: 50 } as const
  const annotation = { annotationId: 'annotation-1', evidenceId: 'evidence-1', imageSha256: file.sha256 }
  const ground = {
    objectKey: target.objectKey,
    check: 'footer-marks',
    groundHash: 'a'.repeat(64),
    url: 'http://site1.example/',
    path: 'html>body>footer',
    text: '主办单位'
  }
  const hint: FoundHint = {
    id: 'hint-1',
    check: ground.check,
    outcome: 'fail',
    message: '页脚没有网站标识码',
    places: [{ url: ground.url, path: ground.path, text: ground.text }],
    items: ['D4.2'],
    groundHash: ground.groundHash,
    url: ground.url,
    location: '首页',
    observedAt: '2023-09-26T03:00:00.000Z',
    state: 'open',
    earlier: null
  }
  const page: SweptPage = {
    part: 'page',
    from: 'home',
    url: ground.url,
    location: '首页',
    finalUrl: ground.url,
    status: 200,
    by: 'http',
    sha256: 'b'.repeat(64),
    milliseconds: 12,
    error: null,
    counts: { 'meta-tags': { pass: 1, notApplicable: 0, error: 0 } },
    errors: [],
    column: null,
    homeFacts: null,
    links: null,
    checkedLinks: null,
    searchForm: null,
    searched: null,
    article: null,
    robots: { isDisallowed: false, crawlDelaySeconds: null },
    more: [{ url: 'http://site1.example/zcjd/', location: '首页》政策解读', kind: 'interpretation', from: 'column' }],
    observedAt: hint.observedAt
  }
  const sweep = { sweepId: 'sweep-1', batchId: target.batchId }
  const decidedAt = '2023-09-26T03:05:00.000Z'
  const visit = { objectKey: target.objectKey, url: 'http://site1.example/' }
  const document = { kind: 'phrase', id: 'phrase-1', title: '超期', content: { text: '超过{天数}天未更新' } } as const
  return [
    { type: 'office.document-saved', payload: document },
    { type: 'office.document-saved', payload: { ...document, id: 'phrase-2' } },
    { type: 'office.document-removed', payload: { kind: 'phrase', id: 'phrase-2' } },
    { type: 'registry.imported', payload: { importId: 'import-1', files: [counts], acceptedValid: false } },
    ...chunks(sites).map((part): NewEvent => ({
      type: 'registry.objects-changed',
      payload: { importId: 'import-1', changes: part.map((object) => ({ op: 'added', object })) }
    })),
    {
      type: 'batch.opened',
      payload: {
        batchId: 'batch-1',
        title: '三季度检查',
        period: '2023Q3',
        object: 'site',
        catalogue,
        catalogueHash: 'c1',
        registryHash: 'r1',
        design: {
          object: 'site',
          size: { by: 'all' },
          total: 'half-up',
          strata: 'stratum',
          seed: 's',
          mustInclude: []
        },
        algorithm: 'test/1',
        frame: objects,
        drawn: objects,
        strata: [{ name: '合肥市', frame: objects, drawn: objects }],
        recordHash: 'sha256:0',
        allowHosts: [],
        decisions: [{ indicatorId: 'W1', action: 'confirm', by: '王检', at: '2023-09-25T00:00:00.000Z' }]
      }
    },
    ...chunks(sites).map((part): NewEvent => ({ type: 'batch.targets-drawn', payload: { batchId: 'batch-1', targets: part } })),
    { type: 'target.state-changed', payload: { ...target, state: 'in-progress', inspector: '王检' } },
    {
      type: 'evidence.captured',
      payload: {
        id: 'evidence-1',
        ...target,
        kind: 'capture',
        requestedUrl: 'http://site1.example/',
        finalUrl: 'http://site1.example/',
        title: '首页',
        capturedAt: '2023-09-26T02:19:00.000Z',
        width: 1280,
        height: 800,
        quality: [],
        files: [
          { role: 'image', ...file },
          { role: 'sheet', ...file, name: 'sheet.json', mime: 'application/json', sha256: 'd'.repeat(64) }
        ]
      }
    },
    { type: 'column.recorded', payload: column },
    { type: 'column.recorded', payload: { ...column, id: 'column-2', path: '首页》错登' } },
    { type: 'column.removed', payload: { columnId: 'column-2' } },
    { type: 'finding.recorded', payload: { id: 'finding-1', ...finding } },
    { type: 'verdict.given', payload: { ...target, indicatorId: 'W1', verdict: 'fail', inspector: '王检' } },
    { type: 'finding.edited', payload: { id: 'finding-1', ...finding, count: 2, description: '首页两次打不开' } },
    { type: 'finding.recorded', payload: { id: 'finding-2', ...finding } },
    { type: 'finding.withdrawn', payload: { findingId: 'finding-2', reason: '重复' } },
    { type: 'verdict.given', payload: { ...target, indicatorId: 'W2', verdict: 'pass', inspector: '王检' } },
    {
      type: 'work.restored',
      payload: {
        ...target,
        direction: 'undo',
        events: ['event-of-the-verdict'],
        target: null,
        verdicts: [{ indicatorId: 'W2', given: null }],
        findings: []
      }
    },
    { type: 'target.state-changed', payload: { ...target, state: 'inspected', inspector: '王检' } },
    {
      type: 'batch.catalogue-adopted',
      payload: {
        adoptionId: 'adoption-1',
        batchId: 'batch-1',
        catalogue: { ...catalogue, edition: '2023' },
        catalogueHash: 'c2',
        previousHash: 'c1',
        reason: '改用新版'
      }
    },
    { type: 'evidence.viewed', payload: { evidenceId: 'evidence-1' } },
    {
      type: 'work.assigned',
      payload: {
        workId: 'work-1',
        batchId: 'batch-1',
        to: '李检',
        device: null,
        objectKeys: sites.map(({ key }) => key),
        catalogueHash: 'c2'
      }
    },
    { type: 'work.withdrawn', payload: { batchId: 'batch-1', to: '李检', objectKeys: [target.objectKey], reason: '改由他人' } },
    {
      type: 'package.made',
      payload: {
        sha256: 'f'.repeat(64),
        size: 30,
        batchId: 'batch-1',
        objectKeys: null,
        evidence: 1,
        keyId: '0'.repeat(16),
        head: { device: 'device-a', seq: 1, hash: 'sha256:0' }
      }
    },
    {
      type: 'package.verified',
      payload: { sha256: 'f'.repeat(64), size: 30, batchId: 'batch-1', ok: true, problems: 0 }
    },
    {
      type: 'package.merged',
      payload: { sha256: 'f'.repeat(64), size: 30, batchId: 'batch-1', applied: 0, alreadyHad: 1, held: 0 }
    },
    {
      type: 'device.introduced',
      payload: { device: 'device-b', keyId: '0'.repeat(16), publicKey: 'PEM', name: '李检' }
    },
    { type: 'manager.ruled', payload: { kept: 'event-1', others: ['event-2'], reason: '科里决定', by: '王检' } },
    {
      type: 'key.accepted',
      payload: { device: 'device-x', keyId: '0'.repeat(16), publicKey: 'PEM', name: '2 号机' }
    },
    {
      type: 'key.replaced',
      payload: {
        device: 'device-x',
        keyId: '1'.repeat(16),
        publicKey: 'PEM',
        oldKeyIds: ['0'.repeat(16)],
        reason: '忘记口令',
        byKeyId: '2'.repeat(16),
        signature: 'AA=='
      }
    },
    {
      type: 'notice.exported',
      payload: {
        noticeId: 'notice-1',
        batchIds: ['batch-1'],
        profile: 'default',
        title: '通报',
        modelHash: 'm1',
        files: [{ name: '通报.docx', sha256: 'e'.repeat(64), size: 20 }]
      }
    },
    { type: 'evidence.accepted', payload: { evidenceId: 'evidence-1', inspector: '张三' } },
    { type: 'evidence.numbers-found', payload: { evidenceId: 'evidence-1', imageSha256: file.sha256, numbers: [number] } },
    { type: 'evidence.annotated', payload: { ...annotation, layers: [mark] } },
    { type: 'evidence.annotated', payload: { ...annotation, layers: [{ ...mark, x: 40 }, ...masksFor([number], () => 'm1')] } },
    {
      type: 'evidence.copy-exported',
      payload: {
        copyId: 'copy-1',
        evidenceId: 'evidence-1',
        annotationId: 'annotation-1',
        derivedFrom: file.sha256,
        masked: [{ x: 10, y: 20, width: 60, height: 18, block: 60, shown: '138****5678' }],
        drawn: 1,
        files: [{ role: 'image', ...file, sha256: 'f'.repeat(64) }]
      }
    },
    {
      type: 'evidence.archive-exported',
      payload: {
        evidenceId: 'evidence-1',
        derivedFrom: file.sha256,
        file: { name: '首页.wacz', sha256: 'd'.repeat(64), size: 30 }
      }
    },
    {
      type: 'evidence.sheet-exported',
      payload: {
        evidenceId: 'evidence-1',
        anchor: { device: 'device-1', seq: 12, hash: 'a'.repeat(64) },
        file: { name: '首页-取证单.pdf', sha256: 'b'.repeat(64), size: 40 }
      }
    },
    {
      type: 'unit-packet.exported',
      payload: {
        batchId: 'batch-1',
        unit: '县教育局',
        stratum: '合肥市',
        evidenceIds: ['evidence-1'],
        originals: false,
        files: [{ name: '问题清单.xlsx', sha256: 'c'.repeat(64), size: 50 }]
      }
    },
    {
      type: 'sweep.started',
      payload: {
        ...sweep,
        checks: ['footer-marks', 'meta-tags'],
        settings: {
          concurrency: 2,
          spacing: 500,
          navigationPages: 12,
          homeLinks: 100,
          useBrowser: true,
          retrySeconds: 60,
          controlUrls: []
        },
        targets: objects
      }
    },
    {
      type: 'hints.found',
      payload: {
        ...sweep,
        objectKey: target.objectKey,
        page,
        hints: [
          hint,
          { ...hint, id: 'hint-2', groundHash: 'b'.repeat(64) },
          { ...hint, id: 'hint-3', groundHash: 'c'.repeat(64) }
        ],
        again: [],
        gone: []
      }
    },
    {
      type: 'hints.found',
      payload: {
        ...sweep,
        objectKey: target.objectKey,
        page: { ...page, part: 'site', from: null, url: '', more: [], observedAt: '2023-09-26T03:01:00.000Z' },
        hints: [],
        again: ['hint-1'],
        gone: ['hint-3']
      }
    },
    {
      type: 'hint.dismissed',
      payload: { ...ground, hintId: 'hint-1', reason: '标识码在图片里', inspector: '王检', decidedAt }
    },
    {
      type: 'hint.dismissed',
      payload: { ...ground, hintId: 'hint-2', groundHash: 'b'.repeat(64), reason: '误报', inspector: '王检', decidedAt }
    },
    { type: 'hint.reopened', payload: { ...ground, hintId: 'hint-2', groundHash: 'b'.repeat(64) } },
    {
      type: 'hint.taken',
      payload: { ...ground, hintId: 'hint-2', groundHash: 'b'.repeat(64), findingId: 'finding-1', inspector: '王检', decidedAt }
    },
    {
      type: 'hint.remembered',
      payload: {
        hintId: 'hint-1',
        ground: { ...ground, hintId: 'hint-0', reason: '标识码在图片里', inspector: '王检', time: '2023-06-20T03:00:00.000Z' }
      }
    },
    { type: 'sweep.finished', payload: { ...sweep, outcome: 'done' } },
    { type: 'watch.planned', payload: { batchId: 'batch-1', objectKeys: [target.objectKey], perDay: 48, seed: 's' } },
    {
      type: 'visits.recorded',
      payload: {
        batchId: 'batch-1',
        visits: [
          {
            ...visit,
            at: '2023-09-26T02:00:00.000Z',
            outcome: 'open',
            milliseconds: 812.5,
            status: 200,
            error: null,
            control: 'not-asked'
          },
          {
            ...visit,
            at: '2023-09-26T02:30:00.000Z',
            outcome: 'failed',
            milliseconds: null,
            status: null,
            error: 'refused',
            control: 'reached'
          }
        ]
      }
    }
  ]
}
