import type { RuleSet } from './rule-set.js';

/** Lombardy as the Cremona plan of 2025 was made: r.r. 4/2017 with police and fire capped at 10%. */
export const LOMBARDIA_2024_03: RuleSet = {
  id: 'lombardia-2024-03',
  inForceFrom: '2024-03-01',
  sources: ['l.r. 16/2016', 'r.r. 4/2017'],
  precedence: ['f', 'e1', 'b', 'c', 'd'],
  indigents: {
    COMUNE: { basePercent: 20, excess: true },
    ALER: { basePercent: 20, excess: false },
    rounding: 'up',
  },
  police: { capPercent: 10, rounding: 'up' },
  satMaxYears: 5,
  assignments: { mobilityChannels: ['mobility'], excludedChannels: [] },
  assumptions: [
    {
      parameter: 'inForceFrom',
      it: 'le regole valgono dal 1º marzo 2024; prima di quella data si applicano le stesse',
      en: 'the rules hold from 1 March 2024; before that date the same ones are used',
    },
    {
      parameter: 'precedence',
      it: 'un alloggio in più lettere conta una volta: conferito, libero, stato di fatto, ristrutturazione, nuova costruzione (è documentato solo che libero prevale su ristrutturazione)',
      en: 'a unit in several letters counts once: conferred, free, as-is, renovation, new build (only "free beats renovation" is documented)',
    },
    {
      parameter: 'police.rounding',
      it: 'la quota per forze dell’ordine e vigili del fuoco è arrotondata per eccesso, come quella degli indigenti',
      en: 'the quota for police and fire is rounded up, like the one for indigents',
    },
    {
      parameter: 'satMaxYears',
      it: 'la destinazione a SAT dura al massimo 5 anni',
      en: 'a SAT designation lasts at most 5 years',
    },
    {
      parameter: 'assignments',
      it: 'le assegnazioni dell’anno precedente comprendono i cambi consensuali; mobilità è il solo canale mobilità',
      en: 'assignments of the year before include consensual swaps; mobility is the mobility channel alone',
    },
    {
      parameter: 'turnover',
      it: 'il turnover da previsioni di rilascio riguarda gli alloggi SAP',
      en: 'turnover by release forecasts is about SAP units',
    },
    {
      parameter: 'c.latestExpectedDate',
      it: 'per la data prevista dei lavori quella dell’alloggio prevale su quella del lotto',
      en: 'the unit’s own expected date of works comes before its lot’s',
    },
  ],
};
