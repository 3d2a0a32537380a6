internal import ArgumentParser

/// A completion script that also treats a query without a subcommand as a command.
///
/// The argument parser's scripts complete nothing after `search 図書館`, which is not a subcommand.
/// This completes it like `search query 図書館`.
enum CompletionScript {
    /// Lines of a script, and the lines to add after them.
    private struct Addition {
        let anchor: String
        let lines: String
    }

    /// The script with the additions; text that is not a known script is returned unchanged.
    static func completed(_ script: String) -> String {
        var names: [String] = []
        for command in RootCommand.configuration.subcommands {
            if let name = command.configuration.commandName { names.append(name) }
        }
        names.append("help")
        var script = script
        for addition in [bash(names), zsh, fish(names)] {
            guard let range = script.firstRange(of: addition.anchor) else { continue }
            script.insert(contentsOf: addition.lines, at: range.upperBound)
        }
        return script
    }

    private static func bash(_ names: [String]) -> Addition {
        Addition(
            anchor: """
                    __search_offer_flags_options 0

                    # Offer subcommand / subcommand argument completions

                """,
            lines: """
                    case "${unparsed_words[0]}" in
                    \(names.joined(separator: "|"))) ;;
                    *)
                        if ((${#unparsed_words[@]} > 1)); then
                            unparsed_words=(query "${unparsed_words[@]}")
                        fi
                        ;;
                    esac

                """)
    }

    private static var zsh: Addition {
        Addition(
            anchor: """
                            "_search_${words[1]}" && ret=0
                            ;;

                """,
            lines: """
                        *)
                            words=(query "${words[@]}")
                            ((CURRENT++))
                            _search_query && ret=0
                            ;;

                """)
    }

    private static func fish(_ names: [String]) -> Addition {
        Addition(
            anchor: """
                        __search_parse_subcommand 0 'version' 'h/help'

                """,
            lines: """
                        if set -q unparsed_tokens[1]
                            if not contains -- $unparsed_tokens[1] \(names.joined(separator: " "))
                                set -p unparsed_tokens query
                            end
                        end

                """)
    }
}
