#!/usr/bin/env node
// `npx registro`: makes sure that the clone is installed and built, then runs the CLI under the pinned Node.
import { ensureBuilt, ensureInstalled, runBuilt } from '../../config/bootstrap.mjs';

ensureInstalled();
ensureBuilt();
process.exit(runBuilt('apps/cli/main.js', process.argv.slice(2)));
