/// A file whose records have named fields: JSON Lines and JSON.
package protocol RecordSource: AnyObject {
    /// The description of the file.
    var file: SourceFile { get }

    /// Reads the next record with the line on which it begins; nil after the last.
    ///
    /// After an error about a line of JSON Lines, the next call reads the following line. After any
    /// other error there is no next record.
    func next() throws(IngestError) -> JSONLine?

    /// The problems noticed so far that are not errors.
    var problems: SourceProblems { get }
}
