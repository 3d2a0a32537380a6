internal import Messages

/// The text of a PDF document, converted by the program `pdftotext` of Poppler.
final class PDFTextSource: DocumentSource {
    let file: SourceFile
    var problems: SourceProblems { lines.problems }

    private let process: ChildProcess
    private let lines: PlainTextSource
    private var hasText = false

    /// Starts converting a file.
    ///
    /// - Throws: `IngestError` if the program is not installed, or the file comes from a pipe.
    init(file: SourceFile, program: String) throws(IngestError) {
        guard file.path != "-" else {
            throw IngestError(
                path: file.path, message: "a PDF is not read from standard input; name the file")
        }
        // A name that begins with a hyphen must not become an option.
        let path = file.path.hasPrefix("-") ? "./" + file.path : file.path
        let started: ChildProcess?
        do throws(PosixError) {
            started = try ChildProcess(program, arguments: ["-enc", "UTF-8", "-q", path, "-"])
        } catch {
            throw IngestError(path: file.path, message: error.localizedMessage)
        }
        guard let started else {
            throw IngestError(
                path: file.path,
                message: "a PDF is read with \(program), which is not installed; install "
                    + "poppler-utils, or save the document as text or .docx")
        }
        process = started
        self.file = file
        let bytes = ByteInput(path: file.path, descriptor: started.output)
        lines = PlainTextSource(try TextInput(bytes, encoding: .utf8), file: file)
    }

    func next() throws(IngestError) -> DocumentBlock? {
        if let block = try lines.next() {
            if !hasText, case .paragraph(let paragraph) = block {
                hasText = paragraph.text.unicodeScalars.contains { !$0.properties.isWhitespace }
            }
            return block
        }
        let code = process.wait()
        guard code == 0 else {
            throw IngestError(
                path: file.path,
                message: "the PDF could not be converted (exit code \(code)); is it damaged or "
                    + "protected by a password?")
        }
        guard hasText else {
            throw IngestError(
                path: file.path,
                message: "the PDF holds no text, only pictures; recognise its text (OCR) first")
        }
        return nil
    }
}
