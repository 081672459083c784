import type { HistoryEntry } from '#read-store';

type Link = HistoryEntry['replaces'];

/** An event as the API writes it: positions are opaque texts. */
export type EventItem = Omit<HistoryEntry, 'position' | 'annulledBy' | 'replaces' | 'replacedBy'> & {
  readonly position: string;
  readonly annulledBy: LinkItem;
  readonly replaces: LinkItem;
  readonly replacedBy: LinkItem;
};
type LinkItem = { readonly eventId: string; readonly position: string } | null;

export function eventItem(entry: HistoryEntry): EventItem {
  return {
    ...entry,
    position: String(entry.position),
    annulledBy: linkItem(entry.annulledBy),
    replaces: linkItem(entry.replaces),
    replacedBy: linkItem(entry.replacedBy),
  };
}

function linkItem(link: Link): LinkItem {
  return link && { eventId: link.eventId, position: String(link.position) };
}
