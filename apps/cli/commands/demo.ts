import type { Command } from 'commander';
import type { Cli } from '../cli.js';

export function addDemo(program: Command, cli: Cli): void {
  program
    .command('demo')
    .description(
      cli.say(
        'il piano 2025 del Cremonese da dati veri, e perché questo registro è diverso',
        'the Cremona plan of 2025 from real data, and why this register is different',
      ),
    )
    .action(cli.run(async ({ shell, globals }) => (await import('../actions/demo.js')).demo(shell, globals)));
}
