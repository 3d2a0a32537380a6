/// A vocabulary file that cannot be read: where and why.
package struct VocabularyError: Error, Equatable, CustomStringConvertible {
    /// The name of the file.
    package let name: String
    /// The line, counted from 1, where one line is to blame.
    package let line: Int?
    /// What is wrong and what is expected.
    package let message: String

    package init(_ name: String, _ line: Int?, _ message: String) {
        self.name = name
        self.line = line
        self.message = message
    }

    package var description: String {
        line.map { "\(name):\($0): \(message)" } ?? "\(name): \(message)"
    }
}

/// Helpers for lines of vocabulary files.
enum VocabularyLine {
    /// The lines of a text, which end in a line feed with or without a carriage return.
    static func lines(of text: String) -> [Substring] {
        // The two together are one character, other than a line feed.
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }

    /// A line without the blanks, tabs and carriage returns around it.
    static func trim(_ line: Substring) -> Substring {
        var line = line
        while let first = line.unicodeScalars.first, isBlank(first) {
            line.unicodeScalars.removeFirst()
        }
        while let last = line.unicodeScalars.last, isBlank(last) {
            line.unicodeScalars.removeLast()
        }
        return line
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\u{FEFF}"
    }
}
