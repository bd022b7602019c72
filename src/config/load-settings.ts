import path from 'node:path';
import { fileAbove, repositoryToRoot } from '../read/file-above.js';
import { readArgument } from '../read/read-tree.js';
import { UsageError } from '../read/usage-error.js';
import { parseBaseline, type Baseline } from './baseline.js';
import { ConfigurationError } from './configuration-error.js';
import { parseSettings, type ConfigurableRule } from './parse-settings.js';
import { defaultSettings, type Settings } from './settings.js';

export const configName = 'drain-audit.yaml';
export const baselineName = 'drain-audit-baseline.yaml';

export interface SettingsRequest {
  /** Absolute; what is audited. */
  readonly root: string;
  readonly cwd: string;
  /** `--config` and `--baseline`. With either, nothing in the tree is looked for: a change must not weaken its own check. */
  readonly config?: string | undefined;
  readonly baseline?: string | undefined;
  readonly inlineIgnores: boolean;
  readonly rules: readonly ConfigurableRule[];
}

interface Given {
  /** As places name it: relative to the root. */
  readonly file: string;
  readonly text: string;
  readonly folderToRoot: string;
}

/**
 * The configuration and the baseline that hold for a root: those named, else those in the root or the nearest folder
 * above it in its repository.
 *
 * @throws UsageError where one cannot be read or says what it must not say
 */
export const loadSettings = (request: SettingsRequest): Settings => {
  const isDiscovered = request.config === undefined && request.baseline === undefined;
  const config = given(request, request.config, configName);
  const baseline = given(request, request.baseline, baselineName);
  const parsed = config && parseSettings(config.file, config.text, request.rules, config.folderToRoot);
  if (config && parsed && parsed.problems.length > 0) throw new ConfigurationError(config.file, parsed.problems);
  return {
    ...defaultSettings,
    ...parsed?.settings,
    ...(baseline ? { baseline: readBaseline(baseline) } : {}),
    configFile: isDiscovered ? config?.file : undefined,
    isDiscovered,
    inlineIgnores: request.inlineIgnores,
  };
};

const readBaseline = ({ file, text, folderToRoot }: Given): Baseline => {
  const { baseline, problems } = parseBaseline(file, text, folderToRoot);
  if (problems.length > 0) throw new ConfigurationError(file, problems);
  return baseline;
};

/** A file that is named, whose paths count from the repository wherever it lies itself; or one that is found. */
const given = ({ root, cwd, config, baseline }: SettingsRequest, named: string | undefined, name: string): Given | undefined => {
  if (named !== undefined) return { file: placeName(named, cwd, root), text: readArgument(named, cwd), folderToRoot: repositoryToRoot(root, cwd) };
  if (config !== undefined || baseline !== undefined) return undefined;
  const found = fileAbove(root, name);
  if (found === undefined) {
    const misnamed = fileAbove(root, name.replace(/\.yaml$/, '.yml'));
    if (misnamed) throw new UsageError(`${misnamed.file} is not read: rename it to ${name}.`);
    return undefined;
  }
  if ('reason' in found) throw new UsageError(`${found.file}: ${found.reason}`);
  return found;
};

/** A named file as findings point at it. One outside of the root may be anywhere, and its name says enough. */
const placeName = (named: string, cwd: string, root: string): string => {
  const inside = path.relative(root, path.resolve(cwd, named)).split(path.sep).join('/');
  return inside.split('/')[0] === '..' || path.isAbsolute(inside) ? path.basename(named) : inside;
};
