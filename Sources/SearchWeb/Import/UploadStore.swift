internal import IndexStorage
internal import Messages

/// The uploaded files, each kept until it is imported.
///
/// Each is stored in a folder of its own next to the index, whose name is generated here. The file
/// keeps the name that the client gave it, made safe, because records show it as their source.
struct UploadStore: Sendable {
    private let folder: String
    private let files = FileSystem()

    /// The number of files kept; the oldest are removed.
    private static let limit = 4

    /// Makes the store of a site that imports into a folder.
    init(data: String) { folder = data + "/uploads" }

    /// Stores a file.
    ///
    /// - Parameter name: the client's name of the file.
    /// - Returns: its name in this store.
    func keep(_ bytes: [UInt8], name: String) throws -> String {
        // Names of later files sort after earlier ones; the rest of a name is unguessable.
        let last = ((try? files.list(folder)) ?? []).filter(UploadStore.isName).max()
        let number = last.flatMap { UInt64($0.dropFirst(7).prefix(16), radix: 16) } ?? 0
        let kept =
            "upload-" + UploadStore.hexadecimal(number &+ 1)
            + UploadStore.hexadecimal(.random(in: .min ... .max))
        _ = try files.makeFolder(folder + "/" + kept)
        let file = try files.create(folder + "/" + kept + "/" + UploadStore.safeName(name))
        try file.write(bytes)
        try file.finish()
        removeOthers(than: kept)
        return kept
    }

    /// The path of a stored file.
    ///
    /// - Throws: ``WebError`` 404 if there is no file with this name.
    func path(_ name: String) throws -> String {
        guard UploadStore.isName(name), files.exists(folder + "/" + name),
            let file = try files.list(folder + "/" + name).first
        else { throw WebError(404, "this file is gone; choose it again", parameter: "file") }
        return folder + "/" + name + "/" + file
    }

    /// Removes a file.
    func remove(_ name: String) {
        guard UploadStore.isName(name) else { return }
        let own = folder + "/" + name
        for file in (try? files.list(own)) ?? [] { try? files.remove(own + "/" + file) }
        try? files.removeFolder(own)
    }

    /// The client's name of a file, made safe: it leads to no other folder and has no invisible
    /// characters.
    static func safeName(_ name: String) -> String {
        // Scalars, not characters: a mark or a joiner after a slash would form a different
        // character. Invisible scalars are dropped first, so that they cannot hide a slash.
        let shown = Array(
            name.unicodeScalars.filter {
                ![.control, .format].contains($0.properties.generalCategory)
            })
        let last = shown.split { $0 == "/" || $0 == "\\" }.last.map(Array.init) ?? []
        var safe = String(String.UnicodeScalarView(last.drop { $0 == "." }))
        // File names have at most 255 bytes; the end is kept because it shows the type.
        while safe.utf8.count > 200 { safe.removeFirst() }
        return safe.isEmpty ? "file" : safe
    }

    /// Whether a name was generated here; no other is accepted.
    static func isName(_ name: String) -> Bool {
        name.hasPrefix("upload-") && name.utf8.count <= 40
            && name.dropFirst(7).utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
            }
    }

    /// A number in sixteen hexadecimal digits.
    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private func removeOthers(than kept: String) {
        let names = ((try? files.list(folder)) ?? []).filter {
            UploadStore.isName($0) && $0 != kept
        }
        for name in names.sorted().dropLast(UploadStore.limit - 1) { remove(name) }
    }
}
