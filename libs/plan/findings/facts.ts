import type { Finding } from '../document.js';
import type { Workings } from '../workings.js';
import { finding } from './finding.js';

/** Facts that stand half done, or where today's guards would refuse them. */
export function findingsOfFacts({ context }: Workings): readonly Finding[] {
  const { unfinishedCommands, halfAnnulledCommands, anomalies } = context.facts;
  return [
    ...unfinishedCommands.map(({ commandId, unitIds }) => {
      const units = unitIds.map((id) => context.unitsById.get(id) ?? { label: id });
      return finding(
        'UNFINISHED_COMMAND',
        'error',
        {
          it: `L’operazione ${commandId} riguarda più alloggi ed è registrata solo in parte: va completata o annullata (registro verify --repair).`,
          en: `Command ${commandId} is about several units and only a part of it is recorded: finish or undo it (registro verify --repair).`,
        },
        { units },
      );
    }),
    ...halfAnnulledCommands.map(({ commandId, annulledOn, standsOn }) => {
      const [gone, left] = [annulledOn.join(', '), standsOn.join(', ')];
      return finding(
        'COMMAND_HALF_ANNULLED',
        'warning',
        {
          it: `L’operazione ${commandId} (cambio, fusione o divisione) è annullata per ${gone} e vale ancora per ${left}: va annullata anche lì, o registrata di nuovo.`,
          en: `Command ${commandId} (a swap, merge or split) is annulled on ${gone} and stands on ${left}: annul it there too, or record it again.`,
        },
        { units: [...annulledOn, ...standsOn].map((label) => ({ label })) },
      );
    }),
    ...anomalies.map(({ label, type, code, effectiveOn, eventId }) =>
      finding(
        'FACT_OUT_OF_PLACE',
        'warning',
        {
          it: `L’alloggio ${label}: il fatto ${type} del ${effectiveOn} non poteva accadere in quello stato (${code}); ha comunque effetto. Evento ${eventId}.`,
          en: `Unit ${label}: the fact ${type} of ${effectiveOn} could not happen in that state (${code}); it has its effect all the same. Event ${eventId}.`,
        },
        { units: [{ label }] },
      ),
    ),
  ];
}
