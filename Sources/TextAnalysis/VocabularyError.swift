package import Messages

/// An error in a vocabulary file, with its location and reason.
package struct VocabularyError: Error, Equatable, CustomStringConvertible {
    /// The name of the file.
    package let name: String
    /// The line, counted from 1, if one line is at fault.
    package let line: Int?
    /// What is wrong and what was expected, in every language.
    package let localizedMessage: Message

    package init(_ name: String, _ line: Int?, _ message: Message) {
        self.name = name
        self.line = line
        localizedMessage = message
    }

    /// What is wrong and what was expected.
    package var message: String { localizedMessage.text(in: .english) }

    /// The location and what is wrong, in every language.
    package var localizedDescription: Message {
        line.map { "\(name):\($0): \(localizedMessage)" } ?? "\(name): \(localizedMessage)"
    }

    package var description: String { localizedDescription.text(in: .english) }
}

/// Helpers for lines of vocabulary files.
enum VocabularyLine {
    /// The lines of a text, which end in a line feed with or without a carriage return.
    static func lines(of text: String) -> [Substring] {
        // Swift treats CR LF as a single character, different from LF.
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
