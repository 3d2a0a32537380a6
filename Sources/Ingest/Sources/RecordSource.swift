/// A file whose records have named fields already: JSON Lines and JSON.
package protocol RecordSource: AnyObject {
    /// What is known of the file.
    var file: SourceFile { get }

    /// Reads the next record with the line on which it begins; nil after the last.
    ///
    /// After an error about a line of JSON Lines the next call reads the line after it. After any
    /// other error there is no next record.
    func next() throws(IngestError) -> JSONLine?

    /// What was noticed so far and is no error.
    var problems: SourceProblems { get }
}
