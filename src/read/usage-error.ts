/**
 * The command or the configuration was given wrongly: the person who typed it can repair it. The message is one clear
 * line that says what and how; the command prints it without a stack and exits with 2.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
