import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { RequestClass } from './request-class.js';

/** What is wrong with one field of a request. */
export interface FieldProblem {
  /** Path of the field, e.g. `alias.scheme`. */
  readonly field: string;
  /** class-validator's name of the rule, e.g. `isCivilDate`; stable. */
  readonly rule: string;
  readonly message: string;
}

/** What came in is not what the request asks for. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  constructor(readonly problems: readonly FieldProblem[]) {
    super(problems.map((problem) => problem.message).join('; '));
  }
}

/**
 * Checks a plain object against a request class and gives its fields back as plain data.
 * @throws InvalidRequest naming every field and rule: unknown fields too
 */
export function checkRequest<T extends object>(request: RequestClass, plain: unknown): T {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    throw new InvalidRequest([{ field: '', rule: 'isObject', message: 'the request must be a JSON object' }]);
  }
  if (hasPrototypeKey(plain)) {
    throw new InvalidRequest([
      { field: '__proto__', rule: 'whitelistValidation', message: '__proto__ is not a field' },
    ]);
  }
  const instance = plainToInstance(request, plain);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length > 0) throw new InvalidRequest(errors.flatMap((error) => problemsOf(error, '')));
  return JSON.parse(JSON.stringify(instance)) as T;
}

function problemsOf(error: ValidationError, parent: string): FieldProblem[] {
  const field = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ field, rule, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, field))];
}

/** JSON.parse makes `__proto__` an own key; no request has one, at any depth. */
function hasPrototypeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasPrototypeKey);
}
