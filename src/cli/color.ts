/** What decides about colours, strongest first: the flag, the environment, the terminal. */
export interface ColorChoice {
  /** `--color` or `--no-color`; undefined when neither is given. */
  flag: boolean | undefined;
  env: Readonly<Record<string, string | undefined>>;
  isTTY: boolean;
}

/** Whether to write colours. NO_COLOR wins over FORCE_COLOR: who asks for plain text cannot read the other. */
export const useColor = ({ flag, env, isTTY }: ColorChoice): boolean => {
  if (flag !== undefined) return flag;
  if (isSet(env['NO_COLOR'])) return false;
  if (isSet(env['FORCE_COLOR'])) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return isTTY && env['TERM'] !== 'dumb';
};

const isSet = (value: string | undefined): value is string => value !== undefined && value !== '';
