import { dayStart } from '../../../electron/domain/availability-schedule.ts'
import { addDays } from '../../../electron/domain/rules/days.ts'
import type { EventPayload, NewEvent } from '../../../electron/events/types.ts'

type Visit = EventPayload<'visits.recorded'>['visits'][number]
const minute = 60_000

/**
 * Eight days of visits for three sites: the first down every morning with a night of sleep between, the second always open,
 * the third begun two days before `today` with the office's network out for an hour and a wall for an hour.
 */
export function busyWatch(batchId: string, keys: readonly string[], today: string): NewEvent[] {
  const [down = '', open = '', begun = ''] = keys
  const days = Array.from({ length: 8 }, (_, index) => addDays(today, index - 7))
  const made = (
    objectKey: string,
    day: string,
    hours: readonly [number, number],
    at: (hour: number) => Partial<Visit>
  ): Visit[] =>
    Array.from({ length: (hours[1] - hours[0]) * 2 }, (_, index) => {
      const hour = hours[0] + index / 2
      return {
        objectKey,
        url: `http://${objectKey.replace('site:', 's')}.example.com/`,
        at: new Date(dayStart(day) + hour * 60 * minute + ((index * 7) % 11) * minute).toISOString(),
        outcome: 'open',
        milliseconds: 640 + ((index * 131) % 900),
        status: 200,
        error: null,
        control: 'not-asked',
        ...at(hour)
      }
    })
  const refused: Partial<Visit> = { outcome: 'failed', milliseconds: null, status: null, error: 'refused', control: 'reached' }
  const visits = days.flatMap((day, index) => {
    const until = day === today ? 9 : 24
    return [
      ...made(down, day, [day === today ? 0 : 6, until], (hour) =>
        hour >= 7 && hour < 8 ? refused : hour === 9.5 ? { outcome: 'slow', milliseconds: 17_300, control: 'reached' } : {}
      ),
      ...made(open, day, [0, until], () => ({})),
      ...(index < 6
        ? []
        : made(begun, day, [8, until === 9 ? 9 : 19], (hour) =>
            hour >= 12 && hour < 13 ? { ...refused, control: 'lost' } : hour >= 15 && hour < 16 ? { ...refused, status: 403 } : {}
          ))
    ]
  })
  const parts = Array.from({ length: Math.ceil(visits.length / 500) }, (_, index) => visits.slice(index * 500, index * 500 + 500))
  return [
    { type: 'watch.planned', payload: { batchId, objectKeys: [...keys], perDay: 48, seed: 'busy' } },
    ...parts.map((part): NewEvent => ({ type: 'visits.recorded', payload: { batchId, visits: part } }))
  ]
}
