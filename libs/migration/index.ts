export { migrate, MigrationFailed, type Migration, type MigrationStep } from './migrate.js';
