import { describe, expect, it } from 'vitest'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import {
  changeDraft,
  draftOf,
  duplicateOf,
  latestEvidence,
  locationFromTitle,
  newDraft,
  nextDraft,
  pickPhrase,
  readDraft
} from '../../../renderer/features/checking/finding-draft.ts'

const indicator: Indicator = {
  id: 'W4.2',
  group: '栏目不更新',
  title: '应更新未更新',
  kind: 'veto',
  rule: '规则',
  guidance: '查法',
  status: 'confirmed',
  source: '来源',
  unitPoints: { value: '0.1', status: 'confirmed', source: '来源' },
  applies: { portalOnly: false, needsService: false },
  evidence: { captures: 1, onRegisteredHost: true },
  phrase: '“{location}”等 {count} 个栏目长期未更新，扣 {points} 分',
  enabled: true
}
const evidence = (id: string, capturedAt: string): Evidence => ({
  id,
  batchId: 'b',
  objectKey: 'o',
  kind: 'capture',
  requestedUrl: null,
  finalUrl: null,
  title: null,
  capturedAt,
  width: 1,
  height: 1,
  quality: [],
  files: []
})
const object = { name: '清河县科学技术局网站', unit: '清河县科学技术局', url: 'https://kjj.qinghe.example/' }
const source = {
  indicator,
  object,
  page: { url: 'https://kjj.qinghe.example/dczj/', title: '调查征集_互动交流_清河县科学技术局' },
  evidence: [evidence('e2', '2023-02-08T02:10:00.000Z'), evidence('e1', '2023-02-08T02:00:00.000Z')],
  now: '2023-02-08T02:20:30.000Z'
}

describe('locationFromTitle', () => {
  const names = ['清河县科学技术局网站', '清河县科学技术局']

  it('turns a title around into a path and leaves the site itself out', () => {
    expect(locationFromTitle('调查征集_互动交流_清河县科学技术局', names)).toBe('首页》互动交流》调查征集')
    expect(locationFromTitle('政策解读 - 清河县科学技术局门户网站', names)).toBe('首页》政策解读')
    expect(locationFromTitle('政策解读-清河县科学技术局', names)).toBe('首页》政策解读')
    expect(locationFromTitle('首页 | 清河县科学技术局', names)).toBe('首页')
  })

  it('keeps a hyphen inside a name and an unknown title whole', () => {
    expect(locationFromTitle('COVID-19 专题', names)).toBe('首页》COVID-19 专题')
    expect(locationFromTitle('', names)).toBe('首页')
  })
})

describe('newDraft', () => {
  it('fills everything in from the page, the clock and the latest capture', () => {
    expect(newDraft(source)).toEqual({
      findingId: null,
      serial: 0,
      indicatorId: 'W4.2',
      count: '1',
      description: '“首页》互动交流》调查征集”等 1 个栏目长期未更新，扣 0.1 分',
      descriptionTouched: false,
      template: indicator.phrase,
      lastUpdate: '',
      location: '首页》互动交流》调查征集',
      url: 'https://kjj.qinghe.example/dczj/',
      observedAt: '2023-02-08 10:20',
      evidenceIds: ['e2']
    })
  })

  it('falls back to what is registered when no page stands there', () => {
    const draft = newDraft({ ...source, page: { url: 'chrome-error://chromewebdata/', title: '' }, evidence: [] })
    expect(draft).toMatchObject({ url: 'https://kjj.qinghe.example/', location: '首页', evidenceIds: [] })
    expect(newDraft({ ...source, page: null, object: { ...object, url: null } })).toMatchObject({ url: '', location: '' })
  })

  it('calls the home page 首页 whatever its title says', () => {
    const page = { url: 'https://kjj.qinghe.example/index.html', title: '欢迎访问本站' }
    expect(newDraft({ ...source, page }).location).toBe('首页')
  })
})

describe('latestEvidence', () => {
  it('goes by time, not by place', () => {
    expect(latestEvidence(source.evidence)?.id).toBe('e2')
    expect(latestEvidence([])).toBeNull()
  })
})

describe('changeDraft', () => {
  it('keeps the wording in step until the inspector writes their own', () => {
    const counted = changeDraft(newDraft(source), { count: '４' }, [indicator])
    expect(counted.description).toContain('4 个栏目')
    const own = changeDraft(counted, { description: '自己的话' }, [indicator])
    expect(changeDraft(own, { count: '9', location: '首页' }, [indicator]).description).toBe('自己的话')
  })

  it('takes the wording of another indicator', () => {
    const other = { ...indicator, id: 'W4.3', phrase: '空白栏目 {count} 个' }
    expect(changeDraft(newDraft(source), { indicatorId: 'W4.3' }, [indicator, other]).description).toBe('空白栏目 1 个')
  })
})

