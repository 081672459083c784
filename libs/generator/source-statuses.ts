/** Statuses as the Region's archive prints them, with the state that its mapping table gives. */
export const SOURCE_STATUSES = [
  { code: '1001', label: 'ASSEGNABILE', mapsTo: 'VACANT_LETTABLE' },
  { code: '1004', label: 'SFITTO PER CARENZE MANUTENTIVE', mapsTo: 'VACANT_NOT_LETTABLE' },
  { code: '1007', label: 'IN MANUTENZIONE M.S.', mapsTo: 'UNDER_MAINTENANCE' },
  { code: '2001', label: 'OCCUPATO', mapsTo: 'OCCUPIED' },
  { code: '9999', label: 'ALTRO', mapsTo: 'UNMAPPED' },
] as const;
