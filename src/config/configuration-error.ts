import { UsageError } from '../read/usage-error.js';
import type { Problem } from './data-file.js';

/** A configuration or a baseline is not what it should be. One line a problem: `drain-audit.yaml:3:5: Unknown key …`. */
export class ConfigurationError extends UsageError {
  readonly lines: readonly string[];

  constructor(file: string, problems: readonly Problem[]) {
    const lines = problems.map(({ line, column, message }) => `${file}:${String(line)}:${String(column)}: ${message}`);
    super(lines.join('\n'));
    this.lines = lines;
  }
}
