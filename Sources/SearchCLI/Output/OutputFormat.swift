internal import ArgumentParser
internal import Messages
internal import SystemCalls

/// The output formats.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// Text, wrapped to the terminal.
    case text
    /// One JSON object.
    case json
    /// JSON Lines: one object per hit.
    case jsonl
    /// Comma-separated values as of RFC 4180.
    case csv
    /// Tab-separated values, one line per hit.
    case tsv
    /// A table in GitHub's Markdown.
    case markdown
    /// Only the ids, one per line.
    case ids
}

/// Whether output has colours.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    /// On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
    case auto
    /// Everywhere.
    case always
    /// Nowhere.
    case never

    /// Whether output has colours here.
    var isOn: Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            Console.outputIsTerminal && Posix.environment("NO_COLOR") ?? "" == ""
                && Posix.environment("TERM") != "dumb"
        }
    }
}

/// The options for the output format.
struct FormatOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The output format: text, json, jsonl, csv, tsv, markdown or ids.", valueName: "format")
    )
    var format: OutputFormat?

    @Flag(help: "Write one JSON object: short for --format json.")
    var json = false

    @Flag(help: "With csv or tsv: start with a byte order mark, which Excel needs.")
    var bom = false

    @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
    var color = ColorChoice.auto

    func validate() throws {
        if json, let format, format != .json {
            throw ValidationError("--json and --format contradict each other")
        }
        if bom, format != .csv, format != .tsv {
            throw ValidationError("--bom needs --format csv or --format tsv")
        }
    }

    /// The requested format.
    var chosen: OutputFormat { format ?? (json ? .json : .text) }

    /// The style of highlighted text.
    var style: TerminalStyle { TerminalStyle(isOn: color.isOn) }

    /// Writes a report in any format except text.
    func write(_ report: some Report) throws {
        try ReportWriter(format: chosen, beginsWithMark: bom).write(report)
    }
}

/// The options for the output of hits.
struct HitOptions: ParsableArguments {
    @Flag(help: "Show the full texts of the hits.")
    var full = false

    @Option(
        help: ArgumentHelp(
            "With csv, tsv or markdown: the columns, separated by commas.",
            valueName: "names"))
    var columns: String?

    @OptionGroup var offsets: OffsetsOption

    @OptionGroup var output: FormatOptions

    func validate() throws {
        if columns != nil, ![.csv, .tsv, .markdown].contains(output.chosen) {
            throw ValidationError("--columns needs --format csv, tsv or markdown")
        }
    }
}
