internal import Messages
internal import RenkeiSearch

/// Errors of queries with the place in the query marked.
enum QueryErrorText {
    /// The message, and under the query a caret at the column that is to blame.
    static func text(_ error: SearchError, query: String) -> Message {
        guard error.code == .invalidQuery, let column = error.offset else {
            return error.localizedMessage
        }
        let (shown, cells) = excerpt(of: query, around: column, width: Console.width - 2)
        let place = String(repeating: " ", count: cells) + "^"
        return "\(error.localizedMessage)\n  \(shown)\n  \(place)"
    }

    /// The query in a line that fits, and how many cells of it stand before a column.
    static func excerpt(
        of query: String, around column: Int, width: Int
    ) -> (shown: String, before: Int) {
        let line = query.map { ControlPictures.line(String($0)).first ?? " " }
        let column = min(column, line.count)
        let room = max(width, 20) - 6
        var start = column
        var before = 0
        // Of a query that is too long, most of the line goes to what stands before the column.
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
            // Nothing stands behind: more of what stands before fits.
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

/// Synonyms named on the command line.
enum SynonymsOption {
    /// The synonyms of a file; none for `none`.
    static func read(_ path: String, _ searcher: Searcher) throws -> Synonyms {
        if path == "none" { return .none }
        return try searcher.synonyms(parsing: try TextFile.read(path), name: path)
    }
}
