import { LOMBARDIA_2024_03 } from './lombardia-2024-03.js';
import type { RuleSet } from './rule-set.js';

/** From 10 March 2025 the quota for police and fire may reach 20%, for more bodies (r.r. 2/2025). */
export const LOMBARDIA_2025_03: RuleSet = {
  ...LOMBARDIA_2024_03,
  id: 'lombardia-2025-03',
  inForceFrom: '2025-03-10',
  sources: [...LOMBARDIA_2024_03.sources, 'r.r. 2/2025'],
  police: { ...LOMBARDIA_2024_03.police, capPercent: 20 },
  assumptions: LOMBARDIA_2024_03.assumptions.filter(({ parameter }) => parameter !== 'inForceFrom'),
};
