/** What is made of a thing once, and again for as long as the thing is there: plans share lists that did not change between them. */
export function onceFor<K extends object, V>(make: (thing: K) => V): (thing: K) => V {
  const made = new WeakMap<K, V>();
  return (thing) => {
    let what = made.get(thing);
    if (what === undefined) made.set(thing, (what = make(thing)));
    return what;
  };
}