describe('readDraft', () => {
  it('gives the fields as the backend takes them', () => {
    expect(readDraft(newDraft(source), indicator, false)).toEqual({
      faults: [],
      fields: {
        indicatorId: 'W4.2',
        count: 1,
        description: '“首页》互动交流》调查征集”等 1 个栏目长期未更新，扣 0.1 分',
        location: '首页》互动交流》调查征集',
        url: 'https://kjj.qinghe.example/dczj/',
        observedAt: '2023-02-08T02:20:00.000Z',
        evidenceIds: ['e2']
      }
    })
  })

  it('names each fault', () => {
    const bad = { ...newDraft(source), count: '0', description: '  ', observedAt: '2023-02-30 10:20', evidenceIds: [] }
    expect(readDraft(bad, indicator, false)).toEqual({ fields: null, faults: ['count', 'description', 'time', 'evidence'] })
    for (const count of ['', '1.5', '-1', '一', '1e3']) {
      expect(readDraft({ ...newDraft(source), count }, indicator, false).faults, count).toEqual(['count'])
    }
  })

  it('lets a target without a page be recorded without a picture', () => {
    expect(readDraft({ ...newDraft(source), evidenceIds: [] }, indicator, true).faults).toEqual([])
  })

  it('reads back a recorded finding as it was', () => {
    const { fields } = readDraft(newDraft(source), indicator, false)
    expect(fields).not.toBeNull()
    if (fields === null) return
    const again = draftOf({ id: 'f1', batchId: 'b', objectKey: 'o', inspector: '张三', ...fields }, indicator)
    expect(readDraft(again, indicator, false).fields).toEqual(fields)
  })

  it('goes on filling in the wording of a recorded finding, unless the inspector wrote it', () => {
    const { fields } = readDraft(newDraft(source), indicator, false)
    if (fields === null) throw new Error('not read')
    const recorded = { id: 'f1', batchId: 'b', objectKey: 'o', inspector: '张三', ...fields }
    expect(changeDraft(draftOf(recorded, indicator), { count: '4' }, [indicator]).description).toContain('4 个栏目')
    const own = { ...recorded, description: '自己的话' }
    expect(changeDraft(draftOf(own, indicator), { count: '4' }, [indicator]).description).toBe('自己的话')
  })
})

describe('pickPhrase', () => {
  const phrase = '“{栏目}”栏目最近更新为{最近更新}，到监测时间点已{天数}天'

  it('fills the wording from the place, the last update and the time of the check', () => {
    const picked = pickPhrase(newDraft(source), phrase, indicator)
    expect(picked.description).toBe('“调查征集”栏目最近更新为{最近更新}，到监测时间点已{天数}天')
    // 2022-12-30 → 2023-02-08: 1 + 31 + 8 = 40 days.
    const filled = changeDraft(picked, { lastUpdate: '2022年12月30日' }, [indicator])
    expect(filled.description).toBe('“调查征集”栏目最近更新为2022年12月30日，到监测时间点已40天')
    expect(changeDraft(filled, { location: '首页 > 公告' }, [indicator]).description).toContain('“公告”栏目')
  })

  it('takes the place of words written before, and gives way to words written after', () => {
    const own = changeDraft(newDraft(source), { description: '自己的话' }, [indicator])
    const picked = pickPhrase(own, '空白栏目{数量}个', indicator)
    expect(picked.description).toBe('空白栏目1个')
    const written = changeDraft(picked, { description: '又改了' }, [indicator])
    expect(changeDraft(written, { count: '3' }, [indicator]).description).toBe('又改了')
  })

  it('is not saved with a blank that nobody filled', () => {
    const picked = pickPhrase(newDraft(source), phrase, indicator)
    expect(readDraft(picked, indicator, false)).toEqual({ fields: null, faults: ['blank'] })
    expect(readDraft(changeDraft(picked, { lastUpdate: '2022-12-30' }, [indicator]), indicator, false).faults).toEqual([])
  })
})

describe('nextDraft', () => {
  it('keeps item, wording, page and the path down to its last step, and asks for the rest anew', () => {
    const first = changeDraft(
      pickPhrase(newDraft(source), '{位置}为空白栏目', indicator),
      { count: '3', lastUpdate: '2022-12-30' },
      [indicator]
    )
    const next = nextDraft(first, indicator, '2023-02-08T03:00:00.000Z')
    expect(next).toMatchObject({
      findingId: null,
      serial: 1,
      indicatorId: 'W4.2',
      count: '1',
      template: '{位置}为空白栏目',
      lastUpdate: '',
      location: '首页》互动交流》',
      url: first.url,
      observedAt: '2023-02-08 11:00',
      evidenceIds: first.evidenceIds
    })
    const typed = changeDraft(next, { location: `${next.location}在线访谈` }, [indicator])
    expect(typed.description).toBe('首页》互动交流》在线访谈为空白栏目')
  })
})

describe('the place of the next finding', () => {
  it.each([
    ['首页', '首页》'],
    ['首页》公告', '首页》'],
    ['公示栏', ''],
    ['', '']
  ])('after %j begins as %j', (location, next) => {
    const saved = changeDraft(newDraft(source), { location }, [indicator])
    expect(nextDraft(saved, indicator, source.now).location).toBe(next)
  })
})

describe('duplicateOf', () => {
  const { fields } = readDraft(newDraft(source), indicator, false)
  if (fields === null) throw new Error('not read')
  const recorded = { id: 'f1', batchId: 'b', objectKey: 'o', inspector: '张三', ...fields }

  it('finds the same item at the same place, however the path is typed', () => {
    expect(duplicateOf(newDraft(source), [recorded])?.id).toBe('f1')
    const typed = changeDraft(newDraft(source), { location: '首页 > 互动交流 / 调查征集' }, [indicator])
    expect(duplicateOf(typed, [recorded])?.id).toBe('f1')
  })

  it('leaves another item, another place and the finding itself alone', () => {
    expect(duplicateOf(draftOf(recorded, indicator), [recorded])).toBeNull()
    expect(duplicateOf({ ...newDraft(source), indicatorId: 'W4.3' }, [recorded])).toBeNull()
    expect(duplicateOf(changeDraft(newDraft(source), { location: '首页》互动交流' }, [indicator]), [recorded])).toBeNull()
  })
})

describe('the place', () => {
  it('is saved as every table prints it', () => {
    const typed = changeDraft(newDraft(source), { location: ' 首页 > 政策 >> 政策解读 / ' }, [indicator])
    expect(readDraft(typed, indicator, false).fields?.location).toBe('首页》政策》政策解读')
  })
})
