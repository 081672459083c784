import { afterEach, beforeEach, describe } from '@jest/globals';
import { describeApplying } from './conformance/applying.js';
import { describeAuditing } from './conformance/auditing.js';
import { Scene, type ReadStoreFactory } from './conformance/scene.js';
import { describeSearching } from './conformance/searching.js';
import { describeVersions } from './conformance/versions.js';

export type { ReadStoreFactory, ReadStoreUnderTest } from './conformance/scene.js';

/** Everything that the port promises, for one adapter. */
export function describeReadStore(name: string, factory: ReadStoreFactory): void {
  describe(`the read store "${name}"`, () => {
    const scene = new Scene(factory);
    beforeEach(() => scene.set());
    afterEach(() => scene.strike());

    describeApplying(scene);
    describeVersions(scene);
    describeSearching(scene);
    describeAuditing(scene);
  });
}
