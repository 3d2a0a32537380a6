internal import IndexStorage
internal import Messages

/// The files that were sent to be imported, each until it is built.
///
/// They lie beside the index, in a folder of their own. Names are made here: what a client calls a
/// file only tells its ending.
struct UploadStore: Sendable {
    private let folder: String
    private let files = FileSystem()

    /// How many files are kept; the oldest go.
    private static let limit = 4
    private static let endings = [
        "xlsx", "csv", "tsv", "txt", "json", "jsonl", "docx", "md", "html", "pdf",
    ]

    /// The files of a site that imports into a folder.
    init(data: String) { folder = data + "/uploads" }

    /// Keeps a file.
    ///
    /// - Parameter name: what the client calls it.
    /// - Returns: what it is called here.
    func keep(_ bytes: [UInt8], name: String) throws -> String {
        let given = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let ending = UploadStore.endings.contains(given) ? "." + given : ""
        _ = try files.makeFolder(folder)
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        let kept = "upload-" + String(repeating: "0", count: 16 - digits.count) + digits + ending
        let file = try files.create(folder + "/" + kept)
        try file.write(bytes)
        try file.finish()
        removeOthers(than: kept)
        return kept
    }

    /// The path of a file that is kept.
    ///
    /// - Throws: ``WebError`` 404 if there is none of this name.
    func path(_ name: String) throws -> String {
        guard UploadStore.isName(name), files.exists(folder + "/" + name) else {
            throw WebError(404, "this file is gone; choose it again", parameter: "file")
        }
        return folder + "/" + name
    }

    /// Forgets a file.
    func remove(_ name: String) {
        guard UploadStore.isName(name) else { return }
        try? files.remove(folder + "/" + name)
    }

    /// True for a name that is made here: no other leads anywhere.
    static func isName(_ name: String) -> Bool {
        name.hasPrefix("upload-") && name.utf8.count <= 40
            && name.dropFirst(7).utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2E
            }
    }

    private func removeOthers(than kept: String) {
        let names = ((try? files.list(folder)) ?? []).filter {
            UploadStore.isName($0) && $0 != kept
        }
        for name in names.sorted().dropLast(UploadStore.limit - 1) { remove(name) }
    }
}
