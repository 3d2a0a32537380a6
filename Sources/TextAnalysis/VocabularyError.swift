package import Messages

/// A vocabulary file that cannot be read: where and why.
package struct VocabularyError: Error, Equatable, CustomStringConvertible {
    /// The name of the file.
    package let name: String
    /// The line, counted from 1, where one line is to blame.
    package let line: Int?
    /// What is wrong and what is expected, in every language.
    package let localizedMessage: Message

    package init(_ name: String, _ line: Int?, _ message: Message) {
        self.name = name
        self.line = line
        localizedMessage = message
    }

    /// What is wrong and what is expected.
    package var message: String { localizedMessage.text(in: .english) }

    /// The place and what is wrong, in every language.
    package var localizedDescription: Message {
        line.map { "\(name):\($0): \(localizedMessage)" } ?? "\(name): \(localizedMessage)"
    }

    package var description: String { localizedDescription.text(in: .english) }
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
