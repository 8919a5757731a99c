import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readDocxText } from '../../electron/export/docx-text.ts'
import { fillWordTemplate } from '../../electron/export/template-fill.ts'
import { writeStarterTemplate } from '../../electron/export/template-starter.ts'
import { anhuiAccounts } from '../domain/notice-fixtures.ts'
import { anhuiNotice } from './notice-samples.ts'

describe('fillWordTemplate', () => {
  it('fills the starter template', async () => {
    const model = anhuiNotice()
    const starter = await writeStarterTemplate(model)
    writeFileSync('/tmp/starter.docx', starter)
    const filled = await fillWordTemplate(model, { bytes: starter, file: '模板.docx' }, new Date(0))
    writeFileSync('/tmp/filled.docx', filled)
    const { tables, paragraphs } = await readDocxText(filled)
    console.log(paragraphs.slice(0, 20))
    expect(tables[1]?.slice(1, 18)).toEqual(anhuiAccounts.map((row, index) => [index + 1, ...row].map(String)))
  })
})
