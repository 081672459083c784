import type { SurveyStatus } from '#declarations/domain';
import { comparableName } from '../names.js';

/** The answers to the survey as the folder writes them. Never edited: a change is a new version. */
export const SURVEY_ANSWERS = {
  version: 'survey-status/1',
  statuses: new Map<string, SurveyStatus>([
    [comparableName('submitted'), 'submitted'],
    [comparableName('certified-zero'), 'certified-zero'],
    [comparableName('only-aler-stock'), 'not-required'],
    [comparableName('carried-forward'), 'carried-forward'],
    [comparableName('missing'), 'missing'],
  ]),
} as const;

/** The status of a declaration; undefined when the table does not know the word. */
export function surveyStatus(printed: string): SurveyStatus | undefined {
  return SURVEY_ANSWERS.statuses.get(comparableName(printed));
}
