// Tests are sorted by suffix: .unit .int .prop .e2e .crash (docs: CONTRIBUTING.md).
export default {
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testMatch: ['**/*.{unit,int,prop,e2e,crash}.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testTimeout: 60_000,
  // Full collections look at all that a worker's earlier files have left: with a gigabyte of it a test of seconds took a minute.
  workerIdleMemoryLimit: '500MB',
};
