/** Things by what they have in common, in order. As `Map.groupBy`, which makes an object for each of them on the way. */
export function grouped<T, K>(things: readonly T[], commonOf: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const common = commonOf(thing);
    const group = groups.get(common);
    if (group) group.push(thing);
    else groups.set(common, [thing]);
  }
  return groups;
}
