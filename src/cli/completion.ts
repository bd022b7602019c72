import type { Command, Option } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** What can be typed: subcommands, options and their values. All of it is ours and needs no quoting. */
interface Grammar {
  readonly subcommands: readonly { readonly name: string; readonly description: string; readonly options: readonly Option[] }[];
  readonly options: readonly Option[];
  readonly rules: readonly string[];
}

/** A script that completes subcommands, options, their values and the names of rules; and files everywhere else. */
export const completionScript = (shell: Shell, root: Command, rules: readonly string[]): string => {
  const grammar: Grammar = {
    subcommands: root.commands.map((command) => ({ name: command.name(), description: command.description(), options: command.options })),
    options: root.options,
    rules: rules.toSorted(),
  };
  return { bash, zsh, fish }[shell](grammar);
};

const flags = (options: readonly Option[]): string => [...options.flatMap(({ long }) => (typeof long === 'string' ? [long] : [])), '--help'].join(' ');

/** The values of options that have few, by the name of the option. */
const values = ({ options, rules }: Grammar): (readonly [string, string])[] => [
  ...options.flatMap(({ long, argChoices }) => (typeof long === 'string' && argChoices ? [[long, argChoices.join(' ')] as const] : [])),
  ['--rule', rules.join(' ')],
  ['--format', 'text json sarif github gitlab junit markdown html'],
];

const bash = (grammar: Grammar): string => `# drain-audit completion for bash: source <(drain-audit completion bash)
_drain_audit() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  case "$before" in
${values(grammar).map(([option, words]) => `    ${option}) COMPREPLY=($(compgen -W "${words}" -- "$word")); return ;;`).join('\n')}
    explain) COMPREPLY=($(compgen -W "${grammar.rules.join(' ')}" -- "$word")); return ;;
    completion) COMPREPLY=($(compgen -W "${shells.join(' ')}" -- "$word")); return ;;
  esac
  local options="${flags(grammar.options)}"
  case "\${COMP_WORDS[1]}" in
${grammar.subcommands.map(({ name, options }) => `    ${name}) options="${flags(options)}" ;;`).join('\n')}
  esac
  if [[ "$word" == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "${grammar.subcommands.map(({ name }) => name).join(' ')}" -- "$word") $(compgen -f -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _drain_audit drain-audit
`;

const zsh = (grammar: Grammar): string => `#compdef drain-audit
# drain-audit completion for zsh: put this in a file called _drain-audit on your fpath, or source it after compinit
_drain_audit() {
  case "\${words[CURRENT-1]}" in
${values(grammar).map(([option, words]) => `    ${option}) compadd -- ${words}; return ;;`).join('\n')}
    explain) compadd -- ${grammar.rules.join(' ')}; return ;;
    completion) compadd -- ${shells.join(' ')}; return ;;
  esac
  local options="${flags(grammar.options)}"
  case "\${words[2]}" in
${grammar.subcommands.map(({ name, options }) => `    ${name}) options="${flags(options)}" ;;`).join('\n')}
  esac
  if [[ "\${words[CURRENT]}" == -* ]]; then
    compadd -- \${=options}
  else
    (( CURRENT == 2 )) && compadd -- ${grammar.subcommands.map(({ name }) => name).join(' ')}
    _files
  fi
}
if [ "\${funcstack[1]}" = "_drain_audit" ]; then _drain_audit "$@"; else compdef _drain_audit drain-audit; fi
`;

const fish = (grammar: Grammar): string => {
  const complete = (condition: string, options: readonly Option[]): string[] => {
    const known = new Map(values(grammar));
    return options.flatMap(({ long, description }) => {
      if (typeof long !== 'string') return [];
      const words = known.get(long);
      return [`complete -c drain-audit -n '${condition}' -l ${long.slice(2)}${words === undefined ? '' : ` -x -a '${words}'`} -d '${description.replaceAll("'", '’')}'`];
    });
  };
  const names = grammar.subcommands.map(({ name }) => name).join(' ');
  return [
    '# drain-audit completion for fish: drain-audit completion fish | source',
    ...grammar.subcommands.map(({ name, description }) => `complete -c drain-audit -n __fish_use_subcommand -a ${name} -d '${description.replaceAll("'", '’')}'`),
    ...complete(`not __fish_seen_subcommand_from ${names}`, grammar.options),
    ...grammar.subcommands.flatMap(({ name, options }) => complete(`__fish_seen_subcommand_from ${name}`, options)),
    `complete -c drain-audit -f -n '__fish_seen_subcommand_from explain' -a '${grammar.rules.join(' ')}'`,
    `complete -c drain-audit -f -n '__fish_seen_subcommand_from completion' -a '${shells.join(' ')}'`,
    '',
  ].join('\n');
};
