internal import RenkeiSearch
internal import SearchReports

/// The kinds of values of options, for use before the argument parser has determined the command.
///
/// A test compares the table with the options that the argument parser knows.
enum OptionTable {
    /// Options with a number.
    static let numbers: Set<String> = [
        "-n", "--offset", "--per-area", "--diversify", "--threshold", "--threads", "--memory",
        "--segments", "--seed", "--width", "--warm", "--passes", "--header-row", "--port",
        "--window", "--min", "--edges", "--nodes", "--prior", "--cache",
    ]

    /// Options with a fixed set of values; `--kind` also takes others.
    static let choices: [String: [String]] = [
        "--format": OutputFormat.allCases.map(\.rawValue) + [
            "xlsx", "khcoder", "docx", "html", "pdf", "txt", "md", "xls", "graphml", "svg",
        ],
        "--by": ["heading", "page"],
        "--color": ColorChoice.allCases.map(\.rawValue),
        "--lang": LanguageChoice.allCases.map(\.rawValue),
        "--kind": ["project", "background", "all"],
        "--sort": ["score", "year", "-year", "title"],
        "--show": CrosstabCell.allCases.map(\.rawValue),
        "--total": TotalChoice.allCases.map(\.rawValue),
        "--offsets": OffsetChoice.allCases.map(\.rawValue),
        "--style": CitationStyle.allCases.map(\.rawValue),
        "--generate-completion-script": ["bash", "zsh", "fish"],
    ]

    /// Options with a text.
    static let texts: Set<String> = [
        "--index", "--area", "--prefecture", "--municipality", "--category", "--status", "--field",
        "--year", "--facet", "--group-by", "--named-year", "--synonyms", "--columns", "--run",
        "--text", "--file", "--like", "--id", "--split", "--encoding", "--delimiter", "--sheet",
        "--map", "--fold", "--variants", "--topics", "--without-forms",
        "--qrels", "--compare", "--queries", "--host", "--allow-host", "--data", "--date",
        "--codes", "--rows", "--against", "--fields", "--output",
    ]

    /// Options without a value.
    static let flags: Set<String> = [
        "--all-words", "--explain", "--feedback", "--full", "--json", "--bom", "--batch",
        "--partial", "--include-own-area", "--words", "--no-words", "--reorder", "--wait",
        "--skip-hidden", "--whole", "--dry-run", "--strict", "--repair", "--remove-damaged",
        "--similar", "--per-topic", "--log", "--log-queries", "--cite", "--frequency", "--long",
        "--whole-word", "--substring", "--some-words", "--help", "-h", "--version",
        "--generate-manual",
    ]

    /// Whether an option takes a value.
    static func takesValue(_ name: String) -> Bool {
        numbers.contains(name) || choices[name] != nil || texts.contains(name)
    }

    /// Whether any command has an option of this name.
    static func isKnown(_ name: String) -> Bool { takesValue(name) || flags.contains(name) }

    /// The name nearest to one that no command has; nil if none is similar.
    static func nearest(to name: String) -> String? {
        let all = numbers.union(choices.keys).union(texts).union(flags).filter { $0.count > 2 }
        return EditDistance.nearest(to: name, in: all.sorted())
    }

    /// A value in the form that the option expects.
    ///
    /// Full-width digits become ASCII, and one of a fixed set of values gets its standard spelling.
    /// Texts are unchanged.
    static func value(_ text: String, of name: String) -> String {
        if numbers.contains(name) {
            let folded = ASCIITwins.folded(text)
            return isNumber(folded) ? folded : text
        }
        guard let choices = choices[name] else { return text }
        let folded = ASCIITwins.folded(text).lowercased()
        return choices.contains(folded) ? folded : text
    }

    /// Whether a text consists of digits with an optional sign or decimal point.
    ///
    /// Without a regular expression, whose first use takes longer than all other arguments.
    static func isNumber(_ text: String) -> Bool {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let fraction = rest.drop(while: isDigit)
        if fraction.isEmpty { return !rest.isEmpty }
        return fraction.first == UInt8(ascii: ".") && fraction.count > 1
            && fraction.dropFirst().allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
