import { closeSync, constants, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../read/usage-error.js';
import { formats, type Format } from '../report/formats.js';
import { nearest } from '../config/nearest.js';

/** One `--format`: which format, and where it goes. */
export interface Output {
  name: string;
  format: Format;
  /** A file as the user named it; standard output when undefined. */
  file: string | undefined;
}

/** Reads the values of `--format`; text on standard output when there are none. */
export const outputsOf = (values: readonly string[]): Output[] => {
  const outputs = (values.length > 0 ? values : ['text']).map(outputOf);
  const [first, second] = outputs.filter(({ file }) => file === undefined);
  if (first !== undefined && second !== undefined) {
    throw new UsageError(`--format ${first.name} and --format ${second.name} both go to standard output: write one of them to a file, as in --format ${second.name}=FILE.`);
  }
  return outputs;
};

const outputOf = (value: string): Output => {
  const [, name = value, file] = /^([^=]*)=(.*)$/s.exec(value) ?? [];
  const format = formats.get(name);
  if (format === undefined) {
    const meant = nearest(name, formats.keys());
    throw new UsageError(`unknown format '${name}': ${meant === undefined ? `there are ${Array.from(formats.keys()).join(', ')}.` : `did you mean ${meant}?`}`);
  }
  if (file === '') throw new UsageError(`--format ${value} names no file: write --format ${name}=FILE, or --format ${name} for standard output.`);
  return { name, format, file };
};

/**
 * Writes a report to a file, but never through a symbolic link: a pull request may have placed one where the report is
 * going to be written.
 */
export const writeReport = (file: string, cwd: string, text: string): void => {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;
  try {
    const descriptor = openSync(path.resolve(cwd, file), flags, 0o666);
    try {
      writeSync(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new UsageError(`cannot write the report to '${file}' (${reasonOf(error)}): name a file in a folder that exists, not a link`);
  }
};

const reasonOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason');
