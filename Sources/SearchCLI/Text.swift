internal import Messages
internal import RenkeiSearch
internal import SearchReports

/// Formats numbers and lists.
enum Text {
    /// `1 document`, `12,345 documents`, in the language of the command.
    static func count(_ count: Int, _ noun: String) -> String {
        MessageNumber.count(count, noun, in: Localization.language)
    }

    /// Items joined with the list separator of the command's language.
    static func list(_ items: some Sequence<String>) -> String {
        items.joined(separator: Localization.language.listSeparator)
    }

    /// The first items of a list, and the number of others.
    ///
    /// - Parameters:
    ///   - limit: the greatest number of items to show.
    ///   - total: the number of items, if `items` is incomplete.
    static func list(_ items: [String], atMost limit: Int, of total: Int? = nil) -> Message {
        let more = (total ?? items.count) - min(items.count, limit)
        let listed = list(items.prefix(limit))
        return more > 0 ? "\(listed) and \(Text.grouped(more)) more" : Message(verbatim: listed)
    }

    /// A text of any origin, made safe for a line: without control characters and cut to a length.
    static func shown(_ text: String, atMost limit: Int = 200) -> String {
        let start = text.prefix(limit)
        let line = ControlPictures.line(String(start))
        return start.endIndex < text.endIndex ? line + "..." : line
    }

    /// A name cut to a number of cells.
    ///
    /// Three full stops mark the cut, because terminals disagree on the width of `…`.
    static func cut(_ name: String, toCells limit: Int) -> String {
        let name = ControlPictures.line(name)
        guard TerminalWidth.cells(name) > limit else { return name }
        var result = ""
        var cells = 0
        for character in name {
            cells += TerminalWidth.cells(of: character)
            if cells > limit - 3 { break }
            result.append(character)
        }
        return result + "..."
    }

    /// Digits in groups of three.
    static func grouped(_ number: Int) -> String { MessageNumber.grouped(number) }

    /// A number with a fixed number of decimals.
    static func decimal(_ value: Double, _ places: Int) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = Int((abs(value) * scale).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        if places == 0 { return sign + String(scaled) }
        let fraction = String(scaled % Int(scale))
        let zeros = String(repeating: "0", count: places - fraction.count)
        return "\(sign)\(scaled / Int(scale)).\(zeros)\(fraction)"
    }

    /// Bytes in B, kB, MB or GB.
    static func bytes(_ count: Int) -> String {
        switch count {
        case ..<1_000: "\(count) B"
        case ..<1_000_000: "\(decimal(Double(count) / 1e3, 1)) kB"
        case ..<1_000_000_000: "\(decimal(Double(count) / 1e6, 1)) MB"
        default: "\(decimal(Double(count) / 1e9, 2)) GB"
        }
    }

    /// A time in µs, ms or s.
    static func time(_ duration: Duration) -> String {
        let seconds = duration.seconds
        if seconds < 0.001 { return "\(decimal(seconds * 1e6, 0)) µs" }
        if seconds < 1 { return "\(decimal(seconds * 1e3, 1)) ms" }
        return "\(decimal(seconds, 2)) s"
    }
}
