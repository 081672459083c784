// The last column of the table of rooms (docs/adr/): what each room may import.
const PURE = '^libs/(temporal|schema|[^/]+/domain|plan(?!/queries)|directory|event-catalogue)/';
const TESTS = '\\.(unit|int|prop|e2e|crash)\\.spec\\.ts$|/testing/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Types alone may point back: they are gone when the program runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'the-domain-is-pure',
      comment: 'Deciders, folds and rules import no framework, no node:*, no store.',
      severity: 'error',
      from: { path: PURE, pathNot: TESTS },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/typebox/' },
    },
    {
      name: 'temporal-imports-nothing',
      severity: 'error',
      from: { path: '^libs/temporal/', pathNot: TESTS },
      to: { pathNot: '^libs/temporal/' },
    },
    {
      name: 'the-log-knows-no-domain',
      severity: 'error',
      from: { path: '^libs/event-store/', pathNot: TESTS },
      to: { path: '^(libs/(?!event-store)|apps/)' },
    },
    {
      name: 'domains-do-not-know-the-edges',
      severity: 'error',
      from: { path: PURE, pathNot: TESTS },
      to: { path: '^(apps|libs/(read-store|register|intake|requests|recording))/' },
    },
    { name: 'libs-do-not-know-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { pathNot: `${TESTS}|conformance` },
      to: { path: '\\.spec\\.ts$|/testing/|conformance' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-dependency-in-the-product',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: `${TESTS}|conformance` },
      // A type vanishes when the program is built: only what stays must be installed with it.
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
