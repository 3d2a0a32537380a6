internal import IndexStorage
internal import Ingest
internal import Messages
internal import RenkeiSearch

/// Reads uploaded files, and builds the index of the folder for imports.
struct SiteImport: Sendable {
    /// The interpretation of a file.
    struct Understood {
        let report: FileReport
        let schema: Schema
        let records: [Document]
    }

    /// The folder of the index.
    let data: String
    let uploads: UploadStore

    private static let shownRecords = 5
    private static let memory = 256 << 20

    init(data: String) {
        self.data = data
        uploads = UploadStore(data: data)
    }

    /// Whether there is an index that would be replaced.
    var replacesIndex: Bool { FileSystem().exists(data + "/manifest") }

    /// Examines a file without building anything.
    func examine(_ file: String, map: String?, idKey: String?) throws -> Understood {
        let path = try uploads.path(file)
        do {
            let importer = try importer(path, map, idKey)
            let schema = importer.schema(extending: .projects)
            try importer.readAll(schema)
            guard var report = importer.reports.first else { throw SiteImport.noRecords }
            // No response reveals the location of files.
            report.file = String(path.split(separator: "/").last ?? "")
            let records = try importer.preview(schema, limit: SiteImport.shownRecords).first ?? []
            return Understood(report: report, schema: schema, records: records)
        } catch { throw SiteImport.withoutPath(error, path) }
    }

    /// Builds an index from a file; returns the number of records.
    ///
    /// - Parameter replaces: whether an existing index may be replaced.
    func build(
        _ file: String, map: String?, idKey: String?, replaces: Bool
    ) async throws -> Int {
        guard replaces || !replacesIndex else {
            throw WebError(
                409, "there is an index already; say replace=1 to build another in its place",
                parameter: "replace")
        }
        let path = try uploads.path(file)
        do {
            let importer = try importer(path, map, idKey)
            var writer = try IndexWriter(
                replacing: data, schema: importer.schema(extending: .projects),
                memoryLimit: SiteImport.memory)
            do {
                try await importer.add(to: &writer, threads: 1, memory: SiteImport.memory)
                guard writer.summary.documents > 0, importer.sawText else {
                    throw SiteImport.noRecords
                }
                let count = writer.summary.documents
                try writer.commit()
                uploads.remove(file)
                return count
            } catch {
                writer.rollback()
                throw error
            }
        } catch { throw SiteImport.withoutPath(error, path) }
    }

    private func importer(_ path: String, _ map: String?, _ idKey: String?) throws -> Importer {
        var options = ImportOptions()
        options.map = map
        options.idKey = idKey
        return try Importer([path], options)
    }

    static let noRecords = WebError(
        422, "the file has no record with a title or a description", parameter: "file")

    /// An error for a client, with the name of the file instead of its path.
    private static func withoutPath(_ error: any Error, _ path: String) -> any Error {
        let file = String(path.split(separator: "/").last ?? "")
        switch error {
        case let error as IngestError:
            // Messages about files begin with the path and the location in it.
            let text = error.localizedDescription
            return WebError(422, hiding(path, behind: file, in: text), parameter: "file")
        case let error as FieldMappingError:
            return WebError(400, error.localizedDescription, parameter: "map")
        case let error as SearchError where error.code == .duplicateID:
            return WebError(
                422, hiding(path, behind: file, in: error.localizedMessage), parameter: "file")
        case let error as SearchError where error.code == .indexLocked:
            return WebError(409, "another program is writing to the index; try again later")
        default: return error
        }
    }

    private static func hiding(_ path: String, behind name: String, in message: Message) -> Message
    {
        Message(
            key: message.key,
            parameters: message.parameters.map { parameter in
                switch parameter {
                case .text(let text): .text(text.replacing(path, with: name))
                case .message(let inner): .message(hiding(path, behind: name, in: inner))
                case .count: parameter
                }
            })
    }
}
