import type { Scenario } from './scenarios/support.ts'
import { admissionScenarios } from './scenarios/admission.ts'
import { findingScenarios } from './scenarios/findings.ts'
import { rulingScenarios } from './scenarios/rulings.ts'
import { ruledAnewScenarios } from './scenarios/ruled-anew.ts'
import { stateScenarios } from './scenarios/states.ts'
import { verdictScenarios } from './scenarios/verdicts.ts'

export const scenarios: Readonly<Record<string, Scenario>> = {
  ...verdictScenarios,
  ...findingScenarios,
  ...stateScenarios,
  ...rulingScenarios,
  ...ruledAnewScenarios,
  ...admissionScenarios
}
