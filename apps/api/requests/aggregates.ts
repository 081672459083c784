import { bodyEvents } from '#bodies/domain';
import { conferralEvents } from '#conferrals/domain';
import { declarationEvents } from '#declarations/domain';
import { noticeEvents } from '#notices/domain';
import { programmeEvents } from '#programmes/domain';
import { actsOf, type AggregateName } from '#requests';
import { unitEvents } from '#units/domain';
import { FactRequests } from './fact-requests.js';

const recordable = (aggregate: AggregateName) => actsOf[aggregate].map((act) => act.type);

/** What can be said of each aggregate over HTTP: the acts of the command line, by the names of their events. */
export const factRequests = {
  unit: new FactRequests('Unit', unitEvents, recordable('unit')),
  body: new FactRequests('Body', bodyEvents, recordable('body')),
  declaration: new FactRequests('Declaration', declarationEvents, recordable('declaration')),
  programme: new FactRequests('Programme', programmeEvents, recordable('programme')),
  conferral: new FactRequests('Conferral', conferralEvents, recordable('conferral')),
  notice: new FactRequests('Notice', noticeEvents, recordable('notice')),
} as const satisfies Record<AggregateName, FactRequests>;
