/// What is known of a file before its records are read.
package struct SourceFile: Sendable, Equatable {
    /// The file, as the caller named it; `-` for standard input.
    package var path: String

    /// What the file is.
    package var format: FileFormat

    /// The charset; nil for files that are no text.
    package var encoding: TextEncoding?

    /// True if the text begins with a byte order mark.
    package var hasByteOrderMark = false

    /// True if the bytes fit CP932 and EUC-JP alike; `encoding` is CP932 then.
    package var isEncodingAmbiguous = false

    /// What separates the cells of delimited text.
    package var delimiter: Delimiter?

    /// Makes a description.
    package init(path: String, format: FileFormat) {
        self.path = path
        self.format = format
    }
}

/// What a caller says about a file; nil leaves it to the bytes of the file.
package struct SourceOptions: Sendable {
    package var format: FileFormat?
    package var encoding: TextEncoding?
    package var delimiter: Delimiter?
    /// How much a packed file may unpack to.
    package var limits = ArchiveLimits()
    /// The program that makes text of PDF.
    package var pdfConverter = "pdftotext"

    /// Says nothing.
    package init() {}
}
