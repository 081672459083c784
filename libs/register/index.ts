import 'reflect-metadata';

export * from './coordinates.js';
export * from './errors.js';
export * from './names.js';
export * from './queries.js';
export { BadLogPlace, logInFolder, LogOnServer, logPlaceOf, type LogPlace, type ServerAccess } from './log-place.js';
export { openLog, type OpenLogOptions } from './open-log.js';
export { planDate, PlanReader } from './plan-reader.js';
export { RegionPlanReader } from './region-plan-reader.js';
export { regionFactsOf } from './region-plan-facts.js';
export { Register, VIEWS_FOLDER, type OpenOptions } from './register.js';
export { SavedViews, type NotUsed } from './saved-views.js';
export { RegisterModule } from './register.module.js';
export { UnitReader } from './unit-reader.js';
export { UnitReferences } from './unit-references.js';
export { RegisterViews } from './views.js';
export type { VerifyFinding, VerifyReport } from './verify.js';
