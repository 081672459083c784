import type { Finding } from '../document.js';
import type { Owner } from '../owners.js';
import { compare } from '../owners.js';
import type { Workings } from '../workings.js';
import { finding } from './finding.js';
import { grouped } from '../grouped.js';

/** What owners answered, or did not. */
export function findingsOfOwners(workings: Workings): readonly Finding[] {
  const { context } = workings;
  const name = context.cellName;
  const cell = (owner: Owner) => [name('a', { owner, municipality: owner.municipality }, 'total')];
  const withSomething = ownersWithSomething(workings);
  return [
    ...context.owners.flatMap((owner) => {
      const found = findingOfAnswer(owner, withSomething.has(owner));
      return found ? [finding(found.rule, found.severity, found, { cells: cell(owner) })] : [];
    }),
    ...context.owners.filter(({ known }) => !known).map((owner) => unknownOwner(owner, cell(owner))),
    ...beforeCensus(context.owners, cell),
  ];
}

function findingOfAnswer(owner: Owner, hasSomething: boolean) {
  switch (owner.status) {
    case 'submitted':
      return undefined;
    case 'certified-zero':
    case 'not-required':
      return hasSomething ? zeroWithUnits(owner) : undefined;
    case 'carried-forward':
      return carriedForward(owner);
    case 'missing':
    case null:
      return missing(owner);
    default:
      return unknownStatus(owner.status);
  }
}

/** Owners with units, or a declared number, whatever they said. */
function ownersWithSomething({ a, g }: Workings): ReadonlySet<Owner> {
  return new Set([...a, ...g.rows].filter(({ total }) => (total ?? 0) > 0).map(({ owner }) => owner));
}

function zeroWithUnits({ name }: Owner) {
  return {
    rule: 'ZERO_WITH_UNITS',
    severity: 'warning',
    it: `${name} risulta senza alloggi propri da dichiarare, ma ne ha nel registro o nelle cifre dichiarate: i numeri mostrati sono questi.`,
    en: `${name} counts as having no units of its own to declare, yet has some in the register or in its figures: those are the numbers shown.`,
  } as const;
}

function carriedForward({ name }: Owner) {
  return {
    rule: 'CARRIED_FORWARD',
    severity: 'warning',
    it: `${name} non ha risposto quest’anno: le sue cifre sono riportate da un anno precedente.`,
    en: `${name} did not answer this year: its figures are carried forward from an earlier one.`,
  } as const;
}

function missing({ name, earlier, firstCensusOn }: Owner) {
  const known = earlier !== null || firstCensusOn !== null;
  return {
    rule: 'OWNER_MISSING',
    severity: 'warning',
    it: known
      ? `${name} non ha risposto quest’anno: il patrimonio è quello dell’ultima dichiarazione nota; delle altre lettere si mostrano solo gli alloggi noti, il resto è ignoto e non zero.`
      : `${name} non ha risposto: i suoi numeri sono ignoti, non zero.`,
    en: known
      ? `${name} did not answer this year: its stock is that of the last declaration known; of the other letters only known units are shown, the rest is unknown and not zero.`
      : `${name} did not answer: its numbers are unknown, not zero.`,
  } as const;
}

function unknownOwner({ id }: Owner, cells: readonly string[]): Finding {
  return finding(
    'OWNER_UNKNOWN',
    'error',
    {
      it: `Il registro ha alloggi o dichiarazioni di un ente ${id} che a questa data non conosce.`,
      en: `The register has units or declarations of a body ${id} that it does not know at this date.`,
    },
    { cells },
  );
}

function beforeCensus(owners: readonly Owner[], cell: (owner: Owner) => readonly string[]): readonly Finding[] {
  const groups = grouped(
    owners.filter((owner) => owner.beforeCensus),
    ({ firstCensusOn }) => firstCensusOn ?? '',
  );
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .map(([on, group]) => {
      const names = group.map(({ name }) => name).join(', ');
      return finding(
        'BEFORE_CENSUS',
        'warning',
        {
          it: `La data richiesta precede il primo censimento (${on}) di: ${names}. Ciò che dipende dai loro alloggi è ignoto.`,
          en: `The date asked for is before the first census (${on}) of: ${names}. What rests on their units is not known.`,
        },
        { cells: group.flatMap(cell) },
      );
    });
}

function unknownStatus(status: never): never {
  throw new TypeError(`not a survey status: ${String(status)}`);
}
