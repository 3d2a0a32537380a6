internal import Messages
internal import RenkeiSearch

/// Formats errors in queries with a mark at their position.
enum QueryErrorText {
    /// The message, the query, and a caret under the column at fault.
    static func text(_ error: SearchError, query: String) -> Message {
        guard error.code == .invalidQuery, let column = error.offset else {
            return error.localizedMessage
        }
        let (shown, cells) = excerpt(of: query, around: column, width: Console.width - 2)
        let caret = String(repeating: " ", count: cells) + "^"
        return "\(error.localizedMessage)\n  \(shown)\n  \(caret)"
    }

    /// The query shortened to a line, and the number of cells before a column.
    static func excerpt(
        of query: String, around column: Int, width: Int
    ) -> (shown: String, before: Int) {
        let line = query.map { ControlPictures.line(String($0)).first ?? " " }
        let column = min(column, line.count)
        let room = max(width, 20) - 6
        var start = column
        var before = 0
        // For a query that is too long, most of the line shows the text before the column.
        while start > 0 {
            let cells = TerminalWidth.cells(of: line[start - 1])
            if before + cells > room * 2 / 3 { break }
            before += cells
            start -= 1
        }
        var end = column
        var used = before
        while end < line.count, used + TerminalWidth.cells(of: line[end]) <= room {
            used += TerminalWidth.cells(of: line[end])
            end += 1
        }
        if end == line.count {
            // If nothing follows, more of the text before fits.
            while start > 0, used + TerminalWidth.cells(of: line[start - 1]) <= room {
                start -= 1
                before += TerminalWidth.cells(of: line[start])
                used += TerminalWidth.cells(of: line[start])
            }
        }
        let head = start > 0 ? "..." : ""
        let tail = end < line.count ? "..." : ""
        return (head + String(line[start..<end]) + tail, head.count + before)
    }
}

/// Reads synonyms given on the command line.
enum SynonymsOption {
    /// The synonyms of a file; empty for `none`.
    static func read(_ path: String, _ searcher: Searcher) throws -> Synonyms {
        if path == "none" { return .none }
        return try searcher.synonyms(parsing: try TextFile.read(path), name: path)
    }
}
