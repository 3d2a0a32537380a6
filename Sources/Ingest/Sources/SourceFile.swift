/// A description of a file before its records are read.
package struct SourceFile: Sendable, Equatable {
    /// The file, as the caller named it; `-` for standard input.
    package var path: String

    /// The format of the file.
    package var format: FileFormat

    /// The charset; nil for files that are not text.
    package var encoding: TextEncoding?

    /// Whether the text begins with a byte order mark.
    package var hasByteOrderMark = false

    /// Whether the bytes fit CP932 and EUC-JP equally well; `encoding` is then CP932.
    package var isEncodingAmbiguous = false

    /// The delimiter of delimited text.
    package var delimiter: Delimiter?

    /// Makes a description.
    package init(path: String, format: FileFormat) {
        self.path = path
        self.format = format
    }
}

/// The caller's settings for a file; nil means detection.
package struct SourceOptions: Sendable {
    package var format: FileFormat?
    package var encoding: TextEncoding?
    package var delimiter: Delimiter?
    /// The limits for compressed files.
    package var limits = ArchiveLimits()
    /// The program that converts PDF to text.
    package var pdfConverter = "pdftotext"

    /// Makes settings that detect everything.
    package init() {}
}
