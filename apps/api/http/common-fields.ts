import { Type } from 'typebox';
import { code, date, text } from '#schema';

/** The clocks: every read takes them. */
export const validAt = Type.Optional(date('Civil date (Europe/Rome) on which the facts are true.'));
export const knownAt = Type.Optional(
  text('What was known: an instant with its offset (it has a T) or a position of the log. Absent: everything.', 40),
);
export const minPosition = Type.Optional(
  Type.String({
    pattern: '^\\d{1,16}$',
    description: 'The answer waits until the views have reached this position, as the answer to a command gave it.',
  }),
);
export const asOf = { validAt, knownAt, minPosition };

/** Items of a page at most. */
export const MOST_ITEMS = 1000;

const cursor = Type.Optional(text('Where the page begins: from `_links.next` of the page before.', 2000));

/** The page of a list. */
export const page = { limit: limit(50), cursor };
/** The page of a list that is mostly read whole. */
export const longPage = { limit: limit(MOST_ITEMS), cursor };

function limit(otherwise: number) {
  const description = `Items a page; ${otherwise} when absent.`;
  return Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_ITEMS, description }));
}

export const unitRef = text('The unit: its UUID, an alias, or scheme:alias.', 220);
export const bodyRef = text('A body: its id, name or a spelling of it.');
export const ambito = code('Id of the Ambito.');
export const year = Type.Integer({ minimum: 1900, maximum: 2999, description: 'Year of the plan, or of the survey.' });
