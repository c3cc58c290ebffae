namespace Polyaxon.Ci.Tool.Completion;

/// <summary>
/// The scripts that ask the tool itself what may follow: they hand over the command line up to the cursor and offer what comes back. No
/// script lets the shell expand an answer, since the names in it come from a polyaxonfile.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # Completes dotnet-polyaxon in bash. In ~/.bashrc: eval "$(dotnet-polyaxon completion bash)"
        _dotnet_polyaxon() {
          local line="${COMP_LINE:0:COMP_POINT}" current="$2" word
          line="${line#"${line%%[![:space:]]*}"}"
          line="${line#*[[:space:]]}"
          COMPREPLY=()
          while IFS= read -r word; do
            [[ "$word" == "$current"* ]] && COMPREPLY+=("$word")
          done < <("$1" "[suggest:${#line}]" "$line" 2>/dev/null)
          [[ "${#COMPREPLY[@]}" -eq 1 && "${COMPREPLY[0]}" == *= ]] && compopt -o nospace
          return 0
        }
        complete -o default -F _dotnet_polyaxon dotnet-polyaxon

        """;

    private const string Zsh = """
        #compdef dotnet-polyaxon
        # Completes dotnet-polyaxon in zsh. In ~/.zshrc, behind compinit: eval "$(dotnet-polyaxon completion zsh)"
        _dotnet_polyaxon() {
          local line="${LBUFFER#"${LBUFFER%%[![:space:]]*}"}"
          line="${line#*[[:space:]]}"
          local -a found plain open
          found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
          plain=("${(@)found:#*=}")
          open=("${(@M)found:#*=}")
          [[ -n "${plain[*]}" ]] && compadd -- "${(@)plain:#}"
          [[ -n "${open[*]}" ]] && compadd -S '' -- "${(@)open:#}"
          [[ -z "${found[*]}" ]] && _files
          return 0
        }
        compdef _dotnet_polyaxon dotnet-polyaxon

        """;

    private const string Fish = """
        # Completes dotnet-polyaxon in fish. In ~/.config/fish/config.fish: dotnet-polyaxon completion fish | source
        function __dotnet_polyaxon_complete
            set --local line (commandline --cut-at-cursor | string collect | string replace --regex '^\s*\S+\s' '' | string collect --allow-empty)
            dotnet-polyaxon "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete --command dotnet-polyaxon --arguments '(__dotnet_polyaxon_complete)'

        """;

    private const string PowerShell = """
        # Completes dotnet-polyaxon in PowerShell. In $PROFILE: dotnet-polyaxon completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName dotnet-polyaxon -ScriptBlock {
            param($word, $command, $cursor)
            $start = $command.CommandElements[0].Extent.EndOffset + 1
            $text = $command.Extent.StartScriptPosition.GetFullScript().PadRight($cursor)
            $line = if ($cursor -gt $start) { $text.Substring($start, $cursor - $start) } else { '' }
            & $command.CommandElements[0].Value "[suggest:$($line.Length)]" "$line" 2>$null |
                Where-Object { $_.StartsWith($word, [StringComparison]::Ordinal) } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    /// <summary>The shells there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell.</summary>
    public static string Of(string shell) =>
        (
            shell switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                _ => PowerShell,
            }
        ).ReplaceLineEndings("\n");
}
