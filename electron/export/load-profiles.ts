import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { XunchaError } from '../domain/errors.ts'
import { parseProfile, type NoticeProfile } from '../domain/notice-profile.ts'

/** All profiles in `resources/notice-profiles`, the general one first. Throws naming the file that is not a profile. */
export function loadProfiles(resourcesDir: string): NoticeProfile[] {
  const dir = join(resourcesDir, 'notice-profiles')
  const profiles = readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const profile = parseProfile(readJson(join(dir, name), name), name)
      if (`${profile.id}.json` === name) return profile
      throw new XunchaError('bad-input', `通报模板“${name}”里写的编号是 ${profile.id}，应与文件名一致。请改正后重试。`)
    })
  return profiles.sort((a, b) => Number(b.id === 'default') - Number(a.id === 'default'))
}

function readJson(file: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch (cause) {
    throw new XunchaError('bad-input', `通报模板“${name}”不是完整的 JSON。请改正后重试。`, { cause })
  }
}
