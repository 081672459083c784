import Format from 'typebox/format';
import { isCivilDate } from '#temporal';

// What the formats of event schemas mean, to every check made after this file is imported.

/** A day that exists on our calendar: the library's own rule takes a year 0000. */
Format.Set('date', isCivilDate);

/** As the log writes its ids: an id in capitals would name nothing. */
Format.Set('uuid', (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text));
