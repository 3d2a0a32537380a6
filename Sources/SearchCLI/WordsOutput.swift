internal import Ingest
internal import Messages
internal import RenkeiSearch

/// The interpretation of the words of a query, as text.
enum WordsOutput {
    /// Lines for a terminal: each word with its forms and the number of documents with each.
    static func text(_ results: SearchResults, width: Int) -> String {
        text(results.words, ignored: results.ignoredWords, width: width)
    }

    /// Lines for a terminal: each word with its forms, then the words that were not searched.
    static func text(_ words: [WordReport], ignored: [String], width: Int) -> String {
        var lines = ""
        for report in words {
            let counts = report.matches.map { "\(localized(label($0))) \($0.documents)" }
            let line = "  \(report.word): \(Text.list(counts))"
            lines += TextLayout.line(line, width: width, indent: 4) + "\n"
        }
        if !ignored.isEmpty {
            let line = localized("  not used for searching: \(Text.list(ignored))")
            lines += TextLayout.line(line, width: width, indent: 4) + "\n"
        }
        return lines.isEmpty ? "" : localized("Documents for each word:") + "\n" + lines
    }

    private static func label(_ match: WordMatch) -> Message {
        switch match.kind {
        case .typed: "by itself"
        case .partial: "only inside longer words"
        case .spelling, .longVowel, .katakana, .middleDot, .hyphen, .placeName, .honorific:
            "also written \(match.text) (\(match.kind.rawValue))"
        case .number, .year, .amount, .unit, .fraction, .identifier:
            "the same as \(match.text) (\(match.kind.rawValue))"
        case .reading: "read so: \(match.text)"
        case .time: "time \(match.text)"
        case .nearYear: "near \(match.text)"
        case .compoundPart: "part of the compound \(match.text)"
        case .synonym: "synonym \(match.text)"
        }
    }
}
