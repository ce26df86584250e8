import type { CompletedOption, Completions } from "./model.ts";

export type Shell = "bash" | "zsh" | "fish" | "powershell";

/** The script that a shell loads to complete command lines of demarc, with the values of options. */
export function completionScript(shell: Shell, all: readonly Completions[]): string {
  return SCRIPTS[shell](all);
}

const SCRIPTS: Readonly<Record<Shell, (all: readonly Completions[]) => string>> = {
  bash,
  zsh: (all) => `#compdef demarc\nautoload -U +X bashcompinit && bashcompinit\n${bash(all)}`,
  fish,
  powershell,
};

const CHOICE = /^[A-Za-z0-9_.:-]+$/;

/** Only words that mean themselves to every shell. */
function plain(words: readonly string[]): string {
  return words.filter((word) => CHOICE.test(word)).join(" ");
}

function bash(all: readonly Completions[]): string {
  const commands = plain(all.filter(({ command }) => command !== "").map(({ command }) => command.replace(" ", ":")));
  const values = all.flatMap(({ command, options }) =>
    options
      .filter(({ words }) => words.length > 0)
      .map(({ long, words }) => `    "${command} ${long}") words="${plain(words)}" ;;`),
  );
  const files = all.flatMap(({ command, options }) =>
    options
      .filter(({ takesValue, words }) => takesValue && words.length === 0)
      .map(({ long }) => `"${command} ${long}"`),
  );
  const follow = all.map(({ command, subcommands, options, words }) => {
    const longs = options.map(({ long }) => long);
    return `    "${command}") words="${plain([...subcommands, ...words, ...longs, "--help"])}" ;;`;
  });
  return `# demarc completion for bash; load it with: source <(demarc completion bash)
_demarc() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" words="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${commands} " in
      *" \${command:+$command:}$word "*) command="\${command:+$command }$word" ;;
    esac
  done
  case "$command $previous" in
${values.join("\n")}
    ${files.length > 0 ? `${files.join("|")}) COMPREPLY=($(compgen -f -- "$current")); return ;;` : ""}
  esac
  if [ -z "$words" ]; then
    case "$command" in
${follow.join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _demarc demarc
`;
}

function fish(all: readonly Completions[]): string {
  const lines = all.flatMap(({ command, subcommands, options, words }) => {
    const when = fishCondition(command, subcommands);
    const follow = [...subcommands, ...words];
    return [
      ...(follow.length > 0 ? [`complete -c demarc -f -n '${when}' -a '${plain(follow)}'`] : []),
      ...options.map((option) => `complete -c demarc -n '${when}' ${fishOption(option)}`),
    ];
  });
  return `# demarc completion for fish; load it with: demarc completion fish | source\n${lines.join("\n")}\n`;
}

function fishCondition(command: string, subcommands: readonly string[]): string {
  const seen = command === "" ? [] : command.split(" ").map((word) => `__fish_seen_subcommand_from ${word}`);
  const none = subcommands.length > 0 ? [`not __fish_seen_subcommand_from ${plain(subcommands)}`] : [];
  return [...seen, ...none].join("; and ");
}

function fishOption({ long, about, takesValue, words }: CompletedOption): string {
  const value = words.length > 0 ? ` -x -a '${plain(words)}'` : takesValue ? " -r" : "";
  return `-l ${long.slice(2)}${value} -d '${about.replaceAll(/['\\\n]/g, " ")}'`;
}

function quotedList(words: readonly string[]): string {
  const quoted = words.filter((word) => CHOICE.test(word)).map((word) => `'${word}'`);
  return `@(${quoted.join(", ")})`;
}

function powershell(all: readonly Completions[]): string {
  const follow = all.map(
    ({ command, subcommands, options, words }) =>
      `    '${command}' = ${quotedList([...subcommands, ...words, ...options.map(({ long }) => long), "--help"])}`,
  );
  const values = all.flatMap(({ command, options }) =>
    options
      .filter(({ words }) => words.length > 0)
      .map(({ long, words }) => `    '${command} ${long}' = ${quotedList(words)}`),
  );
  return `# demarc completion for PowerShell; load it with: demarc completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName demarc -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $follow = @{
${follow.join("\n")}
  }
  $values = @{
${values.join("\n")}
  }
  $said = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" } | Where-Object { $_ -ne $wordToComplete })
  $command = ''
  foreach ($word in $said) {
    $longer = "$command $word".Trim()
    if ($follow.ContainsKey($longer)) { $command = $longer }
  }
  $previous = if ($said.Count -gt 0) { $said[-1] } else { '' }
  $words = if ($values.ContainsKey("$command $previous")) { $values["$command $previous"] } else { $follow[$command] }
  $words | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
